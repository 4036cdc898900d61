from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from courses.admin.enrollments import EnrollmentViewSet
from courses.admin.home import TeachingPanel
from courses.admin.snippets import TeachingGroup, keep_cohorts_with_trainees

register_snippet(TeachingGroup)
hooks.register("before_delete_snippet", keep_cohorts_with_trainees)


@hooks.register("register_admin_viewset")
def enrollment_viewset() -> EnrollmentViewSet:
    return EnrollmentViewSet()


@hooks.register("construct_homepage_panels")
def teaching_panel(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.has_perm("lms_courses.view_enrollment"):
        panels.append(TeachingPanel())
