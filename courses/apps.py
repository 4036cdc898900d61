from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"
    label = "lms_courses"
    verbose_name = _("Courses")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from courses import checks, models, policies, receivers  # noqa: F401

        receivers.connect()
        register_permission_policy(models.Enrollment, policies.RecordPolicy(models.Enrollment))
        for model in (
            models.CourseVersion,
            models.EnrollmentEvent,
            models.Erasure,
            models.UnitProgress,
            models.UnitResult,
        ):
            register_permission_policy(model, policies.ReadOnlyPolicy(model))
