from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "lms.site"
    label = "lms_site"
    verbose_name = _("Reference site")
    default_auto_field = "django.db.models.BigAutoField"
