"""One page of answers to a search, with the filters and the wider searches beside them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from certificates.directory.enums import ClinicType, SkinCondition, Technique
from certificates.directory.gazetteer import get_gazetteer
from certificates.directory.geo import bearing, distance_km
from certificates.directory.languages import LANGUAGES, language_names
from certificates.directory.map import Map, Marked, draw, view_of
from certificates.directory.models import ClinicService
from certificates.directory.queries.cards import clinic_cards, person_cards
from certificates.directory.queries.certified import Scopes, read_scopes
from certificates.directory.queries.distance import Origin, find_origin
from certificates.directory.queries.found import (
    first_clinics,
    first_people,
)
from certificates.directory.queries.values import (
    Chip,
    Choice,
    ClinicCard,
    Facet,
    Namesake,
    Person,
    Results,
)
from certificates.directory.queries.wider import list_wider, radius_words
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
    scopes = read_scopes(search)
    found = Found(search, origin, now, scopes)
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
        wider=() if total else list_wider(search, now, origin=origin, scopes=scopes),
        namesakes=_namesakes(search, origin),
        map=_map(search, origin, cards, start) if with_map else None,
        number_of_pages=pages,
        previous_query=search.at_page(search.page - 1).query() if search.page > 1 else None,
        next_query=search.at_page(search.page + 1).query() if search.page < pages else None,
        checked_at=now,
    )


class Found:
    """What a search finds: keys in their order, and counts for the filters beside them."""

    def __init__(
        self, search: Search, origin: Origin | None, now: dt.datetime, scopes: Scopes
    ) -> None:
        self.search, self.origin, self.now, self.scopes = search, origin, now, scopes
        self.rows: list[_Row] = []
        self.of_any_type: list[_Row] | None = None
        if search.show == CLINICS:
            self._find_clinics()
            found: Sequence[tuple[int, float | None]] = [(r.pk, r.distance) for r in self.rows]
        else:
            found = first_people(search, now, origin=origin, scopes=scopes, limit=MOST_FOUND + 1)
        self.ids = [pk for pk, _km in found]
        self.distances = {pk: km for pk, km in found if km is not None}

    def _find_clinics(self) -> None:
        """Find clinics of any type first, which say what every other type would leave."""
        rows = self._rows(self.search.without("type"))
        self.rows = rows
        if len(rows) <= MOST_FOUND:
            self.of_any_type = rows
            if self.search.types:
                self.rows = [row for row in rows if row.type in self.search.types]
        elif self.search.types:
            self.rows = self._rows(self.search)

    def _rows(self, search: Search) -> list[_Row]:
        found = first_clinics(
            search,
            self.now,
            origin=self.origin,
            scopes=self.scopes,
            columns=("pk", "type", "free_consultation", "payment_plans"),
            limit=MOST_FOUND + 1,
        )
        return [_Row(*row) for row in found]

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
        rows = self.of_any_type
        counts = None if rows is None else Counter(row.type for row in rows)
        chosen = self.search.types
        return tuple(
            Facet(
                t.value,
                str(t.label),
                None if counts is None else counts[t.value],
                t.value in chosen,
            )
            for t in ClinicType
        )

    def facet(self, name: str, label: str, chosen: bool) -> Facet:
        return Facet("1", label, self._count(sum(getattr(r, name) for r in self.rows)), chosen)

    def _count(self, number: int) -> int | None:
        """A count that is true: none where only a part was counted or people are shown."""
        if self.search.show == PEOPLE or len(self.ids) > MOST_FOUND:
            return None
        return number


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


def _namesakes(search: Search, origin: Origin | None) -> tuple[Namesake, ...]:
    """The other places of the name that was typed, the nearest first."""
    if origin is None:
        return ()
    found = [
        Namesake(
            name=other.name,
            distance=distance_km(origin.point, other.point),
            direction=_direction(bearing(origin.point, other.point)),
            query=search.at(other.point).query(),
        )
        for other in origin.others
    ]
    return tuple(sorted(found, key=lambda one: (one.distance, one.query)))


def _direction(degrees: float) -> str:
    """A direction in words: "north-east"."""
    words = (
        _("north"),
        _("north-east"),
        _("east"),
        _("south-east"),
        _("south"),
        _("south-west"),
        _("west"),
        _("north-west"),
    )
    return words[round(degrees / 45) % 8]


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
