"""A trainee appeals a result."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assessments.exceptions import AppealRefused
from assessments.models import Attempt
from assessments.queries.appeals import appeal_state
from assessments.queries.attempts import get_attempt
from assessments.services.appeals import make_appeal
from lms.core import clock


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def appeal(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The form, as long as the result can be appealed; otherwise the result says why not."""
    try:
        attempt = get_attempt(request.user, uuid)
    except Attempt.DoesNotExist:
        raise Http404 from None
    latest = attempt.grade_events.order_by("-sequence").first()
    state = appeal_state(attempt, latest, attempt.read_paper().marking, now=clock.now())
    error = ""
    if request.method == "POST":
        try:
            make_appeal(uuid, user=request.user, reason=request.POST.get("reason", ""))
        except AppealRefused as refused:
            error = str(refused)
        else:
            messages.success(request, _("Your appeal is sent. You get the decision by mail."))
            return redirect("lms_assessments:result", uuid)
    if state.until is None:
        messages.warning(request, error or _("This result can not be appealed now."))
        return redirect("lms_assessments:result", uuid)
    context = {
        "attempt": attempt,
        "state": state,
        "error": error,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "lms_assessments/appeal.html", context, status=422 if error else 200)
