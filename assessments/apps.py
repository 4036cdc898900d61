from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "assessments"
    label = "lms_assessments"
    verbose_name = _("Assessments")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.models import ReferenceIndex

        from assessments import checks, receivers  # noqa: F401
        from assessments.models import QuestionVersion

        # so that deleting a question that was ever published is refused politely
        ReferenceIndex.register_model(QuestionVersion)
