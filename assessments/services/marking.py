"""People mark answers the machine held back: one at a time, each answer in one pair of hands."""

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assessments import wording
from assessments.enums import AttemptState, GradeCause
from assessments.exceptions import MarkRefused
from assessments.grading import ItemGrade, judge
from assessments.marks import AGREED, FIRST, SECOND, decided, next_role
from assessments.models import Attempt, GradeEvent, Mark, MarkClaim
from assessments.papers import Paper
from assessments.question_types.base import ONE, ZERO, quantize
from assessments.services.grades import NewGrade, record_grade
from lms.core import clock

HELD_FOR = dt.timedelta(minutes=30)
SETTLE = "lms_assessments.settle_mark"


@dataclass(frozen=True)
class Turn:
    """A locked attempt whose answer waits for the mark ``role``."""

    attempt: Attempt
    paper: Paper
    latest: GradeEvent
    grades: list[ItemGrade]
    marks: list[Mark]
    role: str


def _turn(attempt_id: int, *, position: int, marker: Any, now: dt.datetime) -> Turn:
    """The answer ``marker`` may mark now; the attempt's row is locked. Raises MarkRefused."""
    attempt = Attempt.objects.select_for_update(of=("self",)).get(pk=attempt_id)
    if attempt.user_id == marker.pk:
        raise MarkRefused(_("Nobody marks their own answers."))
    latest = attempt.grade_events.order_by("-sequence").first()
    grades = [ItemGrade.from_json(one) for one in latest.items] if latest else []
    held = [grade for grade in grades if grade.fraction is None and grade.position == position]
    if attempt.state != AttemptState.SUBMITTED or latest is None or not held:
        raise MarkRefused(_("This answer was marked in the meantime, or its attempt voided."))
    marks = list(attempt.marks.filter(position=position))
    if any(mark.marker_id == marker.pk for mark in marks):
        raise MarkRefused(_("You have marked this answer. The next mark is somebody else's."))
    paper = attempt.read_paper()
    role = next_role(paper.marking, [mark.given for mark in marks]) or FIRST
    if role == AGREED and not marker.has_perm(SETTLE):
        raise MarkRefused(_("The two marks differ too much. Quality assurance decides."))
    claim = MarkClaim.objects.filter(attempt=attempt, position=position, until__gt=now).first()
    if claim is not None and claim.marker_id != marker.pk:
        raise MarkRefused(
            _("Somebody else has this answer at hand until %(until)s. Take another one.")
            % {"until": wording.time_of_day(claim.until)}
        )
    return Turn(attempt, paper, latest, grades, marks, role)


@transaction.atomic
def claim_answer(
    attempt_id: int, *, position: int, marker: Any, now: dt.datetime | None = None
) -> MarkClaim:
    """Take the answer in hand for half an hour, or for another half.

    Raises MarkRefused when it is not this person's turn, Attempt.DoesNotExist.
    """
    now = now or clock.now()
    turn = _turn(attempt_id, position=position, marker=marker, now=now)
    claim, _made = MarkClaim.objects.update_or_create(
        attempt=turn.attempt,
        position=position,
        defaults={"marker": marker, "until": now + HELD_FOR},
    )
    return claim


def release_answer(attempt_id: int, *, position: int, marker: Any) -> None:
    """Put the answer back for others; nothing happens when it is not in this person's hands."""
    MarkClaim.objects.filter(attempt_id=attempt_id, position=position, marker=marker).delete()


@transaction.atomic
def mark_answer(
    attempt_id: int,
    *,
    position: int,
    fraction: Decimal,
    comment: str,
    marker: Any,
    now: dt.datetime | None = None,
) -> Mark:
    """Mark the held answer at ``position``: ``fraction`` of its points, 0 to 1.

    When no further mark is missing the decision is a new grade event; with the last held answer
    the attempt gets its result and the course hears of it. Raises MarkRefused when the answer does
    not wait (any more), is in somebody else's hands, was marked by this person before, when the
    marker sat the exam, or for a mark out of range; Attempt.DoesNotExist.
    """
    now = now or clock.now()
    if not ZERO <= fraction <= ONE:
        raise MarkRefused(_("A mark lies between nothing and all of the points."))
    turn = _turn(attempt_id, position=position, marker=marker, now=now)
    mark = Mark.objects.create(
        attempt=turn.attempt,
        position=position,
        role=turn.role,
        fraction=quantize(fraction),
        comment=comment.strip(),
        marker=marker,
        at=now,
    )
    MarkClaim.objects.filter(attempt=turn.attempt, position=position).delete()
    marks = [*turn.marks, mark]
    share = decided(turn.paper.marking, [one.given for one in marks])
    if share is not None:
        _decide(turn, marks, share=share, position=position, now=now)
    return mark


def _decide(
    turn: Turn, marks: list[Mark], *, share: Decimal, position: int, now: dt.datetime
) -> None:
    grades = [
        replace(grade, fraction=share, note="") if grade.position == position else grade
        for grade in turn.grades
    ]
    record_grade(
        NewGrade(
            turn.attempt,
            turn.paper,
            grades,
            judge(turn.paper, grades),
            cause=GradeCause.MARKED,
            at=now,
            sequence=turn.latest.sequence + 1,
            graded_by=marks[-1].marker,
            reason=_reason(marks, position=position),
        )
    )


def _reason(marks: list[Mark], *, position: int) -> str:
    """Which question, how it was decided, and what the markers wrote."""
    text = _("Question %(n)s") % {"n": position}
    if marks[-1].role == SECOND:
        text = _("Question %(n)s, two marks agreed by rule") % {"n": position}
    elif marks[-1].role == AGREED:
        text = _("Question %(n)s, decided after two marks that differed") % {"n": position}
    said = "; ".join(mark.comment for mark in marks if mark.comment)
    return f"{text}: {said}" if said else text
