"""Practice: an answer is checked at once, and so many times."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.enums import EventKind
from assessments.exceptions import CheckRefused, UnknownPosition
from assessments.feedback import CORRECTNESS, DURING
from assessments.models import Attempt, AttemptEvent, QuestionVersion, Response
from assessments.papers import Paper, PaperItem
from assessments.queries.answer_files import read_answer
from assessments.services.answers import check_open, event_data, stale
from lms.core import clock


@dataclass(frozen=True)
class Checked:
    """The checked answer and what its paper says of it."""

    paper: Paper
    item: PaperItem
    version: QuestionVersion
    row: Response


@transaction.atomic
def check_answer(
    attempt_uuid: uuid.UUID,
    *,
    user: Any,
    position: int,
    answer: Any,
    sequence: int,
    flagged: bool | None = None,
    now: dt.datetime | None = None,
) -> Checked:
    """Keep an answer and check it, which uses one of its tries.

    The same answer checked twice is one try. An answer that is right, or was checked as often as
    the paper allows, is settled: it stays, and checking it again changes nothing. Raises
    Attempt.DoesNotExist, UnknownPosition, AttemptClosed, AnswerStale, and CheckRefused outside of
    practice or without an answer.
    """
    now = now or clock.now()
    attempt = Attempt.objects.select_for_update(of=("self",)).get(uuid=attempt_uuid, user=user)
    check_open(attempt, now=now)
    paper = attempt.read_paper()
    item = paper.by_position.get(position)
    if item is None:
        raise UnknownPosition(_("This paper has no question %(n)s.") % {"n": position})
    if not paper.practice:
        raise CheckRefused(_("In this exam, answers are marked when it is handed in."))
    version = QuestionVersion.objects.get(pk=item.version_id)
    kind = version.kind
    cleaned = read_answer(answer, attempt_id=attempt.pk, item=item)
    row = attempt.responses.filter(position=position).first() or Response(
        attempt=attempt, position=position, version=version, sequence=0
    )
    if row.settled or (row.checked == row.sequence and row.answer == cleaned):
        return Checked(paper, item, version, row)
    if sequence != row.sequence and cleaned != row.answer:
        raise stale(row.answer, row.sequence, row.flagged)
    if not kind.is_answered(cleaned):
        raise CheckRefused(_("Give an answer first."))
    fraction = kind.grade(item.spec_of(version), cleaned).fraction
    row.answer, row.saved_at = cleaned, now
    row.flagged = row.flagged if flagged is None else bool(flagged)
    row.sequence += 1
    row.tries += 1
    row.checked = row.sequence
    row.settled = (paper.tries is not None and row.tries >= paper.tries) or (
        # that nothing can be changed any more must not tell more than the trainee may know
        kind.needs_marker or (fraction in (None, 1) and CORRECTNESS in paper.feedback.at(DURING))
    )
    row.save()
    AttemptEvent.objects.create(
        attempt=attempt,
        kind=EventKind.CHECKED,
        position=position,
        sequence=row.sequence,
        data={
            **event_data(attempt, cleaned, row.flagged, now=now),
            "try": row.tries,
            "fraction": None if fraction is None else str(fraction),
        },
        at=now,
    )
    return Checked(paper, item, version, row)
