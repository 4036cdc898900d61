"""A practical's own page, for trainees and in previews."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assessments.models import PracticalPage
from assessments.queries.practicals import list_own_results
from courses.api import get_unit_access, get_unit_nav, open_unit


def show_practical(request: HttpRequest, practical: PracticalPage) -> HttpResponse:
    """The task, and what assessors have recorded; why it is closed, where it is."""
    access = get_unit_access(request.user, practical)
    if access.state == "anonymous":
        return redirect_to_login(request.get_full_path())
    if access.allowed and access.enrollment is not None:
        open_unit(access.enrollment, practical.unit_key)
    nav = get_unit_nav(request.user, practical, request=request)
    if not access.allowed:
        context: dict[str, Any] = {"page": practical, "access": access, "nav": nav}
        response = render(request, "lms_courses/locked.html", context, status=403)
    else:
        results = list_own_results(request.user, practical)
        response = _page(request, practical, access=access, nav=nav, results=results)
    response["Cache-Control"] = "no-store"
    return response


def preview_practical(request: HttpRequest, practical: PracticalPage) -> HttpResponse:
    return _page(request, practical)


def _page(request: HttpRequest, practical: PracticalPage, **extra: Any) -> HttpResponse:
    context = {**practical.get_context(request), **extra}
    return render(request, practical.template, context)
