"""Who has earned an award, and why not yet: facts in, an explained tree of reasons out. Pure."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from certificates.enums import HoursCategory
from certificates.requirement_words import number, percent, sentence_of
from certificates.requirements import (
    AgeRequired,
    AllOf,
    AwardRequired,
    CourseRequired,
    HoursRequired,
    IdentityRequired,
    Leaf,
    NameConfirmed,
    Requirement,
    ResultRequired,
    SomeOf,
)
from certificates.snapshot import add_months

PASSED = "pass"


@dataclass(frozen=True)
class ResultHeld:
    """One deciding result of one person; ``score`` is a share from 0 to 1, or unknown."""

    course_key: str
    unit_key: str
    kind: str
    outcome: str
    score: Decimal | None
    on: dt.date


@dataclass(frozen=True)
class HoursHeld:
    """The hours of one completed course."""

    theory: Decimal
    practical: Decimal
    on: dt.date


@dataclass(frozen=True)
class IdentityHeld:
    """What a named member of staff confirmed: who the person is, and perhaps an age on that day."""

    on: dt.date
    by: str
    document: str
    age: int | None = None


@dataclass(frozen=True)
class Facts:
    """What is known of one person on the day ``today``.

    ``completed_on`` has the completed courses by key, ``lapsed`` the keys of those that were
    completed with a result that is no pass any more, ``awards_held`` the keys of awards that are
    held and valid.
    """

    today: dt.date
    completed_on: Mapping[str, dt.date] = field(default_factory=dict)
    name_confirmed: bool = False
    results: tuple[ResultHeld, ...] = ()
    hours: tuple[HoursHeld, ...] = ()
    awards_held: frozenset[str] = frozenset()
    lapsed: frozenset[str] = frozenset()
    identity: IdentityHeld | None = None


@dataclass(frozen=True)
class Reason:
    """One requirement, whether it is met, and what would change that.

    A group's sentence sums its parts up: "2 of 3 met; missing: ...". ``needed`` is how many of its
    parts a group asks for.
    """

    code: str
    sentence: str
    met: bool
    advice: str = ""
    parts: "tuple[Reason, ...]" = ()
    needed: int = 0

    def leaves(self) -> "Iterator[Reason]":
        """Yield the reasons without parts, in order."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()

    def missing(self) -> "tuple[Reason, ...]":
        """The leaves that are not met and would help; none below a group that is met already."""
        if self.met:
            return ()
        if not self.parts:
            return (self,)
        return tuple(leaf for part in self.parts for leaf in part.missing())

    def is_missing_only(self, code: str) -> bool:
        """Say whether ``code`` is all that stands between the person and the award."""
        return not self.met and all(leaf.code == code for leaf in self.missing())

    def as_json(self) -> dict[str, Any]:
        """The tree as plain JSON values, for keeping; :meth:`from_json` is the way back."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Reason":
        """Rebuild a kept tree; one kept before there were groups to choose from, too."""
        parts = tuple(cls.from_json(part) for part in value.get("parts", ()))
        return cls(
            code=value["code"],
            sentence=value["sentence"],
            met=value["met"],
            advice=value.get("advice", ""),
            parts=parts,
            needed=value.get("needed", len(parts)),
        )


def decide(requirement: Requirement, facts: Facts) -> Reason:
    """Return the tree of reasons for one person and one award.

    More facts never make less eligible: what is met stays met when a result, an hour, a course, an
    award or a check is added.
    """
    match requirement:
        case AllOf():
            parts = tuple(decide(part, facts) for part in requirement.parts)
            met = all(part.met for part in parts)
            return Reason("all", _sum_up(parts, len(parts)), met, parts=parts, needed=len(parts))
        case SomeOf():
            parts = tuple(decide(part, facts) for part in requirement.parts)
            met = sum(part.met for part in parts) >= requirement.count
            sentence = _sum_up_choice(parts, requirement.count)
            return Reason("some", sentence, met, parts=parts, needed=requirement.count)
        case _:
            return _decide_leaf(requirement, facts)


def _decide_leaf(leaf: Leaf, facts: Facts) -> Reason:
    match leaf:
        case CourseRequired():
            return _decide_course(leaf, facts)
        case ResultRequired():
            return _decide_result(leaf, facts)
        case HoursRequired():
            return _decide_hours(leaf, facts)
        case AwardRequired():
            return _decide_award(leaf, facts)
        case AgeRequired():
            return _decide_age(leaf, facts)
        case IdentityRequired():
            return _decide_identity(leaf, facts)
        case NameConfirmed():
            return _decide_name(leaf, facts)


def _decide_course(leaf: CourseRequired, facts: Facts) -> Reason:
    if leaf.course_key in facts.completed_on:
        return Reason("course", _("Completed: %(course)s") % {"course": leaf.title}, met=True)
    advice = _("Pass every required unit of this course.")
    if leaf.course_key in facts.lapsed:
        advice = _(
            "It was completed, but a result in it was changed since and is not a pass any more. "
            "Pass that unit again, or ask the academy."
        )
    return Reason("course", sentence_of(leaf), met=False, advice=advice)


def _since(months: int | None, today: dt.date) -> dt.date:
    return dt.date.min if months is None else add_months(today, -months)


def _is_place_of(result: ResultHeld, leaf: ResultRequired) -> bool:
    """A certain unit counts wherever it is now; a course counts by its units."""
    if leaf.unit_key:
        return leaf.unit_key == result.unit_key
    return leaf.course_key in ("", result.course_key)


def counting_results(leaf: ResultRequired, facts: Facts) -> tuple[ResultHeld, ...]:
    """The results of ``facts`` that count towards ``leaf``, one for each unit."""
    found: dict[tuple[str, str], ResultHeld] = {}
    for result in facts.results:
        if (
            result.outcome == PASSED
            and result.kind == leaf.kind
            and _is_place_of(result, leaf)
            and (leaf.min_score is None or (result.score or Decimal(0)) >= leaf.min_score)
            and result.on >= _since(leaf.months, facts.today)
        ):
            found.setdefault((result.course_key, result.unit_key), result)
    return tuple(found.values())


def _decide_result(leaf: ResultRequired, facts: Facts) -> Reason:
    have = len(counting_results(leaf, facts))
    if have >= leaf.count:
        return Reason("result", _("Done: %(what)s") % {"what": sentence_of(leaf)}, met=True)
    advice = ""
    if leaf.count > 1:
        advice = _("%(have)d of %(count)d so far.") % {"have": have, "count": leaf.count}
    elif leaf.min_score is not None:
        best = max(
            (
                result.score
                for result in facts.results
                if result.score is not None
                and result.kind == leaf.kind
                and _is_place_of(result, leaf)
            ),
            default=None,
        )
        if best is not None:
            advice = _("Your best so far is %(score)s.") % {"score": percent(best)}
    return Reason("result", sentence_of(leaf), met=False, advice=advice)


def counting_hours(leaf: HoursRequired, facts: Facts) -> tuple[HoursHeld, ...]:
    """The courses of ``facts`` whose hours count towards ``leaf``."""
    since = _since(leaf.months, facts.today)
    return tuple(hours for hours in facts.hours if hours.on >= since)


def _decide_hours(leaf: HoursRequired, facts: Facts) -> Reason:
    have = Decimal(0)
    for hours in counting_hours(leaf, facts):
        if leaf.category != HoursCategory.PRACTICAL:
            have += hours.theory
        if leaf.category != HoursCategory.THEORY:
            have += hours.practical
    if have >= leaf.hours:
        return Reason("hours", _("Done: %(what)s") % {"what": sentence_of(leaf)}, met=True)
    advice = _("%(have)s so far; the hours of a course count once it is completed.") % {
        "have": number(have)
    }
    return Reason("hours", sentence_of(leaf), met=False, advice=advice)


def _decide_award(leaf: AwardRequired, facts: Facts) -> Reason:
    if leaf.award_key in facts.awards_held:
        return Reason("award", _("Held and valid: %(award)s") % {"award": leaf.title}, met=True)
    advice = _("It has to be valid on the day this one is issued.")
    return Reason("award", sentence_of(leaf), met=False, advice=advice)


def full_years(since: dt.date, today: dt.date) -> int:
    """The whole years between two days; somebody born on 29 February ages on 1 March."""
    return today.year - since.year - ((today.month, today.day) < (since.month, since.day))


def _decide_age(leaf: AgeRequired, facts: Facts) -> Reason:
    seen = facts.identity
    if seen and seen.age is not None:
        # an age confirmed two years ago has grown by two years since
        if seen.age + full_years(seen.on, facts.today) >= leaf.years:
            words = _("At least %(years)d years old, confirmed by %(by)s")
            return Reason("age", words % {"years": leaf.years, "by": seen.by}, met=True)
        return Reason("age", sentence_of(leaf), met=False, advice=_("You are not old enough yet."))
    advice = _("Show a document with your date of birth to the academy. No copy of it is kept.")
    return Reason("age", sentence_of(leaf), met=False, advice=advice)


def _decide_identity(leaf: IdentityRequired, facts: Facts) -> Reason:
    if seen := facts.identity:
        words = _("Identity checked by %(by)s: %(document)s")
        return Reason("identity", words % {"by": seen.by, "document": seen.document}, met=True)
    advice = _("Show an official document with a photo to the academy. No copy of it is kept.")
    return Reason("identity", sentence_of(leaf), met=False, advice=advice)


def _decide_name(leaf: NameConfirmed, facts: Facts) -> Reason:
    if facts.name_confirmed:
        return Reason("name", _("Name for the certificate confirmed"), met=True)
    advice = _("It is printed exactly as you give it, and then never changes.")
    return Reason("name", sentence_of(leaf), met=False, advice=advice)


def _sum_up(parts: tuple[Reason, ...], needed: int) -> str:
    values = {"met": sum(part.met for part in parts), "all": needed}
    missing = "; ".join(_as_missing(part) for part in parts if not part.met)
    if not missing:
        return _("%(met)d of %(all)d met") % values
    return _("%(met)d of %(all)d met; missing: %(missing)s") % {**values, "missing": missing}


def _sum_up_choice(parts: tuple[Reason, ...], needed: int) -> str:
    """A choice counts what it asks for: two of three are enough, a third adds nothing."""
    have = sum(part.met for part in parts)
    values = {"met": min(have, needed), "all": needed}
    if have >= needed:
        return _("%(met)d of %(all)d met") % values
    return _("%(met)d of %(all)d met; missing: %(missing)s") % {
        **values,
        "missing": _more_of(parts, needed - have),
    }


def _more_of(parts: tuple[Reason, ...], more: int) -> str:
    open_parts = [_as_missing(part) for part in parts if not part.met]
    return _("%(n)d more of (%(open)s)") % {"n": more, "open": "; ".join(open_parts)}


def _as_missing(reason: Reason) -> str:
    """What is missing below one reason, as a part of a sentence."""
    if not reason.parts:
        return reason.sentence
    if reason.code == "some":
        have = sum(part.met for part in reason.parts)
        return _more_of(reason.parts, reason.needed - have)
    open_parts = [_as_missing(part) for part in reason.parts if not part.met]
    return " + ".join(open_parts)
