"""A person marks an answer the machine held back."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.enums import AttemptState, GradeCause
from assessments.exceptions import MarkRefused
from assessments.grading import ItemGrade, judge
from assessments.models import Attempt, GradeEvent
from assessments.question_types.base import ONE, ZERO, quantize
from assessments.services.attempts import record_grade
from lms.core import clock


@transaction.atomic
def mark_answer(
    attempt_id: int,
    *,
    position: int,
    fraction: Decimal,
    comment: str,
    marker: Any,
    now: dt.datetime | None = None,
) -> GradeEvent:
    """Mark the held answer at ``position``: ``fraction`` of its points, 0 to 1.

    The mark is a new grade event; with the last held answer the attempt gets its result and the
    course hears of it. Raises MarkRefused when the answer does not wait (any more), when the
    marker sat the exam, or for a mark out of range; Attempt.DoesNotExist.
    """
    now = now or clock.now()
    if not ZERO <= fraction <= ONE:
        raise MarkRefused(_("A mark lies between nothing and all of the points."))
    attempt = Attempt.objects.select_for_update(of=("self",)).get(pk=attempt_id)
    if attempt.user_id == marker.pk:
        raise MarkRefused(_("Nobody marks their own answers."))
    latest = attempt.grade_events.order_by("-sequence").first()
    grades = [ItemGrade.from_json(one) for one in latest.items] if latest else []
    held = [grade for grade in grades if grade.fraction is None and grade.position == position]
    if attempt.state != AttemptState.SUBMITTED or latest is None or not held:
        raise MarkRefused(_("This answer was marked in the meantime, or its attempt voided."))
    share = quantize(fraction)
    grades = [
        replace(grade, fraction=share, note="") if grade.position == position else grade
        for grade in grades
    ]
    paper = attempt.read_paper()
    text = _("Question %(n)s") % {"n": position}
    return record_grade(
        attempt,
        paper,
        grades,
        judge(paper, grades),
        cause=GradeCause.MARKED,
        at=now,
        sequence=latest.sequence + 1,
        graded_by=marker,
        reason=f"{text}: {comment.strip()}" if comment.strip() else text,
    )
