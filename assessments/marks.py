"""How marks that people give become the grade of an answer, and whose turn it is. Pure.

One marker: the mark stands. Two markers, who do not see each other's mark: when the marks lie
within the tolerance, their mean stands; otherwise somebody who assures quality looks at both, and
that third mark stands. Nobody marks one answer twice.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessments.question_types.base import quantize

FIRST, SECOND, AGREED = "first", "second", "agreed"


@dataclass(frozen=True)
class MarkingRule:
    """How the answers of an exam are marked. ``tolerance`` in percent of an answer's marks.

    ``appeal_days`` is how long after a result a trainee may appeal; 0: not at all.
    """

    blind: bool = True
    second: bool = False
    tolerance: Decimal = Decimal(10)
    appeal_days: int = 14

    def to_json(self) -> dict[str, Any]:
        return {
            "blind": self.blind,
            "second": self.second,
            "tolerance": format(self.tolerance.normalize() + 0, "f"),
            "appeal_days": self.appeal_days,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> "MarkingRule":
        """The rule a paper keeps; a paper from before there was one is marked once and blind."""
        if not data:
            return cls()
        return cls(
            blind=data["blind"],
            second=data["second"],
            tolerance=Decimal(data["tolerance"]),
            appeal_days=data["appeal_days"],
        )


@dataclass(frozen=True)
class GivenMark:
    """A mark as it was given: the share of the points, by whom, in which role."""

    role: str
    fraction: Decimal
    marker: int


def next_role(rule: MarkingRule, marks: Sequence[GivenMark]) -> str | None:
    """Which mark is missing; None when the answer is decided."""
    given = {mark.role: mark.fraction for mark in marks}
    if FIRST not in given:
        return FIRST
    if AGREED in given or not rule.second:
        return None
    if SECOND not in given:
        return SECOND
    return None if within(rule, given[FIRST], given[SECOND]) else AGREED


def within(rule: MarkingRule, one: Decimal, other: Decimal) -> bool:
    """Whether two marks lie close enough together to be agreed by rule."""
    return abs(one - other) * 100 <= rule.tolerance


def decided(rule: MarkingRule, marks: Sequence[GivenMark]) -> Decimal | None:
    """The fraction that stands, None while a mark is missing."""
    if next_role(rule, marks) is not None:
        return None
    given = {mark.role: mark.fraction for mark in marks}
    if AGREED in given:
        return given[AGREED]
    if SECOND not in given:
        return given[FIRST]
    return quantize((given[FIRST] + given[SECOND]) / 2)


def appeal_ends(rule: MarkingRule, result_at: dt.datetime) -> dt.datetime | None:
    """Until when a result may be appealed; None where appeals are not taken."""
    return result_at + dt.timedelta(days=rule.appeal_days) if rule.appeal_days else None
