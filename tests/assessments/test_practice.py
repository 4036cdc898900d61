"""Practice: answers are checked at once, so many times, and say no more than the matrix allows."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from assessments.exceptions import AnswerSettled, AnswerStale, CheckRefused
from assessments.feedback import EVERYTHING
from assessments.models import Attempt, ExamPage
from assessments.queries.question_statistics import question_report, table_of_versions
from assessments.queries.statistics import exam_report, list_exam_summaries
from assessments.services.answers import save_response
from assessments.services.attempts import start_attempt, submit_attempt
from assessments.services.practice import check_answer
from courses.api import publish_version
from courses.models import UnitResult
from courses.services.results import outline_of
from tests.factories.assessments import (
    key_answer,
    make_exam,
    make_learner,
    make_question,
    make_questions,
    take_exam,
    wrong_answer,
)
from tests.factories.courses import make_user

pytestmark = pytest.mark.django_db
HINTS = {"during": ["correctness", "specific"]}


def begin(**rules: Any) -> Attempt:
    questions = [make_question(name) for name in ("single", "multiple", "true_false")]
    rules = {"behavior": "practice", "feedback": "practice", "pass_mark": 50, **rules}
    exam = make_exam(questions=questions, shuffle_questions=False, **rules)
    return start_attempt(exam, user=make_learner(exam))


def check(attempt: Attempt, answer: Any, *, sequence: int, position: int = 1) -> Any:
    return check_answer(
        attempt.uuid, user=attempt.user, position=position, answer=answer, sequence=sequence
    ).row


def save(attempt: Attempt, answer: Any, *, sequence: int) -> Any:
    return save_response(
        attempt.uuid, user=attempt.user, position=1, answer=answer, sequence=sequence
    )


def test_a_right_answer_is_settled_and_counts_at_the_end() -> None:
    attempt = begin()
    row = check(attempt, key_answer(attempt, 1), sequence=0)
    assert (row.tries, row.settled, row.sequence) == (1, True, 1)
    with pytest.raises(AnswerSettled):
        save(attempt, wrong_answer(attempt, 1), sequence=1)
    done = submit_attempt(attempt.uuid, user=attempt.user)
    assert done.grade_events.get().points == 1
    result = UnitResult.objects.get()
    assert (result.kind, result.evidence["kind"]) == ("practice", "practice")


def test_tries_are_counted_and_then_the_answer_stays() -> None:
    attempt = begin(tries=2)
    wrong, right = wrong_answer(attempt, 1), key_answer(attempt, 1)
    assert check(attempt, wrong, sequence=0).settled is False
    # the same answer again is no further try
    assert check(attempt, wrong, sequence=1).tries == 1
    other = {"picks": ["something else"]}
    row = check(attempt, other, sequence=1)
    assert (row.tries, row.settled) == (2, True)
    assert check(attempt, right, sequence=2).answer == row.answer
    kinds = list(attempt.events.values_list("kind", "data__try"))
    assert kinds == [("started", None), ("checked", 1), ("checked", 2)]


def test_an_answer_changed_in_another_window_is_not_checked_over() -> None:
    attempt = begin()
    save(attempt, wrong_answer(attempt, 1), sequence=0)
    with pytest.raises(AnswerStale):
        check(attempt, key_answer(attempt, 1), sequence=0)


def test_there_is_nothing_to_check_without_an_answer_or_in_an_exam() -> None:
    with pytest.raises(CheckRefused, match="Give an answer"):
        check(begin(), None, sequence=0)
    attempt = begin(behavior="exam", feedback="score")
    with pytest.raises(CheckRefused, match="handed in"):
        check(attempt, key_answer(attempt, 1), sequence=0)


def test_what_cannot_be_changed_tells_nothing_where_correctness_is_hidden() -> None:
    attempt = begin(feedback={"during": ["general"]})
    assert check(attempt, key_answer(attempt, 1), sequence=0).settled is False


def post(client: Client, attempt: Attempt, answer: Any, *, sequence: int) -> Any:
    body = {"position": 1, "sequence": sequence, "answer": answer}
    url = reverse("lms_assessments:check", args=[attempt.uuid])
    return client.post(url, json.dumps(body), content_type="application/json")


def test_hints_come_with_tries_left_and_the_key_with_the_last(
    signed_in: Callable[[Any], Client],
) -> None:
    attempt = begin(tries=2, feedback={"during": sorted(EVERYTHING)})
    client = signed_in(attempt.user)
    wrong = wrong_answer(attempt, 1)
    first = post(client, attempt, wrong, sequence=0).json()
    assert "Not right" in first["html"]
    assert "1 try left" in first["html"]
    assert "SECRET feedback" in first["html"]
    assert "SECRET explanation" not in first["html"]
    assert "key-line" not in first["html"]
    # reloading shows the same
    page = client.get(reverse("lms_assessments:take", args=[attempt.uuid])).content.decode()
    assert "1 try left" in page
    assert "SECRET explanation" not in page
    # flagging it does not use it up; another answer takes the remark away
    save_response(
        attempt.uuid, user=attempt.user, position=1, answer=wrong, sequence=1, flagged=True
    )
    page = client.get(reverse("lms_assessments:take", args=[attempt.uuid])).content.decode()
    assert "Not right" in page
    last = post(client, attempt, {"picks": ["other"]}, sequence=2).json()
    assert last["settled"] is True
    assert "key-line" in last["html"]
    assert "SECRET explanation" in last["html"]


def test_without_a_script_the_form_checks_one_answer(
    signed_in: Callable[[Any], Client],
) -> None:
    attempt = begin(tries=3)
    client = signed_in(attempt.user)
    url = reverse("lms_assessments:take", args=[attempt.uuid])
    picks = key_answer(attempt, 1)["picks"]
    data = {"s1": 0, "q1": picks, "s2": 0, "s3": 0, "check": "1"}
    page = client.post(url, data)
    assert page["Location"] == f"{url}#q1"
    html = client.get(url).content.decode()
    assert "Right" in html
    assert "<fieldset" in html
    assert "disabled" in html
    again = client.post(url, {"s2": 0, "check": "2"}, follow=True).content.decode()
    assert "Give an answer first." in again


def test_refusals_of_a_check_say_what_is_wrong(signed_in: Callable[[Any], Client]) -> None:
    attempt = begin(behavior="exam", feedback="score")
    client = signed_in(attempt.user)
    page = post(client, attempt, key_answer(attempt, 1), sequence=0)
    assert (page.status_code, page.json()["error"]) == (409, "refused")
    assert "marked when it is handed in" in page.json()["message"]
    submit_attempt(attempt.uuid, user=attempt.user)
    assert post(client, attempt, None, sequence=0).json()["error"] == "closed"
    assert post(Client(), attempt, None, sequence=0).status_code == 401


def test_a_practice_says_so_before_the_start(signed_in: Callable[[Any], Client]) -> None:
    attempt = begin(tries=2)
    exam = ExamPage.objects.get(pk=attempt.exam_id)
    submit_attempt(attempt.uuid, user=attempt.user)
    html = signed_in(make_learner(exam)).get(exam.url).content.decode()
    assert "You can check each answer at once, with 2 tries." in html
    assert "As soon as you check an answer: which answers were right" in html


def both(exam: ExamPage) -> tuple[Any, Any]:
    """An attempt at ``exam`` while it was an exam, and one after it was made practice."""
    first = take_exam(exam, make_learner(exam), wrong=(1,))
    ExamPage.objects.filter(pk=exam.pk).update(behavior="practice", feedback="practice")
    second = take_exam(ExamPage.objects.get(pk=exam.pk), make_learner(exam))
    return first, second


def test_statistics_keep_exams_and_practice_apart() -> None:
    (question,) = make_questions(1)
    exam = make_exam(questions=[question], pass_mark=50)
    first, second = both(exam)
    assert (first.kind, second.kind) == ("exam", "practice")
    key = exam.translation_key
    assert (exam_report(key).figures.mean, exam_report(key, kind="practice").figures.mean) == (0, 1)
    rows = {row["kind"]: (row["attempts"], row["passes"]) for row in list_exam_summaries()}
    assert rows == {"exam": (1, 0), "practice": (1, 1)}
    (asked,) = question_report(question)
    (tried,) = question_report(question, kind="practice")
    assert (asked.together.figures.facility, tried.together.figures.facility) == (0, 1)
    assert [row[:2] for row in table_of_versions((asked,), (tried,))[1:]] == [
        ["All exams", "Exam"],
        [exam.title, "Exam"],
        ["All practice", "Practice"],
        [exam.title, "Practice"],
    ]


def test_reports_and_lists_say_which_is_practice(signed_in: Callable[[Any], Client]) -> None:
    (question,) = make_questions(1)
    exam = make_exam(questions=[question], pass_mark=50)
    _first, second = both(exam)
    staff = make_user()
    staff.groups.add(Group.objects.get(name="Instructors"))
    client = signed_in(staff)
    page = client.get(reverse("lms_exam_statistics"))
    assert [(heading, len(rows)) for heading, rows in page.context["parts"]] == [
        ("Exams", 1),
        ("Practice", 1),
    ]
    url = reverse("lms_exam_statistics_of", args=[exam.translation_key])
    assert client.get(url).context["report"].passed == 0
    practice = client.get(url, {"kind": "practice"})
    assert practice.context["report"].passed == 1
    assert 'href="?format=csv&amp;kind=practice"' in practice.content.decode()
    assert 'href="?kind=exam"' in practice.content.decode()
    of_question = client.get(reverse("lms_question_statistics", args=[question.pk]))
    assert [part[1] for part in of_question.context["parts"]] == ["All exams", "All practice"]
    listed = client.get(reverse("lms_assessments_attempts:index"), {"kind": "practice"})
    assert [row.pk for row in listed.context["object_list"]] == [second.pk]
    mine = signed_in(second.user).get(reverse("lms_assessments:attempts")).content.decode()
    assert ">Practice</h2>" in mine
    assert ">Exams</h2>" not in mine


def test_the_outline_of_a_course_says_practice(signed_in: Callable[[Any], Client]) -> None:
    make_questions(1)
    exam = make_exam(count=1, behavior="practice", required=False)
    make_exam(count=1, module=exam.get_parent().specific)
    module = exam.get_parent()
    client = signed_in(make_learner(exam))
    html = client.get(module.url).content.decode()
    assert "1 practice unit · 1 test" in html
    assert html.count("Practice · Optional") == 1
    # the version that was pinned says so even when the page is gone
    outline = outline_of(publish_version(module.get_parent().specific))
    exam.unpublish()
    assert [unit.result_kind for unit in outline.units()] == ["practice", "exam"]
    assert "1 practice unit · 1 test" in client.get(module.url).content.decode()
