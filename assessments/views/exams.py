"""An exam's own page, for trainees and in previews."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url

from assessments.admission import admit
from assessments.exceptions import AttemptRefused
from assessments.models import ExamPage
from assessments.queries.attempts import Gate, gate_for
from assessments.queries.exam_screens import ExamScreen
from assessments.queries.take_screens import preview_screen
from assessments.services.attempts import close_if_over
from assessments.services.papers import compose_paper
from courses.api import UnitAccess, get_unit_nav, open_unit
from lms.core import clock


def show_exam(request: HttpRequest, exam: ExamPage) -> HttpResponse:
    """What to expect, and start, continue or why not."""
    now = clock.now()
    gate = gate_for(request.user, exam, now=now)
    if gate.open_attempt is not None and gate.open_attempt.is_over(now):
        close_if_over(gate.open_attempt, now=now)
        gate = gate_for(request.user, exam, now=now)
    if gate.enrollment is not None and gate.access.allowed:
        open_unit(gate.enrollment, exam.translation_key, now=now)
    refused = not gate.access.allowed and not gate.attempts
    response = _render_exam(request, exam, gate, status=403 if refused else 200)
    response["Cache-Control"] = "no-store"
    return response


def _render_exam(
    request: HttpRequest, exam: ExamPage, gate: Gate, *, status: int = 200, **extra: Any
) -> HttpResponse:
    signin = ""
    if not request.user.is_authenticated:
        signin = redirect_to_login(request.path, resolve_url(settings.LOGIN_URL)).url
    screen = ExamScreen(exam, gate, signin)
    if exam.path:
        extra["nav"] = get_unit_nav(request.user, exam, request=request)
    context = {**exam.get_context(request), "screen": screen, **extra}
    return render(request, "lms_assessments/exam_page.html", context, status=status)


def preview_exam(request: HttpRequest, exam: ExamPage, mode: str) -> HttpResponse:
    """The exam as a trainee will see it: before the start, or a paper drawn now."""
    now = clock.now()
    if mode != "paper":
        gate = _preview_gate(exam)
        return _render_exam(request, exam, gate, preview=True)
    paper, shortage = None, ""
    try:
        paper = compose_paper(exam.rule, seed="preview")
    except AttemptRefused as refused:
        shortage = str(refused)
    screen = preview_screen(exam, paper, now=now, shortage=shortage)
    return render(request, "lms_assessments/take.html", {"screen": screen, "preview": True})


def _preview_gate(exam: ExamPage) -> Gate:
    rule = exam.rule
    access = UnitAccess(None, True, (), "author")
    admission = admit(rule, (), enrollment=None, now=clock.now())
    return Gate(access, rule, (), admission)
