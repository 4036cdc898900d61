"""One page of answers to a search, with the filters and the wider searches beside them."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from certificates.directory.enums import ClinicType, Technique
from certificates.directory.models import Clinic, ClinicService
from certificates.directory.queries.cards import clinic_cards, person_cards
from certificates.directory.queries.found import find_clinics, find_people
from certificates.directory.queries.values import Chip, Facet, Results, Wider
from certificates.directory.search import CLINICS, PEOPLE, Search

PER_PAGE = 20


def search_directory(search: Search, *, now: dt.datetime, per_page: int = PER_PAGE) -> Results:
    """Answer ``search`` as of ``now``, sorted by name and town, never by payment.

    A page beyond the last is the last page. An empty answer comes with the wider searches that
    are not empty, smallest concession first.
    """
    clinics = find_clinics(search, now)
    people = find_people(search, now)
    totals = {CLINICS: clinics.count(), PEOPLE: people.count()}
    total = totals[search.show]
    pages = max(1, -(-total // per_page))
    search = search.at_page(min(search.page, pages))
    rows = slice((search.page - 1) * per_page, search.page * per_page)
    return Results(
        search=search,
        total=total,
        total_clinics=totals[CLINICS],
        total_people=totals[PEOPLE],
        cards=clinic_cards(clinics[rows], now) if search.show == CLINICS and total else (),
        people=person_cards(people[rows], now) if search.show == PEOPLE and total else (),
        techniques=_technique_facets(search, clinics),
        types=_type_facets(search, now),
        free=_free_facet(search, clinics),
        chips=_chips(search),
        wider=() if total else _wider(search, now),
        number_of_pages=pages,
        previous_query=search.at_page(search.page - 1).query() if search.page > 1 else None,
        next_query=search.at_page(search.page + 1).query() if search.page < pages else None,
        checked_at=now,
    )


def _technique_facets(search: Search, clinics: QuerySet[Clinic]) -> tuple[Facet, ...]:
    counts = dict(
        ClinicService.objects.filter(clinic__in=clinics.order_by().values("pk"))
        .order_by()
        .values_list("technique")
        .annotate(Count("clinic", distinct=True))
    )
    return tuple(
        Facet(t.value, str(t.label), counts.get(t.value, 0), t.value in search.techniques)
        for t in Technique
    )


def _type_facets(search: Search, now: dt.datetime) -> tuple[Facet, ...]:
    counts = dict(
        find_clinics(search.without("type"), now)
        .order_by()
        .values_list("type")
        .annotate(Count("pk"))
    )
    return tuple(
        Facet(t.value, str(t.label), counts.get(t.value, 0), t.value in search.types)
        for t in ClinicType
    )


def _free_facet(search: Search, clinics: QuerySet[Clinic]) -> Facet:
    count = clinics.filter(free_consultation=True).count()
    return Facet("1", _("Free consultation"), count, search.free_consultation)


def _chips(search: Search) -> tuple[Chip, ...]:
    return tuple(
        Chip(_label(name, value), search.without(name, value).query())
        for name, value in search.chosen()
    )


def _label(name: str, value: str) -> str:
    if name == "technique":
        return str(Technique(value).label)
    if name == "type":
        return str(ClinicType(value).label)
    return _("Free consultation")


def _wider(search: Search, now: dt.datetime) -> tuple[Wider, ...]:
    labels = {
        "free": _("Without asking for a free consultation"),
        "type": _("In any type of clinic"),
        "technique": _("With any technique"),
        "q": _("Without the name you typed"),
        "town": _("In any town"),
    }
    found = [
        Wider(labels[name], wider.query(), count)
        for name, wider in search.wider()
        if (count := _count(wider, now))
    ]
    if not found and search.has_filters:
        everything = Search(show=search.show)
        if count := _count(everything, now):
            found.append(Wider(_("The whole directory"), everything.query(), count))
    return tuple(found)


def _count(search: Search, now: dt.datetime) -> int:
    find = find_clinics if search.show == CLINICS else find_people
    return find(search, now).count()
