"""Which clinics and practitioners a search finds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from certificates import api as certificates
from certificates.directory.enums import ConsentKind
from certificates.directory.gazetteer.postcodes import compact
from certificates.directory.geo import place_key, words_of
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

# award versions by the technique and the condition they cover
Scopes = Mapping[tuple[str, str], frozenset[int]]
# as many in order are looked at before all of them are: enough that most searches end there
CANDIDATES = 1000


def find_clinics(
    search: Search,
    now: dt.datetime,
    *,
    origin: Origin | None = None,
    scopes: Scopes | None = None,
) -> QuerySet[Clinic]:
    """Published clinics where at least one listed practitioner works and ``search`` holds.

    With ``origin``, or with a place in ``search`` that is known, each has its ``distance`` in
    kilometers and the nearest comes first.
    """
    origin = origin or find_origin(search)
    return _clinics(search, origin).filter(*_may_be_shown(search, now, scopes))


def first_clinics(
    search: Search,
    now: dt.datetime,
    *,
    origin: Origin | None,
    scopes: Scopes,
    columns: Sequence[str],
    limit: int,
) -> list[tuple[Any, ...]]:
    """``columns`` of the first ``limit`` of what ``find_clinics`` finds, and of their distance."""
    columns = [*columns, *(["distance"] if origin else [])]
    conditions = _may_be_shown(search, now, scopes)
    return _first(_clinics(search, origin), conditions, search, columns, limit)


def find_people(
    search: Search,
    now: dt.datetime,
    *,
    origin: Origin | None = None,
    scopes: Scopes | None = None,
) -> QuerySet[Practitioner]:
    """Listed practitioners who show their name, at clinics for which the filters hold.

    By name; with a place by the ``distance`` of their nearest such clinic.
    """
    origin = origin or find_origin(search)
    return _people(search, origin).filter(*_may_be_named(search, now, scopes))


def first_people(
    search: Search, now: dt.datetime, *, origin: Origin | None, scopes: Scopes, limit: int
) -> list[tuple[int, float | None]]:
    """Keys and distances of the first ``limit`` of what ``find_people`` finds."""
    if origin is None or search.sort == BY_NAME:
        columns = ["distance"] if origin else []
        people = _people(search, origin)
        rows = _first(people, _may_be_named(search, now, scopes), search, ["pk", *columns], limit)
        return [(row[0], row[1] if origin else None) for row in rows]
    near = list(_near(search, origin).values_list("pk", "distance")[: CANDIDATES + 1])
    is_cut = len(near) > CANDIDATES
    distances = dict(near[:CANDIDATES])
    listed = Practitioner.objects.filter(*_may_be_named(search, now, scopes))
    if search.q:
        listed = listed.filter(_called_or_at_a_clinic_called(search.q))
    nearest: dict[int, tuple[bool, float, str, int]] = {}
    for pk, name, clinic_id in ClinicPractitioner.objects.filter(
        clinic_id__in=list(distances), practitioner__in=listed.values("pk")
    ).values_list("practitioner_id", "practitioner__sort_name", "clinic_id"):
        km = distances[clinic_id]
        key = (km is None, km or 0.0, name, pk)
        nearest[pk] = min(key, nearest.get(pk, key))
    found = sorted(nearest.values())
    if is_cut:
        # somebody at a clinic that was not looked at may stand among those at the last distance
        last = near[CANDIDATES - 1][1]
        found = [] if last is None else [row for row in found if not row[0] and row[1] < last]
        if len(found) < limit:
            people = _people(search, origin).filter(*_may_be_named(search, now, scopes))
            return list(people.values_list("pk", "distance")[:limit])
    return [(pk, None if unknown else km) for unknown, km, _name, pk in found[:limit]]


def _first(
    candidates: QuerySet[Any],
    conditions: Sequence[Any],
    search: Search,
    columns: Sequence[str],
    limit: int,
) -> list[tuple[Any, ...]]:
    """The first rows of ``candidates`` for which ``conditions`` hold.

    Whether somebody may be shown is the dear part of a search: where many fit the words or the
    distance, it is asked of the first of them and not of all. ``columns`` begins with the key.
    """
    if not (search.q or (search.place and not 0 < search.radius < 50)):
        return list(candidates.filter(*conditions).values_list(*columns)[:limit])
    rows = list(candidates.values_list(*columns)[: CANDIDATES + 1])
    some = rows[:CANDIDATES]
    asked = candidates.model._default_manager.filter(pk__in=[row[0] for row in some])
    shown = set(asked.filter(*conditions).order_by().values_list("pk", flat=True)) if some else ()
    found = [row for row in some if row[0] in shown]
    if len(rows) <= CANDIDATES or len(found) >= limit:
        return found[:limit]
    return list(candidates.filter(*conditions).values_list(*columns)[:limit])


def _clinics(search: Search, origin: Origin | None) -> QuerySet[Clinic]:
    """The clinics ``search`` is about, in its order, whoever may be shown there."""
    found = _narrow(Clinic.objects.live(), search, origin)
    if search.q:
        people = ClinicPractitioner.objects.filter(practitioner__in=_named(search.q).values("pk"))
        found = found.filter(
            pk__in=_called(search.q)
            .values("pk")
            .order_by()
            .union(people.values("clinic_id").order_by())
        )
    return _in_order(found, search, origin)


def _near(search: Search, origin: Origin) -> QuerySet[Clinic]:
    return _in_order(_narrow(Clinic.objects.live(), search, origin), search, origin)


def _in_order(clinics: QuerySet[Clinic], search: Search, origin: Origin | None) -> QuerySet[Clinic]:
    if origin and search.sort != BY_NAME:
        return clinics.order_by(F("distance").asc(nulls_last=True), "sort_name", "pk")
    return clinics.order_by("sort_name", "pk")


def _may_be_shown(search: Search, now: dt.datetime, scopes: Scopes | None) -> list[Any]:
    """Conditions on clinics: who works there and is listed, holds, shows and is called what."""
    listed = list_listed(now)
    named = listed.filter(consenting(ConsentKind.NAME, now))
    conditions: list[Any] = []
    if search.healed:
        conditions.append(_works_there(named.filter(_shows_healed_work(OuterRef("pk")))))
    if search.asks_certificates:
        for holders in _holders(search, now, scopes):
            held = Exists(holders.filter(user_id=OuterRef("user_id")))
            conditions.append(_works_there(listed.filter(held)))
    if search.q:
        called = [
            Exists(ClinicWord.objects.filter(clinic=OuterRef("pk"), word__startswith=word))
            for word in words_of(search.q)
        ]
        of_clinic = Q(*called) & _works_there(listed) if called else Q(pk__in=[])
        return [*conditions, of_clinic | _works_there(_of(named, search.q))]
    return conditions or [_works_there(listed)]


def _works_there(people: QuerySet[Practitioner]) -> Q:
    there = ClinicPractitioner.objects.filter(
        clinic=OuterRef("pk"), practitioner__in=people.values("pk")
    )
    return Q(Exists(there))


def _people(search: Search, origin: Origin | None) -> QuerySet[Practitioner]:
    """The people ``search`` is about, in its order, whether they may be shown or not."""
    found = Practitioner.objects.live()
    if search.place or search.chosen():
        clinics = _narrow(Clinic.objects.live(), search, origin)
        places = ClinicPractitioner.objects.filter(clinic__in=clinics.order_by().values("pk"))
        found = found.filter(pk__in=places.values("practitioner_id"))
        if origin:
            of = with_distance(places, origin, prefix="clinic__").filter(
                practitioner=OuterRef("pk")
            )
            nearest = of.order_by(F("distance").asc(nulls_last=True)).values("distance")[:1]
            found = found.annotate(distance=Subquery(nearest))
    if search.q:
        found = found.filter(_called_or_at_a_clinic_called(search.q))
    if origin and search.sort != BY_NAME:
        return found.order_by(F("distance").asc(nulls_last=True), "sort_name", "pk")
    return found.order_by("sort_name", "pk")


def _called_or_at_a_clinic_called(text: str) -> Q:
    there = ClinicPractitioner.objects.filter(clinic__in=_called(text).values("pk"))
    named = _named(text).values("pk").order_by()
    return Q(pk__in=named.union(there.values("practitioner_id").order_by()))


def _may_be_named(search: Search, now: dt.datetime, scopes: Scopes | None) -> list[Any]:
    """Conditions on practitioners: listed, named, holding and showing what is asked for."""
    listed = list_listed(now).filter(consenting(ConsentKind.NAME, now))
    if search.asks_certificates:
        for holders in _holders(search, now, scopes):
            listed = listed.filter(Exists(holders.filter(user_id=OuterRef("user_id"))))
    if search.healed:
        listed = listed.filter(_shows_healed_work(OuterRef("pk")))
    return [Q(pk__in=listed.values("pk"))]


def _called(text: str) -> QuerySet[Clinic]:
    """Published clinics in whose name or town every word of ``text`` begins a word."""
    clinics = Clinic.objects.live()
    words = words_of(text)
    for word in words:
        clinics = clinics.filter(
            pk__in=ClinicWord.objects.filter(word__startswith=word).values("clinic_id")
        )
    return clinics if words else clinics.none()


def _named(text: str) -> QuerySet[Practitioner]:
    """People in whose name every word of ``text`` begins a word."""
    people = Practitioner.objects.live()
    words = words_of(text)
    for word in words:
        people = people.filter(
            pk__in=PractitionerWord.objects.filter(word__startswith=word).values("practitioner_id")
        )
    return people if words else people.none()


def _of(people: QuerySet[Practitioner], text: str) -> QuerySet[Practitioner]:
    """Those of ``people`` in whose name every word of ``text`` begins a word, asked one by one."""
    words = words_of(text)
    of_one = PractitionerWord.objects.filter(practitioner=OuterRef("pk"))
    for word in words:
        people = people.filter(Exists(of_one.filter(word__startswith=word)))
    return people if words else people.none()


def _narrow(clinics: QuerySet[Clinic], search: Search, origin: Origin | None) -> QuerySet[Clinic]:
    """``clinics`` for which holds what ``search`` asks of clinics themselves."""
    if origin:
        clinics = with_distance(clinics, origin)
    in_words = _at_an_address(search.town)
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
    return clinics


def _at_an_address(text: str) -> Q:
    """Clinics whose own town or postcode begins with ``text``."""
    keys = {"town_key": place_key(text), "postcode_key": compact(text)}
    found = Q(pk__in=[])
    for name, key in keys.items():
        if key:
            found |= Q(**{f"{name}__startswith": key})
    return found


def _shows_healed_work(practitioner: Any) -> Exists:
    """Somebody's published portfolio has a picture of skin that had healed."""
    healed = PortfolioCase.objects.published().filter(months_healed__gt=0)
    return Exists(healed.filter(practitioner=practitioner))


def read_scopes(search: Search) -> Scopes:
    """Read what the awards cover of all that ``search`` and its wider searches ask, in one query.

    Empty where nothing is asked that a certificate has to cover.
    """
    if not search.asks_certificates:
        return {}
    asked = {("", search.condition)}
    asked |= {(t, c) for t in search.techniques for c in (search.condition, "")}
    pairs = sorted(asked)
    return dict(zip(pairs, certificates.list_scopes_covering(pairs), strict=True))


def _holders(search: Search, now: dt.datetime, scopes: Scopes | None) -> list[QuerySet[Any]]:
    """Who holds a valid certificate that covers what is asked, one list for each technique.

    Without a technique any technique on the condition will do.
    """
    scopes = read_scopes(search) if scopes is None else scopes
    return [
        certificates.list_certificates_of_versions(scopes[technique, search.condition], now=now)
        for technique in sorted(search.techniques) or [""]
    ]
