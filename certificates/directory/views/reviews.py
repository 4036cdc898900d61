"""Writing a review, confirming it, taking it back, and a clinic's answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from certificates.directory.client_forms import ReplyForm, ReviewForm
from certificates.directory.enums import Moderation, Step
from certificates.directory.exceptions import StepRefused
from certificates.directory.models import Clinic, Review
from certificates.directory.moderation import can_take
from certificates.directory.permissions import user_can_answer
from certificates.directory.queries.reviews import line_of, marks_of
from certificates.directory.services import reviews
from certificates.directory.views.limits import too_many, wait_for
from lms.core import clock
from lms.core.conf import lms_settings


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; what a machine fills in is thanked for and dropped."""
    clinic = get_object_or_404(Clinic.objects.live(), slug=slug)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.is_from_machine:
            return redirect("lms_directory:review_sent", slug)
        if wait := wait_for(request, "review", str(lms_settings.LMS_REVIEW_RATE)):
            return too_many(request, wait, clinic.get_absolute_url())
        given = form.cleaned_data
        reviews.submit_review(clinic, given=given, email=given["email"], at=clock.now())
        return redirect("lms_directory:review_sent", slug)
    return render(request, "lms_directory/review_write.html", {"clinic": clinic, "form": form})


@require_safe
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    """What to do now: open the mail."""
    clinic = get_object_or_404(Clinic.objects.live(), slug=slug)
    return render(request, "lms_directory/review_sent.html", {"clinic": clinic})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def own(request: HttpRequest, key: str) -> HttpResponse:
    """The author's page: where the review stands, the button to confirm, the button to withdraw.

    Opening it changes nothing, because mail programs open links to look at them.
    """
    review = reviews.find_review(key)
    if review is None:
        raise Http404
    if request.method == "POST":
        _act(request, review)
        return redirect("lms_directory:own_review", key)
    at = clock.now()
    can_withdraw = can_take(Moderation(review.state), Step.WITHDRAWN)
    asks = can_withdraw and "take-back" in request.GET
    response = render(
        request,
        "lms_directory/review_withdraw.html" if asks else "lms_directory/review_own.html",
        {
            "review": review,
            "back_url": request.path,
            "line": line_of(review),
            "marks": marks_of(review),
            "state": Moderation(review.state),
            "can_confirm": review.state == Moderation.UNCONFIRMED
            and reviews.can_confirm(review, at=at),
            "can_withdraw": can_withdraw,
        },
    )
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _act(request: HttpRequest, review: Review) -> None:
    at = clock.now()
    try:
        if request.POST.get("do") == "withdraw":
            reviews.withdraw_review(review, at=at)
            messages.success(request, _("Taken back. Nobody can read it any more."))
        else:
            reviews.confirm_review(review, at=at)
            messages.success(
                request, _("Thank you. A moderator reads it next, usually within a few days.")
            )
    except StepRefused as error:
        messages.error(request, str(error))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, key: Any) -> HttpResponse:
    """The one answer of who speaks for the clinic."""
    review = get_object_or_404(Review.objects.published().select_related("clinic"), key=key)
    if not user_can_answer(request.user, review.clinic):
        raise PermissionDenied
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reviews.reply_to_review(
                review, text=form.cleaned_data["text"], actor=request.user, at=clock.now()
            )
        except StepRefused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Thank you. It is shown once a moderator has read it."))
        return redirect(review.clinic)
    context = {"review": review, "line": line_of(review), "form": form}
    return render(request, "lms_directory/review_answer.html", context)
