"""What registrars do in the admin."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from certificates.enums import LedgerKind, Standing
from certificates.exceptions import CertificateError
from certificates.forms import ActionForm, CorrectionForm, DecisionForm, HandledForm
from certificates.ledger import can_follow
from certificates.models import BlockedIssue, Certificate, Concern, ResultReview
from certificates.permissions import user_can_act
from certificates.services import standing, succession
from certificates.services.concerns import handle_concern
from certificates.services.issue import retry_blocked
from certificates.services.reviews import close_review


@dataclass(frozen=True)
class Action:
    """Something a registrar may do, and how the page says it."""

    name: str
    kind: LedgerKind
    do: Callable[..., Certificate]
    label: Any
    consequence: Any
    is_serious: bool = False
    form: type[ActionForm] = ActionForm


ACTIONS = {
    action.name: action
    for action in (
        Action(
            "suspend",
            LedgerKind.SUSPENDED,
            standing.suspend,
            gettext_lazy("Suspend"),
            gettext_lazy(
                "From the next request on, the register answers “Suspended” and the holder leaves "
                "the directory. You can reinstate the certificate later."
            ),
        ),
        Action(
            "reinstate",
            LedgerKind.REINSTATED,
            standing.reinstate,
            gettext_lazy("Reinstate"),
            gettext_lazy(
                "From the next request on, the register answers “Valid” again, until the last day "
                "the certificate was issued with. The suspension stays in its history."
            ),
        ),
        Action(
            "revoke",
            LedgerKind.REVOKED,
            standing.revoke,
            gettext_lazy("Revoke"),
            gettext_lazy(
                "From the next request on, the register answers “Revoked”. This cannot be undone: "
                "a person who is entitled to a certificate again needs a new one."
            ),
            is_serious=True,
        ),
        Action(
            "correct",
            LedgerKind.CORRECTED,
            succession.reissue_with_name,
            gettext_lazy("Correct the name"),
            gettext_lazy(
                "A new certificate with a new number takes the place of this one, with the same "
                "award and the same last day. This one is superseded and leads to it. The name in "
                "the holder’s profile changes too."
            ),
            form=CorrectionForm,
        ),
    )
}


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Suspend, reinstate, revoke or correct, with a reason and a private note."""
    if not user_can_act(request.user):
        raise PermissionDenied
    if name not in ACTIONS:
        raise Http404
    action = ACTIONS[name]
    certificate = get_object_or_404(Certificate, pk=pk)
    back = reverse("lms_certificates_register:inspect", args=[pk])
    if not can_follow(Standing(certificate.standing), action.kind):
        messages.error(request, _("That cannot be done to this certificate now."))
        return redirect(back)
    form = action.form(request.POST or None, kind=action.kind)
    if request.method == "POST" and form.is_valid():
        try:
            result = action.do(certificate, actor=request.user, **form.answers())
        except CertificateError as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request,
                _("%(number)s: %(kind)s.")
                % {"number": certificate.printed_number, "kind": action.kind.label.lower()},
            )
            back = reverse("lms_certificates_register:inspect", args=[result.pk])
        return redirect(back)
    context = {"certificate": certificate, "action": action, "form": form, "back": back}
    return render(request, "lms_certificates/admin/act.html", context)


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a waiting certificate again, for example after a font was added."""
    if not user_can_act(request.user):
        raise PermissionDenied
    blocked = get_object_or_404(BlockedIssue.objects.waiting(), pk=pk)
    outcome = retry_blocked([blocked])[0]
    if outcome.certificate:
        messages.success(
            request, _("Issued: %(number)s.") % {"number": outcome.certificate.printed_number}
        )
    else:
        messages.warning(request, _("Still waiting. %(why)s") % {"why": outcome.explanation})
    return redirect("lms_certificates_waiting:index")


@require_POST
def handle(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a concern with what was done."""
    if not user_can_act(request.user):
        raise PermissionDenied
    concern = get_object_or_404(Concern, pk=pk)
    form = HandledForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say what you did, then close the concern."))
    else:
        try:
            handle_concern(concern, actor=request.user, note=form.cleaned_data["note"])
        except CertificateError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The concern is closed."))
    return redirect("lms_certificates_concerns:inspect", pk)


@require_POST
def close_changed_result(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the review of a changed result with what was decided."""
    if not user_can_act(request.user):
        raise PermissionDenied
    review = get_object_or_404(ResultReview, pk=pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say what you decided, then close it."))
    else:
        try:
            close_review(review, actor=request.user, note=form.cleaned_data["note"])
        except CertificateError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Closed. The certificate stands as its ledger says."))
    return redirect("lms_certificates_reviews:inspect", pk)
