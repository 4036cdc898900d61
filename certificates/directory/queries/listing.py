"""A person's own entry: what is shown of it, and what stands in the way."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists
from django.utils.translation import gettext as _

from certificates.directory.allowed import what_is_allowed
from certificates.directory.enums import ConsentKind
from certificates.directory.models import PlaceRequest, Practitioner
from certificates.directory.queries.values import ListingState, ListingView
from certificates.directory.standing import consenting, list_competence, marks_of


def describe_listing(user: Any, *, now: dt.datetime) -> ListingView:
    """What the directory shows of ``user`` now, and why it shows no more."""
    practitioner = Practitioner.objects.filter(user=user).first()
    rows = list(practitioner.consents.all()) if practitioner else []
    standing = {row.kind: row.given_at for row in rows if row.withdrawn_at is None}
    marks = marks_of([user.pk], now).get(user.pk, ())
    places = tuple(practitioner.places.select_related("clinic")) if practitioner else ()
    reasons: list[str] = []
    if ConsentKind.LISTED not in standing:
        reasons.append(_("You have not allowed it."))
    if not marks:
        reasons.append(_("You hold no certificate of competence that is valid today."))
    if practitioner and not practitioner.live:
        reasons.append(_("Your entry is with our registrars and not published at the moment."))
    return ListingView(
        practitioner=practitioner,
        allowed=what_is_allowed(
            standing,
            is_certified=bool(marks),
            is_live=practitioner is not None and practitioner.live,
        ),
        reasons=tuple(reasons),
        marks=marks,
        places=tuple(place for place in places if place.clinic.live),
        history=tuple(rows),
        requests=_open_requests(practitioner),
        initial={kind.value: kind in standing for kind in ConsentKind},
    )


def _open_requests(practitioner: Practitioner | None) -> tuple[PlaceRequest, ...]:
    if practitioner is None:
        return ()
    rows = practitioner.place_requests.filter(answered_at__isnull=True)
    return tuple(rows.select_related("clinic"))


def find_listing_state(user: Any, *, now: dt.datetime) -> ListingState | None:
    """What the directory shows of ``user`` now, in at most two queries.

    None for a person without an entry and without a certificate to be found by.
    """
    valid = list_competence([user.pk], now)
    entry = (
        Practitioner.objects.filter(user=user)
        .annotate(
            has_consent=consenting(ConsentKind.LISTED, now),
            shows_name=consenting(ConsentKind.NAME, now),
            is_certified=Exists(valid),
        )
        .values_list("live", "has_consent", "is_certified", "shows_name")
        .first()
    )
    if entry is None:
        return ListingState(is_listed=False, is_named=False) if valid.exists() else None
    is_live, has_listing, is_certified, has_name = entry
    stand = {ConsentKind.LISTED: has_listing, ConsentKind.NAME: has_name}
    allowed = what_is_allowed(
        {kind for kind, stands in stand.items() if stands},
        is_certified=is_certified,
        is_live=is_live,
    )
    return ListingState(is_listed=allowed.is_listed, is_named=allowed.is_named)
