"""Two clicks, two tabs, two servers: what happens at once happens once."""

import datetime as dt
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from assessments.exceptions import AnswerStale, AssessmentError, AttemptClosed
from assessments.models import Attempt, AttemptEvent, ExamPage, GradeEvent
from assessments.models.attempts import grace_period
from assessments.rules import Allowance
from assessments.services.answers import save_response
from assessments.services.attempts import close_if_over, close_if_up, start_attempt, submit_attempt
from assessments.services.breaks import begin_break, end_break
from assessments.services.exceptions import grant_exception
from assessments.services.practice import check_answer
from courses.models import UnitResult
from tests.factories.assessments import (
    answer_all,
    key_answer,
    make_exam,
    make_learner,
    make_questions,
    wrong_answer,
)
from tests.factories.courses import make_user

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
THREADS = 32


def at_once(work: Callable[[int], Any], *, threads: int = THREADS) -> list[Any]:
    """Run ``work`` in many threads that leave one barrier together; return results or errors."""
    barrier = threading.Barrier(threads)

    def one(number: int) -> Any:
        try:
            barrier.wait(timeout=60)
            return work(number)
        except AssessmentError as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, range(threads)))


@pytest.fixture
def exam() -> ExamPage:
    make_questions(6)
    return make_exam(count=4, pass_mark=75, time_limit=60)


def test_32_starts_make_one_open_attempt(exam: ExamPage) -> None:
    user = make_learner(exam)
    started = at_once(lambda _n: start_attempt(ExamPage.objects.get(pk=exam.pk), user=user).pk)
    assert len(set(started)) == 1
    assert Attempt.objects.filter(user=user).count() == 1
    assert AttemptEvent.objects.filter(kind="started").count() == 1


def test_32_submits_make_one_grade_and_one_result(exam: ExamPage) -> None:
    user = make_learner(exam)
    attempt = answer_all(start_attempt(exam, user=user))
    done = at_once(lambda _n: submit_attempt(attempt.uuid, user=user).outcome)
    assert set(done) == {"pass"}
    assert GradeEvent.objects.count() == 1
    assert UnitResult.objects.count() == 1


def test_32_first_answers_to_one_question_keep_exactly_one(exam: ExamPage) -> None:
    user = make_learner(exam)
    attempt = start_attempt(exam, user=user)
    answers = [key_answer(attempt, 1), wrong_answer(attempt, 1)]

    def save(number: int) -> Any:
        return save_response(
            attempt.uuid, user=user, position=1, answer=answers[number % 2], sequence=0
        )

    results = at_once(save)
    saved = [one for one in results if not isinstance(one, Exception)]
    row = attempt.responses.get()
    assert row.sequence == 1
    assert {one.sequence for one in saved} == {1}
    # whoever sent the kept answer was told "saved", everybody else was told that it is stale
    assert len(saved) == THREADS // 2
    assert all(isinstance(one, AnswerStale) for one in results if one not in saved)
    assert attempt.events.filter(kind="answered").count() == 1


def test_an_answer_is_graded_or_refused_when_it_meets_the_submit(exam: ExamPage) -> None:
    for _round in range(3):
        user = make_learner(exam)
        attempt = start_attempt(exam, user=user)
        right = {n: key_answer(attempt, n) for n in range(1, 5)}

        def work(number: int, attempt: Attempt = attempt, right: dict = right) -> Any:
            if number < 4:
                position = number + 1
                save_response(
                    attempt.uuid,
                    user=attempt.user,
                    position=position,
                    answer=right[position],
                    sequence=0,
                )
                return position
            return submit_attempt(attempt.uuid, user=attempt.user)

        results = at_once(work, threads=8)
        accepted = {one for one in results if isinstance(one, int)}
        refused = [one for one in results if isinstance(one, Exception)]
        assert all(isinstance(one, AttemptClosed) for one in refused)
        grade = GradeEvent.objects.get(attempt=attempt)
        counted = {one["position"] for one in grade.items if one["answered"]}
        assert counted == accepted
        assert grade.points == len(accepted)


def test_the_closer_and_the_submit_make_one_grade(exam: ExamPage) -> None:
    user = make_learner(exam)
    attempt = answer_all(start_attempt(exam, user=user))
    assert attempt.deadline_at is not None
    late = attempt.deadline_at + grace_period()

    def work(number: int) -> Any:
        if number % 2:
            return close_if_over(Attempt.objects.get(pk=attempt.pk), now=late).state
        return submit_attempt(attempt.uuid, user=user, now=late).state

    assert set(at_once(work)) == {"graded"}
    assert GradeEvent.objects.count() == 1
    attempt.refresh_from_db()
    assert attempt.closed_at == attempt.deadline_at


