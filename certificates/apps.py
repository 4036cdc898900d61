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
            Approval,
            AwardVersion,
            BlockedIssue,
            BulkRun,
            Certificate,
            Concern,
            IdentityCheck,
            ResultReview,
        )
        from certificates.permissions import ReadOnlyPolicy, WrittenOncePolicy

        register_permission_policy(Certificate, ReadOnlyPolicy(Certificate))
        register_permission_policy(BlockedIssue, ReadOnlyPolicy(BlockedIssue))
        register_permission_policy(BulkRun, ReadOnlyPolicy(BulkRun))
        register_permission_policy(Concern, ReadOnlyPolicy(Concern))
        register_permission_policy(ResultReview, ReadOnlyPolicy(ResultReview))
        register_permission_policy(Approval, ReadOnlyPolicy(Approval))
        register_permission_policy(IdentityCheck, WrittenOncePolicy(IdentityCheck))
        # so that the editor says what an award is used by instead of failing to delete it
        ReferenceIndex.register_model(AwardVersion)
        ReferenceIndex.register_model(Certificate)
