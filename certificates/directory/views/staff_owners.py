"""The registrar's page of a clinic's owners, in the admin."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from certificates.directory.models import Clinic
from certificates.directory.owner_forms import InvitationForm
from certificates.directory.services import owners
from lms.core import clock


@require_http_methods(["GET", "POST"])
def clinic_owners(request: HttpRequest, pk: int) -> HttpResponse:
    """Who speaks for a clinic: invite, withdraw, end, and record a confirmation by phone."""
    if not request.user.has_perm("lms_directory.publish_clinic"):
        raise PermissionDenied
    clinic = get_object_or_404(Clinic, pk=pk)
    now = clock.now()
    form = InvitationForm(request.POST if "invite" in request.POST else None)
    if request.method == "POST" and (form.is_valid() or "invite" not in request.POST):
        if "invite" in request.POST:
            owners.invite_owner(
                clinic, email=form.cleaned_data["email"], actor=request.user, at=now
            )
            messages.success(request, _("Invited. The address in the mail works once."))
        elif "confirm" in request.POST:
            owners.confirm_clinic(clinic, actor=request.user, at=now)
            messages.success(request, _("Recorded as confirmed today."))
        elif "withdraw" in request.POST:
            row = get_object_or_404(clinic.invitations, pk=_number(request, "withdraw"))
            owners.withdraw_invitation(row, actor=request.user, at=now)
        elif "end" in request.POST:
            row = get_object_or_404(clinic.owners, pk=_number(request, "end"))
            owners.end_ownership(row, actor=request.user, at=now)
        return redirect("lms_directory_owners", pk=clinic.pk)
    context = {
        "clinic": clinic,
        "form": form,
        "owners": clinic.owners.select_related("user", "ended_by"),
        "invitations": clinic.invitations.select_related("invited_by", "used_by"),
        "confirmations": clinic.confirmations.select_related("by")[:20],
        "now": now,
    }
    return render(request, "lms_directory/admin/owners.html", context)


def _number(request: HttpRequest, name: str) -> int:
    value = request.POST.get(name, "")
    return int(value) if value.isdigit() else 0
