"""What a regrade leads to beyond a mark: critical items, drawn numbers, closed doors, figures."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from assessments.models import Attempt, ExamPage, Question
from assessments.queries.question_statistics import question_report
from assessments.queries.records import attempt_record
from assessments.queries.regrades import entries_of
from assessments.queries.statistics import exam_report, table_of
from assessments.services.answers import save_response
from assessments.services.attempts import start_attempt, submit_attempt
from assessments.services.regrades import request_apply, request_regrade
from courses.api import list_enrollments, reinstate, suspend, withdraw
from courses.models import Enrollment, UnitResult
from tests.assessments.test_regrades import apply, ask, correct, keyed, sit
from tests.factories.assessments import make_exam, make_learner, make_question
from tests.factories.courses import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def instructor() -> Any:
    user = make_user()
    user.groups.add(Group.objects.get(name="Instructors"))
    return user


@pytest.fixture
def desk(signed_in: Callable[[Any], Client], instructor: Any) -> Client:
    return signed_in(instructor)


@pytest.fixture
def question() -> Question:
    return make_question("single", raw=keyed("Soap"))


@pytest.fixture
def exam(question: Question) -> ExamPage:
    return make_exam(questions=[question, make_question("true_false")], pass_mark=50)


# --- critical items


def test_a_corrected_version_that_makes_a_question_critical_fails_who_had_it_wrong(
    exam: ExamPage, question: Question, instructor: Any
) -> None:
    wrong, right = sit(exam, "Water"), sit(exam, "Soap")
    assert wrong.outcome == "pass"
    question.critical = True
    question.save_revision().publish()
    row = ask(question, instructor)
    assert (row.counts["changed"], row.counts["to_fail"]) == (1, 1)
    (entry,) = entries_of(row)
    assert (entry.attempt, entry.before_outcome, entry.after_outcome) == (wrong, "pass", "fail")
    apply(row, instructor)
    wrong.refresh_from_db()
    assert (wrong.outcome, wrong.score) == ("fail", Decimal("0.5"))
    assert right.grade_events.count() == 1
    record = attempt_record(wrong)
    assert record.verdict is not None
    assert len(record.verdict.critical_wrong) == 1
    assert [one.mark for one in record.rows if one.critical] == ["critical"]
    assert ask(question, instructor).counts["changed"] == 0


def test_a_corrected_version_that_is_not_critical_any_more_passes_who_failed_by_it(
    instructor: Any,
) -> None:
    question = make_question("single", raw=keyed("Soap"), critical=True)
    exam = make_exam(questions=[question, make_question("true_false")], pass_mark=50)
    attempt = sit(exam, "Water")
    assert attempt.outcome == "fail"
    question.critical = False
    question.save_revision().publish()
    row = apply(ask(question, instructor), instructor)
    assert row.counts["to_pass"] == 1
    attempt.refresh_from_db()
    assert (attempt.outcome, attempt.score) == ("pass", Decimal("0.5"))


# --- numbers drawn for each paper


def measured(formula: str) -> dict[str, Any]:
    number = {"name": "v", "minimum": "2", "maximum": "90", "step": "1"}
    return {
        "stem": "<p>How much for {v} ml?</p>",
        "parameters": [{"type": "item", "id": "v", "value": number}],
        "formula": formula,
        "unit": "",
        "tolerance": "0",
        "tolerance_kind": "absolute",
        "decimals": 0,
        "steps": [],
        "explanation": "",
    }


def test_a_corrected_formula_is_used_with_the_numbers_of_each_paper(instructor: Any) -> None:
    question = make_question("calculated", raw=measured("v * 2"))
    exam = make_exam(questions=[question], pass_mark=50)
    numbers, thrice, twice = set(), [], []
    for n in range(8):
        user = make_learner(exam)
        attempt = start_attempt(exam, user=user)
        (item,) = attempt.read_paper().items
        number = int(item.facts["values"]["v"])
        numbers.add(number)
        answer = str(number * (3 if n % 2 else 2))
        save_response(attempt.uuid, user=user, position=1, answer=answer, sequence=0)
        (thrice if n % 2 else twice).append(submit_attempt(attempt.uuid, user=user))
    assert len(numbers) > 2
    assert {one.outcome for one in twice} == {"pass"}
    assert {one.outcome for one in thrice} == {"fail"}
    block = question.content.stream_block.child_blocks["calculated"]
    question.content = [("calculated", block.to_python(measured("v * 3")))]
    question.save_revision().publish()
    row = apply(ask(question, instructor), instructor)
    assert (row.counts["to_pass"], row.counts["to_fail"]) == (4, 4)
    for attempt in twice + thrice:
        attempt.refresh_from_db()
    assert {one.outcome for one in twice} == {"fail"}
    assert {one.outcome for one in thrice} == {"pass"}


def test_a_formula_with_a_number_that_was_never_drawn_is_said_before_anything_happens(
    instructor: Any,
) -> None:
    question = make_question("calculated", raw=measured("v * 2"))
    exam = make_exam(questions=[question], pass_mark=50)
    user = make_learner(exam)
    attempt = start_attempt(exam, user=user)
    number = int(attempt.read_paper().items[0].facts["values"]["v"])
    save_response(attempt.uuid, user=user, position=1, answer=str(number * 2), sequence=0)
    submit_attempt(attempt.uuid, user=user)
    raw = {**measured("v * w"), "stem": "<p>How much for {v} ml at {w}?</p>"}
    other = {"name": "w", "minimum": "2", "maximum": "9", "step": "1"}
    raw["parameters"].append({"type": "item", "id": "w", "value": other})
    block = question.content.stream_block.child_blocks["calculated"]
    question.content = [("calculated", block.to_python(raw))]
    question.save_revision().publish()
    row = ask(question, instructor)
    assert row.state == "failed"
    assert "numbers that were not drawn then" in row.problem


# --- enrollments that are closed


def close(attempt: Attempt, state: str, actor: Any) -> Enrollment:
    enrollment = list_enrollments(attempt.user).get()
    if state == "expired":
        past = dt.date.today() - dt.timedelta(days=3)
        Enrollment.objects.filter(pk=enrollment.pk).update(expires_on=past)
    else:
        {"suspended": suspend, "withdrawn": withdraw}[state](
            enrollment, actor=actor, reason="Asked for"
        )
    return enrollment


@pytest.mark.parametrize("state", ["suspended", "expired", "withdrawn"])
def test_a_pass_that_comes_after_the_enrollment_was_closed_counts_once_it_is_reinstated(
    state: str, question: Question, instructor: Any, desk: Client
) -> None:
    exam = make_exam(questions=[question, make_question("true_false")], pass_mark=75)
    attempt = sit(exam, "Alcohol")
    enrollment = close(attempt, state, instructor)
    correct(question, "Alcohol")
    row = ask(question, instructor)
    page = desk.get(reverse("lms_regrade", args=[row.pk])).content.decode()
    assert f"The enrollment is closed ({state}). The pass is kept with it" in page
    apply(row, instructor)
    attempt.refresh_from_db()
    enrollment.refresh_from_db()
    assert attempt.outcome == "pass"
    assert UnitResult.objects.get(enrollment=enrollment, sequence=1).outcome == "pass"
    assert enrollment.completed_at is None
    later = dt.date.today() + dt.timedelta(days=30)
    reinstate(enrollment, actor=make_user(is_superuser=True), reason="Regraded", expires_on=later)
    enrollment.refresh_from_db()
    assert enrollment.state == "completed"


def test_nothing_is_said_of_an_open_enrollment(
    exam: ExamPage, question: Question, instructor: Any, desk: Client
) -> None:
    sit(exam, "")
    row = ask(question, instructor, way="everyone")
    assert "is closed" not in desk.get(reverse("lms_regrade", args=[row.pk])).content.decode()


# --- the command, and the way there


def test_the_command_finishes_what_a_stopped_worker_left(
    exam: ExamPage, question: Question, instructor: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    attempt = sit(exam, "Water")
    row = request_regrade(
        question,
        way="everyone",
        versions=list(question.versions.all()),
        reason="Two are right.",
        actor=instructor,
    )
    call_command("finish_regrades")
    row.refresh_from_db()
    assert row.state == "ready"
    request_apply(row, digest=row.digest, actor=instructor)
    call_command("finish_regrades")
    row.refresh_from_db()
    attempt.refresh_from_db()
    assert (row.state, attempt.score) == ("done", Decimal(1))
    call_command("finish_regrades")
    assert attempt.grade_events.count() == 2
    assert capsys.readouterr().out.split("\n")[:3] == [
        "1 regrades continued.",
        "1 regrades continued.",
        "0 regrades continued.",
    ]


def statistics_of(exam: ExamPage, client: Client) -> str:
    url = reverse("lms_exam_statistics_of", args=[exam.translation_key])
    return client.get(url).content.decode()


def test_every_question_of_the_statistics_leads_to_its_regrade(
    exam: ExamPage,
    question: Question,
    desk: Client,
    signed_in: Callable[[Any], Client],
) -> None:
    sit(exam, "Water")
    page = statistics_of(exam, desk)
    for one in Question.objects.all():
        version = one.versions.get()
        address = (
            reverse("lms_regrade_ask", args=[one.pk])
            + f"?version={version.pk}&amp;exam={exam.translation_key}"
        )
        assert page.count(f'href="{address}"') == 1
        form = desk.get(address.replace("&amp;", "&")).content.decode()
        assert f'value="{exam.translation_key}" selected' in form
    reader = make_user()
    reader.groups.add(Group.objects.get(name="Registrars"))
    assert reverse("lms_regrade_ask", args=[question.pk]) not in statistics_of(
        exam, signed_in(reader)
    )


# --- figures of a question whose mark was given


def test_a_given_mark_does_not_make_a_question_easy(
    exam: ExamPage, question: Question, instructor: Any, desk: Client
) -> None:
    for pick in ("Soap", "Water", "Water", ""):
        sit(exam, pick)

    def figures() -> Any:
        report = exam_report(exam.translation_key)
        return next(one for one in report.questions if one.version.question_id == question.pk)

    before = figures()
    assert (before.figures.facility, before.notes) == (0.25, ())
    apply(ask(question, instructor, way="everyone"), instructor)
    after = figures()
    assert after.figures == before.figures
    assert after.notes == (
        "A regrade gave the mark in 3 attempts. They are not counted as right here: the figures "
        "are of what was answered.",
    )
    (version,) = question_report(question)
    assert (version.together.figures.facility, version.together.notes) == (0.25, after.notes)
    assert "A regrade gave the mark in 3 attempts." in statistics_of(exam, desk)
    table = table_of(exam_report(exam.translation_key))
    assert any("A regrade gave the mark" in str(row[-1]) for row in table)
    # who hands in after the decision is given the mark too, and counts by what was answered
    sit(exam, "Water")
    assert figures().figures.facility == pytest.approx(0.2)


def test_a_question_that_was_left_out_says_so_beside_its_figures(
    exam: ExamPage, question: Question, instructor: Any, desk: Client
) -> None:
    sit(exam, "Soap")
    sit(exam, "Water")
    apply(ask(question, instructor, way="drop"), instructor)
    page = statistics_of(exam, desk)
    assert "A regrade left this question out of 2 attempts" in page
