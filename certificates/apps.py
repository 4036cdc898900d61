from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    name = "certificates"
    label = "lms_certificates"
    verbose_name = _("Certificates")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.models import ReferenceIndex
        from wagtail.permissions import register_permission_policy

        from certificates import checks, receivers  # noqa: F401
        from certificates.models import (
            AwardVersion,
            BlockedIssue,
            BulkRun,
            Certificate,
            Concern,
            ResultReview,
        )
        from certificates.permissions import ReadOnlyPolicy

        register_permission_policy(Certificate, ReadOnlyPolicy(Certificate))
        register_permission_policy(BlockedIssue, ReadOnlyPolicy(BlockedIssue))
        register_permission_policy(BulkRun, ReadOnlyPolicy(BulkRun))
        register_permission_policy(Concern, ReadOnlyPolicy(Concern))
        register_permission_policy(ResultReview, ReadOnlyPolicy(ResultReview))
        # so that the editor says what an award is used by instead of failing to delete it
        ReferenceIndex.register_model(AwardVersion)
        ReferenceIndex.register_model(Certificate)
