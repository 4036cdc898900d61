"""Taking an exam: start, answer, review, hand in, read the result."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments import wording
from assessments.enums import AttemptState
from assessments.exceptions import (
    AnswerSettled,
    AnswerStale,
    AssessmentError,
    AttemptClosed,
    AttemptRefused,
    CheckRefused,
    OnBreak,
    UnknownPosition,
)
from assessments.models import Attempt, ExamPage
from assessments.queries.attempts import get_attempt, list_attempts
from assessments.queries.breaks import BreakScreen
from assessments.queries.feedback import check_screen
from assessments.queries.result_screens import result_screen
from assessments.queries.take_screens import flat_values, take_screen
from assessments.question_types.base import read_form
from assessments.services.answers import Sheet, save_response, save_sheet
from assessments.services.attempts import (
    close_if_over,
    close_if_up,
    mark_result_seen,
    start_attempt,
    submit_attempt,
)
from assessments.services.breaks import begin_break, end_break
from assessments.services.practice import check_answer
from assessments.templatetags.lms_assessments import clock_time
from assessments.views.kept_forms import keep_form, take_kept_form
from lms.core import clock

MAX_BODY = 200_000  # an essay in any script


# A GET of what is done by a POST comes from whoever had to sign in first: they are shown the page
# with the button again.


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def start(request: HttpRequest, page_id: int) -> HttpResponse:
    """Start an attempt, or continue the open one; a refusal is said on the exam's page."""
    exam = get_object_or_404(ExamPage.objects.live(), pk=page_id)
    if request.method != "POST":
        return redirect(exam.get_url(request) or "/")
    try:
        attempt = start_attempt(exam, user=request.user)
    except AttemptRefused as refused:
        for reason in refused.reasons:
            messages.warning(request, reason)
        return redirect(exam.get_url(request) or "/")
    return redirect("lms_assessments:take", attempt.uuid)


