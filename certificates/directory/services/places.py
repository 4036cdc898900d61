"""Where a practitioner works: shown once both sides have said so."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from certificates.directory.enums import Side
from certificates.directory.exceptions import NotYours, PlaceRefused
from certificates.directory.models import (
    Clinic,
    ClinicOwner,
    ClinicPractitioner,
    PlaceRequest,
    Practitioner,
)


def ask_for_place(
    practitioner: Practitioner,
    clinic: Clinic,
    *,
    side: Side,
    actor: Any,
    at: dt.datetime,
    role: str = "",
) -> PlaceRequest:
    """Ask that ``practitioner`` is shown at ``clinic``. The other side's open question is a yes.

    Raises :class:`PlaceRefused` when they are shown there already.
    """
    _require_side(side, practitioner, clinic, actor)
    if practitioner.places.filter(clinic=clinic).exists():
        raise PlaceRefused(_("This practitioner is shown at this clinic already."))
    rows = PlaceRequest.objects.filter(
        practitioner=practitioner, clinic=clinic, answered_at__isnull=True
    )
    try:
        with transaction.atomic():
            return PlaceRequest.objects.create(
                practitioner=practitioner,
                clinic=clinic,
                role=role,
                side=side,
                asked_at=at,
                asked_by=actor,
            )
    except IntegrityError:
        open_request = rows.first()
    if open_request is None:
        raise PlaceRefused(_("Both of you answered at this moment. Look again."))
    if open_request.side != side:
        answer_place(open_request, accept=True, actor=actor, at=at)
    return open_request


def answer_place(request: PlaceRequest, *, accept: bool, actor: Any, at: dt.datetime) -> None:
    """Answer for the side that was asked; with a yes the clinic shows the practitioner from now.

    Raises :class:`PlaceRefused` when it was answered before, also in another tab.
    """
    other = Side.CLINIC if request.side == Side.PRACTITIONER else Side.PRACTITIONER
    _require_side(other, request.practitioner, request.clinic, actor)
    with transaction.atomic():
        unanswered = PlaceRequest.objects.filter(pk=request.pk, answered_at__isnull=True)
        if not unanswered.update(answered_at=at, answered_by=actor, is_accepted=accept):
            raise PlaceRefused(_("This was answered before."))
        if accept:
            _rewrite_places(request.practitioner, add=request)


def leave_place(practitioner: Practitioner, clinic: Clinic, *, actor: Any) -> None:
    """Stop showing ``practitioner`` at ``clinic``: either side may, at once."""
    speaks = practitioner.user_id == actor.pk or _speaks_for(clinic, actor)
    if not speaks:
        raise NotYours(_("Only the practitioner or the clinic can end this."))
    with transaction.atomic():
        _rewrite_places(practitioner, drop=clinic)


def _rewrite_places(
    practitioner: Practitioner, *, add: PlaceRequest | None = None, drop: Clinic | None = None
) -> None:
    """Change the places of the published entry and of its newest draft, which would undo it."""
    entry = Practitioner.objects.select_for_update().get(pk=practitioner.pk)
    if drop is not None:
        ClinicPractitioner.objects.filter(practitioner=entry, clinic=drop).delete()
    if add is not None:
        ClinicPractitioner.objects.get_or_create(
            practitioner=entry, clinic=add.clinic, defaults={"role": add.role}
        )
    draft = entry.get_latest_revision_as_object() if entry.latest_revision_id else None
    if draft is None:
        return
    draft.places = list(ClinicPractitioner.objects.filter(practitioner=entry))
    had_changes = entry.has_unpublished_changes
    revision = draft.save_revision(clean=False)
    if not had_changes and entry.live:
        revision.publish(skip_permission_checks=True)


def _require_side(side: Side, practitioner: Practitioner, clinic: Clinic, actor: Any) -> None:
    allowed = (
        practitioner.user_id == actor.pk
        if side == Side.PRACTITIONER
        else _speaks_for(clinic, actor)
    )
    if not allowed:
        raise NotYours(_("Only the side that is asked can answer."))


def _speaks_for(clinic: Clinic, actor: Any) -> bool:
    return ClinicOwner.objects.current().filter(clinic=clinic, user=actor).exists()