def test_an_answer_in_the_grace_is_graded_or_refused_when_it_meets_the_result(
    exam: ExamPage,
) -> None:
    user = make_learner(exam)
    attempt = start_attempt(exam, user=user)
    assert attempt.deadline_at is not None
    late = attempt.deadline_at
    right = {n: key_answer(attempt, n) for n in range(1, 5)}

    def work(number: int) -> Any:
        if number % 2:
            return close_if_up(Attempt.objects.get(pk=attempt.pk), now=late).state
        position = number // 2 % 4 + 1
        save_response(
            attempt.uuid,
            user=user,
            position=position,
            answer=right[position],
            sequence=0,
            now=late,
        )
        return position

    results = at_once(work)
    accepted = {one for one in results if isinstance(one, int)}
    refused = [one for one in results if isinstance(one, Exception)]
    assert all(isinstance(one, AttemptClosed) for one in refused)
    grade = GradeEvent.objects.get()
    assert {one["position"] for one in grade.items if one["answered"]} == accepted
    saved = attempt.events.filter(kind="answered")
    assert saved.count() == len(accepted)
    assert all(event.data["grace"] for event in saved)


def test_32_checks_of_one_answer_use_one_try() -> None:
    make_questions(4)
    exam = make_exam(count=4, behavior="practice", tries=2, feedback="practice")
    user = make_learner(exam)
    attempt = start_attempt(exam, user=user)
    answer = wrong_answer(attempt, 1)
    done = at_once(
        lambda _n: check_answer(attempt.uuid, user=user, position=1, answer=answer, sequence=0)
    )
    assert {(one.row.tries, one.row.sequence) for one in done} == {(1, 1)}
    assert attempt.events.filter(kind="checked").count() == 1


def test_time_that_is_given_meets_the_closer_and_one_of_them_stands(exam: ExamPage) -> None:
    staff = make_user(is_staff=True)
    outcomes = set()
    for round_ in range(6):
        user = make_learner(exam)
        attempt = answer_all(start_attempt(exam, user=user))
        promised = attempt.deadline_at
        assert promised is not None
        late = promised + grace_period()

        def work(
            number: int, pk: int = attempt.pk, user: Any = user, round_: int = round_,
            before: Any = promised, late: Any = late,
        ) -> Any:  # fmt: skip
            if number % 2 == round_ % 2:
                return close_if_over(Attempt.objects.get(pk=pk), now=late).state
            return grant_exception(
                exam, user=user, allowance=Allowance(extra_minutes=10), actor=staff,
                reason="A break", now=before,
            ).pk  # fmt: skip

        at_once(work, threads=8)
        attempt.refresh_from_db()
        outcomes.add(attempt.state)
        grades, extended = attempt.grade_events.count(), attempt.events.filter(kind="extended")
        if attempt.state == "open":
            assert attempt.deadline_at is not None
            assert attempt.deadline_at > promised
            assert (grades, extended.exists()) == (0, True)
        else:
            # graded with the answers of the time that was promised, and never reopened
            assert (attempt.state, attempt.deadline_at, attempt.closed_at) == (
                *("graded", promised, promised),
            )
            assert (grades, extended.exists()) == (1, False)
    assert outcomes <= {"open", "graded"}


def test_a_break_meets_the_finalizer_and_exactly_one_of_them_happens(exam: ExamPage) -> None:
    for _round in range(3):
        user = make_learner(exam)
        allowance = Allowance(break_minutes=20)
        grant_exception(exam, user=user, allowance=allowance, actor=user, reason="Letter")
        attempt = start_attempt(exam, user=user)
        deadline = attempt.deadline_at

        def work(number: int, attempt: Attempt = attempt, deadline: Any = deadline) -> Any:
            if number % 2:
                return close_if_over(
                    Attempt.objects.get(pk=attempt.pk), now=deadline + grace_period()
                )
            return begin_break(
                attempt.uuid, user=attempt.user, now=deadline - dt.timedelta(seconds=1)
            )

        at_once(work, threads=8)
        attempt.refresh_from_db()
        began = attempt.events.filter(kind="break_began").count()
        if attempt.state == "open":
            assert (began, attempt.deadline_at) == (1, deadline + dt.timedelta(minutes=20))
            assert not attempt.grade_events.exists()
        else:
            assert (began, attempt.deadline_at) == (0, deadline)
            assert attempt.grade_events.count() == 1


def test_going_on_in_many_windows_uses_the_break_once(exam: ExamPage) -> None:
    user = make_learner(exam)
    allowance = Allowance(break_minutes=20)
    grant_exception(exam, user=user, allowance=allowance, actor=user, reason="Letter")
    attempt = start_attempt(exam, user=user)
    begin_break(attempt.uuid, user=user, now=attempt.started_at)
    back = attempt.started_at + dt.timedelta(minutes=7)
    at_once(lambda _n: end_break(attempt.uuid, user=user, now=back), threads=16)
    attempt.refresh_from_db()
    assert attempt.break_used == dt.timedelta(minutes=7)
    assert attempt.deadline_at == attempt.started_at + dt.timedelta(minutes=67)
    assert attempt.events.filter(kind="break_ended").count() == 1
