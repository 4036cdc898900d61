"""What registrars decide about people: approvals, identity; and how far somebody is, explained."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from certificates.exceptions import CertificateError
from certificates.forms import DeclineForm, ExplainForm
from certificates.models import Approval, IdentityCheck
from certificates.permissions import user_can_act, user_can_identify, user_can_view
from certificates.queries import find_version_of
from certificates.services import approvals, identity
from certificates.services.ways import get_way
from courses.api import get_learner_name


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve and issue."""
    approval = _get_approval(request, pk)
    try:
        certificate = approvals.approve(approval, actor=request.user)
    except CertificateError as error:
        messages.error(request, str(error))
        return redirect("lms_certificates_approvals:inspect", pk)
    messages.success(request, _("Issued: %(number)s.") % {"number": certificate.printed_number})
    return redirect("lms_certificates_approvals:index")


@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Decline with a reason."""
    approval = _get_approval(request, pk)
    form = DeclineForm(request.POST)
    try:
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        approvals.decline(approval, actor=request.user, reason=reason)
    except CertificateError as error:
        messages.error(request, str(error))
        return redirect("lms_certificates_approvals:inspect", pk)
    messages.success(request, _("Declined. The trainee reads your reason."))
    return redirect("lms_certificates_approvals:index")


@require_POST
def look_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a declined request back into the queue."""
    approval = _get_approval(request, pk)
    try:
        again = approvals.look_again(approval)
    except CertificateError as error:
        messages.error(request, str(error))
        return redirect("lms_certificates_approvals:inspect", pk)
    messages.success(request, _("It is in the queue again."))
    return redirect("lms_certificates_approvals:inspect", again.pk)


def _get_approval(request: HttpRequest, pk: int) -> Approval:
    if not user_can_act(request.user):
        raise PermissionDenied
    found: Approval = get_object_or_404(Approval, pk=pk)
    return found


@require_POST
def withdraw_identity(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a check of somebody's identity."""
    if not user_can_identify(request.user):
        raise PermissionDenied
    check = get_object_or_404(IdentityCheck, pk=pk)
    try:
        identity.withdraw_identity(check, actor=request.user)
    except CertificateError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The check is withdrawn. Certificates that exist stay."))
    return redirect("lms_certificates_identity:index")


@require_safe
def explain(request: HttpRequest) -> HttpResponse:
    """How far one person is with one award, in the words the trainee reads."""
    if not user_can_view(request.user):
        raise PermissionDenied
    form = ExplainForm(request.GET or None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        person, award = form.cleaned_data["person"], form.cleaned_data["award"]
        version = find_version_of(award)
        name = get_learner_name(person)
        context |= {
            "person": name.legal or name.preferred,
            "award": award,
            "way": get_way(person, version) if version else None,
        }
    return render(request, "lms_certificates/admin/explain.html", context)
