"""Checking a file against the register: read in memory, answered, forgotten."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from certificates.enums import FileReason, FileVerdict
from certificates.file_answer import MAX_BYTES, FileAnswer
from certificates.file_presentation import file_sentence, look_of_file
from certificates.presentation import facts_of, look_of
from certificates.views.limits import seconds_to_wait
from certificates.views.register import discreet, standing_facts, too_many
from lms.core import clock

# what a form adds around the file
_ENVELOPE = 64 * 1024


class InMemoryOnly(FileUploadHandler):
    """Keeps an uploaded file in memory, whatever its size; stops where no file of ours goes on."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.data = bytearray()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take a part."""
        self.data += raw_data
        if len(self.data) > MAX_BYTES:
            raise StopUpload

    def file_complete(self, file_size: int) -> None:
        """Give nothing back: nobody keeps the file."""


@csrf_exempt  # changes nothing and knows nobody, so there is nothing to forge
@require_http_methods(["GET", "HEAD", "POST"])
@discreet
def verify_file(request: HttpRequest) -> HttpResponse:
    """Answer about a PDF file or badge."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("lms_certificates:verify"))
    if wait := seconds_to_wait(request, action="verify-file"):
        return too_many(request, wait)
    answer = _answer_about(request)
    register = answer.register
    context: dict[str, Any] = {
        **standing_facts(),
        "answer": register,
        "file": answer,
        "look": look_of_file(answer),
        "truth": look_of(register) if register else None,
        "sentence": file_sentence(answer),
        "facts": facts_of(register) if register else (),
    }
    return render(request, "lms_certificates/file_answer.html", context)


def _answer_about(request: HttpRequest) -> FileAnswer:
    # cryptography is loaded by the processes that check, not by every start
    from certificates.services.check import check_file

    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BYTES + _ENVELOPE:
        return FileAnswer(FileVerdict.UNREADABLE, reason=FileReason.TOO_LARGE)
    keeper = InMemoryOnly(request)
    request.upload_handlers = [keeper]
    # reading the form fills the keeper
    request.POST  # noqa: B018
    return check_file(bytes(keeper.data), now=clock.now())
