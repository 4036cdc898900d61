"""The directory's answer as JSON: what each member means is told to whoever reads the schema."""

from __future__ import annotations

import datetime as dt

from ninja import Field, Schema

from certificates.directory.enums import ClinicType, Technique
from certificates.directory.queries.values import ClinicCard, Person, Results
from certificates.directory.standing import Mark


class MarkOut(Schema):
    """A certificate that is valid at this moment."""

    number: str
    award: str
    covers: list[str]
    valid_until: dt.date | None = Field(description="Last day, inclusive; null without an end.")
    url: str = Field(description="Its entry in the register, for people.")


class PersonOut(Schema):
    """A practitioner who allows their name to be shown."""

    name: str
    url: str
    role: str = Field(description="At the clinic; empty in a list of practitioners.")
    certificates: list[MarkOut]
    distance_km: float | None = Field(description="To their nearest clinic; null without a place.")


class ClinicOut(Schema):
    """A clinic. Everything but the certificates is what the clinic says of itself."""

    name: str
    url: str
    type: ClinicType
    street: str
    town: str
    postcode: str
    country: str
    latitude: float | None
    longitude: float | None
    distance_km: float | None = Field(description="As the crow flies; null without a place.")
    says_it_offers: list[Technique]
    certificate_covers: list[Technique] = Field(
        description="Techniques that a certificate of somebody named here covers, now."
    )
    free_consultation: bool
    payment_plans: bool
    practitioners: list[PersonOut]
    unnamed_practitioners: int = Field(
        description="How many more hold a valid certificate and do not show their name."
    )


class PlaceOut(Schema):
    """Where distances are measured from."""

    name: str = Field(description="Empty for the point given as near.")
    latitude: float
    longitude: float
    is_rough: bool = Field(description="Whether only the area of a postcode is known.")
    namesakes: list[str] = Field(description="Other places of this name, as values of which.")


class DirectoryOut(Schema):
    """One page of answers, as of one moment."""

    as_at: dt.datetime = Field(description="The moment of this answer; certificates change.")
    place: PlaceOut | None = Field(description="Null when no place was asked for or it is unknown.")
    total: int = Field(description="How many were found, at most 200.")
    is_cut: bool = Field(description="Whether there are more than that: ask for less at a time.")
    page: int
    pages: int
    clinics: list[ClinicOut]
    practitioners: list[PersonOut]


class RefusalOut(Schema):
    """Why there is no answer now."""

    detail: str


def directory_out(results: Results, *, origin: str) -> DirectoryOut:
    """The JSON of ``results``; ``origin`` is the scheme and host of its addresses."""
    place = results.origin
    if results.checked_at is None:
        raise ValueError("an answer is of a moment")
    return DirectoryOut(
        as_at=results.checked_at,
        place=PlaceOut(
            name=place.name,
            latitude=place.point.latitude,
            longitude=place.point.longitude,
            is_rough=place.is_rough,
            namesakes=[str(other.point) for other in place.others],
        )
        if place
        else None,
        total=results.total,
        is_cut=results.is_cut,
        page=results.search.page,
        pages=results.number_of_pages,
        clinics=[_clinic(card, origin) for card in results.cards],
        practitioners=[_person(person, origin) for person in results.people],
    )


def _clinic(card: ClinicCard, origin: str) -> ClinicOut:
    clinic = card.clinic
    return ClinicOut(
        name=clinic.name,
        url=origin + clinic.get_absolute_url(),
        type=ClinicType(clinic.type),
        street=clinic.street,
        town=clinic.town,
        postcode=clinic.postcode,
        country=clinic.country,
        latitude=clinic.latitude,
        longitude=clinic.longitude,
        distance_km=_rounded(card.distance),
        says_it_offers=[Technique(service.technique) for service in card.services],
        certificate_covers=[t for t in Technique if t in card.certified],
        free_consultation=clinic.free_consultation,
        payment_plans=clinic.payment_plans,
        practitioners=[_person(person, origin) for person in card.named],
        unnamed_practitioners=card.unnamed,
    )


def _person(person: Person, origin: str) -> PersonOut:
    return PersonOut(
        name=person.name,
        url=origin + person.url,
        role=person.role,
        certificates=[_mark(mark, origin) for mark in person.marks],
        distance_km=_rounded(person.distance),
    )


def _mark(mark: Mark, origin: str) -> MarkOut:
    return MarkOut(
        number=mark.number,
        award=mark.award,
        covers=list(mark.covers),
        valid_until=mark.valid_until,
        url=origin + mark.url,
    )


def _rounded(km: float | None) -> float | None:
    return None if km is None else round(km, 1)
