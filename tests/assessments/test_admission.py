"""Whether an attempt may start, and every reason why not."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from assessments.admission import PastAttempt, admit
from assessments.papers import deadline_for, is_over
from assessments.rules import ExamRule, SectionRule, find_pinned_rule
from assessments.wording import sentence

NOW = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)
RULE = ExamRule(pass_mark=Decimal(80), attempts=3, cooling_hours=72)


def past(
    number: int, outcome: str | None = "fail", *, hours_ago: int = 100, **kwargs: Any
) -> PastAttempt:
    at = NOW - dt.timedelta(hours=hours_ago)
    values = {"state": "graded", "enrollment": 1, "closed_at": at, **kwargs}
    return PastAttempt(number=number, outcome=outcome, started_at=at, **values)


def codes(
    *history: PastAttempt, enrollment: int = 1, rule: ExamRule = RULE, **kwargs: Any
) -> list[str]:
    decided = admit(rule, history, enrollment=enrollment, now=NOW, **kwargs)
    for reason in decided.reasons:
        assert sentence(reason)
    assert decided.allowed is not bool(decided.reasons)
    return [reason.code for reason in decided.reasons]


def test_a_first_attempt_is_open() -> None:
    decided = admit(RULE, [], enrollment=1, now=NOW)
    assert (decided.allowed, decided.number, decided.left) == (True, 1, 3)


def test_after_a_fail_the_next_attempt_waits_out_the_cooling_off() -> None:
    decided = admit(RULE, [past(1, hours_ago=71)], enrollment=1, now=NOW)
    assert decided.opens_at == NOW + dt.timedelta(hours=1)
    assert [reason.code for reason in decided.reasons] == ["cooling"]
    assert codes(past(1, hours_ago=72)) == []


def test_attempts_run_out() -> None:
    assert codes(past(1), past(2), past(3)) == ["no_attempts_left"]
    unlimited = ExamRule(pass_mark=Decimal(80))
    assert codes(past(1), past(2), past(3), rule=unlimited) == []


def test_a_passed_exam_is_not_taken_again() -> None:
    assert codes(past(1), past(2, "pass")) == ["passed"]


def test_one_attempt_at_a_time() -> None:
    assert codes(past(1, None, state="open", closed_at=None)) == ["open"]
    assert codes(past(1, None, state="submitted")) == ["marking"]


def test_enrolling_again_gives_no_new_attempts_but_renewing_does() -> None:
    left_early = [past(1), past(2), past(3)]
    assert codes(*left_early, enrollment=2) == ["no_attempts_left"]
    passed_then = [past(1), past(2), past(3, "pass")]
    decided = admit(RULE, passed_then, enrollment=2, now=NOW)
    assert (decided.allowed, decided.left, decided.number) == (True, 3, 4)


def test_every_reason_is_given_at_once() -> None:
    assert codes(past(1), past(2), past(3), closed=("Opens later",), shortage=2) == [
        "closed",
        "no_attempts_left",
        "not_ready",
    ]


@pytest.mark.parametrize("minutes", [1, 60])
def test_the_deadline_itself_is_too_late(minutes: int) -> None:
    deadline = deadline_for(NOW, minutes=minutes)
    assert not is_over(deadline, now=NOW + dt.timedelta(minutes=minutes, seconds=-1))
    assert is_over(deadline, now=NOW + dt.timedelta(minutes=minutes))
    assert deadline_for(NOW, minutes=None) is None
    assert not is_over(None, now=NOW)


def test_a_trainee_keeps_the_pass_rule_of_their_course_version() -> None:
    old = ExamRule(pass_mark=Decimal(70), attempts=2, cooling_hours=24, minutes=30)
    outline = {"modules": [{"units": [{"key": "k", "rule": old.to_json()}]}]}
    now = ExamRule(
        pass_mark=Decimal(80), attempts=1, minutes=45, sections=(SectionRule("random", 9),)
    )
    kept = now.pinned_to(find_pinned_rule(outline, "k"))
    assert (kept.pass_mark, kept.attempts, kept.cooling_hours) == (Decimal(70), 2, 24)
    assert (kept.minutes, kept.question_count) == (45, 9)
    assert now.pinned_to(find_pinned_rule(outline, "other")) == now
