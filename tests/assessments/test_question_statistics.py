"""A question's own figures, in all exams that asked it."""

import csv
import io
import statistics as slow
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from assessments.admin.statistics import as_xlsx
from assessments.models import Question
from assessments.queries.question_statistics import question_report
from assessments.queries.statistics import exam_report
from tests.assessments.test_budgets import exactly
from tests.assessments.test_statistics_screens import generate
from tests.factories.assessments import make_exam, make_learner, make_questions, take_exam
from tests.factories.courses import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def questions() -> list[Question]:
    return make_questions(4)


@pytest.fixture
def instructor(signed_in: Callable[[Any], Client]) -> Client:
    user = make_user()
    user.groups.add(Group.objects.get(name="Instructors"))
    return signed_in(user)


def test_each_exam_says_what_its_own_statistics_say_and_all_are_counted_together(
    questions: list[Question],
) -> None:
    first, second = make_exam(questions=questions), make_exam(questions=questions[:3])
    generate(first, 12, seed=2)
    generate(second, 7, seed=3)
    other = make_exam(questions=questions[3:])
    take_exam(other, make_learner(other), wrong=(1,))
    for question in questions[:3]:
        (found,) = question_report(question)
        mine = {
            exam.translation_key: next(
                one.figures
                for one in exam_report(exam.translation_key).questions
                if one.version.question_id == question.pk
            )
            for exam in (first, second)
        }
        assert {row.exam_key: row.report.figures for row in found.exams} == mine
        figures, parts = found.together.figures, list(mine.values())
        assert figures.exposure == 13 + 8
        assert figures.facility == pytest.approx(
            slow.fmean([parts[0].facility] * 13 + [parts[1].facility] * 8)
        )
        for place, option in enumerate(figures.options):
            assert option.total == sum(part.options[place].total for part in parts)
            assert option.high == sum(part.options[place].high for part in parts)


def test_versions_are_told_apart_and_one_nobody_was_asked_is_left_out(
    questions: list[Question],
) -> None:
    exam = make_exam(questions=questions[:1])
    take_exam(exam, make_learner(exam))
    question = questions[0]
    question.critical = True
    question.save_revision().publish()
    assert [one.version.number for one in question_report(question)] == [1]
    take_exam(exam, make_learner(exam), wrong=(1,))
    newest, oldest = question_report(question)
    assert (newest.version.number, newest.together.figures.facility) == (2, 0)
    assert (oldest.version.number, oldest.together.figures.facility) == (1, 1)


@pytest.mark.parametrize(("exams", "attempts"), [(1, 1), (3, 6)])
def test_the_report_takes_two_queries(questions: list[Question], exams: int, attempts: int) -> None:
    for number in range(exams):
        generate(make_exam(questions=questions[:2]), attempts, seed=number)
    with exactly(2):
        question_report(questions[0])


def test_a_question_nobody_was_asked_has_no_figures(
    questions: list[Question], instructor: Client
) -> None:
    assert question_report(questions[0]) == ()
    page = instructor.get(reverse("lms_question_statistics", args=[questions[0].pk]))
    assert "No graded attempt has asked this question yet." in page.content.decode()
    assert instructor.get(reverse("lms_question_statistics", args=[999999])).status_code == 404


def test_the_screen_and_its_files_show_every_exam(
    questions: list[Question], instructor: Client
) -> None:
    exams = [make_exam(questions=questions[:2]) for _ in range(2)]
    for seed, exam in enumerate(exams):
        generate(exam, 3, seed=seed)
    url = reverse("lms_question_statistics", args=[questions[0].pk])
    html = instructor.get(url).content.decode()
    assert all(exam.title in html for exam in exams)
    assert "Wash your hands" in html
    rows = list(
        csv.reader(io.StringIO(instructor.get(f"{url}?format=csv").content.decode("utf-8-sig")))
    )
    assert [row[0] for row in rows] == ["Exam", "All exams", *(exam.title for exam in exams)]
    assert [row[5] for row in rows[1:]] == ["8", "4", "4"]
    exam_page = reverse("lms_exam_statistics_of", args=[exams[0].translation_key])
    assert url in instructor.get(exam_page).content.decode()


def test_a_workbook_keeps_text_that_looks_like_a_formula_as_text() -> None:
    from openpyxl import load_workbook

    found = as_xlsx([["=1+1", "+2", "@a", "-x", 2.5]])
    cells = next(iter(load_workbook(io.BytesIO(found)).active.iter_rows()))
    assert [cell.value for cell in cells] == ["'=1+1", "'+2", "'@a", "'-x", 2.5]
    assert {cell.data_type for cell in cells[:4]} == {"s"}


def test_strangers_do_not_see_it(questions: list[Question], signed_in: Any) -> None:
    url = reverse("lms_question_statistics", args=[questions[0].pk])
    assert signed_in(make_user()).get(url).status_code == 302
