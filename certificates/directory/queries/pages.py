"""Everything on the page of one clinic, and of one practitioner."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from certificates.directory.enums import CheckKind, ConsentKind, Moderation
from certificates.directory.hours import Stretch, read_hours
from certificates.directory.languages import language_names
from certificates.directory.models import Clinic, ClinicPractitioner, Practitioner
from certificates.directory.queries.cards import person_of
from certificates.directory.queries.owned import read_training
from certificates.directory.queries.values import (
    CheckLine,
    ClinicSays,
    ClinicView,
    PractitionerView,
)
from certificates.directory.standing import consenting, list_listed, marks_of


def clinics_with_lines() -> QuerySet[Clinic]:
    """Published clinics with everything their page says, in one query for each kind of line."""
    lines = ("services", "checks", "hours", "spoken", "access", "pigments", "photos__image")
    found: QuerySet[Clinic] = Clinic.objects.live().select_related("photo")
    return found.prefetch_related(*lines)


def describe_clinic(clinic: Clinic, *, now: dt.datetime) -> ClinicView:
    """Everything the page of ``clinic`` says, as of ``now``."""
    places = ClinicPractitioner.objects.filter(
        clinic_id=clinic.pk, practitioner__in=list_listed(now).values("pk")
    )
    roles = {place.practitioner_id: place.role for place in places}
    shown = Q(cases__state=Moderation.PUBLISHED)
    people = list(
        list_listed(now)
        .filter(pk__in=roles)
        .annotate(
            cases_shown=Count("cases", filter=shown),
            cases_healed=Count("cases", filter=shown & Q(cases__months_healed__gt=0)),
        )
        .select_related("photo")
        .order_by("sort_name", "pk")
    )
    marks = marks_of([person.user_id for person in people], now)
    rows = {row.kind: row for row in clinic.checks.all()}
    lines = [(kind, rows.get(kind.value)) for kind in CheckKind]
    return ClinicView(
        clinic=clinic,
        services=tuple(clinic.services.all()),
        people=tuple(person_of(p, marks, role=roles[p.pk]) for p in people),
        checked=tuple(
            CheckLine(str(kind.label), row.checked_on, row.checked_by, row.finding)
            for kind, row in lines
            if row
        ),
        unchecked=tuple(CheckLine(str(kind.label)) for kind, row in lines if not row),
        checked_at=now,
        says=read_claims(clinic),
    )


def compare_clinics(slugs: Iterable[str], *, now: dt.datetime) -> tuple[ClinicView, ...]:
    """The pages of published clinics beside each other, in the order asked for, each once."""
    asked = list(dict.fromkeys(slugs))
    found = {clinic.slug: clinic for clinic in clinics_with_lines().filter(slug__in=asked)}
    return tuple(describe_clinic(found[slug], now=now) for slug in asked if slug in found)


def read_claims(clinic: Clinic) -> ClinicSays:
    """The lines of ``clinic`` as its page shows them, of a draft too."""
    hours = (Stretch(r.day, r.opens, r.closes, r.by_appointment) for r in clinic.hours.all())
    return ClinicSays(
        hours=read_hours(hours),
        languages=language_names(row.code for row in clinic.spoken.all()),
        access=tuple(str(row.get_feature_display()) for row in clinic.access.all()),
        pigments=tuple(clinic.pigments.all()),
        photos=tuple(clinic.photos.all()),
    )


def find_practitioner(slug: str, *, now: dt.datetime) -> Practitioner | None:
    """The practitioner at this address, if they are listed by name at ``now``."""
    return (
        list_listed(now)
        .filter(consenting(ConsentKind.NAME, now), slug=slug)
        .select_related("photo")
        .prefetch_related("places__clinic", "spoken", "training")
        .first()
    )


def allows_photo(practitioner: Practitioner, *, now: dt.datetime) -> bool:
    """Whether the consent of ``practitioner`` to show their photo stands at ``now``."""
    if practitioner.pk is None:  # previewed before it was saved once
        return False
    return bool(practitioner.consents.standing(now).filter(kind=ConsentKind.PHOTO).exists())


def describe_practitioner(practitioner: Practitioner, *, now: dt.datetime) -> PractitionerView:
    """Everything the page of ``practitioner`` says, as of ``now``; of a draft of theirs too."""
    if not hasattr(practitioner, "has_photo_consent"):
        practitioner.has_photo_consent = allows_photo(practitioner, now=now)
    marks = marks_of([practitioner.user_id] if practitioner.user_id else [], now)
    places = tuple(place for place in practitioner.places.all() if place.clinic.live)
    return PractitionerView(
        practitioner=practitioner,
        person=person_of(practitioner, marks, named=True),
        checked_at=now,
        roles=places,
        languages=language_names(row.code for row in practitioner.spoken.all()),
        training=read_training(practitioner),
    )
