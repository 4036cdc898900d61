"""Self-checks in lessons: instant, ungraded, and no way to the answers of an exam."""

from typing import Any

import pytest
from django.core import signing
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from assessments.blocks import QuestionChooserBlock, SelfCheckBlock
from assessments.models import Question
from assessments.queries.self_checks import SALT
from courses.api import enroll
from courses.models import LessonPage
from courses.services.versions import publish_version
from tests.factories.assessments import make_question
from tests.factories.courses import add_lesson, add_module, make_course, make_user

pytestmark = pytest.mark.django_db
URL = "lms_assessments:self_check"


def lesson_with(*groups: list[Question]) -> LessonPage:
    course = make_course(version=False)
    lesson = add_lesson(add_module(course))
    for questions in groups:
        lesson.body.append(("self_check", {"title": "Try it", "questions": questions}))
    lesson.save()
    publish_version(course)
    return LessonPage.objects.get(pk=lesson.pk)


def learner_of(lesson: LessonPage) -> Any:
    user = make_user()
    enroll(user, lesson.get_parent().get_parent().specific)
    return user


def token_in(content: bytes) -> str:
    return content.decode().split('name="token" value="')[1].split('"')[0]


def practice(**fields: Any) -> Question:
    return make_question(fields.pop("type_name", "single"), use="practice", **fields)


def test_a_lesson_shows_the_question_without_its_key(signed_in: Any) -> None:
    lesson = lesson_with([practice(), practice(type_name="true_false")])
    page = signed_in(learner_of(lesson)).get(lesson.url)
    html = page.content.decode()
    assert page.status_code == 200
    assert html.count("data-self-check") == 2
    assert "Wash your hands" in html
    assert "SECRET" not in html
    assert "correct" not in html


def test_the_answer_comes_at_once_as_a_fragment_or_a_page(signed_in: Any) -> None:
    question = practice()
    lesson = lesson_with([question])
    client: Client = signed_in(learner_of(lesson))
    token = token_in(client.get(lesson.url).content)
    right = question.versions.get().spec.right_ids
    data = {"token": token, "answer": list(right)}
    fragment = client.post(reverse(URL), data, headers={"x-fragment": "1"}).content.decode()
    assert "<html" not in fragment
    assert "Right" in fragment
    assert "SECRET explanation" in fragment
    page = client.post(reverse(URL), {"token": token, "answer": "nothing"}).content.decode()
    assert "<html" in page
    assert "Not right" in page
    assert f'href="{lesson.url}#check-' in page
    again = client.post(reverse(URL), {"token": token, "again": "1"}).content.decode()
    assert "SECRET" not in again
    empty = client.post(reverse(URL), {"token": token}).content.decode()
    assert "Give an answer first" in empty
    assert "SECRET" not in empty


def test_only_people_who_may_read_the_lesson_can_check(signed_in: Any) -> None:
    lesson = lesson_with([practice()])
    token = token_in(signed_in(learner_of(lesson)).get(lesson.url).content)
    for client in (Client(), signed_in(make_user())):
        page = client.post(reverse(URL), {"token": token, "answer": "x"})
        assert page.status_code == 403
        assert b"SECRET" not in page.content


def test_the_answers_of_an_exam_cannot_be_asked_for(signed_in: Any) -> None:
    lesson = lesson_with([practice()])
    client = signed_in(learner_of(lesson))
    secret = make_question("single")
    forged = signing.dumps([lesson.pk, secret.versions.get().pk], salt=SALT)
    for token in (forged, "junk", signing.dumps([lesson.pk, 1], salt="other"), ""):
        page = client.post(reverse(URL), {"token": token, "answer": "x"})
        assert page.status_code == 400
        assert b"SECRET" not in page.content


def test_a_question_moved_to_the_exam_pool_or_unpublished_disappears(signed_in: Any) -> None:
    one, two = practice(), practice()
    lesson = lesson_with([one, two])
    client = signed_in(learner_of(lesson))
    one.use = "exam"
    one.save_revision().publish()
    two.unpublish()
    assert b"data-self-check" not in client.get(lesson.url).content


def test_authors_can_only_choose_published_practice_questions() -> None:
    block = QuestionChooserBlock()
    assert block.clean(question := practice()) == question
    with pytest.raises(ValidationError, match="exam pool"):
        block.clean(make_question())
    with pytest.raises(ValidationError, match="not published"):
        block.clean(practice(live=False))


@pytest.mark.parametrize("groups", [1, 4])
@pytest.mark.parametrize("size", [1, 5])
def test_self_checks_cost_the_same_however_many(
    groups: int, size: int, django_assert_num_queries: Any
) -> None:
    made = [[practice() for _m in range(size)] for _n in range(groups)]
    lesson = lesson_with(*made)
    lesson = LessonPage.objects.get(pk=lesson.pk)
    with django_assert_num_queries(1):
        html = "".join(block.render(context={"page": lesson}) for block in lesson.body)
    assert html.count("data-self-check") == groups * size


def test_a_block_renders_before_its_page_is_saved() -> None:
    block = SelfCheckBlock()
    value = block.to_python({"title": "", "questions": [practice().pk]})
    assert "data-self-check" in block.render(value)


def test_two_numbers_in_a_lesson_have_their_own_labels(signed_in: Any) -> None:
    lesson = lesson_with([practice(type_name="numeric"), practice(type_name="numeric")])
    html = signed_in(learner_of(lesson)).get(lesson.url).content.decode()
    ids = [part.split('"')[0] for part in html.split('<label for="')[1:]]
    assert len(ids) == len(set(ids)) == 2
    assert all(html.count(f'id="{one}"') == 1 for one in ids)
