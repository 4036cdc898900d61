"""Files as answers: sending one, and opening one again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from assessments.answer_files import FileRefused, too_large
from assessments.enums import AttemptState
from assessments.exceptions import UnknownPosition
from assessments.models import AnswerFile, Attempt
from assessments.papers import PaperItem
from assessments.queries.answer_files import get_answer_file
from assessments.queries.attempts import get_attempt
from assessments.queries.take_screens import file_question
from assessments.question_types.file_answer import MEGABYTE
from assessments.services.answer_files import add_file, find_item
from assessments.templatetags.lms_assessments import clock_time
from lms.core import clock
from lms.core.exceptions import LmsError
from lms.core.uploads import Limit

# a file that is handed out runs nothing and loads nothing, whatever it holds
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@csrf_exempt  # so that the limit is set before anything reads the body; checked right below
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def manage(request: HttpRequest, uuid: UUID, position: int) -> HttpResponse:
    """The files of one answer: what is there, and a form to send another one.

    A script asks for JSON and gets the files as markup, with the new sequence.
    """
    try:
        attempt = get_attempt(request.user, uuid)
        item = find_item(attempt, position)
    except (Attempt.DoesNotExist, UnknownPosition):
        raise Http404 from None
    limit = Limit(request, most=item.facts["maximum_megabytes"] * MEGABYTE)
    request.upload_handlers.insert(0, limit)
    response: HttpResponse = _manage(request, attempt, item, limit)
    return response


@csrf_protect
def _manage(request: HttpRequest, attempt: Attempt, item: PaperItem, limit: Limit) -> HttpResponse:
    if attempt.state != AttemptState.OPEN or attempt.is_over(clock.now()):
        message = _("This attempt is handed in. Files can no longer be added.")
        if _wants_json(request):
            result = reverse("lms_assessments:result", args=[attempt.uuid])
            return JsonResponse({"message": message, "result": result}, status=409)
        messages.warning(request, message)
        return redirect("lms_assessments:result", attempt.uuid)
    if request.method != "POST":
        if attempt.is_on_break(clock.now()):
            return redirect("lms_assessments:take", attempt.uuid)
        return _page(request, attempt, item)
    try:
        saved = _take(request, attempt, item, limit)
    except FileRefused as refused:
        if _wants_json(request):
            return JsonResponse({"message": str(refused)}, status=422)
        return _page(request, attempt, item, error=str(refused), status=422)
    except LmsError as closed:
        if _wants_json(request):
            return JsonResponse({"message": str(closed)}, status=409)
        messages.warning(request, str(closed))
        return redirect("lms_assessments:result", attempt.uuid)
    if _wants_json(request):
        question = file_question(attempt, item)
        return JsonResponse(
            {
                "sequence": saved.sequence,
                "saved": clock_time(saved.saved_at),
                "html": render_to_string(
                    question.kind.learner_template,
                    {"view": question.view, "response": question.response, "name": question.name},
                ),
            }
        )
    messages.success(request, _("The file is part of your answer."))
    return redirect("lms_assessments:files", attempt.uuid, item.position)


def _take(request: HttpRequest, attempt: Attempt, item: PaperItem, limit: Limit) -> Any:
    upload: Any = request.FILES.get("file")
    if limit.exceeded:
        raise FileRefused(too_large(item.facts["maximum_megabytes"]))
    if upload is None:
        raise FileRefused(_("Choose a file first."))
    return add_file(
        attempt.uuid,
        user=request.user,
        position=item.position,
        name=upload.name or "",
        source=upload.file,
        size=upload.size,
    )


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _page(
    request: HttpRequest, attempt: Attempt, item: PaperItem, *, error: str = "", status: int = 200
) -> HttpResponse:
    question = file_question(attempt, item)
    context = {"attempt": attempt, "q": question, "error": error}
    return render(request, "lms_assessments/files.html", context, status=status)


@require_safe
@never_cache
@login_required
def download(request: HttpRequest, token: UUID) -> HttpResponse | FileResponse:
    """A file for its owner or a marker; 404 for everybody else.

    Pictures were written by us and may be shown; everything else is a download. The name says
    which question it answers and nothing about the person.
    """
    try:
        row = get_answer_file(request.user, token)
    except AnswerFile.DoesNotExist:
        raise Http404 from None
    response = FileResponse(
        row.file.open("rb"),
        as_attachment=not row.content_type.startswith("image/"),
        filename=f"answer-{row.position}-{row.token.hex[:6]}.{row.extension}",
        content_type=row.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
