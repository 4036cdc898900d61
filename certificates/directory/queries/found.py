"""Which clinics and practitioners a search finds."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from certificates import api as certificates
from certificates.directory.enums import ConsentKind
from certificates.directory.geo import words_of
from certificates.directory.models import (
    Clinic,
    ClinicLanguage,
    ClinicPractitioner,
    ClinicService,
    ClinicWord,
    PortfolioCase,
    Practitioner,
    PractitionerWord,
)
from certificates.directory.queries.distance import Origin, find_origin, is_near, with_distance
from certificates.directory.search import BY_NAME, Search
from certificates.directory.standing import consenting, list_listed


def find_clinics(
    search: Search, now: dt.datetime, *, origin: Origin | None = None
) -> QuerySet[Clinic]:
    """Published clinics where at least one listed practitioner works and ``search`` holds.

    With ``origin``, or with a place in ``search`` that is known, each has its ``distance`` in
    kilometers and the nearest comes first.
    """
    origin = origin or find_origin(search)
    listed = list_listed(now)
    found = _narrow(Clinic.objects.live(), search, origin, now).filter(
        Exists(
            ClinicPractitioner.objects.filter(
                clinic=OuterRef("pk"), practitioner__in=listed.values("pk")
            )
        )
    )
    if search.q:
        named = _named(listed.filter(consenting(ConsentKind.NAME, now)), search.q)
        where = ClinicPractitioner.objects.filter(practitioner__in=named.values("pk"))
        found = found.filter(
            pk__in=_called(Clinic.objects.live(), search.q)
            .values("pk")
            .order_by()
            .union(where.values("clinic_id").order_by())
        )
    if origin and search.sort != BY_NAME:
        return found.order_by(F("distance").asc(nulls_last=True), "name", "town", "pk")
    return found.order_by("name", "town", "pk")


def find_people(
    search: Search, now: dt.datetime, *, origin: Origin | None = None
) -> QuerySet[Practitioner]:
    """Listed practitioners who show their name, at clinics for which the filters hold, by name."""
    origin = origin or find_origin(search)
    found = list_listed(now).filter(consenting(ConsentKind.NAME, now))
    if search.asks_certificates:
        for condition in _covering(search, OuterRef("user_id"), now):
            found = found.filter(condition)
    if search.healed:
        found = found.filter(_shows_healed_work(OuterRef("pk")))
    narrows = search.town or search.near or search.chosen()
    if narrows:
        clinics = _narrow(Clinic.objects.live(), search, origin, now, with_people=False)
        found = found.filter(
            pk__in=ClinicPractitioner.objects.filter(clinic__in=clinics.values("pk")).values(
                "practitioner_id"
            )
        )
    if search.q:
        clinics = _called(Clinic.objects.live(), search.q)
        there = ClinicPractitioner.objects.filter(clinic__in=clinics.values("pk"))
        found = found.filter(
            pk__in=_named(Practitioner.objects.live(), search.q)
            .values("pk")
            .order_by()
            .union(there.values("practitioner_id").order_by())
        )
    return found.order_by("display_name", "pk")


def _called(clinics: QuerySet[Clinic], text: str) -> QuerySet[Clinic]:
    """Clinics in whose name or town every word of ``text`` begins a word."""
    words = words_of(text)
    for word in words:
        clinics = clinics.filter(
            pk__in=ClinicWord.objects.filter(word__startswith=word).values("clinic_id")
        )
    return clinics if words else clinics.none()


def _named(people: QuerySet[Practitioner], text: str) -> QuerySet[Practitioner]:
    """People in whose name every word of ``text`` begins a word."""
    words = words_of(text)
    for word in words:
        people = people.filter(
            pk__in=PractitionerWord.objects.filter(word__startswith=word).values("practitioner_id")
        )
    return people if words else people.none()


def _narrow(
    clinics: QuerySet[Clinic],
    search: Search,
    origin: Origin | None,
    now: dt.datetime,
    *,
    with_people: bool = True,
) -> QuerySet[Clinic]:
    if origin:
        clinics = with_distance(clinics, origin)
    in_words = Q(town__istartswith=search.town) | Q(postcode__istartswith=search.town)
    if origin and search.radius:
        near = is_near(origin, search.radius)
        if search.town:
            # a clinic whose position is not known is still found by its own words
            near |= in_words & Q(latitude__isnull=True)
        clinics = clinics.filter(near)
    elif search.town and not origin:
        clinics = clinics.filter(in_words)
    if search.types:
        clinics = clinics.filter(type__in=search.types)
    if search.free_consultation:
        clinics = clinics.filter(free_consultation=True)
    if search.payment_plans:
        clinics = clinics.filter(payment_plans=True)
    if search.language:
        speakers = ClinicLanguage.objects.filter(clinic=OuterRef("pk"), code=search.language)
        clinics = clinics.filter(Exists(speakers))
    for technique in sorted(search.techniques):
        clinics = clinics.filter(
            Exists(ClinicService.objects.filter(clinic=OuterRef("pk"), technique=technique))
        )
    if with_people and search.healed:
        named = list_listed(now).filter(consenting(ConsentKind.NAME, now))
        showing = named.filter(_shows_healed_work(OuterRef("pk")))
        clinics = clinics.filter(
            Exists(
                ClinicPractitioner.objects.filter(
                    clinic=OuterRef("pk"), practitioner__in=showing.values("pk")
                )
            )
        )
    if with_people and search.asks_certificates:
        for holders in _holders(search, now):
            listed = list_listed(now).filter(user_id__in=holders)
            clinics = clinics.filter(
                Exists(
                    ClinicPractitioner.objects.filter(
                        clinic=OuterRef("pk"), practitioner__in=listed.values("pk")
                    )
                )
            )
    return clinics


def _shows_healed_work(practitioner: Any) -> Exists:
    """Somebody's published portfolio has a picture of skin that had healed."""
    healed = PortfolioCase.objects.published().filter(months_healed__gt=0)
    return Exists(healed.filter(practitioner=practitioner))


def _covering(search: Search, user: Any, now: dt.datetime) -> list[Exists]:
    return [Exists(holders.filter(user_id=user)) for holders in _holders(search, now)]


def _holders(search: Search, now: dt.datetime) -> list[QuerySet[Any]]:
    """Who holds a valid certificate that covers what is asked, one list for each technique.

    Without a technique any technique on the condition will do.
    """
    asked = certificates.list_scopes_covering(
        [(technique, search.condition) for technique in sorted(search.techniques)]
        or [("", search.condition)]
    )
    return [
        certificates.list_certificates_of_versions(versions, now=now).values("user_id")
        for versions in asked
    ]
