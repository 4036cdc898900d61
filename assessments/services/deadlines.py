"""Attempts in progress get time that is given later. None is ever taken back."""

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db import transaction

from assessments.breaks import extend
from assessments.enums import EventKind
from assessments.models import Attempt, AttemptEvent, ExamException, ExamPage
from assessments.models.attempts import CLOCK_COLUMNS
from assessments.papers import deadline_for
from assessments.queries.attempts import limits_for
from assessments.rules import Allowance
from lms.core import clock


@transaction.atomic
def extend_attempts(exam: ExamPage, *, user: Any = None, now: dt.datetime | None = None) -> int:
    """Move the deadlines of open attempts to where the exam, as it stands, would put them now.

    A later close and more minutes count, for everybody or only for ``user``; an earlier close and
    fewer minutes do not. An attempt whose time and grace are over stays over. Returns how many
    were extended. Two queries, and two for each that is extended.
    """
    now = now or clock.now()
    attempts = (
        Attempt.objects.select_for_update(of=("self",))
        .open()
        .filter(exam_key=exam.translation_key, deadline_at__isnull=False)
        .select_related("enrollment__version")
        .order_by("pk")
    )
    if user is not None:
        attempts = attempts.filter(user=user)
    running = [attempt for attempt in attempts if not attempt.is_over(now)]
    if not running:
        return 0
    granted: dict[int, list[Allowance]] = defaultdict(list)
    exceptions = ExamException.objects.filter(
        exam_key=exam.translation_key, user__in=[attempt.user_id for attempt in running]
    )
    for row in exceptions.holding(now.date()):
        granted[row.user_id].append(row.allowance)
    return sum(
        _extend(attempt, exam, Allowance.combine(granted[attempt.user_id]), now=now)
        for attempt in running
    )


def _extend(attempt: Attempt, exam: ExamPage, allowance: Allowance, *, now: dt.datetime) -> bool:
    rule = limits_for(exam, attempt.enrollment).allowing(allowance)
    promised = attempt.read_paper().minutes
    minutes = max(promised, rule.minutes) if promised and rule.minutes else None
    ends_at = deadline_for(attempt.started_at, minutes=minutes)
    before = attempt.work_clock
    after = extend(before, ends_at=ends_at, closes_at=rule.closes_at)
    if after == before:
        return False
    AttemptEvent.objects.create(
        attempt=attempt,
        kind=EventKind.EXTENDED,
        data={"from": before.deadline, "to": after.deadline},
        at=now,
    )
    attempt.work_clock = after
    attempt.save(update_fields=CLOCK_COLUMNS)
    return True
