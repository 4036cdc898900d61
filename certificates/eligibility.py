"""Who has earned an award, and why not yet: facts in, an explained tree of reasons out. Pure."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class CourseRequired:
    """A course, named by its key, must be completed."""

    course_key: str
    title: str


@dataclass(frozen=True)
class NameConfirmed:
    """The holder must have confirmed the name that will be printed."""


@dataclass(frozen=True)
class AllOf:
    """Every part must be met."""

    parts: "tuple[Requirement, ...]"


Requirement = CourseRequired | NameConfirmed | AllOf


@dataclass(frozen=True)
class Facts:
    """What is known of one person: completed courses by key with the day, and the name's state."""

    completed_on: Mapping[str, dt.date]
    name_confirmed: bool


@dataclass(frozen=True)
class Reason:
    """One requirement, whether it is met, and what would change that."""

    code: str
    sentence: str
    met: bool
    advice: str = ""
    parts: "tuple[Reason, ...]" = ()

    def leaves(self) -> "Iterator[Reason]":
        """Yield the reasons without parts, in order."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()

    def missing(self) -> "tuple[Reason, ...]":
        """The leaves that are not met."""
        return tuple(leaf for leaf in self.leaves() if not leaf.met)

    def is_missing_only(self, code: str) -> bool:
        """Say whether ``code`` is all that stands between the person and the award."""
        return not self.met and all(leaf.code == code for leaf in self.missing())

    def as_json(self) -> dict[str, Any]:
        """The tree as plain JSON values, for keeping."""
        return asdict(self)


def decide(requirement: Requirement, facts: Facts) -> Reason:
    """Return the tree of reasons for one person and one award."""
    if isinstance(requirement, CourseRequired):
        return _decide_course(requirement, facts)
    if isinstance(requirement, NameConfirmed):
        return _decide_name(facts)
    parts = tuple(decide(part, facts) for part in requirement.parts)
    met = all(part.met for part in parts)
    return Reason("all", _summary(parts), met, parts=parts)


def _decide_course(requirement: CourseRequired, facts: Facts) -> Reason:
    met = requirement.course_key in facts.completed_on
    if met:
        sentence = _("Completed: %(course)s") % {"course": requirement.title}
        return Reason("course", sentence, met)
    return Reason(
        "course",
        _("Complete %(course)s") % {"course": requirement.title},
        met,
        _("Pass every required unit of this course."),
    )


def _decide_name(facts: Facts) -> Reason:
    if facts.name_confirmed:
        return Reason("name", _("Name for the certificate confirmed"), met=True)
    return Reason(
        "name",
        _("Confirm your name"),
        met=False,
        advice=_("It is printed exactly as you give it, and then never changes."),
    )


def _summary(parts: tuple[Reason, ...]) -> str:
    leaves = [leaf for part in parts for leaf in part.leaves()]
    missing = [leaf.sentence for leaf in leaves if not leaf.met]
    values = {"met": len(leaves) - len(missing), "all": len(leaves)}
    if not missing:
        return _("%(met)d of %(all)d met") % values
    return _("%(met)d of %(all)d met; missing: %(missing)s") % {
        **values,
        "missing": "; ".join(missing),
    }
