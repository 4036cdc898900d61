from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from courses.admin.enrollments import EnrollmentViewSet
from courses.admin.home import TeachingPanel
from courses.admin.people import PeopleViewSet
from courses.admin.snippets import TeachingGroup, keep_cohorts_with_trainees
from courses.privacy import DELETED, EMPTIED, NOT_PERSONAL, SUBJECTS
from courses.privacy import PERSONAL_DATA as COLUMNS
from lms.core.hooks import PERSONAL_DATA
from lms.core.privacy import Holding

register_snippet(TeachingGroup)
hooks.register("before_delete_snippet", keep_cohorts_with_trainees)


@hooks.register("register_admin_viewset")
def enrollment_viewset() -> EnrollmentViewSet:
    return EnrollmentViewSet()


@hooks.register("register_admin_viewset")
def people_viewset() -> PeopleViewSet:
    return PeopleViewSet()


@hooks.register(PERSONAL_DATA)
def personal_data() -> Holding:
    return Holding(
        app_label="lms_courses",
        columns=COLUMNS,
        context=NOT_PERSONAL,
        subjects=SUBJECTS,
        emptied=EMPTIED,
        deleted=DELETED,
    )


@hooks.register("construct_homepage_panels")
def teaching_panel(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.has_perm("lms_courses.view_enrollment"):
        panels.append(TeachingPanel())
