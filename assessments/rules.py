"""What an exam asks, as frozen values. Pure.

An :class:`ExamRule` comes from the exam's page. Its :meth:`ExamRule.to_json` is what a course
version pins; the pass rule of an enrollment's own version is laid over the page's rule with
:meth:`ExamRule.pinned_to`.
"""

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from assessments.feedback import PRESETS, FeedbackMatrix
from assessments.marks import MarkingRule


@dataclass(frozen=True)
class SectionRule:
    """A part of a paper: ``fixed`` question keys, or ``count`` questions that match a filter.

    ``topic`` is a topic's slug, ``difficulty`` 1 to 3, ``tag`` a tag's slug, ``use`` a question's
    use; "" matches everything.
    """

    kind: str
    count: int = 0
    topic: str = ""
    difficulty: str = ""
    tag: str = ""
    use: str = "exam"
    questions: tuple[str, ...] = ()
    title: str = ""

    @property
    def size(self) -> int:
        """How many questions the section puts on a paper."""
        return len(self.questions) if self.kind == "fixed" else self.count

    def to_json(self) -> dict[str, Any]:
        if self.kind == "fixed":
            return {"kind": self.kind, "questions": list(self.questions)}
        return {
            "kind": self.kind,
            "count": self.count,
            "topic": self.topic,
            "difficulty": self.difficulty,
            "tag": self.tag,
            "use": self.use,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "SectionRule":
        """Read what :meth:`to_json` wrote."""
        return cls(**{**data, "questions": tuple(data.get("questions", ()))})


@dataclass(frozen=True)
class Allowance:
    """What one person gets beyond the rule: more time, more attempts, no wait, a later close.

    ``break_minutes`` are for rest breaks that stop the clock; ``extra_minutes`` are simply added.
    """

    time_factor: Decimal = Decimal(1)
    extra_minutes: int = 0
    extra_attempts: int = 0
    waive_wait: bool = False
    closes_at: dt.datetime | None = None
    break_minutes: int = 0

    @property
    def breaks(self) -> dt.timedelta:
        return dt.timedelta(minutes=self.break_minutes)

    @classmethod
    def combine(cls, allowances: "Iterable[Allowance]") -> "Allowance":
        """Several at once: the most time and the latest close of any, all attempts together."""
        found = list(allowances)
        return cls(
            time_factor=max((one.time_factor for one in found), default=Decimal(1)),
            extra_minutes=max((one.extra_minutes for one in found), default=0),
            extra_attempts=sum(one.extra_attempts for one in found),
            waive_wait=any(one.waive_wait for one in found),
            closes_at=max((one.closes_at for one in found if one.closes_at), default=None),
            break_minutes=max((one.break_minutes for one in found), default=0),
        )


@dataclass(frozen=True)
class Granted:
    """An allowance and the last day it holds; None: for good."""

    allowance: Allowance
    until: dt.date | None = None

    @property
    def time_only(self) -> "Granted":
        """The part of it that matters to somebody who is sitting the exam."""
        return replace(self, allowance=replace(self.allowance, extra_attempts=0, waive_wait=False))


def effective(granted: Iterable[Granted]) -> tuple[Granted, ...]:
    """Each without what a larger one makes pointless, as :meth:`Allowance.combine` counts them."""
    found = list(granted)
    most = Allowance.combine(one.allowance for one in found)
    return tuple(
        replace(
            one,
            allowance=replace(
                one.allowance,
                time_factor=one.allowance.time_factor
                if one.allowance.time_factor == most.time_factor
                else Decimal(1),
                extra_minutes=one.allowance.extra_minutes
                if one.allowance.extra_minutes == most.extra_minutes
                else 0,
                closes_at=one.allowance.closes_at
                if one.allowance.closes_at == most.closes_at
                else None,
                break_minutes=one.allowance.break_minutes
                if one.allowance.break_minutes == most.break_minutes
                else 0,
            ),
        )
        for one in found
    )


@dataclass(frozen=True)
class ExamRule:
    """Everything that decides an attempt. ``pass_mark`` in percent; None or 0 means no limit.

    ``attempts`` None: as many as one likes. ``cooling_hours`` is the wait after a failed attempt.
    ``practice``: each answer can be checked at once, ``tries`` times (None: until it is right).
    ``counts`` is "best" or "last"; ``retake``: a passed exam may be taken again.
    """

    pass_mark: Decimal
    critical_must_be_right: bool = True
    minutes: int | None = None
    attempts: int | None = None
    cooling_hours: int = 0
    shuffle_questions: bool = True
    shuffle_choices: bool = True
    feedback: FeedbackMatrix = PRESETS["score"]
    practice: bool = False
    tries: int | None = None
    counts: str = "best"
    retake: bool = False
    opens_at: dt.datetime | None = None
    closes_at: dt.datetime | None = None
    sections: tuple[SectionRule, ...] = field(default=())
    marking: MarkingRule = field(default=MarkingRule())

    @property
    def question_count(self) -> int:
        return sum(section.size for section in self.sections)

    def to_json(self) -> dict[str, Any]:
        """What passing needs: a change of it makes a new course version.

        When the exam is open is left out: it belongs to the calendar, not to the course.
        """
        data = {
            "kind": "exam",
            "pass_mark": format(self.pass_mark.normalize() + 0, "f"),
            "critical_must_be_right": self.critical_must_be_right,
            "minutes": self.minutes,
            "attempts": self.attempts,
            "cooling_hours": self.cooling_hours,
            "question_count": self.question_count,
            "sections": [section.to_json() for section in self.sections],
        }
        if self.practice:
            data |= {"practice": True, "tries": self.tries}
        if self.counts != "best":
            data["counts"] = self.counts
        if self.retake:
            data["retake"] = True
        return data

    def allowing(self, allowance: Allowance) -> "ExamRule":
        """This rule for somebody with ``allowance``. Minutes are rounded up; no limit stays none.

        Pass mark, questions and critical items are the same for everybody.
        """
        minutes, closes_at = self.minutes, self.closes_at
        if closes_at and allowance.closes_at:
            closes_at = max(closes_at, allowance.closes_at)
        if minutes:
            minutes = math.ceil(minutes * allowance.time_factor) + allowance.extra_minutes
        return replace(
            self,
            minutes=minutes,
            closes_at=closes_at,
            attempts=self.attempts + allowance.extra_attempts if self.attempts else self.attempts,
            cooling_hours=0 if allowance.waive_wait else self.cooling_hours,
        )

    def pinned_to(self, pinned: Mapping[str, Any] | None) -> "ExamRule":
        """This rule with what a pinned version says of passing, attempts and which one counts.

        Which questions are asked, the time for them and what is shown afterwards follow the page:
        they belong to the paper. Without a pinned rule (the unit is newer) the page's own holds.
        """
        if not pinned or pinned.get("kind") != "exam":
            return self
        return replace(
            self,
            pass_mark=Decimal(pinned["pass_mark"]),
            critical_must_be_right=pinned["critical_must_be_right"],
            attempts=pinned["attempts"],
            cooling_hours=pinned["cooling_hours"],
            counts=pinned.get("counts", "best"),
            retake=pinned.get("retake", False),
        )


def find_pinned_rule(outline: Mapping[str, Any], unit_key: str) -> Mapping[str, Any] | None:
    """The rule a course version's outline keeps for the unit, None when it does not know it."""
    for module in outline.get("modules", ()):
        for unit in module.get("units", ()):
            if unit.get("key") == unit_key:
                return unit.get("rule") or None
    return None
