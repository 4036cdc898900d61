"""Who speaks for a clinic, and what they do: take an invitation, propose changes, confirm."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from certificates.directory.exceptions import (
    ChangedMeanwhile,
    InvitationOver,
    NotAnOwner,
)
from certificates.directory.models import (
    Clinic,
    ClinicConfirmation,
    ClinicInvitation,
    ClinicOwner,
)
from certificates.directory.services.mail import admin_url, send_or_keep

INVITATION_DAYS = 14
_SALT = "lms_directory.invitation"


def invite_owner(clinic: Clinic, *, email: str, actor: Any, at: dt.datetime) -> ClinicInvitation:
    """Invite whoever reads ``email`` to speak for ``clinic``; an earlier open invitation ends."""
    with transaction.atomic():
        clinic.invitations.open(at).filter(email__iexact=email).update(
            withdrawn_at=at, withdrawn_by=actor
        )
        invitation: ClinicInvitation = ClinicInvitation.objects.create(
            clinic=clinic,
            email=email,
            invited_at=at,
            invited_by=actor,
            expires_at=at + dt.timedelta(days=INVITATION_DAYS),
        )
        log(clinic, "lms_directory.invite_owner", user=actor, data={"invitation": invitation.pk})
        transaction.on_commit(lambda: _mail_invitation(invitation))
    return invitation


def invitation_token(invitation: ClinicInvitation) -> str:
    """What the address in the mail carries: it proves that we invited, and is in no database."""
    return signing.dumps(invitation.pk, salt=_SALT)


def find_invitation(token: str, *, at: dt.datetime) -> ClinicInvitation | None:
    """The invitation of ``token`` while it can be accepted at ``at``."""
    try:
        pk = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    found: ClinicInvitation | None = (
        ClinicInvitation.objects.open(at).filter(pk=pk).select_related("clinic").first()
    )
    return found


def accept_invitation(token: str, *, user: Any, at: dt.datetime) -> Clinic:
    """Make ``user`` an owner of the clinic. The invitation works once, also from two tabs.

    Raises :class:`InvitationOver` when it was used, withdrawn, or ended.
    """
    invitation = find_invitation(token, at=at)
    if invitation is None:
        raise InvitationOver(
            _("This invitation was used, withdrawn or has ended. Ask the academy for a new one.")
        )
    with transaction.atomic():
        taken = ClinicInvitation.objects.open(at).filter(pk=invitation.pk)
        if not taken.update(used_at=at, used_by=user):
            raise InvitationOver(_("This invitation has just been used."))
        try:
            with transaction.atomic():
                ClinicOwner.objects.create(
                    clinic=invitation.clinic, user=user, invitation=invitation, since=at
                )
        except IntegrityError:  # an owner already: the invitation is spent all the same
            pass
        else:
            log(invitation.clinic, "lms_directory.accept_invitation", user=user)
    clinic: Clinic = invitation.clinic
    return clinic


def withdraw_invitation(invitation: ClinicInvitation, *, actor: Any, at: dt.datetime) -> bool:
    """End an open invitation; False when it was over already."""
    open_rows = ClinicInvitation.objects.open(at).filter(pk=invitation.pk)
    return bool(open_rows.update(withdrawn_at=at, withdrawn_by=actor))


def forget_invitations(*, at: dt.datetime) -> int:
    """Erase the addresses of invitations that ended unused or were withdrawn; returns how many."""
    unused = ClinicInvitation.objects.filter(used_at=None).exclude(email="")
    over = unused.filter(Q(expires_at__lte=at) | Q(withdrawn_at__isnull=False))
    return int(over.update(email=""))


def end_ownership(owner: ClinicOwner, *, actor: Any, at: dt.datetime) -> bool:
    """Stop ``owner`` from speaking for the clinic; False when it had ended already."""
    with transaction.atomic():
        ended = ClinicOwner.objects.current().filter(pk=owner.pk)
        if not ended.update(ended_at=at, ended_by=actor):
            return False
        log(owner.clinic, "lms_directory.end_ownership", user=actor, data={"owner": owner.pk})
    return True


def find_owned(user: Any, pk: int) -> Clinic | None:
    """The clinic ``pk`` if ``user`` speaks for it now."""
    owned = ClinicOwner.objects.current().filter(user=user).values("clinic_id")
    found: Clinic | None = Clinic.objects.filter(pk=pk, pk__in=owned).first()
    return found


def propose_changes(draft: Clinic, *, base: int | None, user: Any) -> None:
    """Keep ``draft`` as the newest version of its clinic and hand it to the moderators.

    The published page stays as it is until one of them approves. ``base`` is the version the
    draft was made from; raises :class:`ChangedMeanwhile` when there is a newer one.
    """
    with transaction.atomic():
        current = Clinic.objects.select_for_update().get(pk=draft.pk)
        _require_owner(current, user)
        if current.latest_revision_id != base:
            raise ChangedMeanwhile(
                _(
                    "Somebody else changed this clinic after you opened the form. Your version "
                    "is still below: compare it with the newest one, then send it again."
                )
            )
        draft.save_revision(user=user, log_action=True)
        current.refresh_from_db()
        waiting = current.current_workflow_state
        if waiting is not None:
            waiting.cancel(user=user)
        if workflow := current.get_workflow():
            workflow.start(current, user)


def newest_version(clinic: Clinic) -> int | None:
    """The version a draft has to be made from now."""
    return Clinic.objects.values_list("latest_revision_id", flat=True).get(pk=clinic.pk)


def confirm_clinic(clinic: Clinic, *, actor: Any, at: dt.datetime) -> None:
    """Record that everything the published page says holds on the day of ``at``."""
    with transaction.atomic():
        # the lock keeps two confirmations apart: the later day stays
        Clinic.objects.select_for_update().get(pk=clinic.pk)
        ClinicConfirmation.objects.create(clinic=clinic, at=at, by=actor)
        clinic.last_confirmed_on = at.date()
        Clinic.objects.filter(pk=clinic.pk).update(last_confirmed_on=clinic.last_confirmed_on)


def _require_owner(clinic: Clinic, user: Any) -> None:
    if not clinic.owners.current().filter(user=user).exists():
        raise NotAnOwner(_("You do not speak for this clinic any more."))


def _mail_invitation(invitation: ClinicInvitation) -> None:
    path = reverse("lms_directory:invitation", args=[invitation_token(invitation)])
    values = {
        "clinic": invitation.clinic,
        "address": admin_url(path),
        "days": INVITATION_DAYS,
    }
    lines = [
        _("You are invited to keep the entry of %(clinic)s in our directory.") % values,
        _("Sign in or make an account, then accept here: %(address)s") % values,
        _("The address works once, for %(days)d days. If this is not for you, do nothing.")
        % values,
    ]
    subject = _("Your clinic in the directory: %(clinic)s") % values
    send_or_keep(subject, lines, invitation.email)
