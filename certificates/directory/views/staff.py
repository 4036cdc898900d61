"""What moderators do in the admin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.log_actions import log

from certificates.directory.client_forms import DecisionForm
from certificates.directory.enums import Moderation, Step
from certificates.directory.exceptions import StepRefused
from certificates.directory.models import DirectoryReport, PortfolioCase, Review, ReviewReply
from certificates.directory.moderation import can_take
from certificates.directory.permissions import user_can_moderate
from certificates.directory.services.decisions import decide
from certificates.directory.services.reports import handle_report
from lms.core import clock

LOG_ACTION = "lms_directory.moderated"


def _decision(model: type[Any], name: str) -> Callable[..., HttpResponse]:
    @require_http_methods(["GET", "POST"])
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        """Decide; what is not published or taken down is asked for first, with its reason."""
        thing = get_object_or_404(model, pk=pk)
        if not user_can_moderate(request.user):
            raise PermissionDenied
        back = redirect(f"{name}:inspect", pk)
        step = request.POST.get("step") or request.GET.get("step", "")
        if step not in {Step.PUBLISHED, Step.REJECTED, Step.REMOVED}:
            return back
        form = DecisionForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            reason = form.cleaned_data["reason"]
            try:
                decide(thing, Step(step), actor=request.user, at=clock.now(), reason=reason)
            except StepRefused as error:
                messages.error(request, str(error))
            else:
                log(thing, LOG_ACTION, user=request.user, data={"step": str(Step(step).label)})
                messages.success(request, _("Done: %(step)s.") % {"step": Step(step).label})
            return back
        if step == Step.PUBLISHED or not can_take(Moderation(thing.state), Step(step)):
            return back
        context = {
            "thing": thing,
            "form": form,
            "step": step,
            "is_case": model is PortfolioCase,
            "back_url": reverse(f"{name}:inspect", args=[pk]),
            "page_title": _("Take down") if step == Step.REMOVED else _("Do not publish"),
            "page_subtitle": str(thing),
            "header_icon": "warning",
        }
        return render(request, "lms_directory/admin/decide.html", context)

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
