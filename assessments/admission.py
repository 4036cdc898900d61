"""May this person start an attempt now, and if not, why and from when. Pure.

One function decides; :mod:`assessments.wording` turns its reasons into sentences.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assessments.rules import ExamRule


@dataclass(frozen=True)
class PastAttempt:
    """An earlier attempt of the same person at the same exam.

    ``enrollment`` tells attempts of an earlier, finished time on the course from those of now.
    """

    number: int
    state: str
    outcome: str | None
    started_at: dt.datetime
    closed_at: dt.datetime | None
    enrollment: int | None


@dataclass(frozen=True)
class Reason:
    """Why an attempt cannot start: a code and what its sentence needs."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Admission:
    """The answer. ``left`` is None when attempts are not limited; ``opens_at`` when it is known."""

    allowed: bool
    reasons: tuple[Reason, ...]
    number: int
    used: int
    left: int | None
    opens_at: dt.datetime | None = None


def counted(history: Sequence[PastAttempt], *, enrollment: int | None) -> list[PastAttempt]:
    """The attempts that count now: those made since the person last passed on another enrollment.

    Leaving a course and enrolling again therefore gives no new attempts; coming back to renew
    something that was passed does. A voided attempt never counts.
    """
    kept: list[PastAttempt] = []
    for attempt in sorted(history, key=lambda one: one.number):
        if attempt.state == "voided":
            continue
        if attempt.outcome == "pass" and attempt.enrollment != enrollment:
            kept = []
        else:
            kept.append(attempt)
    return kept


def admit(
    rule: ExamRule,
    history: Sequence[PastAttempt],
    *,
    enrollment: int | None,
    now: dt.datetime,
    closed: Sequence[str] = (),
    shortage: int = 0,
) -> Admission:
    """Decide whether a new attempt may start.

    ``closed`` are the course's own sentences why the unit is not open; ``shortage`` is how many
    questions are missing from the paper.
    """
    attempts = counted(history, enrollment=enrollment)
    used = len(attempts)
    left = None if not rule.attempts else max(0, rule.attempts - used)
    number = max((attempt.number for attempt in history), default=0) + 1
    reasons = [Reason("closed", {"sentence": sentence}) for sentence in closed]
    opens_at = None
    if any(attempt.outcome == "pass" for attempt in attempts) and not rule.retake:
        reasons.append(Reason("passed"))
    elif any(attempt.state == "open" for attempt in attempts):
        reasons.append(Reason("open"))
    elif any(attempt.state == "submitted" for attempt in attempts):
        reasons.append(Reason("marking"))
    elif left == 0:
        reasons.append(Reason("no_attempts_left", {"allowed": rule.attempts}))
    else:
        opens_at = cooling_ends(rule, attempts)
        if opens_at is not None and now < opens_at:
            reasons.append(Reason("cooling", {"until": opens_at, "hours": rule.cooling_hours}))
        else:
            opens_at = None
    if not reasons and rule.opens_at and now < rule.opens_at:
        opens_at = rule.opens_at
        reasons.append(Reason("window_ahead", {"from": opens_at}))
    codes = {reason.code for reason in reasons}
    if window_is_over(rule, now=now) and not codes & {"passed", "open"}:
        # how long the wait would have been no longer matters
        reasons = [reason for reason in reasons if reason.code != "cooling"]
        opens_at = None
        reasons.append(Reason("window_over", {"at": rule.closes_at}))
    if shortage:
        reasons.append(Reason("not_ready", {"missing": shortage}))
    return Admission(not reasons, tuple(reasons), number, used, left, opens_at)


def window_is_over(rule: ExamRule, *, now: dt.datetime) -> bool:
    """Nobody under this rule can start any more."""
    return rule.closes_at is not None and now >= rule.closes_at


def cooling_ends(rule: ExamRule, attempts: Sequence[PastAttempt]) -> dt.datetime | None:
    """When the wait after the last failed attempt is over; None when there is no wait."""
    ended = [one.closed_at for one in attempts if one.closed_at and one.outcome == "fail"]
    if not ended or not rule.cooling_hours:
        return None
    return max(ended) + dt.timedelta(hours=rule.cooling_hours)
