"""What moderators do in the admin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.log_actions import log

from certificates.directory.client_forms import DecisionForm
from certificates.directory.enums import Step
from certificates.directory.exceptions import StepRefused
from certificates.directory.models import DirectoryReport, PortfolioCase, Review, ReviewReply
from certificates.directory.permissions import user_can_moderate
from certificates.directory.services.decisions import decide
from certificates.directory.services.reports import handle_report
from lms.core import clock

LOG_ACTION = "lms_directory.moderated"


def _decision(model: type[Any], name: str) -> Callable[..., HttpResponse]:
    @require_POST
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        thing = get_object_or_404(model, pk=pk)
        if not user_can_moderate(request.user):
            raise PermissionDenied
        form = DecisionForm(request.POST)
        step = request.POST.get("step", "")
        if form.is_valid() and step in {Step.PUBLISHED, Step.REJECTED, Step.REMOVED}:
            reason = form.cleaned_data["reason"]
            try:
                decide(thing, Step(step), actor=request.user, at=clock.now(), reason=reason)
            except StepRefused as error:
                messages.error(request, str(error))
            else:
                log(thing, LOG_ACTION, user=request.user, data={"step": str(Step(step).label)})
                messages.success(request, _("Done: %(step)s.") % {"step": Step(step).label})
        else:
            messages.error(request, _("Choose what to do, with a reason of at most 300 letters."))
        return redirect(f"{name}:inspect", pk)

    return view


decide_review = _decision(Review, "lms_directory_reviews")
decide_reply = _decision(ReviewReply, "lms_directory_replies")
decide_case = _decision(PortfolioCase, "lms_directory_cases")


@require_POST
def close_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what was done about a report."""
    row = get_object_or_404(DirectoryReport, pk=pk)
    if not user_can_moderate(request.user):
        raise PermissionDenied
    form = DecisionForm(request.POST)
    if form.is_valid() and form.cleaned_data["reason"]:
        try:
            handle_report(row, actor=request.user, note=form.cleaned_data["reason"], at=clock.now())
        except StepRefused as error:
            messages.error(request, str(error))
        else:
            log(row, LOG_ACTION, user=request.user, data={"step": str(Step.HANDLED.label)})
            messages.success(request, _("Closed."))
    else:
        messages.error(request, _("Say what you did, in at most 300 letters."))
    return redirect("lms_directory_reports:inspect", pk)
