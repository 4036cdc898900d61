"""Rest breaks: the clock of an attempt stops and runs again. Each step is on record.

That a break of somebody who did not come back is over needs nobody to write it down: the deadline
was set for it when it began. It is put on record when the attempt is touched next.
"""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.breaks import begin, break_left, end
from assessments.enums import AttemptState, EventKind
from assessments.exceptions import AttemptClosed, BreakRefused
from assessments.models import Attempt, AttemptEvent
from assessments.models.attempts import CLOCK_COLUMNS
from assessments.papers import is_over
from assessments.queries.attempts import limits_for, list_granted
from assessments.rules import Allowance
from lms.core import clock


@transaction.atomic
def begin_break(attempt_uuid: uuid.UUID, *, user: Any, now: dt.datetime | None = None) -> Attempt:
    """Stop the clock of an open attempt for what is left of the breaks granted to ``user``.

    During a break this changes nothing. Raises Attempt.DoesNotExist, AttemptClosed (handed in, or
    the time is over; the grace after it is no time to rest) and BreakRefused.
    """
    now = now or clock.now()
    attempt = _locked(attempt_uuid, user)
    if attempt.is_on_break(now):
        return attempt
    finish_break(attempt, now=now)
    if attempt.state != AttemptState.OPEN or is_over(attempt.deadline_at, now=now):
        raise AttemptClosed(_("The time is over: there is no clock to stop any more."))
    granted = list_granted(attempt.user_id, attempt.exam_key, now=now)
    allowance = Allowance.combine(one.allowance for one in granted)
    if attempt.deadline_at is None or attempt.exam is None:
        raise BreakRefused(_("There is no time limit here, so there is no clock to stop."))
    if not break_left(attempt.work_clock, granted=allowance.breaks):
        raise BreakRefused(_("No break is left to you in this attempt."))
    limits = limits_for(attempt.exam, attempt.enrollment).allowing(allowance)
    before = attempt.work_clock
    attempt.work_clock = begin(
        before, now=now, granted=allowance.breaks, closes_at=limits.closes_at
    )
    attempt.save(update_fields=CLOCK_COLUMNS)
    AttemptEvent.objects.create(
        attempt=attempt,
        kind=EventKind.BREAK_BEGAN,
        data={"until": attempt.break_until, "from": before.deadline, "to": attempt.deadline_at},
        at=now,
    )
    return attempt


@transaction.atomic
def end_break(attempt_uuid: uuid.UUID, *, user: Any, now: dt.datetime | None = None) -> Attempt:
    """Let the clock run again; outside of a break this changes nothing.

    Raises Attempt.DoesNotExist.
    """
    attempt = _locked(attempt_uuid, user)
    if finish_break(attempt, now=now or clock.now()):
        attempt.save(update_fields=CLOCK_COLUMNS)
    return attempt


def finish_break(attempt: Attempt, *, now: dt.datetime) -> bool:
    """Put on record that the break of a locked attempt is over, if there is one.

    The caller saves the attempt.
    """
    before = attempt.work_clock
    if before.since is None or before.until is None:
        return False
    attempt.work_clock = end(before, now=now)
    AttemptEvent.objects.create(
        attempt=attempt,
        kind=EventKind.BREAK_ENDED,
        data={
            "seconds": (attempt.break_used - before.used).total_seconds(),
            "to": attempt.deadline_at,
        },
        at=min(now, before.until),
    )
    return True


def _locked(attempt_uuid: uuid.UUID, user: Any) -> Attempt:
    rows = Attempt.objects.select_for_update(of=("self",)).without_paper()
    return rows.select_related("exam", "enrollment__version").get(uuid=attempt_uuid, user=user)
