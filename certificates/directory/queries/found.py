"""Which clinics and practitioners a search finds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

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
from certificates.directory.queries.asking import Ask, all_of, one_by_one
from certificates.directory.queries.certified import Scopes, holders_of
from certificates.directory.queries.distance import Origin, find_origin, is_near, with_distance
from certificates.directory.search import BY_NAME, Search
from certificates.directory.standing import consenting, list_listed

# as many in order are looked at before all of them are: enough that most searches end there
CANDIDATES = 500
SMALL_KM = 50
# so many of the nearest clinics are looked at first where people are asked for
FEW = 150
# letters of an initial, which says little
SHORT = 2


def find_clinics(
    search: Search,
    now: dt.datetime,
    *,
    origin: Origin | None = None,
    scopes: Scopes | None = None,
    ask: Ask = Exists,
) -> QuerySet[Clinic]:
    """Published clinics where at least one listed practitioner works and ``search`` holds.

    With ``origin``, or with a place in ``search`` that is known, each has its ``distance`` in
    kilometers and the nearest comes first.
    """
    origin = origin or find_origin(search)
    return _clinics(search, origin).filter(*_may_be_shown(search, now, scopes, ask))


def first_clinics(
    search: Search,
    now: dt.datetime,
    *,
    origin: Origin | None,
    scopes: Scopes,
    columns: Sequence[str],
    limit: int,
    gives_up: bool = False,
) -> list[tuple[Any, ...]]:
    """``columns`` of the first ``limit`` of what ``find_clinics`` finds, and of their distance.

    With ``gives_up`` it finds nothing where none of the nearest ``CANDIDATES`` fits: that nobody
    fits anywhere is only known when all are read.
    """
    columns = [*columns, *(["distance"] if origin else [])]
    there = partial(_may_be_shown, search, now, scopes)
    near = _near(search, origin) if origin and is_small(search) else None
    candidates = _clinics(search, origin)
    return _first(candidates, there, search, columns, limit, near=near, gives_up=gives_up)


def find_people(
    search: Search,
    now: dt.datetime,
    *,
    origin: Origin | None = None,
    scopes: Scopes | None = None,
    ask: Ask = Exists,
) -> QuerySet[Practitioner]:
    """Listed practitioners who show their name, at clinics for which the filters hold.

    By name; with a place by the ``distance`` of their nearest such clinic.
    """
    origin = origin or find_origin(search)
    return _people(search, origin).filter(*_may_be_named(search, now, scopes, ask))


def first_people(
    search: Search,
    now: dt.datetime,
    *,
    origin: Origin | None,
    scopes: Scopes,
    limit: int,
    gives_up: bool = False,
) -> list[tuple[int, float | None]]:
    """Keys and distances of the first ``limit`` of what ``find_people`` finds.

    ``gives_up`` as in :func:`first_clinics`: where nobody at the nearest clinics fits.
    """
    if origin is None or search.sort == BY_NAME:
        columns = ["pk", *(["distance"] if origin else [])]
        named = partial(_may_be_named, search, now, scopes)
        rows = _first(_people(search, origin), named, search, columns, limit)
        return [(row[0], row[1] if origin else None) for row in rows]
    found = _people_nearby(search, now, origin, scopes, limit, gives_up)
    if found is None:
        people = _people(search, origin).filter(*_may_be_named(search, now, scopes))
        found = list(people.values_list("pk", "distance")[:limit])
    return found


def _people_nearby(
    search: Search,
    now: dt.datetime,
    origin: Origin,
    scopes: Scopes,
    limit: int,
    gives_up: bool,
) -> list[tuple[int, float | None]] | None:
    """The first people at the nearest clinics; None where these have too few of them."""
    near = list(_near(search, origin).values_list("pk", "distance")[: CANDIDATES + 1])
    distances = dict(near)
    nearest: dict[int, tuple[bool, float, str, int]] = {}
    looked_at = 0
    for end in (FEW, CANDIDATES):
        part = [pk for pk, _km in near[looked_at:end]]
        places = ClinicPractitioner.objects.filter(clinic__in=part).annotate(
            shown=all_of(_may_be_named(search, now, scopes, one_by_one, of="practitioner_id"))
        )
        if search.q and looked_at:
            # few of many fit the words, so that they come first
            places = places.filter(practitioner__in=_ids_called(search.q))
        for pk, name, clinic_id, shown in places.values_list(
            "practitioner_id", "practitioner__sort_name", "clinic_id", "shown"
        ):
            if shown:
                km = distances[clinic_id]
                key = (km is None, km or 0.0, name, pk)
                nearest[pk] = min(key, nearest.get(pk, key))
        looked_at = min(end, len(near))
        found = sorted(nearest.values())
        if looked_at < len(near):
            # somebody at the next clinic may stand among those at the last distance
            last = near[looked_at - 1][1]
            found = [] if last is None else [row for row in found if not row[0] and row[1] < last]
        if looked_at == len(near) or len(found) >= limit:
            return [(pk, None if unknown else km) for unknown, km, _name, pk in found[:limit]]
    return [] if gives_up and not nearest else None


def _first(
    candidates: QuerySet[Any],
    conditions: Callable[..., list[Any]],
    search: Search,
    columns: Sequence[str],
    limit: int,
    *,
    near: QuerySet[Any] | None = None,
    gives_up: bool = False,
) -> list[tuple[Any, ...]]:
    """The first rows of ``candidates`` for which ``conditions`` hold.

    Whether somebody may be shown is the dear part of a search: where many fit the words or the
    distance, it is asked of the first of them and not of all. Within ``near``, which are few, the
    words are, too. ``columns`` begins with the key.
    """
    rows: QuerySet[Any] | None
    for rows in (near, candidates):
        if rows is not None and (search.q or search.place):
            asked = rows.annotate(shown=all_of(conditions(one_by_one)))
            some = list(asked.values_list(*columns, "shown")[:CANDIDATES])
            found = [row[:-1] for row in some if row[-1]]
            if len(some) < CANDIDATES or len(found) >= limit:
                return found[:limit]
            if gives_up and not found:
                return []
            if not search.q:
                break
    return list(candidates.filter(*conditions()).values_list(*columns)[:limit])


def is_small(search: Search) -> bool:
    """Whether ``search`` looks no farther than where asking of each clinic is the quickest."""
    return 0 < search.radius <= SMALL_KM


def _clinics(search: Search, origin: Origin | None) -> QuerySet[Clinic]:
    """The clinics ``search`` is about, in its order, whoever may be shown there."""
    found = _narrow(Clinic.objects.live(), search, origin)
    if search.q:
        people = ClinicPractitioner.objects.filter(
            practitioner__in=_named(search.q, roughly=True).values("practitioner_id")
        )
        found = found.filter(
            pk__in=_called(search.q, roughly=True)
            .values("clinic_id")
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


def _may_be_shown(
    search: Search, now: dt.datetime, scopes: Scopes | None, ask: Ask = Exists
) -> list[Any]:
    """Conditions on clinics: who works there and is listed, holds, shows and is called what."""
    listed = list_listed(now)
    named = listed.filter(consenting(ConsentKind.NAME, now))

    def works_there(people: QuerySet[Practitioner]) -> Q:
        there = ClinicPractitioner.objects.filter(clinic=OuterRef("pk"))
        return Q(ask(there.filter(practitioner__in=people.values("pk"))))

    conditions: list[Any] = []
    if search.healed:
        conditions.append(works_there(named.filter(_shows_healed_work(OuterRef("pk")))))
    if search.asks_certificates:
        for holders in holders_of(search, now, scopes):
            held = Exists(holders.filter(user_id=OuterRef("user_id")))
            conditions.append(works_there(listed.filter(held)))
    if search.q:
        words = words_of(search.q)
        of_clinic = ClinicWord.objects.filter(clinic=OuterRef("pk"))
        called = [Q(ask(of_clinic.filter(word__startswith=word))) for word in words]
        by_clinic = Q(*called) & works_there(listed) if called else Q(pk__in=[])
        return [by_clinic | works_there(_of(named, search.q)), *conditions]
    return conditions or [works_there(listed)]


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
        found = found.filter(pk__in=_ids_called(search.q))
    if origin and search.sort != BY_NAME:
        return found.order_by(F("distance").asc(nulls_last=True), "sort_name", "pk")
    return found.order_by("sort_name", "pk")


def _ids_called(text: str) -> QuerySet[Any]:
    """Keys of people who are called, or work at a published clinic called, ``text``."""
    there = ClinicPractitioner.objects.filter(
        clinic__live=True, clinic__in=_called(text).values("clinic_id")
    )
    named = _named(text).values("practitioner_id").order_by()
    return named.union(there.values("practitioner_id").order_by())


def _may_be_named(
    search: Search,
    now: dt.datetime,
    scopes: Scopes | None,
    ask: Ask = Exists,
    *,
    of: str = "pk",
) -> list[Any]:
    """Conditions on practitioners: listed, named, holding, showing and called what is asked for.

    ``of`` is the column that names the practitioner.
    """
    listed = list_listed(now).filter(consenting(ConsentKind.NAME, now), pk=OuterRef(of))
    if search.asks_certificates:
        for holders in holders_of(search, now, scopes):
            listed = listed.filter(Exists(holders.filter(user_id=OuterRef("user_id"))))
    if search.healed:
        listed = listed.filter(_shows_healed_work(OuterRef("pk")))
    if search.q and ask is one_by_one:
        listed = listed.filter(_is_called_or_at_a_clinic_called(search.q))
    return [Q(ask(listed))]


def _is_called_or_at_a_clinic_called(text: str) -> Q:
    """The same as ``_ids_called``, for few people: asked of each."""
    words = words_of(text)
    if not words:
        return Q(pk__in=[])
    own = PractitionerWord.objects.filter(practitioner=OuterRef("pk"))
    there = ClinicPractitioner.objects.filter(practitioner=OuterRef("pk"), clinic__live=True)
    of_clinic = ClinicWord.objects.filter(clinic=OuterRef("clinic_id"))
    for word in words:
        there = there.filter(Exists(of_clinic.filter(word__startswith=word)))
    return Q(*(Exists(own.filter(word__startswith=word)) for word in words)) | Q(Exists(there))


def _called(text: str, *, roughly: bool = False) -> QuerySet[ClinicWord]:
    """Rows of clinics in whose name or town every word of ``text`` begins a word."""
    return _all_begin(ClinicWord.objects.all(), "clinic_id", text, roughly)


def _named(text: str, *, roughly: bool = False) -> QuerySet[PractitionerWord]:
    """Rows of people in whose name every word of ``text`` begins a word."""
    return _all_begin(PractitionerWord.objects.all(), "practitioner_id", text, roughly)


def _all_begin(rows: QuerySet[Any], of: str, text: str, roughly: bool) -> QuerySet[Any]:
    """``rows`` of the longest word of ``text`` whose ``of`` has one for each other word, too.

    ``roughly`` leaves out further words of a letter or two, initials that fit a large part of all
    names: for candidates that are asked about every word anyway. Whose words they are is not
    joined, because a database that expects many of them would read everybody.
    """
    words = sorted(words_of(text), key=len, reverse=True)
    found = rows.filter(word__startswith=words[0]) if words else rows.none()
    for word in words[1:]:
        if not (roughly and word.isalpha() and len(word) <= SHORT):
            found = found.filter(**{f"{of}__in": rows.filter(word__startswith=word).values(of)})
    return found


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
