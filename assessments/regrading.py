"""What another key, or a mark for everybody, would make of a graded paper. Pure.

A regrade replaces the grades of some questions and leaves all others as they are, those a person
gave among them. What it finds is a difference; applying it is somebody else's work.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from assessments.grading import DROPPED, GIVEN, ItemGrade, Verdict, judge
from assessments.papers import Paper, PaperItem
from assessments.question_types.base import ONE, ZERO

BY_VERSION, FOR_EVERYONE, WITHOUT = "version", "everyone", "drop"
# why a grade stays although the key changed
BY_PERSON, NEEDS_PERSON = "person", "held"
# causes of grade events in which no person decided about an answer
BY_MACHINE = frozenset({"submitted", "timed_out", "regraded"})


class PaperEmptied(ValueError):
    """Without these questions nothing would be left to judge."""


@dataclass(frozen=True)
class Substitution:
    """What is put in the place of a key, on papers that hold one of ``versions``.

    ``way`` is "version" (grade with ``version``, anything that has a ``kind``, a ``spec`` and says
    whether it is ``critical``),
    "everyone" (the full mark, answered or not) or "drop" (the question does not count).
    """

    versions: frozenset[int]
    way: str
    version: Any = None

    def touches(self, item: PaperItem) -> bool:
        return item.version_id in self.versions


@dataclass(frozen=True)
class ItemChange:
    """How one question fares: its grade before and after.

    ``kept`` says why the grade stays where the new key says otherwise: "person" (a person gave
    more than the new key does) or "held" (the new key wants a person to look).
    """

    before: ItemGrade
    after: ItemGrade
    kept: str = ""

    @property
    def position(self) -> int:
        return self.after.position

    @property
    def is_changed(self) -> bool:
        before, after = self.before, self.after
        if (before.fraction, before.rule) != (after.fraction, after.rule):
            return True
        # to who is fully right it makes no difference whether that was critical
        return before.critical != after.critical and after.fraction != ONE


@dataclass(frozen=True)
class Diff:
    """A paper before and after, question by question and as a whole."""

    before: Verdict
    after: Verdict
    grades: tuple[ItemGrade, ...]
    items: tuple[ItemChange, ...]

    @property
    def is_changed(self) -> bool:
        """Whether any grade changes, and with it what the attempt's history says."""
        return any(item.is_changed for item in self.items)

    @property
    def changes_outcome(self) -> bool:
        return self.before.outcome != self.after.outcome

    @property
    def changes_result(self) -> bool:
        """Whether what is recorded of the paper changes: its score, or whether it is passed."""
        return self.changes_outcome or self.before.score != self.after.score

    @property
    def kept(self) -> tuple[str, ...]:
        return tuple(item.kept for item in self.items if item.kept)


def regrade(
    paper: Paper,
    grades: Iterable[ItemGrade],
    answers: Mapping[int, Mapping[str, Any]],
    substitutions: Sequence[Substitution],
    *,
    by_person: Collection[int] = (),
) -> Diff:
    """The difference ``substitutions`` make to a paper with these grades and cleaned answers.

    ``by_person`` holds the positions whose mark a person gave: another key may raise such a mark,
    never lower it. Raises PaperEmptied when every question of the paper would be dropped.
    """
    standing = list(grades)
    known = {grade.position: grade for grade in standing}
    items = []
    for item in paper.items:
        before = known.get(item.position) or ItemGrade(item.position, ZERO, answered=False)
        after, kept = before, ""
        for substitution in substitutions:
            if substitution.touches(item):
                after, kept = _substitute(
                    substitution,
                    item,
                    after,
                    answers.get(item.position) or {},
                    by_person=item.position in by_person,
                )
        if after != before or kept:
            items.append(ItemChange(before, after, kept))
    changed = {one.position: one.after for one in items if one.is_changed}
    result = tuple(changed.pop(grade.position, grade) for grade in standing)
    result += tuple(changed.values())
    if paper.items and _counting(paper, result) == 0 < _counting(paper, standing):
        raise PaperEmptied
    return Diff(judge(paper, standing), judge(paper, result), result, tuple(items))


def _counting(paper: Paper, grades: Iterable[ItemGrade]) -> int:
    dropped = {grade.position for grade in grades if not grade.counts}
    return sum(1 for item in paper.items if item.position not in dropped)


def _substitute(
    substitution: Substitution,
    item: PaperItem,
    grade: ItemGrade,
    answer: Mapping[str, Any],
    *,
    by_person: bool,
) -> tuple[ItemGrade, str]:
    if substitution.way == FOR_EVERYONE:
        if grade.fraction == ONE and not grade.rule:
            return grade, ""  # nothing was given to who was right
        earned = grade.earned if grade.earned is not None else grade.fraction or ZERO
        return replace(grade, fraction=ONE, note="", rule=GIVEN, earned=earned), ""
    if substitution.way == WITHOUT:
        return replace(grade, fraction=grade.fraction or ZERO, rule=DROPPED), ""
    version = substitution.version
    found = version.kind.grade(item.spec_of(version), answer)
    critical = None if version.critical == item.critical else version.critical
    fresh = replace(
        ItemGrade.of(item.position, found, answered=version.kind.is_answered(answer)),
        critical=critical,
    )
    # what was given to everybody is no grade of this answer, so nothing of it is kept
    standing = grade.fraction if not grade.rule or by_person else None
    if fresh.fraction is None:
        kept = NEEDS_PERSON if standing is not None and not by_person else ""
        return (replace(fresh, fraction=standing) if standing is not None else fresh), kept
    if by_person and standing is not None and fresh.fraction < standing:
        return replace(grade, rule="", earned=None, critical=critical), BY_PERSON
    return fresh, ""


def positions_by_person(
    history: Iterable[tuple[str, Iterable[ItemGrade]]],
) -> frozenset[int]:
    """Positions whose grade a person decided, from grade events (cause, grades), oldest first."""
    found: set[int] = set()
    before: dict[int, Decimal | None] = {}
    for cause, grades in history:
        now = {grade.position: grade.fraction for grade in grades}
        if cause not in BY_MACHINE and before:
            found |= {position for position in now if now[position] != before.get(position)}
        before = now
    return frozenset(found)
