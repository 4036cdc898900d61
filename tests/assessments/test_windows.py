"""An exam that opens and closes: for everybody, and longer for one person."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from assessments.exceptions import AttemptRefused, ExceptionRefused
from assessments.models import Attempt, ExamPage
from assessments.papers import deadline_for
from assessments.queries.result_screens import result_screen
from assessments.rules import Allowance, ExamRule
from assessments.services.attempts import start_attempt
from assessments.services.deadlines import extend_attempts
from assessments.services.exceptions import grant_exception
from tests.assessments.test_budgets import exactly
from tests.factories.assessments import make_exam, make_learner, make_questions, take_exam
from tests.factories.courses import make_user

NOW = timezone.now()
HOUR = dt.timedelta(hours=1)


@given(
    st.none() | st.integers(1, 600),
    st.none() | st.integers(-600, 600),
    st.decimals(1, 5, places=2),
    st.integers(0, 60),
)
def test_a_deadline_is_the_earlier_of_close_and_time(
    minutes: int | None, close: int | None, factor: Decimal, breaks: int
) -> None:
    closes_at = None if close is None else NOW + dt.timedelta(minutes=close)
    rule = ExamRule(pass_mark=Decimal(80), minutes=minutes, closes_at=closes_at)
    rule = rule.allowing(Allowance(time_factor=factor, extra_minutes=breaks))
    end = deadline_for(NOW, minutes=rule.minutes, closes_at=rule.closes_at)
    if end is None:
        assert (minutes, close) == (None, None)
        return
    if closes_at:
        assert end <= closes_at
    if minutes:
        given_minutes = Decimal((end - NOW).total_seconds()) / 60
        assert given_minutes < minutes * factor + breaks + 1
        assert end == closes_at or given_minutes >= minutes * factor + breaks


@pytest.fixture
def exam(db: None) -> ExamPage:
    make_questions(6)
    return make_exam(
        count=2,
        pass_mark=100,
        time_limit=60,
        opens_at=NOW,
        closes_at=NOW + 2 * HOUR,
        feedback="after_window",
    )


def grant(exam: ExamPage, user: Any, closes_at: dt.datetime) -> Any:
    return grant_exception(
        exam,
        user=user,
        allowance=Allowance(closes_at=closes_at),
        actor=make_user(),
        reason="In hospital",
        now=NOW,
    )


def test_nobody_starts_before_it_opens_or_after_it_closed(exam: ExamPage) -> None:
    user = make_learner(exam)
    with pytest.raises(AttemptRefused, match="opens on"):
        start_attempt(exam, user=user, now=NOW - HOUR)
    with pytest.raises(AttemptRefused, match="closed on"):
        start_attempt(exam, user=user, now=NOW + 2 * HOUR)


def test_who_starts_late_ends_with_the_window(exam: ExamPage) -> None:
    early, late = make_learner(exam), make_learner(exam)
    assert start_attempt(exam, user=early, now=NOW).deadline_at == NOW + HOUR
    attempt = start_attempt(exam, user=late, now=NOW + 1.5 * HOUR)
    assert attempt.deadline_at == NOW + 2 * HOUR


def test_a_window_alone_is_a_deadline_too(exam: ExamPage) -> None:
    exam.time_limit = None
    assert start_attempt(exam, user=make_learner(exam), now=NOW).deadline_at == NOW + 2 * HOUR


def test_an_exception_keeps_it_open_for_one_person(exam: ExamPage) -> None:
    one, other = make_learner(exam), make_learner(exam)
    grant(exam, one, NOW + 5 * HOUR)
    attempt = start_attempt(exam, user=one, now=NOW + 3 * HOUR)
    assert attempt.deadline_at == NOW + 4 * HOUR
    with pytest.raises(AttemptRefused, match="closed on"):
        start_attempt(exam, user=other, now=NOW + 3 * HOUR)


def test_an_attempt_in_progress_gets_the_longer_window(exam: ExamPage) -> None:
    user = make_learner(exam)
    attempt = start_attempt(exam, user=user, now=NOW + 1.5 * HOUR)
    grant(exam, user, NOW + 5 * HOUR)
    attempt.refresh_from_db()
    assert attempt.deadline_at == NOW + 2.5 * HOUR


def test_an_exception_that_gives_no_longer_window_is_refused(exam: ExamPage) -> None:
    with pytest.raises(ExceptionRefused, match="open as long"):
        grant(exam, make_learner(exam), NOW + HOUR)


def test_answers_wait_until_it_has_closed_for_everybody(exam: ExamPage) -> None:
    user = make_learner(exam)
    attempt = take_exam(exam, user, wrong=(1,), now=NOW)

    def shown(now: dt.datetime) -> int:
        return len(result_screen(attempt, user=user, now=now).answers)

    assert shown(NOW + 2 * HOUR - HOUR / 60) == 0
    assert shown(NOW + 2 * HOUR) == 2
    # somebody may still take it: nobody gets the answers that could reach them
    grant(exam, make_learner(exam), NOW + 5 * HOUR)
    assert shown(NOW + 2 * HOUR) == 0
    assert shown(NOW + 5 * HOUR) == 2


def test_a_trainee_reads_when_it_is_open(
    exam: ExamPage, signed_in: Callable[[Any], Client]
) -> None:
    ExamPage.objects.update(opens_at=NOW + HOUR, closes_at=NOW + 3 * HOUR)
    exam.refresh_from_db()
    user = make_learner(exam)
    user.groups.add(Group.objects.get(name="Instructors"))
    grant(exam, user, NOW + 30 * HOUR)
    html = signed_in(user).get(exam.url).content.decode()
    assert "It opens on" in html
    assert "Closes on" in html
    assert "For you, the exam is open until" in html


def publish(exam: ExamPage, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(exam, name, value)
    exam.save_revision().publish()


def test_a_later_close_on_the_page_reaches_attempts_in_progress(exam: ExamPage) -> None:
    one, other = make_learner(exam), make_learner(exam)
    late = start_attempt(exam, user=one, now=NOW + 1.5 * HOUR)
    early = start_attempt(exam, user=other, now=NOW)
    publish(exam, closes_at=NOW + 5 * HOUR)
    late.refresh_from_db()
    early.refresh_from_db()
    assert late.deadline_at == NOW + 2.5 * HOUR
    assert early.deadline_at == NOW + HOUR
    assert late.events.filter(kind="extended").count() == 1
    assert not early.events.filter(kind="extended").exists()


def test_without_a_close_the_time_alone_counts(exam: ExamPage) -> None:
    exam.time_limit = None
    attempt = start_attempt(exam, user=make_learner(exam), now=NOW)
    publish(exam, closes_at=None)
    attempt.refresh_from_db()
    assert attempt.deadline_at is None


def test_the_longer_time_of_one_person_is_kept_with_a_later_close(exam: ExamPage) -> None:
    user = make_learner(exam)
    grant_exception(
        exam,
        user=user,
        allowance=Allowance(time_factor=Decimal("1.5")),
        actor=make_user(),
        reason="Dyslexia",
        now=NOW,
    )
    attempt = start_attempt(exam, user=user, now=NOW + HOUR)
    assert attempt.deadline_at == NOW + 2 * HOUR
    publish(exam, closes_at=NOW + 5 * HOUR)
    attempt.refresh_from_db()
    assert attempt.deadline_at == NOW + 2.5 * HOUR


def test_an_earlier_close_or_less_time_never_cuts_an_attempt_short(exam: ExamPage) -> None:
    attempt = start_attempt(exam, user=make_learner(exam), now=NOW)
    publish(exam, closes_at=NOW + 0.25 * HOUR, time_limit=10)
    attempt.refresh_from_db()
    assert attempt.deadline_at == NOW + HOUR
    with pytest.raises(AttemptRefused, match="closed on"):
        start_attempt(exam, user=make_learner(exam), now=NOW + 0.5 * HOUR)


def test_a_later_close_does_not_open_what_is_over(exam: ExamPage) -> None:
    attempt = start_attempt(exam, user=make_learner(exam), now=NOW)
    over = NOW - HOUR
    Attempt.objects.update(started_at=NOW - 2 * HOUR, deadline_at=over)
    publish(exam, closes_at=NOW + 5 * HOUR, time_limit=600)
    attempt.refresh_from_db()
    assert attempt.deadline_at == over


def test_who_still_sits_it_keeps_the_answers_from_the_others(exam: ExamPage) -> None:
    done, sitting = make_learner(exam), make_learner(exam)
    attempt = take_exam(exam, done, now=NOW)
    start_attempt(exam, user=sitting, now=NOW)
    publish(exam, closes_at=NOW + 0.25 * HOUR)
    attempt.refresh_from_db()
    during = result_screen(attempt, user=done, now=NOW + 0.5 * HOUR)
    assert "answer" not in during.visible
    after = result_screen(attempt, user=done, now=NOW + 1.5 * HOUR)
    assert "answer" in after.visible


@pytest.mark.parametrize("running", [1, 20])
def test_who_keeps_their_time_costs_two_queries_however_many_they_are(
    exam: ExamPage, running: int
) -> None:
    for _each in range(running):
        start_attempt(exam, user=make_learner(exam), now=NOW)
    with exactly(2):
        assert extend_attempts(exam, now=NOW) == 0
