"""Cards of clinics and people, in a number of queries that does not grow with the rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet
from wagtail.images import get_image_model

from certificates.directory.enums import ConsentKind
from certificates.directory.models import Clinic, ClinicPractitioner, ClinicService, Practitioner
from certificates.directory.pictures import DRAWN_PHOTO, DRAWN_PORTRAIT, PHOTO, PORTRAIT
from certificates.directory.queries.values import ClinicCard, Person
from certificates.directory.standing import Mark, consenting, list_listed, marks_of


def clinic_cards(
    ids: Sequence[int],
    now: dt.datetime,
    *,
    services: Mapping[int, tuple[ClinicService, ...]],
    distances: Mapping[int, float],
) -> tuple[ClinicCard, ...]:
    """The cards of the clinics ``ids``, in their order, with the distance of each."""
    rows = _with_photos(Clinic.objects.all(), (*PHOTO, DRAWN_PHOTO)).in_bulk(ids)
    staff = _staff(ids, now)
    return tuple(
        ClinicCard(rows[pk], services.get(pk, ()), staff.get(pk, ()), distances.get(pk))
        for pk in ids
        if pk in rows
    )


def _with_photos(rows: QuerySet[Any], specs: tuple[str, ...]) -> QuerySet[Any]:
    """Photos with ``rows``, and their renditions of ``specs`` in one more query."""
    renditions = get_image_model().get_rendition_model().objects.filter(filter_spec__in=specs)
    return rows.select_related("photo").prefetch_related(
        Prefetch("photo__renditions", queryset=renditions, to_attr="prefetched_renditions")
    )


def _staff(clinic_ids: Sequence[int], now: dt.datetime) -> dict[int, tuple[Person, ...]]:
    """The listed practitioners of each clinic, by name, in two queries."""
    places = list(
        ClinicPractitioner.objects.filter(
            clinic_id__in=clinic_ids, practitioner__in=list_listed(now).values("pk")
        )
        .select_related("practitioner")
        .annotate(is_named=consenting(ConsentKind.NAME, now, of="practitioner_id"))
        .order_by("practitioner__sort_name", "practitioner_id")
    )
    marks = marks_of({place.practitioner.user_id for place in places}, now)
    found: dict[int, list[Person]] = {}
    for place in places:
        person = person_of(
            place.practitioner, marks, role=place.role, named=place.is_named, with_photo=False
        )
        found.setdefault(place.clinic_id, []).append(person)
    return {pk: tuple(sorted(people, key=_unnamed_last)) for pk, people in found.items()}


def person_cards(
    ids: Sequence[int], now: dt.datetime, *, distances: Mapping[int, float]
) -> tuple[Person, ...]:
    """The cards of the practitioners ``ids``, in their order, with the distance of each."""
    found = _with_photos(list_listed(now), (*PORTRAIT, DRAWN_PORTRAIT)).in_bulk(ids)
    rows = [found[pk] for pk in ids if pk in found]
    marks = marks_of([person.user_id for person in rows], now)
    places: dict[int, list[Clinic]] = {}
    for place in (
        ClinicPractitioner.objects.filter(practitioner__in=rows, clinic__live=True)
        .select_related("clinic")
        .order_by("sort_order", "pk")
    ):
        places.setdefault(place.practitioner_id, []).append(place.clinic)
    return tuple(
        person_of(row, marks, places=tuple(places.get(row.pk, ())), distance=distances.get(row.pk))
        for row in rows
    )


def _unnamed_last(person: Person) -> bool:
    return not person.name


def person_of(
    row: Practitioner,
    marks: dict[int, tuple[Mark, ...]],
    *,
    role: str = "",
    places: tuple[Clinic, ...] = (),
    named: bool | None = None,
    with_photo: bool = True,
    distance: float | None = None,
) -> Person:
    named = row.is_named if named is None else named
    shows_photo = named and with_photo and getattr(row, "has_photo_consent", False)
    return Person(
        name=row.display_name if named else "",
        url=row.get_absolute_url() if named and row.slug else "",
        role=role,
        photo=row.photo if shows_photo else None,
        marks=marks.get(row.user_id, ()) if row.user_id and named else (),
        places=places,
        distance=distance,
        cases=getattr(row, "cases_shown", 0) if named else 0,
        healed=getattr(row, "cases_healed", 0) if named else 0,
    )
