"""Answering a self-check: nothing is stored, the answer comes back at once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from assessments.queries.self_checks import as_self_check, read_token, reasons_against
from assessments.question_types.base import read_form


@require_POST
@never_cache
def answer(request: HttpRequest) -> HttpResponse:
    """Mark one answer. A script gets the question again, marked; others get a page with it.

    The signed token proves that the question was shown on a page as a self-check; whoever may read
    that page may check it. Questions of the exam pool never get a token.
    """
    shown = read_token(request.POST.get("token", ""))
    if shown is None or shown.version.question.use != "practice":
        return _render(request, {"refusal": [_("Reload the lesson and try again.")]}, status=400)
    refusal = reasons_against(request.user, shown)
    if refusal:
        return _render(request, {"refusal": refusal}, status=403)
    page_id = shown.page.pk if shown.page else None
    response = None
    missing = False
    if "again" not in request.POST:
        response = dict(shown.version.kind.read(read_form(request.POST, "answer")))
        missing = not shown.version.kind.is_answered(response)
    check = as_self_check(shown.version, page_id=page_id, response=response)
    return _render(request, {"check": check, "lesson": shown.page, "missing": missing})


def _render(request: HttpRequest, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    fragment = "refusal" if "refusal" in context else "question"
    name = f"lms_assessments/blocks/self_check_{fragment}.html"
    if request.headers.get("X-Fragment") != "1":
        context["fragment"] = name
        name = "lms_assessments/self_check.html"
    return render(request, name, context, status=status)
