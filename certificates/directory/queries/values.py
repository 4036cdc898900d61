"""What the directory's screens show, as frozen values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from certificates.directory.allowed import Allowed
from certificates.directory.hours import HoursLine
from certificates.directory.map import Map
from certificates.directory.models import (
    Clinic,
    ClinicPhoto,
    ClinicPigment,
    ClinicPractitioner,
    ClinicService,
    ListingConsent,
    PlaceRequest,
    Practitioner,
)
from certificates.directory.queries.distance import Origin
from certificates.directory.scope_table import ScopeTable, scope_table
from certificates.directory.search import BY_DISTANCE, BY_NAME, CLINICS, PEOPLE, Search
from certificates.directory.standing import Mark
from lms.core.conf import lms_settings

# results of a wider search are counted as far as the first page
MOST_COUNTED = 20
TILES = ("tile-hairline", "tile-scar", "tile-crown", "tile-temple")


def tile_for(clinic: Clinic) -> str:
    """Class of the drawing that stands in for a missing photo; the same for the same clinic."""
    return TILES[sum(clinic.slug.encode()) % len(TILES)]


@dataclass(frozen=True)
class Person:
    """A listed practitioner as a client sees them; ``name`` is empty without consent to it.

    ``cases`` and ``healed`` count what their portfolio shows, where the page of a clinic asks.
    """

    name: str
    url: str
    role: str
    photo: Any
    marks: tuple[Mark, ...]
    places: tuple[Clinic, ...] = ()
    distance: float | None = None
    cases: int = 0
    healed: int = 0

    @property
    def initials(self) -> str:
        """Stand in for a portrait: first letters of the first and last word of the name."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

    @property
    def covers(self) -> tuple[str, ...]:
        """What the valid certificates cover, each once, in their order."""
        return tuple(dict.fromkeys(line for mark in self.marks for line in mark.covers))


def certified_techniques(people: Iterable[Person]) -> frozenset[str]:
    """Techniques that a valid certificate of somebody who is named here covers."""
    marks = (mark for person in people for mark in person.marks)
    return frozenset(technique for mark in marks for technique in mark.techniques)


@dataclass(frozen=True)
class ClinicCard:
    """A clinic in the list."""

    clinic: Clinic
    services: tuple[ClinicService, ...]
    people: tuple[Person, ...]
    distance: float | None = None

    @property
    def named(self) -> tuple[Person, ...]:
        return tuple(person for person in self.people if person.name)

    @property
    def certified(self) -> frozenset[str]:
        return certified_techniques(self.people)

    @property
    def unnamed(self) -> int:
        return sum(1 for person in self.people if not person.name)

    @property
    def several(self) -> bool:
        """Whether each mark has to say whose it is."""
        return len(self.named) > 1

    @property
    def tile(self) -> str:
        return tile_for(self.clinic)


@dataclass(frozen=True)
class Facet:
    """A filter that can be ticked, and how many results it would leave where all were counted."""

    value: str
    label: str
    count: int | None
    chosen: bool


