"""The registrar's page of a clinic's owners, in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
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
            row = get_object_or_404(clinic.invitations, pk=_number(request.POST, "withdraw"))
            owners.withdraw_invitation(row, actor=request.user, at=now)
        elif "end" in request.POST:
            row = get_object_or_404(clinic.owners, pk=_number(request.POST, "end"))
            owners.end_ownership(row, actor=request.user, at=now)
        return redirect("lms_directory_owners", pk=clinic.pk)
    if asked := _asked(request, clinic):
        return render(request, "lms_directory/admin/owners_confirm.html", asked)
    context = {
        "clinic": clinic,
        "form": form,
        "owners": clinic.owners.select_related("user", "ended_by"),
        "invitations": clinic.invitations.select_related("invited_by", "used_by"),
        "confirmations": clinic.confirmations.select_related("by")[:20],
        "now": now,
    }
    return render(request, "lms_directory/admin/owners.html", context)


def _asked(request: HttpRequest, clinic: Clinic) -> dict[str, Any] | None:
    """What the page asks before an owner or an invitation is ended; None when nothing is."""
    for name, rows in (
        ("end", clinic.owners.current().select_related("user")),
        ("withdraw", clinic.invitations.open(clock.now())),
    ):
        if row := rows.filter(pk=_number(request.GET, name)).first():
            return {"clinic": clinic, "row": row, "name": name, "header_icon": "warning"}
    return None


def _number(given: QueryDict, name: str) -> int:
    value = given.get(name, "")
    return int(value) if value.isdigit() else 0
