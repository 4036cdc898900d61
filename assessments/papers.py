"""A frozen paper: what one attempt was asked and what it is judged by. Pure.

Stored as JSON on the attempt; :attr:`Paper.digest` names it in the evidence of a result.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from assessments.feedback import FeedbackMatrix
from assessments.marks import MarkingRule
from assessments.rules import ExamRule
from lms.core.digest import digest

FORMAT = 1


@dataclass(frozen=True)
class PaperItem:
    """One question of a paper. ``choices`` is the order options are shown in."""

    position: int
    section: int
    question: str
    version_id: int
    version_digest: str
    type: str
    topic: str
    topic_title: str
    critical: bool
    points: Decimal = Decimal(1)
    choices: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def spec_of(self, version: Any) -> Any:
        """The spec of this item's question version as drawn for this paper."""
        return version.kind.drawn(version.spec, self.facts)

    def to_json(self) -> dict[str, Any]:
        return {
            "position": self.position,
            "section": self.section,
            "question": self.question,
            "version": self.version_id,
            "digest": self.version_digest,
            "type": self.type,
            "topic": self.topic,
            "topic_title": self.topic_title,
            "critical": self.critical,
            "points": str(self.points),
            "choices": list(self.choices),
            "facts": dict(self.facts),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "PaperItem":
        return cls(
            position=data["position"],
            section=data["section"],
            question=data["question"],
            version_id=data["version"],
            version_digest=data["digest"],
            type=data["type"],
            topic=data["topic"],
            topic_title=data["topic_title"],
            critical=data["critical"],
            points=Decimal(data["points"]),
            choices=tuple(data["choices"]),
            facts=data["facts"],
        )


@dataclass(frozen=True)
class Paper:
    """The questions of one attempt and the pass rule they are judged by."""

    seed: str
    pool_digest: str
    pass_mark: Decimal
    critical_must_be_right: bool
    feedback: FeedbackMatrix
    minutes: int | None
    items: tuple[PaperItem, ...]
    practice: bool = False
    tries: int | None = None
    # None on papers from before there was one: their digest does not know it
    marking_rule: MarkingRule | None = None

    @cached_property
    def digest(self) -> str:
        return digest(self.to_json())

    @cached_property
    def by_position(self) -> Mapping[int, PaperItem]:
        return {item.position: item for item in self.items}

    @property
    def version_ids(self) -> list[int]:
        return [item.version_id for item in self.items]

    @property
    def result_kind(self) -> str:
        """What its result is to the course: practice is no exam, whatever the score."""
        return "practice" if self.practice else "exam"

    @property
    def marking(self) -> MarkingRule:
        """How the answers that a person marks are marked."""
        return self.marking_rule or MarkingRule()

    def to_json(self) -> dict[str, Any]:
        rule: dict[str, Any] = {
            "pass_mark": format(self.pass_mark.normalize() + 0, "f"),
            "critical_must_be_right": self.critical_must_be_right,
            "feedback": self.feedback.to_json(),
            "minutes": self.minutes,
        }
        if self.practice:
            rule |= {"practice": True, "tries": self.tries}
        marking = {"marking": self.marking_rule.to_json()} if self.marking_rule else {}
        return {
            **marking,
            "format": FORMAT,
            "seed": self.seed,
            "pool_digest": self.pool_digest,
            "rule": rule,
            "items": [item.to_json() for item in self.items],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Paper":
        """Read what :meth:`to_json` wrote. Raises ValueError for a format it does not know."""
        if data.get("format") != FORMAT:
            raise ValueError(f"Paper format {data.get('format')!r} is not known.")
        rule = data["rule"]
        return cls(
            seed=data["seed"],
            pool_digest=data["pool_digest"],
            pass_mark=Decimal(rule["pass_mark"]),
            critical_must_be_right=rule["critical_must_be_right"],
            feedback=FeedbackMatrix.from_json(rule["feedback"]),
            minutes=rule["minutes"],
            practice=rule.get("practice", False),
            tries=rule.get("tries"),
            items=tuple(PaperItem.from_json(item) for item in data["items"]),
            marking_rule=MarkingRule.from_json(data["marking"]) if "marking" in data else None,
        )

    @classmethod
    def of(
        cls, rule: ExamRule, items: Sequence[PaperItem], *, seed: str, pool_digest: str
    ) -> "Paper":
        """The paper with these items, judged by ``rule``."""
        return cls(
            seed=seed,
            pool_digest=pool_digest,
            pass_mark=rule.pass_mark,
            critical_must_be_right=rule.critical_must_be_right,
            feedback=rule.feedback,
            minutes=rule.minutes,
            items=tuple(items),
            practice=rule.practice,
            tries=rule.tries if rule.practice else None,
            marking_rule=rule.marking,
        )


def deadline_for(
    started_at: dt.datetime, *, minutes: int | None, closes_at: dt.datetime | None = None
) -> dt.datetime | None:
    """When the server stops taking answers: the end of the time or the close, what comes first.

    None without either.
    """
    ends = [closes_at] if closes_at else []
    if minutes:
        ends.append(started_at + dt.timedelta(minutes=minutes))
    return min(ends, default=None)


def is_over(
    deadline_at: dt.datetime | None, *, now: dt.datetime, grace: dt.timedelta = dt.timedelta()
) -> bool:
    """The deadline is over, and so is the ``grace`` for what was on its way."""
    return deadline_at is not None and now >= deadline_at + grace
