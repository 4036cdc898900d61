"""What a trainee does with their courses: see them, enroll, leave."""

import datetime as dt
import math
import time
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import PageViewRestriction

from courses.enums import EnrollmentState
from courses.exceptions import CourseError
from courses.forms import EnrollForm, WithdrawForm
from courses.models import CoursePage, Enrollment
from courses.queries.catalog import closing_restriction
from courses.queries.dashboard import describe_training
from courses.services import enrollments
from lms.core import clock
from lms.core.hooks import DASHBOARD_PANELS, collect_panels
from lms.core.ratelimit import allow

# of one person on one course: enough for typing errors, too few for guessing
CODE_RATE = "10/h"
_HOUR = 3600


def _posted(request: HttpRequest) -> Any:
    """The form's data; an empty form that was sent is bound all the same."""
    return request.POST if request.method == "POST" else None


@require_safe
@login_required
@never_cache
def dashboard(request: HttpRequest) -> HttpResponse:
    """My training."""
    training = describe_training(request, request.user, now=clock.now())
    panels = collect_panels(DASHBOARD_PANELS, request)
    return render(request, "lms_courses/dashboard.html", {"training": training, "panels": panels})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def enroll(request: HttpRequest, course_pk: int) -> HttpResponse:
    """Enroll, enter the code, or apply: one short form.

    A course page that the person may not see is no more enrolled on than found; one behind a
    password sends them to where they can give it. 429 after too many codes.
    """
    course = get_object_or_404(CoursePage.objects.live(), pk=course_pk)
    closed = closing_restriction(request, course)
    if closed is not None:
        if closed.restriction_type != PageViewRestriction.PASSWORD:
            raise Http404
        return redirect(course.get_url(request))
    now = clock.now()
    form = EnrollForm(_posted(request), course=course, today=clock.today())
    missing = enrollments.missing_prerequisites(request.user, course, now=now)
    status = 0
    if request.method == "POST" and "code" in form.fields and not _may_try(request, course):
        form.is_valid()
        form.add_error("code", _too_many_codes())
        status = 429
    elif request.method == "POST" and form.is_valid():
        try:
            enrollment = enrollments.enroll(
                request.user,
                course,
                cohort=form.cleaned_data.get("cohort"),
                code=form.cleaned_data.get("code", ""),
            )
        except CourseError as refusal:
            form.add_error("code" if "code" in form.fields else None, str(refusal))
        else:
            messages.success(request, _welcome(enrollment))
            return redirect("lms_courses:dashboard")
    return render(
        request,
        "lms_courses/enroll.html",
        {"course": course, "form": form, "missing": missing, "course_url": course.get_url(request)},
        status=status or (422 if form.errors else 200),
    )


def _may_try(request: HttpRequest, course: CoursePage) -> bool:
    return allow(f"enrollment-code:{request.user.pk}:{course.pk}", CODE_RATE)


def _too_many_codes() -> str:
    """When the next code may be tried: limits start again with each full hour."""
    again = math.ceil(time.time() / _HOUR) * _HOUR
    at = timezone.localtime(dt.datetime.fromtimestamp(again, dt.UTC))
    return _(
        "You have tried many codes. You can try again at %(time)s; until then, ask the school "
        "for the code."
    ) % {"time": date_format(at, "H:i")}


def _welcome(enrollment: Enrollment) -> str:
    if enrollment.state == EnrollmentState.APPLIED:
        return _("You have applied for “%(course)s”. The school answers you here.") % {
            "course": enrollment.course_title
        }
    return _("You are enrolled on “%(course)s”.") % {"course": enrollment.course_title}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a course, after a page that says what that means."""
    enrollment = get_object_or_404(
        Enrollment.objects.open().select_related("course"), pk=pk, user=request.user
    )
    form = WithdrawForm(_posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            enrollments.withdraw(enrollment, actor=request.user, reason=form.cleaned_data["reason"])
        except CourseError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request,
                _("You have left “%(course)s”. Your results are kept.")
                % {"course": enrollment.course_title},
            )
        return redirect("lms_courses:dashboard")
    return render(request, "lms_courses/withdraw.html", {"enrollment": enrollment, "form": form})
