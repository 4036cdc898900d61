"""Cards of clinics and people, in a number of queries that does not grow with the rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet
from wagtail.images import get_image_model

from certificates.directory.models import Clinic, ClinicPractitioner, Practitioner
from certificates.directory.queries.values import ClinicCard, Person
from certificates.directory.standing import Mark, list_listed, marks_of

# what includes/picture.html and includes/portrait.html ask for
PICTURE = "fill-480x360|format-webp"
PORTRAIT = "fill-240x240|format-webp"


def clinic_cards(clinics: QuerySet[Clinic], now: dt.datetime) -> tuple[ClinicCard, ...]:
    rows = list(_with_photos(clinics, PICTURE).prefetch_related("services"))
    staff = _staff([clinic.pk for clinic in rows], now)
    return tuple(
        ClinicCard(clinic, tuple(clinic.services.all()), staff.get(clinic.pk, ()))
        for clinic in rows
    )


def _with_photos(rows: QuerySet[Any], spec: str) -> QuerySet[Any]:
    """Photos with ``rows``, and their renditions of ``spec`` in one more query if there are any."""
    renditions = get_image_model().get_rendition_model().objects.filter(filter_spec=spec)
    return rows.select_related("photo").prefetch_related(
        Prefetch("photo__renditions", queryset=renditions, to_attr="prefetched_renditions")
    )


def _staff(clinic_ids: Sequence[int], now: dt.datetime) -> dict[int, tuple[Person, ...]]:
    """The listed practitioners of each clinic, by name, in three queries."""
    places = list(
        ClinicPractitioner.objects.filter(
            clinic_id__in=clinic_ids, practitioner__in=list_listed(now).values("pk")
        ).values_list("clinic_id", "practitioner_id", "role")
    )
    listed = list_listed(now).in_bulk({pk for _clinic, pk, _role in places})
    marks = marks_of({person.user_id for person in listed.values()}, now)
    found: dict[int, list[Person]] = {}
    for clinic_id, practitioner_id, role in places:
        if person := listed.get(practitioner_id):
            found.setdefault(clinic_id, []).append(
                person_of(person, marks, role=role, with_photo=False)
            )
    return {pk: tuple(sorted(people, key=_by_name)) for pk, people in found.items()}


def person_cards(people: QuerySet[Practitioner], now: dt.datetime) -> tuple[Person, ...]:
    rows = list(_with_photos(people, PORTRAIT))
    marks = marks_of([person.user_id for person in rows], now)
    places: dict[int, list[Clinic]] = {}
    for place in (
        ClinicPractitioner.objects.filter(practitioner__in=rows, clinic__live=True)
        .select_related("clinic")
        .order_by("sort_order", "pk")
    ):
        places.setdefault(place.practitioner_id, []).append(place.clinic)
    return tuple(person_of(row, marks, places=tuple(places.get(row.pk, ()))) for row in rows)


def _by_name(person: Person) -> tuple[bool, str]:
    return (not person.name, person.name)


def person_of(
    row: Practitioner,
    marks: dict[int, tuple[Mark, ...]],
    *,
    role: str = "",
    places: tuple[Clinic, ...] = (),
    named: bool | None = None,
    with_photo: bool = True,
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
    )
