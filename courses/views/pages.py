"""The screens of course pages. Wagtail routes to the page, the page hands over to its view."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from courses.exceptions import UnitLocked
from courses.images import load_files
from courses.models import CatalogPage, CoursePage, LessonPage, ModulePage
from courses.queries.catalog import list_catalog_courses
from courses.queries.course_screen import describe_course
from courses.queries.rows import OutlineRows, UnitNav, get_unit_nav
from courses.queries.units import UnitAccess, get_course_of, get_standing_for, get_unit_access
from courses.services.learning import complete_lesson, open_unit
from lms.core import clock
from lms.core.hooks import COURSE_PANELS, collect_panels


def _context(request: HttpRequest, page: Any, **extra: Any) -> dict[str, Any]:
    context: dict[str, Any] = page.get_context(request)
    return {**context, **extra}


def is_preview(request: HttpRequest) -> bool:
    """Whether Wagtail shows the page to an editor rather than to a visitor."""
    return bool(getattr(request, "is_preview", False))


def show_catalog(request: HttpRequest, page: CatalogPage) -> HttpResponseBase:
    courses = list_catalog_courses(request, page.path, today=clock.today())
    return render(request, page.get_template(request), _context(request, page, courses=courses))


def show_course(request: HttpRequest, page: CoursePage) -> HttpResponseBase:
    now = clock.now()
    tree = getattr(page, "_lms_tree", None)
    screen = describe_course(request, page, now=now, tree=tree)
    panels = collect_panels(COURSE_PANELS, request, page)
    response = render(
        request,
        page.get_template(request),
        _context(request, page, screen=screen, panels=panels),
    )
    return _private(request, response)


def show_module(request: HttpRequest, page: ModulePage) -> HttpResponseBase:
    course = get_course_of(page)
    standing = get_standing_for(request.user, page, now=clock.now())
    rows = OutlineRows(standing, course, course.get_url(request) or "")
    modules = rows.modules()
    module = next((row for row in modules if row.key == page.translation_key), None)
    response = render(
        request,
        page.get_template(request),
        _context(
            request,
            page,
            course=course,
            course_url=rows.course_url,
            module=module,
            total=len(modules),
            is_trainee=standing.enrollment is not None,
        ),
    )
    return _private(request, response)


def show_lesson(request: HttpRequest, page: LessonPage) -> HttpResponseBase:
    if is_preview(request):
        return _lesson(request, page, None, get_unit_nav(request.user, page, request=request))
    access = get_unit_access(request.user, page)
    if not access.allowed:
        return _closed(request, page, access)
    if request.method == "POST":
        return _finish(request, page)
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    nav = get_unit_nav(request.user, page, request=request)
    enrollment: Any = access.enrollment
    if enrollment is not None and enrollment.last_unit_key != page.translation_key:
        open_unit(enrollment, page.translation_key)
    return _private(request, _lesson(request, page, access, nav))


def _lesson(
    request: HttpRequest, page: LessonPage, access: UnitAccess | None, nav: UnitNav
) -> HttpResponseBase:
    load_files(page.body)
    enrollment = access.enrollment if access else None
    position = getattr(enrollment, "position", "") or ""
    return render(
        request,
        page.get_template(request),
        _context(
            request,
            page,
            nav=nav,
            access=access,
            enrollment=enrollment,
            position=position if any(str(b.id) == position for b in page.body) else "",
            position_url=reverse("lms_courses:position", args=[page.pk]) if enrollment else "",
        ),
    )


def _finish(request: HttpRequest, page: LessonPage) -> HttpResponseBase:
    """Record the lesson as done and go on: to the next unit, or home when that was the last."""
    try:
        result = complete_lesson(request.user, page)
    except UnitLocked as refusal:
        messages.error(request, str(refusal))
        return redirect(page.get_url(request))
    result.enrollment.refresh_from_db()
    del page._lms_standing
    nav = get_unit_nav(request.user, page, request=request)
    if result.enrollment.completed_at and result.enrollment.completed_at == result.at:
        messages.success(
            request, _("You have completed “%(course)s”.") % {"course": nav.course_title}
        )
        return redirect("lms_courses:dashboard")
    if nav.next is not None and not nav.next.is_locked:
        return redirect(nav.next.url)
    return redirect(nav.continue_url)


def _closed(request: HttpRequest, page: LessonPage, access: UnitAccess) -> HttpResponseBase:
    """Say why a lesson is closed and what opens it; send strangers to sign in."""
    if access.state == "anonymous":
        return redirect_to_login(request.get_full_path())
    nav = get_unit_nav(request.user, page, request=request)
    response = render(
        request,
        "lms_courses/locked.html",
        {"page": page, "access": access, "nav": nav},
        status=403,
    )
    return _private(request, response)


def _private(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """A page that shows one person's progress is kept by no cache."""
    if request.user.is_authenticated:
        add_never_cache_headers(response)
    return response
