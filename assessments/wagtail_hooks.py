from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from assessments.admin.appeals import AppealsMenuItem, appeal_urls
from assessments.admin.attempts import AttemptViewSet
from assessments.admin.exceptions import ExceptionsMenuItem, exception_urls
from assessments.admin.home import ExamsPanel, MarkingPanel
from assessments.admin.marking import MarkingMenuItem, marking_urls, may_mark
from assessments.admin.practicals import PracticalsMenuItem, practical_urls
from assessments.admin.questions import QuestionViewSet, question_urls
from assessments.admin.regrades import RegradesMenuItem, regrade_urls
from assessments.admin.statistics import StatisticsMenuItem, statistics_urls
from assessments.interchange_views import register_exchange
from assessments.panels import exams_panel
from assessments.privacy import NOT_PERSONAL, SUBJECTS
from assessments.privacy import PERSONAL_DATA as COLUMNS
from assessments.services.erasure import forget_files
from lms.core.hooks import DASHBOARD_PANELS, PERSONAL_DATA
from lms.core.privacy import Holding

register_snippet(QuestionViewSet)
register_exchange()
hooks.register(DASHBOARD_PANELS, exams_panel)


@hooks.register(PERSONAL_DATA)
def personal_data() -> Holding:
    return Holding("lms_assessments", COLUMNS, SUBJECTS, context=NOT_PERSONAL, erase=forget_files)


@hooks.register("register_admin_viewset")
def attempt_viewset() -> AttemptViewSet:
    return AttemptViewSet()


@hooks.register("insert_global_admin_css")
def staff_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("lms_assessments/admin.css"))


@hooks.register("construct_homepage_panels")
def exams_home_panel(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.has_perm("lms_assessments.view_attempt"):
        panels.append(ExamsPanel())
    if may_mark(request.user) or request.user.has_perm("lms_assessments.view_appeal"):
        panels.append(MarkingPanel())


@hooks.register("register_admin_urls")
def question_picture_urls() -> list[Any]:
    return question_urls()


@hooks.register("register_admin_urls")
def exam_statistics_urls() -> list[Any]:
    return statistics_urls()


@hooks.register("register_admin_menu_item")
def exam_statistics_item() -> StatisticsMenuItem:
    return StatisticsMenuItem()


@hooks.register("register_admin_urls")
def exam_exception_urls() -> list[Any]:
    return exception_urls()


@hooks.register("register_admin_menu_item")
def exam_exceptions_item() -> ExceptionsMenuItem:
    return ExceptionsMenuItem()


@hooks.register("register_admin_urls")
def exam_marking_urls() -> list[Any]:
    return marking_urls()


@hooks.register("register_admin_menu_item")
def exam_marking_item() -> MarkingMenuItem:
    return MarkingMenuItem()


@hooks.register("register_admin_urls")
def exam_regrade_urls() -> list[Any]:
    return regrade_urls()


@hooks.register("register_admin_menu_item")
def exam_regrades_item() -> RegradesMenuItem:
    return RegradesMenuItem()


@hooks.register("register_admin_urls")
def exam_appeal_urls() -> list[Any]:
    return appeal_urls()


@hooks.register("register_admin_menu_item")
def exam_appeals_item() -> AppealsMenuItem:
    return AppealsMenuItem()


@hooks.register("register_admin_urls")
def exam_practical_urls() -> list[Any]:
    return practical_urls()


@hooks.register("register_admin_menu_item")
def exam_practicals_item() -> PracticalsMenuItem:
    return PracticalsMenuItem()
