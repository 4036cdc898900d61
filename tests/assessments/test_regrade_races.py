"""A regrade meets itself, hand-ins, markers and voids: each grade is written once, none lost."""

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Group

from assessments.exceptions import MarkRefused, RegradeRefused, RegradeStale
from assessments.models import Attempt, ExamPage, GradeEvent, Question, Regrade
from assessments.services.answers import save_response
from assessments.services.attempts import start_attempt, submit_attempt
from assessments.services.exceptions import void_attempt
from assessments.services.marking import mark_answer
from assessments.services.regrades import request_apply, run_comparison, run_regrade
from courses.models import UnitResult
from tests.assessments.test_races import at_once
from tests.assessments.test_regrades import ask, keyed, sit
from tests.factories.assessments import key_answer, make_exam, make_learner, make_question
from tests.factories.courses import make_user

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def instructor() -> Any:
    user = make_user()
    user.groups.add(Group.objects.get(name="Instructors"))
    return user


@pytest.fixture
def question() -> Question:
    return make_question("single", raw=keyed("Soap"))


@pytest.fixture
def exam(question: Question) -> ExamPage:
    return make_exam(questions=[question, make_question("true_false")], pass_mark=75)


def test_32_decisions_and_workers_write_each_grade_once(
    exam: ExamPage, question: Question, instructor: Any
) -> None:
    attempts = [sit(exam, "Water") for _n in range(4)]
    row = ask(question, instructor, way="everyone")

    def work(_number: int) -> Any:
        try:
            request_apply(row, digest=row.digest, actor=instructor)
        except RegradeRefused as refused:
            run_regrade(row.pk)
            return refused
        run_regrade(row.pk)
        return "decided"

    results = at_once(work)
    assert results.count("decided") == 1
    row.refresh_from_db()
    assert (row.state, row.counts["left_out"]) == ("done", 0)
    assert [one.grade_events.count() for one in attempts] == [2] * 4
    assert UnitResult.objects.count() == 8


def test_two_regrades_of_one_question_are_not_applied_at_once(
    exam: ExamPage, question: Question, instructor: Any
) -> None:
    sit(exam, "Water")
    rows = [ask(question, instructor, way=way) for way in ("everyone", "drop") * 4]

    def work(number: int) -> Any:
        return request_apply(rows[number], digest=rows[number].digest, actor=instructor).pk

    results = at_once(work, threads=8)
    assert sum(isinstance(one, int) for one in results) == 1
    assert Regrade.objects.filter(state="applying").count() == 1


def test_32_comparisons_at_once_are_one(
    exam: ExamPage, question: Question, instructor: Any
) -> None:
    for _n in range(4):
        sit(exam, "Water")
    row = ask(question, instructor, way="everyone")
    Regrade.objects.filter(pk=row.pk).update(state="comparing", digest="")
    at_once(lambda _n: run_comparison(row.pk))
    again = Regrade.objects.get(pk=row.pk)
    assert (again.state, again.digest, again.entries.count()) == ("ready", row.digest, 4)


def test_who_hands_in_while_it_is_applied_gets_the_decision(
    exam: ExamPage, question: Question, instructor: Any
) -> None:
    for _round in range(3):
        sit(exam, "Water")
        open_papers: list[Attempt] = []
        for _n in range(6):
            user = make_learner(exam)
            attempt = start_attempt(exam, user=user)
            for item in attempt.read_paper().items:
                if item.type != "single":
                    save_response(
                        attempt.uuid,
                        user=user,
                        position=item.position,
                        answer=key_answer(attempt, item.position),
                        sequence=0,
                    )
            open_papers.append(attempt)
        row = ask(question, instructor, way="everyone")

        def work(number: int, papers: Any = open_papers, row: Any = row) -> Any:
            if number < len(papers):
                return submit_attempt(papers[number].uuid, user=papers[number].user).outcome
            request_apply(row, digest=row.digest, actor=instructor)
            run_regrade(row.pk)
            return "applied"

        results = at_once(work, threads=7)
        if isinstance(results[-1], RegradeStale):  # somebody was quicker than the decision
            again = ask(question, instructor, way="everyone")
            request_apply(again, digest=again.digest, actor=instructor)
            run_regrade(again.pk)
        assert not Attempt.objects.exclude(outcome="pass").exists()
        for attempt in open_papers:
            event = attempt.grade_events.last()
            assert event is not None
            assert event.score == Decimal(1)


def test_a_mark_or_a_void_that_meets_a_regrade_is_kept(question: Question, instructor: Any) -> None:
    essay = make_question(
        "essay", raw={"stem": "<p>Why?</p>", "guide": "", "explanation": "", "max_words": 100}
    )
    exam = make_exam(questions=[question, essay], pass_mark=50, shuffle_questions=False)
    waiting, voided = [], []
    for _n in range(4):
        user = make_learner(exam)
        attempt = start_attempt(exam, user=user)
        save_response(attempt.uuid, user=user, position=2, answer={"text": "Because."}, sequence=0)
        submit_attempt(attempt.uuid, user=user)
        (waiting if _n % 2 else voided).append(attempt)
    row = ask(question, instructor, way="everyone")
    request_apply(row, digest=row.digest, actor=instructor)
    assessor = make_user()

    def work(number: int) -> Any:
        if number < 2:
            mark_answer(
                waiting[number].pk,
                position=2,
                fraction=Decimal("0.5"),
                comment="",
                marker=assessor,
            )
        elif number < 4:
            void_attempt(voided[number - 2].pk, actor=instructor, reason="Fire alarm")
        else:
            run_regrade(row.pk)
        return None

    results = at_once(work, threads=5)
    assert not [one for one in results if isinstance(one, MarkRefused)]
    row.refresh_from_db()
    assert row.state == "done"
    regraded = set(row.grade_events.values_list("attempt_id", flat=True))
    assert row.counts["left_out"] == 4 - len(regraded)
    for attempt in waiting:
        attempt.refresh_from_db()
        sequences = list(attempt.grade_events.values_list("sequence", flat=True))
        assert sequences == list(range(len(sequences)))
        expected = Decimal("0.75") if attempt.pk in regraded else Decimal("0.25")
        assert attempt.score == expected
    for attempt in voided:
        attempt.refresh_from_db()
        assert (attempt.state, attempt.outcome) == ("voided", "")
    assert GradeEvent.objects.filter(cause="marked").count() == 2
