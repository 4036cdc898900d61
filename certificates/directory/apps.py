from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "certificates.directory"
    label = "lms_directory"
    verbose_name = _("Directory")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.models import ReferenceIndex
        from wagtail.permissions import register_permission_policy

        from certificates.directory.models import (
            DirectoryReport,
            ListingConsent,
            ModerationLog,
            PortfolioCase,
            Review,
            ReviewReply,
        )
        from certificates.directory.receivers import connect
        from certificates.permissions import ReadOnlyPolicy

        connect()
        for model in (Review, ReviewReply, PortfolioCase, DirectoryReport, ModerationLog):
            register_permission_policy(model, ReadOnlyPolicy(model))
        # so that deleting a practitioner who gave consents is refused politely
        ReferenceIndex.register_model(ListingConsent)