@dataclass(frozen=True)
class Choice:
    """A value that can be chosen, without a count."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Wider:
    """A wider search that does find something. ``count`` stops above ``MOST_COUNTED``."""

    label: str
    query: str
    count: int

    @property
    def is_many(self) -> bool:
        return self.count > MOST_COUNTED


@dataclass(frozen=True)
class Namesake:
    """Another place of the name that was typed: how far from the one that was taken, and where."""

    name: str
    distance: float
    direction: str
    query: str


@dataclass(frozen=True)
class Chip:
    """A chosen filter and the address without it."""

    label: str
    query: str


@dataclass(frozen=True)
class Results:
    """One page of answers."""

    search: Search
    total: int
    origin: Origin | None = None
    is_cut: bool = False
    first_number: int = 1
    cards: tuple[ClinicCard, ...] = ()
    people: tuple[Person, ...] = ()
    techniques: tuple[Facet, ...] = ()
    conditions: tuple[Choice, ...] = ()
    certified: Choice | None = None
    healed: Choice | None = None
    types: tuple[Facet, ...] = ()
    free: Facet | None = None
    plans: Facet | None = None
    languages: tuple[Choice, ...] = ()
    radii: tuple[Choice, ...] = ()
    chips: tuple[Chip, ...] = ()
    wider: tuple[Wider, ...] = ()
    namesakes: tuple[Namesake, ...] = ()
    map: Map | None = None
    number_of_pages: int = 1
    previous_query: str | None = None
    next_query: str | None = None
    checked_at: dt.datetime | None = None

    @property
    def clinics_query(self) -> str:
        return self.search.showing(CLINICS).query()

    @property
    def people_query(self) -> str:
        return self.search.showing(PEOPLE).query()

    @property
    def other_sort_query(self) -> str:
        """The same answers in the other order."""
        other = BY_DISTANCE if self.search.sort == BY_NAME else BY_NAME
        return self.search.sorted_by(other).query()

    @property
    def is_by_distance(self) -> bool:
        return bool(self.origin) and self.search.sort != BY_NAME

    @property
    def place_is_unknown(self) -> bool:
        """Whether a place was asked for that the gazetteer does not know."""
        return bool(self.search.town) and self.origin is None

    @property
    def map_template(self) -> str:
        return str(lms_settings.LMS_DIRECTORY_MAP)


@dataclass(frozen=True)
class CheckLine:
    """One thing a client may want checked: when and by whom, or that it was not."""

    label: str
    checked_on: dt.date | None = None
    checked_by: str = ""
    finding: str = ""


@dataclass(frozen=True)
class ClinicSays:
    """What a clinic says of itself in lines of its own; claims, every one."""

    hours: tuple[HoursLine, ...] = ()
    languages: str = ""
    training: tuple[TrainingLine, ...] = ()
    access: tuple[str, ...] = ()
    pigments: tuple[ClinicPigment, ...] = ()
    photos: tuple[ClinicPhoto, ...] = ()


@dataclass(frozen=True)
class ClinicView:
    """Everything on a clinic's page."""

    clinic: Clinic
    services: tuple[ClinicService, ...]
    people: tuple[Person, ...]
    checked: tuple[CheckLine, ...]
    unchecked: tuple[CheckLine, ...]
    checked_at: dt.datetime
    says: ClinicSays = ClinicSays()

    @property
    def tile(self) -> str:
        return tile_for(self.clinic)

    @property
    def named(self) -> tuple[Person, ...]:
        return tuple(person for person in self.people if person.name)

    @property
    def shows_work(self) -> bool:
        """Whether somebody named here shows before and after pictures."""
        return any(person.cases for person in self.people)

    @property
    def certified(self) -> frozenset[str]:
        return certified_techniques(self.people)

    @property
    def unnamed(self) -> int:
        return sum(1 for person in self.people if not person.name)


@dataclass(frozen=True)
class TrainingLine:
    """One certificate a person chose to show, with the state it has now."""

    title: str
    issued_on: dt.date
    state: str
    is_valid: bool


@dataclass(frozen=True)
class PractitionerView:
    """Everything on a practitioner's page."""

    practitioner: Practitioner
    person: Person
    checked_at: dt.datetime
    roles: tuple[ClinicPractitioner, ...] = field(default=())
    languages: str = ""
    training: tuple[TrainingLine, ...] = ()

    @property
    def scope(self) -> ScopeTable:
        """What the certificates that are valid now cover together."""
        return scope_table([pair for mark in self.person.marks for pair in mark.pairs])


@dataclass(frozen=True)
class ListingState:
    """Whether the directory counts a person now, and whether it names them."""

    is_listed: bool
    is_named: bool


@dataclass(frozen=True)
class ListingView:
    """A person's own entry: what is shown of it, and what stands in the way."""

    practitioner: Practitioner | None
    allowed: Allowed
    reasons: tuple[str, ...]
    marks: tuple[Mark, ...]
    places: tuple[ClinicPractitioner, ...]
    history: tuple[ListingConsent, ...]
    initial: dict[str, bool]
    requests: tuple[PlaceRequest, ...] = ()

    @property
    def is_listed(self) -> bool:
        return self.allowed.is_listed

    @property
    def is_named(self) -> bool:
        return self.allowed.is_named
