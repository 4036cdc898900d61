"""New grades of locked attempts: appended, folded into the attempt, and told to the course."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assessments.enums import AttemptState, GradeCause
from assessments.grading import ItemGrade, Verdict
from assessments.models import Attempt, GradeEvent, Mark, Regrade
from assessments.papers import Paper
from assessments.regrading import BY_MACHINE
from courses.api import NewResult, record_unit_result, record_unit_results

FOLDED = ("state", "score", "outcome")
HANDED_IN = ("closed_at", "closed_by", "summary")


@dataclass(frozen=True)
class NewGrade:
    """What a locked attempt is worth from now on."""

    attempt: Attempt
    paper: Paper
    grades: Sequence[ItemGrade]
    verdict: Verdict
    cause: GradeCause
    at: dt.datetime
    sequence: int = 0
    graded_by: Any = None
    reason: str = ""
    regrade: Regrade | None = None

    def as_event(self) -> GradeEvent:
        return GradeEvent(
            attempt=self.attempt,
            sequence=self.sequence,
            cause=self.cause,
            items=[grade.to_json() for grade in self.grades],
            points=self.verdict.points,
            total=self.verdict.total,
            score=self.verdict.score,
            outcome=self.verdict.outcome or "",
            graded_by=self.graded_by,
            reason=self.reason,
            regrade=self.regrade,
            at=self.at,
        )

    def fold(self) -> Attempt:
        """The attempt with its columns brought to the verdict; not saved."""
        attempt = self.attempt
        attempt.state = AttemptState.GRADED if self.verdict.outcome else AttemptState.SUBMITTED
        attempt.score = self.verdict.score
        attempt.outcome = self.verdict.outcome or ""
        return attempt

    def as_result(self, judged_by: str | list[str]) -> dict[str, Any] | None:
        """What the course hears; None while something waits for a marker."""
        attempt, paper, verdict = self.attempt, self.paper, self.verdict
        if not verdict.outcome:
            return None
        return {
            "enrollment_id": attempt.enrollment_id,
            "unit_key": attempt.exam_key,
            "unit_title": attempt.exam_title,
            "kind": paper.result_kind,
            "source": f"attempt:{attempt.uuid}",
            "sequence": self.sequence,
            "outcome": verdict.outcome,
            "score": verdict.score,
            "evidence": {
                "kind": paper.result_kind,
                "score": str(verdict.score),
                "pass_mark": format((paper.pass_mark / 100).normalize() + 0, "f"),
                "version_digest": attempt.paper_digest,
                "judged_by": judged_by,
                "attempt": attempt.number,
            },
            "at": self.at,
        }


def record_grade(new: NewGrade) -> GradeEvent:
    """Append a grade event to a locked attempt, fold it, and tell the course.

    With the first one, what the hand-in set on the attempt is saved too. The evidence names
    everybody who judged any of it so far.
    """
    event = new.as_event()
    event.save(force_insert=True)
    new.fold().save(update_fields=FOLDED if new.sequence else [*FOLDED, *HANDED_IN])
    if result := new.as_result(_judged_by([new])[new.attempt.pk]):
        record_unit_result(**result)
    return event


def record_grades(new: Sequence[NewGrade]) -> None:
    """The same for some hundred locked attempts, in a handful of queries and one a verdict."""
    GradeEvent.objects.bulk_create([one.as_event() for one in new])
    by_verdict: dict[tuple[Any, ...], list[int]] = {}
    for attempt in (one.fold() for one in new):
        verdict = tuple(getattr(attempt, name) for name in FOLDED)
        by_verdict.setdefault(verdict, []).append(attempt.pk)
    # one statement that tells for each attempt what it gets takes five times as long
    for verdict, ids in by_verdict.items():
        Attempt.objects.filter(pk__in=ids).update(**dict(zip(FOLDED, verdict, strict=True)))
    judged_by = _judged_by(new)
    results = [one.as_result(judged_by[one.attempt.pk]) for one in new]
    record_unit_results(NewResult(**result) for result in results if result)


def _judged_by(new: Sequence[NewGrade]) -> dict[int, str | list[str]]:
    """The accounts of all who judged, by attempt and first mark: a text for one, else a list.

    Whoever's mark was later weighed against another or raised on appeal is among them: a decision
    rests on every mark that went into it. Nobody judged a first grade but its marker. Asks after
    the grades are written, and nothing for first grades.
    """
    people: dict[int, list[int]] = {one.attempt.pk: [] for one in new}
    later = [one.attempt.pk for one in new if one.sequence]
    if later:
        marks = Mark.objects.filter(attempt__in=later).order_by("at", "pk")
        events = GradeEvent.objects.filter(attempt__in=later, graded_by__isnull=False)
        events = events.exclude(cause__in=BY_MACHINE).order_by("sequence")
        for pk, person in marks.values_list("attempt_id", "marker_id"):
            people[pk].append(person)
        for pk, person in events.values_list("attempt_id", "graded_by_id"):
            people[pk].append(person)
    for one in new:
        if not one.sequence and one.graded_by and one.cause not in BY_MACHINE:
            people[one.attempt.pk].append(one.graded_by.pk)
    named = {pk: [str(one) for one in dict.fromkeys(found)] for pk, found in people.items()}
    return {
        pk: found if len(found) > 1 else (found or ["automatic"])[0] for pk, found in named.items()
    }
