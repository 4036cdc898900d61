"""A trainee's exams at a glance."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from assessments.admission import admit
from assessments.enums import AttemptState
from assessments.models import Attempt, ExamPage
from assessments.queries.attempts import allowances_of, as_past, limits_for, list_attempts
from assessments.rules import Allowance

SHOWN = 6


@dataclass(frozen=True)
class ExamLine:
    """One line: an attempt to continue, a result to read, or when the next attempt opens."""

    kind: str
    title: str
    attempt: Attempt
    opens_at: dt.datetime | None = None
    number: int = 0


def dashboard_exams(user: Any, *, now: dt.datetime) -> list[ExamLine]:
    """What waits for ``user``: at most three queries, however many attempts and exams."""
    attempts = list(list_attempts(user).select_related("enrollment__version"))
    by_exam: dict[Any, list[Attempt]] = {}
    for attempt in attempts:
        by_exam.setdefault(attempt.exam_key, []).append(attempt)
    failed = [key for key, own in by_exam.items() if _is_failed(own[0])]
    exams = _exams_of(failed) if failed else {}
    allowances = allowances_of(user, now=now) if failed else {}
    lines: list[ExamLine] = []
    for key, own in by_exam.items():
        latest = own[0]
        if latest.state == AttemptState.OPEN and not latest.is_over(now):
            lines.append(ExamLine("open", latest.exam_title, latest))
            continue
        if latest.result_seen_at is None:
            lines.append(ExamLine("unread", latest.exam_title, latest))
            continue
        exam = exams.get(key)
        if exam is None:
            continue
        admission = admit(
            limits_for(exam, latest.enrollment).allowing(allowances.get(key, Allowance())),
            [as_past(attempt) for attempt in own],
            enrollment=latest.enrollment_id,
            now=now,
        )
        if admission.opens_at or admission.allowed:
            lines.append(
                ExamLine("next", latest.exam_title, latest, admission.opens_at, admission.number)
            )
    order = {"open": 0, "unread": 1, "next": 2}
    return sorted(lines, key=lambda line: order[line.kind])[:SHOWN]


def _is_failed(attempt: Attempt) -> bool:
    return attempt.state == AttemptState.GRADED and attempt.outcome == "fail"


def _exams_of(keys: Iterable[Any]) -> dict[Any, ExamPage]:
    exams = ExamPage.objects.live().filter(translation_key__in=list(keys))
    return {exam.translation_key: exam for exam in exams}
