"""The outline of a course as frozen values: what a course version pins.

Pure: no ORM, no settings. ``digest`` names the whole outline, ``duty_digest`` only what a trainee
must do. A new course version is made when the duty digest changes; titles and minutes are kept for
the record, but correcting them leaves the version alone.
"""

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from lms.core.digest import digest

FORMAT = 1

# kinds of results that nobody was examined for
LESSON, PRACTICE = "lesson", "practice"


@dataclass(frozen=True)
class Release:
    """When a module opens: ``rule`` is "now", "date" (with ``on``) or "days" (after the start)."""

    rule: str = "now"
    on: dt.date | None = None
    days: int | None = None

    def opens_on(self, started_on: dt.date | None) -> dt.date | None:
        """The first day the module is open, or None when it is open at once."""
        if self.rule == "date":
            return self.on
        if self.rule == "days" and started_on is not None:
            return started_on + dt.timedelta(days=self.days or 0)
        return None

    def to_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "on": self.on.isoformat() if self.on else None,
            "days": self.days,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Release":
        on = dt.date.fromisoformat(data["on"]) if data.get("on") else None
        return cls(rule=data["rule"], on=on, days=data.get("days"))


@dataclass(frozen=True)
class UnitOutline:
    """One step. ``rule`` is what passing it needs, as its kind of unit described it."""

    key: uuid.UUID
    kind: str
    title: str
    minutes: int
    required: bool
    rule: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def result_kind(self) -> str:
        """What its results are recorded as: the kind, or practice where the rule says so."""
        return PRACTICE if self.rule.get(PRACTICE) else self.kind

    def duty(self) -> dict[str, Any]:
        return {
            "key": str(self.key),
            "kind": self.kind,
            "required": self.required,
            "rule": dict(self.rule),
        }

    def to_json(self) -> dict[str, Any]:
        return {**self.duty(), "title": self.title, "minutes": self.minutes}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "UnitOutline":
        return cls(
            key=uuid.UUID(data["key"]),
            kind=data["kind"],
            title=data["title"],
            minutes=data["minutes"],
            required=data["required"],
            rule=data["rule"],
        )


@dataclass(frozen=True)
class ModuleOutline:
    key: uuid.UUID
    title: str
    release: Release
    units: tuple[UnitOutline, ...]

    def duty(self) -> dict[str, Any]:
        return {
            "key": str(self.key),
            "release": self.release.to_json(),
            "units": [unit.duty() for unit in self.units],
        }

    def to_json(self) -> dict[str, Any]:
        return {
            "key": str(self.key),
            "title": self.title,
            "release": self.release.to_json(),
            "units": [unit.to_json() for unit in self.units],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "ModuleOutline":
        return cls(
            key=uuid.UUID(data["key"]),
            title=data["title"],
            release=Release.from_json(data["release"]),
            units=tuple(UnitOutline.from_json(unit) for unit in data["units"]),
        )


@dataclass(frozen=True)
class CourseOutline:
    """Modules and units in their order, and the rules that hold for the whole course."""

    key: uuid.UUID
    title: str
    unlock: str
    hours_theory: Decimal
    hours_practical: Decimal
    modules: tuple[ModuleOutline, ...]

    def units(self) -> Iterator[UnitOutline]:
        for module in self.modules:
            yield from module.units

    @cached_property
    def required_keys(self) -> frozenset[uuid.UUID]:
        return frozenset(unit.key for unit in self.units() if unit.required)

    @cached_property
    def unit_keys(self) -> frozenset[uuid.UUID]:
        return frozenset(unit.key for unit in self.units())

    @cached_property
    def last_counts(self) -> frozenset[uuid.UUID]:
        """The units of which the last result counts; of all others, the best."""
        return frozenset(unit.key for unit in self.units() if unit.rule.get("counts") == "last")

    def find(self, key: uuid.UUID) -> tuple[ModuleOutline, UnitOutline] | None:
        """The unit with this key and the module it is in."""
        for module in self.modules:
            for unit in module.units:
                if unit.key == key:
                    return module, unit
        return None

    def duty(self) -> dict[str, Any]:
        """Everything a trainee must do, and nothing else."""
        return {
            "format": FORMAT,
            "key": str(self.key),
            "unlock": self.unlock,
            "hours_theory": str(self.hours_theory.normalize() + 0),
            "hours_practical": str(self.hours_practical.normalize() + 0),
            "modules": [module.duty() for module in self.modules],
        }

    @cached_property
    def duty_digest(self) -> str:
        return digest(self.duty())

    @cached_property
    def digest(self) -> str:
        return digest(self.to_json())

    def to_json(self) -> dict[str, Any]:
        return {
            **self.duty(),
            "title": self.title,
            "modules": [module.to_json() for module in self.modules],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "CourseOutline":
        """Read what :meth:`to_json` wrote. Raises ValueError for a format it does not know."""
        if data.get("format") != FORMAT:
            raise ValueError(f"Course outline format {data.get('format')!r} is not known.")
        return cls(
            key=uuid.UUID(data["key"]),
            title=data["title"],
            unlock=data["unlock"],
            hours_theory=Decimal(data["hours_theory"]),
            hours_practical=Decimal(data["hours_practical"]),
            modules=tuple(ModuleOutline.from_json(module) for module in data["modules"]),
        )
