"""What a client asked the directory for: a value that turns into an address and back. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol
from urllib.parse import urlencode

from certificates.directory.enums import ClinicType, SkinCondition, Technique
from certificates.directory.geo import Point
from certificates.directory.languages import LANGUAGE_CODES
from lms.core.sanitize import clean_text

MAX_TEXT = 80
CLINICS = "clinics"
PEOPLE = "people"
BY_DISTANCE = "distance"
BY_NAME = "name"
# kilometers; 0 is any distance
RADII = (5, 10, 25, 50, 100, 0)
RADIUS = 25
# how many are found at most: nobody reads further, and nobody copies the whole directory
MOST_FOUND = 200
CONDITIONS = tuple(value for value in SkinCondition.values if value != SkinCondition.ANY)
_TECHNIQUES = frozenset(Technique.values)
_TYPES = frozenset(ClinicType.values)


class Parameters(Protocol):
    """The part of a QueryDict that is read."""

    def get(self, key: str, default: Any = None) -> Any: ...

    def getlist(self, key: str) -> list[str]: ...


@dataclass(frozen=True)
class Search:
    """One search. Techniques must all be offered; of the types any one will do.

    ``near`` ("51.45,-2.59", about a kilometer exact) is where the person said they are; a town
    that is typed stands instead of it, and ``which`` says where it is if several bear that name.
    ``certified`` asks that a certificate covers the techniques,
    ``condition`` that one covers it, on the techniques where they are chosen.
    """

    q: str = ""
    town: str = ""
    which: str = ""
    near: str = ""
    radius: int = RADIUS
    techniques: frozenset[str] = frozenset()
    condition: str = ""
    certified: bool = False
    types: frozenset[str] = frozenset()
    free_consultation: bool = False
    payment_plans: bool = False
    healed: bool = False
    language: str = ""
    sort: str = BY_DISTANCE
    show: str = CLINICS
    page: int = 1

    @classmethod
    def read(cls, given: Parameters) -> Search:
        """Read the parameters of an address; what is not understood is left out."""
        page = str(given.get("page") or "1")
        town = _line(given.get("town"))
        point = Point.read(str(given.get("near") or "")) if not town else None
        which = Point.read(str(given.get("which") or "")) if town else None
        condition = str(given.get("condition") or "")
        language = str(given.get("language") or "")
        return cls(
            q=_line(given.get("q")),
            town=town,
            which=str(which) if which else "",
            near=str(point) if point else "",
            radius=_radius(given.get("radius")),
            techniques=_TECHNIQUES.intersection(given.getlist("technique")),
            condition=condition if condition in CONDITIONS else "",
            certified=given.get("certified") == "1",
            types=_TYPES.intersection(given.getlist("type")),
            free_consultation=given.get("free") == "1",
            payment_plans=given.get("plans") == "1",
            healed=given.get("healed") == "1",
            language=language if language in LANGUAGE_CODES else "",
            sort=BY_NAME if given.get("sort") == BY_NAME else BY_DISTANCE,
            show=PEOPLE if given.get("show") == PEOPLE else CLINICS,
            page=int(page) if page.isdecimal() and len(page) < 7 and int(page) else 1,
        )

    def query(self) -> str:
        """Return the query string of this search, the same for the same search."""
        pairs: list[tuple[str, str]] = []
        if self.q:
            pairs.append(("q", self.q))
        if self.town:
            pairs.append(("town", self.town))
        if self.which:
            pairs.append(("which", self.which))
        if self.near:
            pairs.append(("near", self.near))
        if self.radius != RADIUS:
            pairs.append(("radius", str(self.radius) if self.radius else "any"))
        pairs += self.chosen()
        if self.sort != BY_DISTANCE:
            pairs.append(("sort", self.sort))
        if self.show != CLINICS:
            pairs.append(("show", self.show))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return urlencode(pairs)

    @property
    def has_filters(self) -> bool:
        """Whether anything narrows the directory."""
        return bool(self.q or self.place or self.chosen())

    @property
    def place(self) -> str:
        """The place that was asked for, whether it is known or not."""
        return self.town or self.near

    @property
    def asks_certificates(self) -> bool:
        """Whether what certificates cover decides, and not what clinics say."""
        return bool(self.condition) or (self.certified and bool(self.techniques))

    def first_page(self) -> Search:
        return replace(self, page=1)

    def at_page(self, page: int) -> Search:
        return replace(self, page=page)

    def showing(self, show: str) -> Search:
        return replace(self, show=show, page=1)

    def sorted_by(self, sort: str) -> Search:
        return replace(self, sort=sort, page=1)

    def at(self, point: Point) -> Search:
        """Return this search at another place of the same name."""
        return replace(self, which=str(point), page=1)

    def within(self, radius: int) -> Search:
        return replace(self, radius=radius, page=1)

    def without(self, name: str, value: str = "") -> Search:
        """Return this search with one filter taken away, on its first page."""
        empty: Mapping[str, Any] = {
            "q": {"q": ""},
            "town": {"town": "", "which": "", "near": ""},
            "technique": {"techniques": self.techniques - {value} if value else frozenset()},
            "condition": {"condition": ""},
            "certified": {"certified": False},
            "type": {"types": self.types - {value} if value else frozenset()},
            "free": {"free_consultation": False},
            "plans": {"payment_plans": False},
            "healed": {"healed": False},
            "language": {"language": ""},
        }
        return replace(self, page=1, **empty[name])

    def chosen(self) -> list[tuple[str, str]]:
        """The filters that can be taken away one by one, as (name, value)."""
        found = [("technique", value) for value in Technique.values if value in self.techniques]
        if self.condition:
            found.append(("condition", self.condition))
        if self.certified:
            found.append(("certified", "1"))
        found += [("type", value) for value in ClinicType.values if value in self.types]
        if self.free_consultation:
            found.append(("free", "1"))
        if self.payment_plans:
            found.append(("plans", "1"))
        if self.healed:
            found.append(("healed", "1"))
        if self.language:
            found.append(("language", self.language))
        return found

    def farther(self) -> Iterator[Search]:
        """The same search within each longer distance, the next one first."""
        if self.radius:
            for radius in RADII[RADII.index(self.radius) + 1 :]:
                yield self.within(radius)

    def wider(self) -> Iterator[tuple[str, Search]]:
        """Name the searches with one thing less asked, the smallest concession first."""
        for name, given in (
            ("plans", self.payment_plans),
            ("free", self.free_consultation),
            ("healed", self.healed),
            ("language", self.language),
            ("type", self.types),
            ("certified", self.certified and self.techniques),
            ("condition", self.condition),
            ("technique", self.techniques),
            ("q", self.q),
            ("town", self.place),
        ):
            if given:
                yield name, self.without(name)


def _line(text: Any) -> str:
    return clean_text(str(text or ""))[:MAX_TEXT]


def _radius(text: Any) -> int:
    if text == "any":
        return 0
    return next((km for km in RADII if km and str(km) == str(text)), RADIUS)
