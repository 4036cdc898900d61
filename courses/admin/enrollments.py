"""Enrollments in the admin: the list, one enrollment, its steps, and moves to a newer version."""

from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from courses.admin.forms import ReasonForm, StaffEnrollForm
from courses.enrollment import TRANSITIONS, actions_for
from courses.enums import EnrollmentState
from courses.exceptions import CourseError
from courses.models import Cohort, CoursePage, CourseVersion, Enrollment
from courses.services import enrollments, steps
from courses.services.moves import move_enrollments, preview_version_move
from courses.services.results import outline_of, progress_of
from courses.services.versions import find_current_version
from courses.wording import change_lines
from lms.core import clock

STEPS: dict[str, tuple[Any, Callable[..., Enrollment]]] = {
    "approve": (gettext_lazy("Approve"), enrollments.approve),
    "decline": (gettext_lazy("Decline"), enrollments.decline),
    "suspend": (gettext_lazy("Suspend"), enrollments.suspend),
    "reinstate": (gettext_lazy("Reinstate"), enrollments.reinstate),
    "withdraw": (gettext_lazy("Withdraw"), enrollments.withdraw),
}


class EnrollmentFilters(WagtailFilterSet):
    """By state, course and cohort."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=EnrollmentState.choices,
        widget=forms.RadioSelect,
        empty_label=gettext_lazy("All"),
    )
    course = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Course"),
        queryset=CoursePage.objects.order_by("title"),
        empty_label=gettext_lazy("All"),
    )
    cohort = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Cohort"),
        queryset=Cohort.objects.order_by("-starts_on"),
        empty_label=gettext_lazy("All"),
    )

    class Meta:
        model = Enrollment
        fields = ["state", "course", "cohort"]


def _person(row: Enrollment) -> str:
    return row.user.get_full_name() or row.user.get_username()


def _detail_url(row: Enrollment) -> str:
    return reverse("lms_courses_enrollments:inspect", args=[row.pk])


def _state_word(row: Enrollment) -> str:
    return str(EnrollmentState(steps.state_of(row, now=clock.now())).label)


def _progress(row: Enrollment) -> str:
    return _("%(done)s of %(total)s") % {"done": row.required_done, "total": row.required_total}


class EnrollmentIndex(IndexView):
    """The list, with the two things that start here: enroll somebody, move to a new version."""

    def get_base_queryset(self) -> QuerySet[Enrollment]:
        return super().get_base_queryset().select_related("user", "cohort", "version")

    def get_edit_url(self, instance: Enrollment) -> str | None:
        return None

    def get_add_url(self) -> str | None:
        if self.user_has_permission("add"):
            return reverse("lms_courses_enrollments:enroll")
        return None

    @property
    def header_more_buttons(self) -> list[Any]:
        if not self.user_has_permission("change"):
            return []
        return [
            HeaderButton(
                _("Move to a newer version"),
                url=reverse("lms_courses_enrollments:outdated"),
                icon_name="arrow-up",
            )
        ]


class EnrollmentDetail(InspectView):
    """One enrollment: where it stands, each unit's result, every event, what can be done."""

    template_name = "lms_courses/admin/enrollment.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row: Enrollment = self.object
        outline = outline_of(row.version)
        progress = progress_of(row, outline=outline)
        state = steps.state_of(row, now=clock.now())
        may_act = self.request.user.has_perm("lms_courses.change_enrollment")
        newest = find_current_version(row.course) if row.course else None
        return super().get_context_data(
            enrollment=row,
            person=_person(row),
            state=EnrollmentState(state),
            modules=[
                (module, [(unit, progress.outcomes.get(unit.key, "")) for unit in module.units])
                for module in outline.modules
            ],
            events=row.events.select_related("actor"),
            results=row.results.order_by("-at", "-pk"),
            actions=[
                (action, STEPS[action][0])
                for action in actions_for(state, role="staff")
                if action in STEPS and may_act
            ],
            newest=newest if newest and newest.pk != row.version_id and may_act else None,
            **kwargs,
        )

    def get_edit_url(self) -> str | None:
        return None

    def get_delete_url(self) -> str | None:
        return None

    def get_queryset(self) -> QuerySet[Enrollment]:
        return Enrollment.objects.select_related("user", "cohort", "version", "course")


def _posted(request: HttpRequest) -> Any:
    """The form's data; an empty form that was sent is bound all the same."""
    return request.POST if request.method == "POST" else None


