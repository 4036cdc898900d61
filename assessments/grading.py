"""From the grades of single answers to a verdict. Pure.

A paper is passed when its points reach the pass mark and, where the rule says so, every critical
item is fully right. One item that is not graded yet leaves the whole verdict open.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessments.papers import Paper, PaperItem
from assessments.question_types.base import ONE, ZERO, Grade, quantize

RIGHT, PART, WRONG, CRITICAL, HELD = "right", "part", "wrong", "critical", "held"
# what a regrade decided for everybody: the full mark, or that the question does not count
GIVEN, DROPPED = "given", "dropped"


@dataclass(frozen=True)
class ItemGrade:
    """The grade of one question on a paper.

    ``rule`` is empty, or what a regrade decided for everybody: ``given`` or ``dropped``. A dropped
    question keeps the fraction it had, which counts for nothing; where the mark was given,
    ``earned`` keeps what the answer itself was worth. ``critical`` is what a corrected version
    says where the paper says otherwise.
    """

    position: int
    fraction: Decimal | None
    note: str = ""
    answered: bool = True
    rule: str = ""
    earned: Decimal | None = None
    critical: bool | None = None

    @property
    def counts(self) -> bool:
        return self.rule != DROPPED

    def to_json(self) -> dict[str, Any]:
        data: dict[str, Any] = {
            "position": self.position,
            "fraction": None if self.fraction is None else str(self.fraction),
            "note": self.note,
            "answered": self.answered,
        }
        if self.rule:
            data["rule"] = self.rule
        if self.earned is not None:
            data["earned"] = str(self.earned)
        if self.critical is not None:
            data["critical"] = self.critical
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "ItemGrade":
        fraction, earned = data["fraction"], data.get("earned")
        return cls(
            position=data["position"],
            fraction=None if fraction is None else Decimal(fraction),
            note=data["note"],
            answered=data["answered"],
            rule=data.get("rule", ""),
            earned=None if earned is None else Decimal(earned),
            critical=data.get("critical"),
        )

    @classmethod
    def of(cls, position: int, grade: Grade, *, answered: bool) -> "ItemGrade":
        return cls(position, grade.fraction, grade.note, answered)


@dataclass(frozen=True)
class Verdict:
    """What a paper was worth. ``outcome`` is "pass", "fail", or None while an item is not graded.

    ``critical_wrong`` holds the positions of critical items that were not fully right, whether or
    not the rule makes them decide.
    """

    outcome: str | None
    points: Decimal
    total: Decimal
    score: Decimal | None
    reached_mark: bool
    critical_wrong: tuple[int, ...]
    critical_total: int

    @property
    def critical_right(self) -> int:
        return self.critical_total - len(self.critical_wrong)


@dataclass(frozen=True)
class TopicResult:
    """How one topic went: a mark for each question (right, part, wrong, critical, held)."""

    topic: str
    title: str
    marks: tuple[str, ...]

    @property
    def right(self) -> int:
        return self.marks.count(RIGHT)

    @property
    def total(self) -> int:
        return len(self.marks)

    @property
    def has_critical(self) -> bool:
        return CRITICAL in self.marks

    @property
    def share(self) -> Decimal:
        return Decimal(self.right) / self.total


def is_critical(item: PaperItem, grade: ItemGrade | None) -> bool:
    """Whether a question is critical: as its paper says, or as a corrected version does."""
    return item.critical if grade is None or grade.critical is None else grade.critical


def judge(paper: Paper, grades: Iterable[ItemGrade]) -> Verdict:
    """The verdict on a paper. An item without a grade counts as zero, a dropped one not at all."""
    by_position = {grade.position: grade for grade in grades}
    points = total = ZERO
    held = False
    critical_wrong = []
    critical_total = 0
    for item in paper.items:
        grade = by_position.get(item.position)
        if grade is not None and not grade.counts:
            continue
        fraction = grade.fraction if grade else ZERO
        total += item.points
        if is_critical(item, grade):
            critical_total += 1
            if fraction is not None and fraction != ONE:
                critical_wrong.append(item.position)
        if fraction is None:
            held = True
        else:
            points += item.points * fraction
    reached = total > 0 and points * 100 >= paper.pass_mark * total
    fails = bool(critical_wrong) and paper.critical_must_be_right
    outcome = None if held else "pass" if reached and not fails else "fail"
    return Verdict(
        outcome=outcome,
        points=points,
        total=total,
        score=None if held else quantize(points / total) if total else ZERO,
        reached_mark=reached,
        critical_wrong=tuple(critical_wrong),
        critical_total=critical_total,
    )


def mark_of(fraction: Decimal | None, *, critical: bool) -> str:
    """The mark of one question, as the dots on the result page show it."""
    if fraction is None:
        return HELD
    if fraction == ONE:
        return RIGHT
    if critical:
        return CRITICAL
    return PART if fraction else WRONG


def by_topic(paper: Paper, grades: Iterable[ItemGrade]) -> list[TopicResult]:
    """The result by topic, topics in the order of the paper's sections and positions.

    Dropped questions are left out.
    """
    given = list(grades)
    by_position = {grade.position: grade for grade in given}
    dropped = {grade.position for grade in given if not grade.counts}
    titles: dict[str, str] = {}
    marks: dict[str, list[str]] = {}
    for item in sorted(paper.items, key=lambda one: (one.section, one.position)):
        if item.position in dropped:
            continue
        titles.setdefault(item.topic, item.topic_title)
        grade = by_position.get(item.position)
        mark = mark_of(grade.fraction if grade else ZERO, critical=is_critical(item, grade))
        marks.setdefault(item.topic, []).append(mark)
    return [TopicResult(topic, titles[topic], tuple(marks[topic])) for topic in titles]


def study_order(topics: Iterable[TopicResult]) -> list[TopicResult]:
    """Topics worth studying, the most urgent first: critical mistakes, then the lowest share."""
    weak = [topic for topic in topics if topic.right < topic.total]
    return sorted(weak, key=lambda topic: (not topic.has_critical, topic.share))
