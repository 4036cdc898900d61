from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "assessments"
    label = "lms_assessments"
    verbose_name = _("Assessments")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.models import ReferenceIndex
        from wagtail.permissions import register_permission_policy

        from assessments import checks, models, policies, receivers  # noqa: F401

        # so that the usage of a question counts its versions
        ReferenceIndex.register_model(models.QuestionVersion)
        for model in (
            models.Attempt,
            models.AttemptEvent,
            models.GradeEvent,
            models.QuestionVersion,
            models.Response,
        ):
            register_permission_policy(model, policies.ReadOnlyPolicy(model))