def _require(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(f"lms_courses.{permission}_enrollment"):
        raise PermissionDenied


def step(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Take one step of an enrollment, after a form that asks why."""
    _require(request, "change")
    row = get_object_or_404(Enrollment.objects.select_related("user"), pk=pk)
    if action not in STEPS:
        return redirect("lms_courses_enrollments:inspect", pk)
    label, service = STEPS[action]
    needs_reason = TRANSITIONS[action].needs_reason
    form = ReasonForm(_posted(request), action=action, needs_reason=needs_reason)
    if request.method == "POST" and form.is_valid():
        try:
            given = {key: value for key, value in form.cleaned_data.items() if value}
            service(row, actor=request.user, **{"reason": "", **given})
        except CourseError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Done: %(action)s.") % {"action": label})
            return redirect("lms_courses_enrollments:inspect", pk)
    return render(
        request,
        "lms_courses/admin/step.html",
        {"enrollment": row, "person": _person(row), "label": label, "action": action, "form": form},
    )


def enroll(request: HttpRequest) -> HttpResponse:
    """Enroll an existing account: policy, code and prerequisites do not hold staff up."""
    _require(request, "add")
    form = StaffEnrollForm(_posted(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            row = enrollments.enroll(
                data["person"], data["course"], actor=request.user, cohort=data["cohort"]
            )
        except CourseError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(person)s is enrolled.") % {"person": _person(row)})
            return redirect("lms_courses_enrollments:inspect", row.pk)
    return render(request, "lms_courses/admin/enroll.html", {"form": form})


def _list_outdated(course: CoursePage, version: CourseVersion) -> QuerySet[Enrollment]:
    return (
        Enrollment.objects.open()
        .filter(course_key=course.translation_key)
        .exclude(version=version)
        .select_related("user", "version")
        .order_by("user__last_name", "pk")
    )


def outdated(request: HttpRequest) -> HttpResponse:
    """Courses on which somebody is on an older version than the current one."""
    _require(request, "change")
    rows = []
    for course in CoursePage.objects.filter(
        enrollments__state__in=EnrollmentState.OPEN_STATES
    ).distinct():
        version = find_current_version(course)
        count = _list_outdated(course, version).count() if version else 0
        if count:
            rows.append((course, version, count))
    return render(request, "lms_courses/admin/outdated.html", {"rows": rows})


def move(request: HttpRequest, course_pk: int) -> HttpResponse:
    """What moving to the current version changes for whom; then, on purpose, the move."""
    _require(request, "change")
    course = get_object_or_404(CoursePage, pk=course_pk)
    version = find_current_version(course)
    if version is None:
        return redirect("lms_courses_enrollments:outdated")
    chosen = _list_outdated(course, version)
    if only := request.GET.get("enrollment", ""):
        chosen = chosen.filter(pk=only) if only.isdigit() else chosen.none()
    preview = preview_version_move(chosen, version)
    error = ""
    if request.method == "POST" and request.POST.get("version", "") != version.digest:
        error = _(
            "The course was changed after you opened this page, so nobody was moved. Below is what "
            "moving means now: look at it and move them then."
        )
    elif request.method == "POST":
        wanted = {int(pk) for pk in request.POST.getlist("enrollment") if pk.isdigit()}
        picked = [row.enrollment for row in preview if row.enrollment.pk in wanted]
        try:
            moved = move_enrollments(
                picked, version, actor=request.user, reason=request.POST.get("reason", "")
            )
        except CourseError as refusal:
            error = str(refusal)
        else:
            messages.success(
                request,
                ngettext("%(n)s enrollment moved.", "%(n)s enrollments moved.", len(moved))
                % {"n": len(moved)},
            )
            return redirect("lms_courses_enrollments:index")
    return render(
        request,
        "lms_courses/admin/move.html",
        {
            "course": course,
            "version": version,
            "preview": preview,
            "changes": {row.enrollment.version.number: change_lines(row.change) for row in preview},
            "error": error,
            "reason": request.POST.get("reason", ""),
        },
        status=409 if error else 200,
    )


class EnrollmentViewSet(ModelViewSet):
    """Enrollments: searched, filtered, read; changed only through audited steps."""

    model = Enrollment
    name = "lms_courses_enrollments"
    url_prefix = "enrollments"
    menu_label = gettext_lazy("Enrollments")
    icon = "user"
    add_to_admin_menu = True
    menu_order = 205
    list_display = [
        TitleColumn("person", label=gettext_lazy("Trainee"), accessor=_person, get_url=_detail_url),
        Column("course_title", label=gettext_lazy("Course"), sort_key="course_title"),
        Column("state", label=gettext_lazy("State"), accessor=_state_word),
        Column("progress", label=gettext_lazy("Done"), accessor=_progress),
        Column("cohort", label=gettext_lazy("Cohort")),
        Column("version", label=gettext_lazy("Version"), accessor="version.number"),
        DateColumn("applied_at", label=gettext_lazy("Since"), sort_key="applied_at"),
    ]
    filterset_class = EnrollmentFilters
    search_fields = [
        "course_title",
        "user__username",
        "user__first_name",
        "user__last_name",
        "user__email",
    ]
    search_backend_name = None
    ordering = [F("applied_at").desc()]
    index_view_class = EnrollmentIndex
    inspect_view_class = EnrollmentDetail
    inspect_view_enabled = True
    inspect_template_name = "lms_courses/admin/enrollment.html"
    inspect_view_fields = ["course_title"]
    copy_view_enabled = False
    form_fields: list[str] = []

    def get_urlpatterns(self) -> list[Any]:
        kept = {"index", "index_results", "inspect"}
        return [
            *(pattern for pattern in super().get_urlpatterns() if pattern.name in kept),
            path("enroll/", enroll, name="enroll"),
            path("<int:pk>/step/<slug:action>/", step, name="step"),
            path("outdated/", outdated, name="outdated"),
            path("move/<int:course_pk>/", move, name="move"),
        ]
