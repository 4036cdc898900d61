"""Exceptions for one person, and voiding an attempt. Every step says who and why."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.enums import AttemptState, ClosedBy
from assessments.exceptions import ExceptionRefused
from assessments.models import (
    Attempt,
    AttemptVoid,
    ExamException,
    ExamExceptionEnd,
    ExamPage,
)
from assessments.models.attempts import CLOCK_COLUMNS
from assessments.rules import Allowance
from assessments.services.breaks import finish_break
from assessments.services.deadlines import extend_attempts
from courses.api import record_unit_result
from lms.core import clock


@transaction.atomic
def grant_exception(
    exam: ExamPage,
    *,
    user: Any,
    allowance: Allowance,
    actor: Any,
    reason: str,
    until: dt.date | None = None,
    now: dt.datetime | None = None,
) -> ExamException:
    """Give ``user`` more than the rule at ``exam``; an attempt in progress gets the time too.

    ``until`` is the last day it holds. A time that was given is never taken back from an attempt
    in progress. Raises ExceptionRefused without a reason, or when it would change nothing.
    """
    now = now or clock.now()
    if not reason.strip():
        raise ExceptionRefused(_("Say why. The reason is kept."))
    if allowance == Allowance():
        raise ExceptionRefused(_("This changes nothing: give time, attempts, or waive the wait."))
    if allowance.time_factor < 1:
        raise ExceptionRefused(_("An exception never gives less time than the rule."))
    if allowance.closes_at and not (exam.closes_at and allowance.closes_at > exam.closes_at):
        raise ExceptionRefused(_("The exam is open as long as that already."))
    if allowance == Allowance(break_minutes=allowance.break_minutes) and not exam.time_limit:
        raise ExceptionRefused(_("The exam has no time limit: there is no clock to stop."))
    if until is not None and until < now.date():
        raise ExceptionRefused(_("The last day is over already."))
    row = ExamException.objects.create(
        user=user,
        exam=exam,
        exam_key=exam.translation_key,
        exam_title=exam.title,
        time_factor=allowance.time_factor,
        extra_minutes=allowance.extra_minutes,
        extra_attempts=allowance.extra_attempts,
        waive_wait=allowance.waive_wait,
        closes_at=allowance.closes_at,
        break_minutes=allowance.break_minutes,
        until=until,
        reason=reason.strip(),
        granted_by=actor,
        granted_at=now,
    )
    extend_attempts(exam, user=user, now=now)
    return row


@transaction.atomic
def end_exception(
    exception_id: int, *, actor: Any, reason: str, now: dt.datetime | None = None
) -> ExamExceptionEnd:
    """From now on the exception does not hold. Ending it twice is refused with ExceptionRefused.

    Raises ExamException.DoesNotExist. Attempts in progress keep their time.
    """
    if not reason.strip():
        raise ExceptionRefused(_("Say why. The reason is kept."))
    row = ExamException.objects.select_for_update().get(pk=exception_id)
    if ExamExceptionEnd.objects.filter(exception=row).exists():
        raise ExceptionRefused(_("This exception was ended already."))
    return ExamExceptionEnd.objects.create(
        exception=row, ended_by=actor, ended_at=now or clock.now(), reason=reason.strip()
    )


@transaction.atomic
def void_attempt(
    attempt_id: int, *, actor: Any, reason: str, now: dt.datetime | None = None
) -> AttemptVoid:
    """The attempt does not count: not as a pass, not as one of the attempts allowed.

    Answers, steps and grades stay on record. The course is told that a result given before does
    not stand; a course that is completed stays so, and no certificate changes. Raises
    ExceptionRefused without a reason or when it is voided already, Attempt.DoesNotExist.
    """
    now = now or clock.now()
    if not reason.strip():
        raise ExceptionRefused(_("Say why. The reason is kept."))
    attempt = Attempt.objects.select_for_update(of=("self",)).get(pk=attempt_id)
    if attempt.state == AttemptState.VOIDED:
        raise ExceptionRefused(_("This attempt is voided already."))
    graded = attempt.state == AttemptState.GRADED
    if attempt.state == AttemptState.OPEN:
        attempt.closed_at, attempt.closed_by = now, ClosedBy.STAFF
    finish_break(attempt, now=now)
    attempt.state, attempt.outcome, attempt.score = AttemptState.VOIDED, "", None
    attempt.save(
        update_fields=["state", "outcome", "score", "closed_at", "closed_by", *CLOCK_COLUMNS]
    )
    row = AttemptVoid.objects.create(
        attempt=attempt, voided_by=actor, voided_at=now, reason=reason.strip()
    )
    if graded:
        latest = attempt.grade_events.order_by("-sequence").values_list("sequence", flat=True)[0]
        kind = attempt.read_paper().result_kind
        record_unit_result(
            enrollment_id=attempt.enrollment_id,
            unit_key=attempt.exam_key,
            unit_title=attempt.exam_title,
            kind=kind,
            source=f"attempt:{attempt.uuid}",
            sequence=latest + 1,
            outcome="fail",
            evidence={"kind": kind, "voided": True, "judged_by": str(actor.pk)},
            at=now,
        )
    return row
