"""The number of queries is a literal, and the same for 5, 50 and 200 questions.

Counted at the view, with sign-in; for saving and handing in, with every statement that opens or
closes a transaction. The other screens are counted without those: SAVEPOINT and its RELEASE stand
for BEGIN and COMMIT in a test.
"""

import json
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Attempt, ExamPage, QuestionVersion
from assessments.services.answers import Sheet, save_sheet
from assessments.services.attempts import start_attempt
from courses.api import enroll
from courses.services.versions import publish_version
from tests.factories.assessments import (
    key_answer,
    make_bank,
    make_exam,
    make_learner,
    make_questions,
)
from tests.factories.courses import add_lesson, add_module, lessons_of, make_course, make_user
from tests.factories.media import make_document, raster_image

SIZES = [5, 50, 200]
pytestmark = pytest.mark.django_db
_TRANSACTION = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


@contextmanager
def at_most(count: int) -> Any:
    with CaptureQueriesContext(connection) as captured:
        yield
    sql = [query["sql"] for query in captured.captured_queries]
    sql = [one for one in sql if not one.startswith(_TRANSACTION)]
    assert len(sql) <= count, "\n".join(one[:150] for one in sql)


@contextmanager
def exactly(count: int) -> Any:
    with CaptureQueriesContext(connection) as captured:
        yield
    sql = [query["sql"] for query in captured.captured_queries]
    sql = [one for one in sql if not one.startswith(_TRANSACTION)]
    assert len(sql) == count, "\n".join(one[:150] for one in sql)


@pytest.fixture(params=SIZES)
def exam(request: pytest.FixtureRequest) -> ExamPage:
    make_bank(request.param)
    return make_exam(count=request.param, pass_mark=80)


@pytest.fixture
def taking(exam: ExamPage, signed_in: Callable[[Any], Client]) -> tuple[Client, Attempt]:
    user = make_learner(exam)
    attempt = start_attempt(exam, user=user)
    client = signed_in(user)
    client.get(reverse("lms_assessments:attempts"))
    return client, attempt


def test_autosave_takes_six_queries_with_everything(taking: tuple[Client, Attempt]) -> None:
    client, attempt = taking
    url = reverse("lms_assessments:save", args=[attempt.uuid])
    answer = key_answer(attempt, 1)
    for sequence, value in enumerate([answer, None, answer]):
        body = json.dumps({"position": 1, "sequence": sequence, "answer": value})
        with CaptureQueriesContext(connection) as captured:
            page = client.post(url, body, content_type="application/json")
        assert page.status_code == 200
        # here even the transaction counts
        assert len(captured.captured_queries) <= 6


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("outcome", ["pass", "fail"])
def test_submit_takes_twelve_with_everything_also_when_it_completes_the_course(
    outcome: str, tree: Any, taking: tuple[Client, Attempt]
) -> None:
    client, attempt = taking
    items = attempt.read_paper().items
    versions = QuestionVersion.objects.in_bulk([item.version_id for item in items])
    sheets = [
        Sheet(item.position, _answer(versions[item.version_id], outcome), 0, flagged=False)
        for item in items
    ]
    save_sheet(attempt.uuid, sheets, user=attempt.user)
    with CaptureQueriesContext(connection) as captured:
        client.post(reverse("lms_assessments:submit", args=[attempt.uuid]))
    attempt.refresh_from_db()
    assert (attempt.state, attempt.outcome) == ("graded", outcome)
    completed = attempt.enrollment.state == "completed"
    assert completed is (outcome == "pass")
    sql = [query["sql"] for query in captured.captured_queries]
    until = sql.index("COMMIT") + 1
    assert until <= 12, "\n".join(one[:150] for one in sql)
    # what follows a completed course comes after the answer is safe, and has its own budget
    assert len(sql) == until if outcome == "fail" else len(sql) > until


def _answer(version: QuestionVersion, outcome: str) -> Any:
    return version.kind.key_response(version.spec) if outcome == "pass" else ["true"]


@pytest.mark.django_db(transaction=True)
def test_a_start_takes_eighteen_with_everything(
    tree: Any, exam: ExamPage, signed_in: Callable[[Any], Client]
) -> None:
    """Session and account, the page and its sections, who the person is to the course (4), the
    draw (3), and in one transaction what nobody may lose: the pool it was drawn from (2, once per
    pool), the attempt, what was asked, and the step."""
    client = signed_in(make_learner(exam))
    client.get(exam.url)
    with CaptureQueriesContext(connection) as captured:
        client.post(reverse("lms_assessments:start", args=[exam.pk]))
    assert Attempt.objects.count() == 1
    # with BEGIN and COMMIT
    assert len(captured) == 18, "\n".join(one["sql"][:150] for one in captured.captured_queries)


def test_the_exam_page_costs_the_same(exam: ExamPage, signed_in: Callable[[Any], Client]) -> None:
    client = signed_in(make_learner(exam))
    client.get(exam.url)
    with at_most(20):
        assert client.get(exam.url).status_code == 200


def test_the_paper_and_its_review_cost_the_same(taking: tuple[Client, Attempt]) -> None:
    client, attempt = taking
    for name in ("take", "review"):
        with exactly(5):  # the fifth: what was granted to this person
            client.get(reverse(f"lms_assessments:{name}", args=[attempt.uuid]))


def test_the_result_costs_the_same(taking: tuple[Client, Attempt]) -> None:
    client, attempt = taking
    client.post(reverse("lms_assessments:submit", args=[attempt.uuid]))
    url = reverse("lms_assessments:result", args=[attempt.uuid])
    client.get(url)
    with at_most(16):
        client.get(url)


@pytest.mark.parametrize("count", [1, 10])
def test_a_lesson_with_everything_costs_twelve_when_it_is_first_opened(
    count: int, signed_in: Callable[[Any], Client]
) -> None:
    course = make_course(version=False)
    body: list[Any] = []
    for number in range(count):
        video, captions = make_document(f"{number}.mp4"), make_document(f"{number}.vtt")
        form, photo = make_document(f"{number}.pdf"), raster_image(f"photo-{number}")
        film = {"title": "A film", "url": "", "file": video, "captions": captions}
        body += [
            ("image", {"image": photo, "alt": "A scalp", "caption": ""}),
            ("video", film | {"transcript": ""}),
            ("document", {"document": form, "title": "", "description": ""}),
            ("self_check", {"title": "Try it", "questions": make_questions(2, use="practice")}),
        ]
    lesson = add_lesson(add_module(course), body=body)
    publish_version(course)
    elsewhere = make_course(modules=1, units=1)
    user = make_user()
    enroll(user, course)
    enroll(user, elsewhere)
    client = signed_in(user)
    # the process is warm, the lesson has never been opened
    client.get(lessons_of(elsewhere)[0].url)
    with CaptureQueriesContext(connection) as captured:
        page = client.get(lesson.url).content.decode()
    assert (page.count("<picture"), page.count("<track")) == (count, count)
    assert page.count('name="token"') == 2 * count
    assert len(captured) <= 12
