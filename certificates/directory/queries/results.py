"""One page of answers to a search, with the filters and the wider searches beside them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Min
from django.utils.translation import gettext as _

from certificates.directory.enums import ClinicType, SkinCondition, Technique
from certificates.directory.gazetteer import get_gazetteer
from certificates.directory.languages import LANGUAGES, language_names
from certificates.directory.map import Map, Marked, draw, view_of
from certificates.directory.models import ClinicPractitioner, ClinicService
from certificates.directory.queries.cards import clinic_cards, person_cards
from certificates.directory.queries.distance import Origin, find_origin, with_distance
from certificates.directory.queries.found import find_clinics, find_people
from certificates.directory.queries.values import (
    Chip,
    Choice,
    ClinicCard,
    Facet,
    Person,
    Results,
    Wider,
)
from certificates.directory.search import (
    CLINICS,
    CONDITIONS,
    MOST_FOUND,
    PEOPLE,
    RADII,
    Search,
)

PER_PAGE = 20
# towns drawn on the map, the largest first
MOST_TOWNS = 260


@dataclass(frozen=True)
class _Row:
    """As much of a found clinic as counting needs."""

    pk: int
    type: str
    free: bool
    plans: bool
    distance: float | None = None


def search_directory(
    search: Search, *, now: dt.datetime, per_page: int = PER_PAGE, with_map: bool = True
) -> Results:
    """Answer ``search`` as of ``now``, sorted by distance or by name, never by payment.

    At most ``MOST_FOUND`` are found, so that the cost does not grow with the directory and nobody
    reads all of it from here; ``is_cut`` says when there are more. A page beyond the last is the
    last page. An empty answer comes with the wider searches that are not empty, the next longer
    distance first.
    """
    origin = find_origin(search)
    found = Found(search, origin, now)
    total = min(len(found.ids), MOST_FOUND)
    pages = max(1, -(-total // per_page))
    search = search.at_page(min(search.page, pages))
    start = (search.page - 1) * per_page
    page = found.ids[:MOST_FOUND][start : start + per_page]
    cards: tuple[ClinicCard, ...] = ()
    people: tuple[Person, ...] = ()
    if page and search.show == CLINICS:
        cards = clinic_cards(page, now, services=found.services, distances=found.distances)
    elif page:
        people = person_cards(page, now, distances=found.distances)
    return Results(
        search=search,
        origin=origin,
        total=total,
        is_cut=len(found.ids) > MOST_FOUND,
        first_number=start + 1,
        cards=cards,
        people=people,
        techniques=found.technique_facets(),
        conditions=_conditions(search),
        certified=Choice("1", _("A certificate covers it"), search.certified),
        types=found.type_facets(),
        free=found.facet("free", _("Free consultation"), search.free_consultation),
        plans=found.facet("plans", _("Payment in stages"), search.payment_plans),
        healed=Choice("1", _("Pictures of healed work"), search.healed),
        languages=_languages(search),
        radii=_radii(search),
        chips=_chips(search),
        wider=() if total else _wider(search, origin, now),
        map=_map(search, origin, cards, start) if with_map else None,
        number_of_pages=pages,
        previous_query=search.at_page(search.page - 1).query() if search.page > 1 else None,
        next_query=search.at_page(search.page + 1).query() if search.page < pages else None,
        checked_at=now,
    )


class Found:
    """What a search finds: keys in their order, and counts for the filters beside them."""

    def __init__(self, search: Search, origin: Origin | None, now: dt.datetime) -> None:
        self.search, self.origin, self.now = search, origin, now
        self.rows: list[_Row] = []
        self.distances: dict[int, float] = {}
        if search.show == CLINICS:
            self.rows = _rows(search, origin, now)
            self.ids = [row.pk for row in self.rows]
            self.distances = {r.pk: r.distance for r in self.rows if r.distance is not None}
        else:
            self.ids = self._people()

    def _people(self) -> list[int]:
        people = find_people(self.search, self.now, origin=self.origin)
        if self.origin is None:
            return list(people.values_list("pk", flat=True)[: MOST_FOUND + 1])
        ids = list(people.values_list("pk", flat=True)[: MOST_FOUND + 1])
        places = ClinicPractitioner.objects.filter(practitioner_id__in=ids, clinic__live=True)
        nearest = (
            with_distance(places, self.origin, prefix="clinic__")
            .order_by()
            .values_list("practitioner_id")
            .annotate(nearest=Min("distance"))
        )
        self.distances = {pk: km for pk, km in nearest if km is not None}
        return ids

    @cached_property
    def services(self) -> dict[int, tuple[ClinicService, ...]]:
        """The services of every clinic that was found, in their order."""
        if not self.rows:
            return {}
        found: dict[int, list[ClinicService]] = {}
        services = ClinicService.objects.filter(clinic_id__in=self.ids[:MOST_FOUND])
        for service in services.order_by("sort_order", "pk"):
            found.setdefault(service.clinic_id, []).append(service)
        return {pk: tuple(rows) for pk, rows in found.items()}

    def technique_facets(self) -> tuple[Facet, ...]:
        counts = Counter(one.technique for rows in self.services.values() for one in rows)
        chosen = self.search.techniques
        return tuple(
            Facet(t.value, str(t.label), self._count(counts[t.value]), t.value in chosen)
            for t in Technique
        )

    def type_facets(self) -> tuple[Facet, ...]:
        rows = self.rows
        if self.search.types and self.search.show == CLINICS:
            rows = _rows(self.search.without("type"), self.origin, self.now)
        counts = Counter(row.type for row in rows)
        chosen = self.search.types
        return tuple(
            Facet(t.value, str(t.label), self._count(counts[t.value]), t.value in chosen)
            for t in ClinicType
        )

    def facet(self, name: str, label: str, chosen: bool) -> Facet:
        return Facet("1", label, self._count(sum(getattr(r, name) for r in self.rows)), chosen)

    def _count(self, number: int) -> int | None:
        """A count that is true: none where only a part was counted or people are shown."""
        if self.search.show == PEOPLE or len(self.ids) > MOST_FOUND:
            return None
        return number


def _rows(search: Search, origin: Origin | None, now: dt.datetime) -> list[_Row]:
    clinics = find_clinics(search, now, origin=origin)
    columns = ["pk", "type", "free_consultation", "payment_plans"]
    found = clinics.values_list(*columns, *(["distance"] if origin else []))[: MOST_FOUND + 1]
    return [_Row(*row) for row in found]


def _conditions(search: Search) -> tuple[Choice, ...]:
    first = Choice("", _("Any"), not search.condition)
    rest = (Choice(v, str(SkinCondition(v).label), v == search.condition) for v in CONDITIONS)
    return (first, *rest)


def _languages(search: Search) -> tuple[Choice, ...]:
    named = sorted(((str(name), code) for code, name in LANGUAGES))
    first = Choice("", _("Any"), not search.language)
    return (first, *(Choice(code, name, code == search.language) for name, code in named))


def _radii(search: Search) -> tuple[Choice, ...]:
    return tuple(
        Choice(str(km) if km else "any", radius_words(km), km == search.radius) for km in RADII
    )


def radius_words(km: int) -> str:
    """A distance to search within: "25 km (16 miles)"."""
    if not km:
        return _("Any distance")
    return _("%(km)d km (%(miles)d miles)") % {"km": km, "miles": round(km / 1.609344)}


def _chips(search: Search) -> tuple[Chip, ...]:
    return tuple(
        Chip(_label(name, value), search.without(name, value).query())
        for name, value in search.chosen()
    )


def _label(name: str, value: str) -> str:
    if name == "technique":
        return str(Technique(value).label)
    if name == "condition":
        return str(SkinCondition(value).label)
    if name == "type":
        return str(ClinicType(value).label)
    if name == "language":
        return _("Language: %(language)s") % {"language": language_names([value])}
    return {
        "certified": _("A certificate covers it"),
        "plans": _("Payment in stages"),
        "free": _("Free consultation"),
        "healed": _("Pictures of healed work"),
    }[name]


def _wider(search: Search, origin: Origin | None, now: dt.datetime) -> tuple[Wider, ...]:
    labels = {
        "plans": _("Without asking for payment in stages"),
        "free": _("Without asking for a free consultation"),
        "healed": _("Without asking for pictures of healed work"),
        "language": _("In any language"),
        "type": _("In any type of clinic"),
        "certified": _("Offered, whether a certificate covers it or not"),
        "condition": _("On any skin and hair loss"),
        "technique": _("With any technique"),
        "q": _("Without the name you typed"),
        "town": _("In any town"),
    }
    found: list[Wider] = []
    for farther in search.farther() if origin else ():
        if count := _count(farther, origin, now):
            label = _("Within %(radius)s") % {"radius": radius_words(farther.radius)}
            if not farther.radius:
                label = _("At any distance")
            found.append(Wider(label, farther.query(), count))
            break
    found += [
        Wider(labels[name], wider.query(), count)
        for name, wider in search.wider()
        if (count := _count(wider, None if name == "town" else origin, now))
    ]
    if not found and search.has_filters:
        everything = Search(show=search.show)
        if count := _count(everything, None, now):
            found.append(Wider(_("The whole directory"), everything.query(), count))
    return tuple(found)


def _count(search: Search, origin: Origin | None, now: dt.datetime) -> int:
    find = find_clinics if search.show == CLINICS else find_people
    return find(search, now, origin=origin)[:MOST_FOUND].count()


def _map(
    search: Search, origin: Origin | None, cards: Sequence[ClinicCard], start: int
) -> Map | None:
    """The clinics of this page on a map; towns cost one query."""
    marked = [
        Marked(start + n, card.clinic.name, card.clinic.get_absolute_url(), card.clinic.point)
        for n, card in enumerate(cards, 1)
        if card.clinic.point
    ]
    middle = origin.point if origin else None
    radius = search.radius if origin else 0
    view = view_of([one.point for one in marked], middle, radius) if marked else None
    if view is None:
        return None
    towns = get_gazetteer().towns_in(view.box, limit=MOST_TOWNS)
    return draw(view, marked, towns, middle=middle, radius=radius)
