"""A form that arrives signed out: kept in the session until its owner has signed in.

Only browsers without JavaScript send the whole form. Signing in keeps the session's data, so the
answers are saved when the trainee comes back to the exam; nobody else's attempt takes them.
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from assessments.enums import AttemptState
from assessments.models import Attempt

MOST = 200_000  # characters; anybody can send a form, so only what an exam can hold is kept
# what was asked for then and is not done later, unasked: to check an answer takes a try
ONLY_THEN = ("csrfmiddlewaretoken", "check")


def _name(uuid: UUID) -> str:
    return f"exam-form-{uuid}"


def keep_form(request: HttpRequest, uuid: UUID) -> None:
    """Keep what was sent for this attempt, if there is such an attempt to take it."""
    form = request.POST.copy()
    for name in ONLY_THEN:
        form.pop(name, None)
    if form.get("do") == "break":
        form["do"] = "save"
    text = form.urlencode()
    open_attempts = Attempt.objects.filter(uuid=uuid, state=AttemptState.OPEN)
    if len(text) <= MOST and open_attempts.exists():
        request.session[_name(uuid)] = text
        messages.info(
            request, _("Nothing is lost: your answers are saved as soon as you have signed in.")
        )


def take_kept_form(request: HttpRequest, uuid: UUID) -> QueryDict | None:
    """What was kept for this attempt, once; None when nothing was."""
    text = request.session.pop(_name(uuid), None)
    return None if text is None else QueryDict(text)
