from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    name = "lms.demo"
    label = "lms_demo"
    verbose_name = _("Demo academy")
    default_auto_field = "django.db.models.BigAutoField"