def _own(request: HttpRequest, uuid: UUID) -> Attempt:
    try:
        return get_attempt(request.user, uuid)
    except Attempt.DoesNotExist:
        raise Http404 from None


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def take(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The questions. A POST is the whole form, from a browser without JavaScript."""
    if not request.user.is_authenticated:
        if request.method == "POST":
            keep_form(request, uuid)
        return redirect_to_login(request.get_full_path())
    attempt = _own(request, uuid)
    if kept := take_kept_form(request, uuid):
        return _save_form(request, attempt, kept)
    if attempt.state != AttemptState.OPEN:
        return redirect("lms_assessments:result", uuid)
    now = clock.now()
    if attempt.is_over(now):
        close_if_over(attempt, now=now)
        return redirect("lms_assessments:result", uuid)
    if request.method == "POST":
        return _save_form(request, attempt, request.POST)
    if attempt.is_on_break(now):
        context = {"screen": BreakScreen(attempt, now)}
        return render(request, "lms_assessments/break.html", context)
    if attempt.break_since is not None:
        end_break(uuid, user=request.user, now=now)
        attempt = _own(request, uuid)
    url = reverse("lms_assessments:take", args=[uuid])
    screen = take_screen(attempt, url=url, now=now)
    return render(request, "lms_assessments/take.html", {"screen": screen})


def _save_form(request: HttpRequest, attempt: Attempt, form: QueryDict) -> HttpResponse:
    sheets = [
        Sheet(
            position=item.position,
            answer=read_form(form, f"q{item.position}"),
            sequence=_int(form.get(f"s{item.position}")),
            flagged=f"f{item.position}" in form,
        )
        for item in attempt.read_paper().items
        if f"s{item.position}" in form
    ]
    try:
        result = save_sheet(attempt.uuid, sheets, user=request.user)
    except AttemptClosed as closed:
        messages.warning(request, str(closed))
        return redirect("lms_assessments:result", attempt.uuid)
    except OnBreak as resting:
        messages.warning(request, str(resting))
        return redirect("lms_assessments:take", attempt.uuid)
    if result.stale:
        numbers = ", ".join(map(str, result.stale))
        messages.warning(
            request,
            ngettext(
                "The answer to question %(numbers)s was changed in another window. That newer "
                "answer is kept and shown now.",
                "The answers to questions %(numbers)s were changed in another window. Those newer "
                "answers are kept and shown now.",
                len(result.stale),
            )
            % {"numbers": numbers},
        )
        return redirect("lms_assessments:take", attempt.uuid)
    if "check" in form:
        return _check_one(request, attempt)
    if form.get("do") == "break":
        return _rest(request, attempt)
    if form.get("do") == "review":
        return redirect("lms_assessments:review", attempt.uuid)
    place, dash, position = form.get("do", "").partition("-q")
    if place == "files" and dash and position.isdecimal():
        return redirect("lms_assessments:files", attempt.uuid, int(position))
    messages.success(
        request,
        _("Your answers are saved, at %(time)s.") % {"time": clock_time(clock.now())},
    )
    return redirect("lms_assessments:take", attempt.uuid)


def _rest(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """The form is saved; the break begins."""
    try:
        begin_break(attempt.uuid, user=request.user)
    except AssessmentError as refused:
        messages.warning(request, str(refused))
    return redirect("lms_assessments:take", attempt.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def go_on(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """End a break. Sending it twice changes nothing."""
    if request.method != "POST":
        return redirect("lms_assessments:take", uuid)
    try:
        end_break(uuid, user=request.user)
    except Attempt.DoesNotExist:
        raise Http404 from None
    return redirect("lms_assessments:take", uuid)


def _check_one(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """Without JavaScript: the form is saved, and one answer of it is checked."""
    position = _int(request.POST["check"])
    row = attempt.responses.filter(position=position).first()
    try:
        check_answer(
            attempt.uuid,
            user=request.user,
            position=position,
            answer=row.answer if row else None,
            sequence=row.sequence if row else 0,
        )
    except AssessmentError as refused:
        messages.warning(request, str(refused))
    url = reverse("lms_assessments:take", args=[attempt.uuid])
    return redirect(f"{url}#q{position}")


def _int(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return -1


@require_POST
@never_cache
def save(request: HttpRequest, uuid: UUID) -> JsonResponse:
    """Autosave one answer.

    Takes ``{"position", "sequence", "answer", "flagged"}``. Answers 200 with the new sequence, 400
    for what cannot be read, 401 when signed out, 404 for somebody else's attempt, 409 with
    ``error`` "stale" (a newer answer is there), "closed" (handed in, or the time is over),
    "break" (the clock stands still) or "refused" (in practice: the answer was checked for the
    last time).
    """
    return _answer_or_refuse(request, uuid, _save_one)


def _save_one(request: HttpRequest, uuid: UUID, data: dict[str, Any]) -> dict[str, Any]:
    saved = save_response(uuid, user=request.user, **data)
    return {
        "sequence": saved.sequence,
        "saved": clock_time(saved.saved_at),
        "answered": saved.answered,
        "flagged": saved.flagged,
        "notice": wording.notice(saved.notice),
        "now": clock.now().isoformat(),
    }


@require_POST
@never_cache
def check(request: HttpRequest, uuid: UUID) -> JsonResponse:
    """In practice: save one answer and check it.

    Takes what :func:`save` takes and refuses as it does; 409 with ``error`` "refused" where there
    is nothing to check. Answers 200 with the new sequence and ``html``, what may be shown of it.
    """
    return _answer_or_refuse(request, uuid, _check_now)


def _check_now(request: HttpRequest, uuid: UUID, data: dict[str, Any]) -> dict[str, Any]:
    done = check_answer(uuid, user=request.user, **data)
    shown = check_screen(done.paper, done.item, done.version, done.row)
    html = render_to_string("lms_assessments/includes/check.html", {"check": shown})
    return {
        "sequence": done.row.sequence,
        "saved": clock_time(done.row.saved_at),
        "settled": done.row.settled,
        "html": html,
        "now": clock.now().isoformat(),
    }


def _answer_or_refuse(
    request: HttpRequest,
    uuid: UUID,
    act: Callable[[HttpRequest, UUID, dict[str, Any]], dict[str, Any]],
) -> JsonResponse:
    if not request.user.is_authenticated:
        return JsonResponse(
            {
                "error": "signed_out",
                "message": _(
                    "You are signed out. Sign in again in another tab, then come back: this page "
                    "keeps your answers and sends them."
                ),
                "sign_in": resolve_url(settings.LOGIN_URL),
            },
            status=401,
        )
    data = _read_json(request)
    if data is None:
        return JsonResponse({"error": "unreadable"}, status=400)
    try:
        return JsonResponse(act(request, uuid, data))
    except Attempt.DoesNotExist:
        return JsonResponse({"error": "unknown"}, status=404)
    except UnknownPosition as error:
        return JsonResponse({"error": "unknown", "message": str(error)}, status=400)
    except OnBreak as resting:
        take_url = reverse("lms_assessments:take", args=[uuid])
        data = {"error": "break", "message": str(resting), "take": take_url}
        return JsonResponse(data, status=409)
    except (AnswerSettled, CheckRefused) as refused:
        return JsonResponse({"error": "refused", "message": str(refused)}, status=409)
    except AttemptClosed as closed:
        return JsonResponse(
            {
                "error": "closed",
                "message": str(closed),
                "result": reverse("lms_assessments:result", args=[uuid]),
            },
            status=409,
        )
    except AnswerStale as stale:
        return _stale(request, uuid, data["position"], stale)


def _stale(request: HttpRequest, uuid: UUID, position: int, stale: AnswerStale) -> JsonResponse:
    item = get_attempt(request.user, uuid).read_paper().by_position[position]
    return JsonResponse(
        {
            "error": "stale",
            "message": str(stale),
            "values": flat_values(item, stale.answer),
            "sequence": stale.sequence,
            "flagged": stale.flagged,
        },
        status=409,
    )


def _read_json(request: HttpRequest) -> dict[str, Any] | None:
    if len(request.body) > MAX_BODY:
        return None
    try:
        data = json.loads(request.body)
        read = {
            "position": data["position"],
            "sequence": data["sequence"],
            "answer": data.get("answer"),
            "flagged": data.get("flagged"),
        }
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    whole = all(
        type(read[name]) is int and 0 <= read[name] < 2**31 for name in ("position", "sequence")
    )
    return read if whole and read["flagged"] in (None, True, False) else None


@require_GET
@never_cache
@login_required
def review(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What is answered, open and flagged, before handing in."""
    attempt = _own(request, uuid)
    now = clock.now()
    if attempt.state != AttemptState.OPEN or attempt.is_over(now):
        return redirect("lms_assessments:result", uuid)
    if attempt.is_on_break(now):
        return redirect("lms_assessments:take", uuid)
    screen = take_screen(attempt, url="", now=now)
    return render(request, "lms_assessments/review.html", {"screen": screen})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def submit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Hand in. Sending it twice leads to the same result."""
    if request.method != "POST":
        return redirect("lms_assessments:review", uuid)
    try:
        submit_attempt(uuid, user=request.user)
    except Attempt.DoesNotExist:
        raise Http404 from None
    return redirect("lms_assessments:result", uuid)


@require_GET
@never_cache
@login_required
def result(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The verdict first, then what to study and when to try again."""
    attempt = _own(request, uuid)
    now = clock.now()
    if close_if_up(attempt, now=now) is not attempt:
        attempt = _own(request, uuid)
    if attempt.state == AttemptState.OPEN:
        return redirect("lms_assessments:take", uuid)
    screen = result_screen(attempt, user=request.user, now=now)
    mark_result_seen(attempt, now=now)
    return render(request, "lms_assessments/result.html", {"screen": screen})


@require_GET
@never_cache
@login_required
def history(request: HttpRequest) -> HttpResponse:
    """Every attempt of the person who asks."""
    now = clock.now()
    for attempt in list_attempts(request.user).overdue(now):
        close_if_over(attempt, now=now)
    attempts = list_attempts(request.user)
    return render(request, "lms_assessments/attempts.html", {"attempts": attempts})
