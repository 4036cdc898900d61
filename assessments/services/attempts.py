"""Attempts: start, submit, close. Each is safe against its twin.

Two starts meet at the unique constraint on open attempts; everything after the start holds the
attempt's row while it writes.
"""

import datetime as dt
import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assessments.admission import Admission
from assessments.drawing import pool_json
from assessments.enums import AttemptState, ClosedBy, EventKind, GradeCause
from assessments.exceptions import AttemptRefused
from assessments.grading import judge
from assessments.models import Attempt, AttemptEvent, ExamPage, Exposure, QuestionPool
from assessments.models.attempts import CLOCK_COLUMNS
from assessments.papers import deadline_for, is_over
from assessments.queries.attempts import Gate, gate_for, read_answers
from assessments.queries.summaries import read_steps
from assessments.services.breaks import finish_break
from assessments.services.grades import NewGrade, record_grade
from assessments.services.papers import by_standing_decisions, draw_paper, grade_paper
from assessments.summaries import summarize
from assessments.wording import sentence
from lms.core import chance, clock

START_TRIES = 3


def start_attempt(exam: ExamPage, *, user: Any, now: dt.datetime | None = None) -> Attempt:
    """The open attempt of ``user`` at ``exam``, made now if there is none.

    The paper, its order and its deadline are frozen here. Raises AttemptRefused with the reasons.
    """
    now = now or clock.now()
    for _try in range(START_TRIES):
        gate = gate_for(user, exam, now=now)
        if gate.open_attempt is not None:
            if not gate.open_attempt.is_over(now):
                return gate.open_attempt
            close_if_over(gate.open_attempt, now=now)
            continue
        _check(gate.admission)
        try:
            return _create(exam, user, gate, now=now)
        except IntegrityError:
            continue  # a twin on another connection won: read again
    raise AttemptRefused((_("The exam could not be started. Try again."),))


def _check(admission: Admission) -> None:
    if not admission.allowed:
        raise AttemptRefused(tuple(sentence(reason) for reason in admission.reasons))


def _create(exam: ExamPage, user: Any, gate: Gate, *, now: dt.datetime) -> Attempt:
    drawn, paper = draw_paper(gate.rule, seed=chance.token_hex(16), seen=gate.seen)
    assert gate.enrollment is not None
    with transaction.atomic():
        if not QuestionPool.objects.filter(digest=paper.pool_digest).exists():
            pool = QuestionPool(
                digest=paper.pool_digest, candidates=pool_json(drawn.pool), first_used_at=now
            )
            QuestionPool.objects.bulk_create([pool], ignore_conflicts=True)
        attempt = Attempt.objects.create(
            uuid=chance.new_uuid(),
            user=user,
            enrollment=gate.enrollment,
            exam=exam,
            exam_key=exam.translation_key,
            exam_title=exam.title,
            number=gate.admission.number,
            kind=paper.result_kind,
            presentation=exam.presentation,
            paper=paper.to_json(),
            paper_digest=paper.digest,
            started_at=now,
            deadline_at=deadline_for(now, minutes=paper.minutes, closes_at=gate.rule.closes_at),
        )
        Exposure.objects.bulk_create(
            Exposure(attempt=attempt, version_id=key) for key in paper.version_ids
        )
        AttemptEvent.objects.create(
            attempt=attempt,
            kind=EventKind.STARTED,
            data={
                "paper": paper.digest,
                "pool": paper.pool_digest,
                "sections": [section.to_json() for section in gate.rule.sections],
                "seen": sorted(gate.seen),
            },
            at=now,
        )
    return attempt


# --- submit and close


def submit_attempt(
    attempt_uuid: uuid.UUID, *, user: Any, now: dt.datetime | None = None
) -> Attempt:
    """Hand the attempt in and grade it; handing in twice changes nothing.

    After the deadline the attempt is closed with what was saved until then. Raises
    Attempt.DoesNotExist.
    """
    now = now or clock.now()
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update(of=("self",)).get(uuid=attempt_uuid, user=user)
        if attempt.state == AttemptState.OPEN:
            _close(attempt, now=now)
    return attempt


def close_if_up(attempt: Attempt, *, now: dt.datetime | None = None) -> Attempt:
    """Close ``attempt`` without its grace: the trainee asks for the result, so nothing is coming.

    An attempt whose deadline is not over is returned as it is.
    """
    now = now or clock.now()
    if attempt.state == AttemptState.OPEN and is_over(attempt.deadline_at, now=now):
        return _close_locked(attempt, now=now)
    return attempt


def close_if_over(attempt: Attempt, *, now: dt.datetime | None = None) -> Attempt:
    """Close and grade ``attempt`` when time and grace are over; otherwise return it as it is."""
    now = now or clock.now()
    return _close_locked(attempt, now=now) if attempt.is_over(now) else attempt


def _close_locked(attempt: Attempt, *, now: dt.datetime) -> Attempt:
    with transaction.atomic():
        locked = Attempt.objects.select_for_update(of=("self",)).get(pk=attempt.pk)
        # it may have been given more time, or closed, since it was read
        if locked.state == AttemptState.OPEN and is_over(locked.deadline_at, now=now):
            _close(locked, now=now)
    return locked


def close_expired(*, now: dt.datetime | None = None) -> int:
    """Close every attempt whose time is over; returns how many."""
    now = now or clock.now()
    closed = 0
    for attempt in Attempt.objects.overdue(now).without_paper().order_by("pk").iterator():
        before = attempt.state
        closed += close_if_over(attempt, now=now).state != before
    return closed


def _close(attempt: Attempt, *, now: dt.datetime) -> None:
    """Grade a locked open attempt with the answers that are saved."""
    if finish_break(attempt, now=now):
        attempt.save(update_fields=CLOCK_COLUMNS)
    over = is_over(attempt.deadline_at, now=now)
    at = attempt.deadline_at if over and attempt.deadline_at else now
    paper = attempt.read_paper()
    answers = read_answers(attempt, paper, timed=True)
    grades = by_standing_decisions(paper, grade_paper(paper, answers), answers)
    verdict = judge(paper, grades)
    attempt.summary = summarize(paper, answers, read_steps(answers))
    attempt.closed_at = at
    attempt.closed_by = ClosedBy.DEADLINE if over else ClosedBy.LEARNER
    cause = GradeCause.TIMED_OUT if over else GradeCause.SUBMITTED
    record_grade(NewGrade(attempt, paper, grades, verdict, cause=cause, at=at))


def mark_result_seen(attempt: Attempt, *, now: dt.datetime | None = None) -> None:
    """Remember that the trainee has read the result."""
    if attempt.result_seen_at is None:
        attempt.result_seen_at = now or clock.now()
        Attempt.objects.filter(pk=attempt.pk, result_seen_at=None).update(
            result_seen_at=attempt.result_seen_at
        )
