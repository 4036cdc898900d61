"""Rest breaks stop the clock, for as long as was granted, and hide the questions."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from assessments.breaks import NOTHING, WorkClock, begin, break_left, end, extend
from assessments.exceptions import AttemptClosed, BreakRefused, ExceptionRefused, OnBreak
from assessments.models import Attempt, ExamPage
from assessments.models.attempts import grace_period
from assessments.queries.statistics import exam_report
from assessments.rules import Allowance
from assessments.services.answers import save_response
from assessments.services.attempts import close_expired, start_attempt, submit_attempt
from assessments.services.breaks import begin_break, end_break
from assessments.services.deadlines import extend_attempts
from assessments.services.exceptions import grant_exception, void_attempt
from lms.core import clock
from tests.factories.assessments import (
    key_answer,
    make_exam,
    make_learner,
    make_question,
    make_questions,
)
from tests.factories.courses import make_user

START = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)


def minutes(n: float) -> dt.timedelta:
    return dt.timedelta(minutes=n)


# --- the rule


@given(
    limit=st.integers(1, 120),
    granted=st.integers(0, 60),
    close=st.none() | st.integers(1, 240),
    steps=st.lists(st.tuples(st.integers(0, 50), st.integers(0, 80)), max_size=6),
)
def test_the_deadline_is_the_close_or_the_end_of_the_time_with_the_used_breaks(
    limit: int, granted: int, close: int | None, steps: list[tuple[int, int]]
) -> None:
    closes_at = None if close is None else START + minutes(close)

    def rule(used: dt.timedelta) -> dt.datetime:
        ends_at = START + minutes(limit) + used
        return ends_at if closes_at is None else min(closes_at, ends_at)

    plain = rule(NOTHING)
    one = WorkClock(deadline=plain)
    now, used = START, NOTHING
    for work, rest in steps:
        now += minutes(work)
        left = break_left(one, granted=minutes(granted))
        assert left == minutes(granted) - used >= NOTHING
        if not left or now >= rule(used):
            with pytest.raises(ValueError, match="No break"):
                begin(one, now=now, granted=minutes(granted), closes_at=closes_at)
            break
        paused = begin(one, now=now, granted=minutes(granted), closes_at=closes_at)
        # whoever comes back late, or never, has the deadline that was set when the break began
        assert paused.deadline == rule(used + left)
        assert paused.is_paused(now)
        assert not paused.is_paused(now + left)
        before, after = one.time_left(now), paused.time_left(min(now + left, now + minutes(rest)))
        if closes_at is None:
            assert before == after
        now += minutes(rest)
        one = end(paused, now=now)
        used += min(minutes(rest), left)
        assert (one.used, one.since, one.deadline) == (used, None, rule(used))
        assert plain <= one.deadline <= START + minutes(limit + granted)
        assert closes_at is None or one.deadline <= closes_at


@given(
    rest=st.integers(0, 40),
    more=st.integers(0, 90),
    later=st.none() | st.integers(0, 200),
    paused=st.booleans(),
)
def test_more_time_given_in_a_break_or_after_it_is_never_less_and_keeps_the_break(
    rest: int, more: int, later: int | None, paused: bool
) -> None:
    now = START + minutes(10)
    ends_at = START + minutes(60 + more)
    closes_at = None if later is None else START + minutes(later)
    one = begin(WorkClock(START + minutes(60)), now=now, granted=minutes(30))
    if paused:
        one = extend(one, ends_at=ends_at, closes_at=closes_at)
        one = end(one, now=now + minutes(rest))
    else:
        one = extend(end(one, now=now + minutes(rest)), ends_at=ends_at, closes_at=closes_at)
    used = minutes(min(rest, 30))
    promised = START + minutes(60) + used
    wanted = ends_at + used if closes_at is None else min(closes_at, ends_at + used)
    assert one.used == used
    assert one.deadline == max(promised, wanted)


def test_without_a_limit_any_more_a_break_has_nothing_to_stop() -> None:
    one = begin(WorkClock(START + minutes(60)), now=START, granted=minutes(5))
    assert extend(one, ends_at=None, closes_at=None) == WorkClock(deadline=None)
    with pytest.raises(ValueError, match="no break to end"):
        end(WorkClock(deadline=None), now=START)


def test_the_longest_breaks_of_several_exceptions_count() -> None:
    both = Allowance.combine([Allowance(break_minutes=10), Allowance(break_minutes=25)])
    assert both.breaks == minutes(25)
    assert Allowance().breaks == NOTHING


# --- on record


@pytest.fixture
def exam(db: None) -> ExamPage:
    make_questions(6)
    return make_exam(count=2, pass_mark=50, time_limit=60)


def begun(exam: ExamPage, *, rest: int = 20, now: dt.datetime | None = None) -> Attempt:
    """An attempt of somebody to whom breaks of ``rest`` minutes were granted."""
    user = make_learner(exam)
    if rest:
        allowance = Allowance(break_minutes=rest)
        grant_exception(exam, user=user, allowance=allowance, actor=make_user(), reason="Letter")
    return start_attempt(exam, user=user, now=now)


def test_a_break_moves_the_deadline_by_what_was_used_of_it(exam: ExamPage) -> None:
    attempt = begun(exam)
    start, user = attempt.started_at, attempt.user
    paused = begin_break(attempt.uuid, user=user, now=start + minutes(30))
    assert paused.deadline_at == start + minutes(80)
    # pressed twice: once
    begin_break(attempt.uuid, user=user, now=start + minutes(31))
    end_break(attempt.uuid, user=user, now=start + minutes(42))
    again = end_break(attempt.uuid, user=user, now=start + minutes(43))
    assert (again.deadline_at, again.break_used) == (start + minutes(72), minutes(12))
    events = attempt.events.filter(kind__startswith="break").values_list("kind", "at")
    assert list(events) == [
        ("break_began", start + minutes(30)),
        ("break_ended", start + minutes(42)),
    ]
    # what is left is eight minutes, and not more
    begin_break(attempt.uuid, user=user, now=start + minutes(50))
    done = submit_attempt(attempt.uuid, user=user, now=start + minutes(79))
    assert (done.deadline_at, done.break_used) == (start + minutes(80), minutes(20))
    ended = attempt.events.filter(kind="break_ended").values_list("at", flat=True)
    assert list(ended) == [start + minutes(42), start + minutes(58)]
    assert done.closed_by == "learner"


def test_nothing_is_taken_during_a_break_and_nothing_is_closed(exam: ExamPage) -> None:
    attempt = begun(exam)
    start, user = attempt.started_at, attempt.user
    begin_break(attempt.uuid, user=user, now=start + minutes(59))
    answer = {"user": user, "position": 1, "answer": key_answer(attempt, 1), "sequence": 0}
    with pytest.raises(OnBreak):
        save_response(attempt.uuid, **answer, now=start + minutes(61))
    assert close_expired(now=start + minutes(62)) == 0
    # nobody came back: the break ended at 79, one minute of work was left, and the grace
    assert save_response(attempt.uuid, **answer, now=start + minutes(79.5)).sequence == 1
    assert close_expired(now=start + minutes(80) + grace_period()) == 1
    attempt.refresh_from_db()
    assert (attempt.closed_by, attempt.closed_at) == ("deadline", start + minutes(80))
    assert (attempt.break_used, attempt.break_since) == (minutes(20), None)


def test_a_break_never_reaches_past_the_close(exam: ExamPage) -> None:
    closes_at = clock.now() + minutes(65)
    ExamPage.objects.filter(pk=exam.pk).update(closes_at=closes_at)
    attempt = begun(ExamPage.objects.get(pk=exam.pk))
    begin_break(attempt.uuid, user=attempt.user)
    assert Attempt.objects.get().deadline_at == closes_at


def test_more_time_reaches_somebody_who_rests(exam: ExamPage) -> None:
    attempt = begun(exam)
    start, user = attempt.started_at, attempt.user
    begin_break(attempt.uuid, user=user, now=start + minutes(10))
    more = Allowance(time_factor=Decimal("1.5"))
    grant_exception(
        exam,
        user=user,
        allowance=more,
        actor=make_user(),
        reason="Letter",
        now=start + minutes(12),
    )
    after = end_break(attempt.uuid, user=user, now=start + minutes(15))
    assert after.deadline_at == start + minutes(95)
    assert extend_attempts(exam, now=start + minutes(16)) == 0


def test_refusals_say_why(exam: ExamPage) -> None:
    none = begun(exam, rest=0)
    with pytest.raises(BreakRefused, match="No break is left"):
        begin_break(none.uuid, user=none.user)
    late = begun(exam)
    with pytest.raises(AttemptClosed, match="time is over"):
        # the grace is for what was on its way
        begin_break(late.uuid, user=late.user, now=late.deadline_at + minutes(0.1))
    with pytest.raises(Attempt.DoesNotExist):
        begin_break(late.uuid, user=none.user)
    free = make_exam(count=2)
    with pytest.raises(ExceptionRefused, match="no clock to stop"):
        begun(free)
    untimed = start_attempt(free, user=make_learner(free))
    with pytest.raises(BreakRefused, match="no time limit"):
        begin_break(untimed.uuid, user=untimed.user)


def test_an_attempt_voided_in_a_break_is_whole(exam: ExamPage) -> None:
    attempt = begun(exam)
    begin_break(attempt.uuid, user=attempt.user)
    void_attempt(attempt.pk, actor=make_user(), reason="Fire alarm")
    attempt.refresh_from_db()
    assert (attempt.state, attempt.break_since) == ("voided", None)


def test_times_in_statistics_are_times_of_work(exam: ExamPage) -> None:
    attempt = begun(exam)
    start, user = attempt.started_at, attempt.user
    begin_break(attempt.uuid, user=user, now=start + minutes(1))
    end_break(attempt.uuid, user=user, now=start + minutes(11))
    save_response(
        attempt.uuid,
        user=user,
        position=1,
        answer=key_answer(attempt, 1),
        sequence=0,
        now=start + minutes(12),
    )
    submit_attempt(attempt.uuid, user=user, now=start + minutes(13))
    report = exam_report(exam.translation_key)
    seconds = [one.figures.seconds for one in report.questions if one.figures.seconds]
    assert seconds == [60]


# --- on the screen


@pytest.mark.django_db
def test_the_break_shows_no_question_and_leads_back(signed_in: Callable[[Any], Client]) -> None:
    exam = make_exam(questions=[make_question(), make_question()], time_limit=60)
    attempt = begun(exam)
    client = signed_in(attempt.user)
    take = reverse("lms_assessments:take", args=[attempt.uuid])
    page = client.get(take)
    stem = page.context["screen"].questions[0].title
    assert stem in page.content.decode()
    assert "The clock stops for up to 20 minutes" in page.content.decode()
    picks = key_answer(attempt, 1)["picks"]
    page = client.post(take, {"s1": 0, "q1": picks, "s2": 0, "do": "break"}, follow=True)
    html = page.content.decode()
    assert "You are on a break" in html
    assert "you have 60 minutes for the exam" in html
    assert "20 minutes" in html
    # the answer that came with the press is kept, and no question is anywhere
    assert attempt.responses.get().answer == {"picks": picks}
    others = [
        reverse(f"lms_assessments:{name}", args=[attempt.uuid]) for name in ("review", "result")
    ]
    for address in (take, *others):
        shown = client.get(address, follow=True)
        assert stem not in shown.content.decode()
        assert shown.request["PATH_INFO"] == take
    refused = client.post(
        reverse("lms_assessments:save", args=[attempt.uuid]),
        {"position": 2, "sequence": 0, "answer": []},
        content_type="application/json",
    )
    assert (refused.status_code, refused.json()["error"]) == (409, "break")
    assert stem not in refused.content.decode()
    go_on = reverse("lms_assessments:go_on", args=[attempt.uuid])
    assert client.get(go_on).url == take
    assert signed_in(make_learner(exam)).post(go_on).status_code == 404
    assert stem in client.post(go_on, follow=True).content.decode()


def test_a_break_that_ended_by_itself_is_put_on_record_when_the_page_is_read(
    exam: ExamPage, signed_in: Callable[[Any], Client]
) -> None:
    attempt = begun(exam, now=clock.now() - minutes(40))
    begin_break(attempt.uuid, user=attempt.user, now=clock.now() - minutes(30))
    page = signed_in(attempt.user).get(reverse("lms_assessments:take", args=[attempt.uuid]))
    assert page.context["screen"].left_text in {"40 minutes left", "39 minutes left"}
    assert "Take a break" not in page.content.decode()
    attempt.refresh_from_db()
    assert (attempt.break_used, attempt.break_since) == (minutes(20), None)


def test_the_result_tells_work_from_rest(
    exam: ExamPage, signed_in: Callable[[Any], Client]
) -> None:
    attempt = begun(exam, now=clock.now() - minutes(40))
    start, user = attempt.started_at, attempt.user
    begin_break(attempt.uuid, user=user, now=start + minutes(5))
    end_break(attempt.uuid, user=user, now=start + minutes(17))
    submit_attempt(attempt.uuid, user=user, now=start + minutes(30))
    page = signed_in(user).get(reverse("lms_assessments:result", args=[attempt.uuid]))
    facts = dict(page.context["screen"].facts)
    assert (facts["Time used"], facts["Breaks"]) == ("18 minutes", "12 minutes")


def test_staff_grant_breaks_and_the_trainee_reads_of_them(
    exam: ExamPage, signed_in: Callable[[Any], Client]
) -> None:
    user = make_learner(exam)
    staff = make_user(is_superuser=True)
    data = {
        "person": user.email,
        "exam": exam.pk,
        "more_time": 0,
        "extra_minutes": 0,
        "break_minutes": 15,
        "extra_attempts": 0,
        "reason": "Letter of a doctor",
    }
    signed_in(staff).post(reverse("lms_exam_exception_grant"), data)
    html = signed_in(user).get(exam.url).content.decode()
    assert "You can rest for 15 minutes altogether: the clock stops meanwhile." in html
