"""Held answers wait in a queue; a person marks them; with the last one the result is there."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from assessments.exceptions import MarkRefused
from assessments.models import Attempt, ExamPage
from assessments.queries.marking_queue import Turn, Turns
from assessments.question_types.base import Grade
from assessments.question_types.registry import question_types
from assessments.question_types.true_false import TrueFalse
from assessments.services.attempts import start_attempt
from assessments.services.exceptions import void_attempt
from assessments.services.marking import mark_answer
from courses.models import UnitResult
from lms.core import clock
from tests.factories.assessments import (
    answer_all,
    make_exam,
    make_learner,
    make_questions,
    take_exam,
)
from tests.factories.courses import make_user

pytestmark = pytest.mark.django_db


class HeldStatement(TrueFalse):
    """A statement of a host whose answers people mark."""

    def grade(self, spec: Any, response: Any) -> Grade:
        return Grade(None)


@pytest.fixture
def exam(settings: Any) -> Any:
    settings.LMS_QUESTION_TYPES = {"true_false": f"{__name__}.HeldStatement"}
    question_types.cache_clear()
    # of these four one is a statement
    questions = make_questions(4)
    yield make_exam(questions=questions, pass_mark=75, shuffle_questions=False)
    question_types.cache_clear()


@pytest.fixture
def assessor() -> Any:
    user = make_user(first_name="Asa")
    user.groups.add(Group.objects.get(name="Assessors"))
    return user


def waiting() -> list[Turn]:
    """What waits for a marker who had no part in any of it."""
    marker = make_user()
    marker.groups.add(Group.objects.get(name="Assessors"))
    return Turns(marker, now=clock.now())[:9]


def sit(exam: ExamPage, **kwargs: Any) -> Attempt:
    return take_exam(exam, make_learner(exam, last_name="Haddad"), **kwargs)


def test_a_held_answer_leaves_the_attempt_waiting(exam: ExamPage) -> None:
    attempt = sit(exam)
    assert (attempt.state, attempt.outcome) == ("submitted", "")
    (turn,) = waiting()
    assert (turn.attempt_id, turn.position, turn.uuid) == (attempt.pk, 3, attempt.uuid)
    assert (turn.exam_title, turn.closed_at) == (attempt.exam_title, attempt.closed_at)
    assert not UnitResult.objects.exists()


def test_the_last_mark_gives_the_result_and_tells_the_course(exam: ExamPage, assessor: Any) -> None:
    attempt = sit(exam)
    mark_answer(
        attempt.pk, position=3, fraction=Decimal("0.5"), comment="Half the steps", marker=assessor
    )
    attempt.refresh_from_db()
    assert (attempt.state, attempt.outcome, attempt.score) == ("graded", "pass", Decimal("0.875"))
    first, second = attempt.grade_events.all()
    assert (first.outcome, second.cause, second.graded_by) == ("", "marked", assessor)
    assert second.reason == "Question 3: Half the steps"
    result = UnitResult.objects.get()
    assert (result.sequence, result.evidence["judged_by"]) == (1, str(assessor.pk))
    assert waiting() == []


def test_marking_twice_out_of_range_or_ones_own_answer_is_refused(
    exam: ExamPage, assessor: Any
) -> None:
    attempt = sit(exam)

    def mark(position: int, fraction: str, marker: Any = assessor) -> None:
        mark_answer(
            attempt.pk, position=position, fraction=Decimal(fraction), comment="", marker=marker
        )

    for position, fraction, marker in (
        (3, "1.1", assessor),
        (3, "-1", assessor),
        (1, "1", assessor),
        (3, "1", attempt.user),
    ):
        with pytest.raises(MarkRefused):
            mark(position, fraction, marker)
    mark(3, "1")
    with pytest.raises(MarkRefused):
        mark(3, "0")
    assert attempt.grade_events.count() == 2


def test_a_voided_attempt_waits_for_nobody(exam: ExamPage, assessor: Any) -> None:
    attempt = sit(exam)
    void_attempt(attempt.pk, actor=assessor, reason="Fire alarm")
    assert waiting() == []
    with pytest.raises(MarkRefused):
        mark_answer(attempt.pk, position=3, fraction=Decimal(1), comment="", marker=assessor)


def test_the_queue_goes_from_one_answer_to_the_next_without_names(
    exam: ExamPage, assessor: Any, signed_in: Callable[[Any], Client]
) -> None:
    one, two = sit(exam), sit(exam, wrong=(1,))
    client = signed_in(assessor)
    html = client.get(reverse("lms_marking")).content.decode()
    first, second = (reverse("lms_mark", args=[each.uuid, 3]) for each in (one, two))
    assert first in html
    assert "Haddad" not in html
    html = client.get(first).content.decode()
    assert "about safe work?" in html
    assert "Haddad" not in html
    assert "worth" in client.post(first, {"mark": "2"}).content.decode()
    page = client.post(first, {"mark": "1", "comment": "Good"})
    assert page["Location"] == second
    assert client.post(second, {"mark": "0"})["Location"] == reverse("lms_marking")
    assert "marked in the meantime" in client.get(first).content.decode()
    assert "in the meantime" in client.post(first, {"mark": "1"}).content.decode()
    assert {one.outcome for one in Attempt.objects.all()} == {"pass", "fail"}
    assert client.get(reverse("lms_mark", args=[one.uuid, 99])).status_code == 404


@pytest.mark.parametrize("page", ["lms_marking", "lms_assessments_attempts:index"])
def test_what_ran_out_with_nobody_there_is_closed_by_whoever_on_the_staff_looks(
    page: str, exam: ExamPage, signed_in: Callable[[Any], Client], admin_user: Any
) -> None:
    exam.time_limit = 30
    exam.save()
    attempt = start_attempt(exam, user=make_learner(exam), now=clock.now() - dt.timedelta(hours=1))
    assert attempt.deadline_at is not None
    answer_all(attempt, now=attempt.started_at)
    html = signed_in(admin_user).get(reverse(page)).content.decode()
    attempt.refresh_from_db()
    assert (attempt.state, attempt.closed_at) == ("submitted", attempt.deadline_at)
    if page == "lms_marking":
        assert "1 answer waits" in html


def test_only_markers_see_the_queue(exam: ExamPage, signed_in: Callable[[Any], Client]) -> None:
    attempt = sit(exam)
    registrar = make_user()
    registrar.groups.add(Group.objects.get(name="Registrars"))
    for user in (registrar, attempt.user):
        for url in (reverse("lms_marking"), reverse("lms_mark", args=[attempt.uuid, 3])):
            assert signed_in(user).get(url).status_code == 302
