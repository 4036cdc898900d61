"""A voided attempt does not count, and nothing of it is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from assessments.exceptions import AttemptClosed, ExceptionRefused
from assessments.models import ExamPage
from assessments.queries.statistics import exam_report
from assessments.services.answers import save_response
from assessments.services.attempts import start_attempt, submit_attempt
from assessments.services.exceptions import void_attempt
from courses.api import get_completion_facts, list_enrollments
from courses.models import UnitResult
from tests.factories.assessments import make_exam, make_learner, make_questions, take_exam
from tests.factories.courses import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def exam() -> ExamPage:
    make_questions(6)
    return make_exam(count=2, pass_mark=100, attempts_allowed=1)


@pytest.fixture
def instructor() -> Any:
    user = make_user()
    user.groups.add(Group.objects.get(name="Instructors"))
    return user


def test_a_voided_fail_gives_the_attempt_back(exam: ExamPage, instructor: Any) -> None:
    user = make_learner(exam)
    attempt = take_exam(exam, user, wrong=(1,))
    void_attempt(attempt.pk, actor=instructor, reason="Fire alarm")
    again = start_attempt(exam, user=user)
    assert again.number == 2
    attempt.refresh_from_db()
    assert (attempt.state, attempt.outcome, attempt.score) == ("voided", "", None)
    assert attempt.grade_events.get().outcome == "fail"
    assert attempt.responses.count() == 2
    assert (attempt.void.reason, attempt.void.voided_by) == ("Fire alarm", instructor)


def test_a_voided_pass_stands_no_longer_but_a_completed_course_stays(
    exam: ExamPage, instructor: Any
) -> None:
    user = make_learner(exam)
    attempt = take_exam(exam, user)
    completed = list_enrollments(user).get().completed_at
    assert completed
    void_attempt(attempt.pk, actor=instructor, reason="Somebody else sat it")
    results = UnitResult.objects.filter(source=f"attempt:{attempt.uuid}").order_by("sequence")
    assert [row.outcome for row in results] == ["pass", "fail"]
    facts = get_completion_facts(attempt.enrollment_id)
    assert facts.completed_at == completed
    assert facts.results[0].outcome == "fail"


def test_an_open_attempt_is_closed_by_voiding(exam: ExamPage, instructor: Any) -> None:
    user = make_learner(exam)
    attempt = start_attempt(exam, user=user)
    void_attempt(attempt.pk, actor=instructor, reason="Wrong room")
    with pytest.raises(AttemptClosed):
        save_response(attempt.uuid, user=user, position=1, answer={}, sequence=0)
    assert submit_attempt(attempt.uuid, user=user).state == "voided"
    assert not UnitResult.objects.exists()


def test_voiding_needs_a_reason_and_happens_once(exam: ExamPage, instructor: Any) -> None:
    attempt = take_exam(exam, make_learner(exam))
    with pytest.raises(ExceptionRefused):
        void_attempt(attempt.pk, actor=instructor, reason=" ")
    void_attempt(attempt.pk, actor=instructor, reason="Fire alarm")
    with pytest.raises(ExceptionRefused):
        void_attempt(attempt.pk, actor=instructor, reason="Fire alarm")
    assert UnitResult.objects.count() == 2


def test_statistics_leave_it_out(exam: ExamPage, instructor: Any) -> None:
    attempt = take_exam(exam, make_learner(exam))
    void_attempt(attempt.pk, actor=instructor, reason="Fire alarm")
    assert exam_report(exam.translation_key).figures.attempts == 0


def test_staff_void_on_screen_and_the_trainee_reads_why(
    exam: ExamPage, instructor: Any, signed_in: Callable[[Any], Client]
) -> None:
    user = make_learner(exam)
    attempt = take_exam(exam, user)
    client = signed_in(instructor)
    inspect = reverse("lms_assessments_attempts:inspect", args=[attempt.pk])
    url = reverse("lms_attempt_void", args=[attempt.pk])
    assert url in client.get(inspect).content.decode()
    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": "Fire alarm"}).status_code == 302
    html = client.get(inspect).content.decode()
    assert "Fire alarm" in html
    assert url not in html
    result = reverse("lms_assessments:result", args=[attempt.uuid])
    html = signed_in(user).get(result).content.decode()
    assert "Voided: this attempt does not count" in html
    assert "Your school decided so: Fire alarm" in html
    assert "By topic" not in html
    assert "Voided" in signed_in(user).get(exam.url).content.decode()


def test_assessors_may_not_void(exam: ExamPage, signed_in: Callable[[Any], Client]) -> None:
    attempt = take_exam(exam, make_learner(exam))
    assessor = make_user()
    assessor.groups.add(Group.objects.get(name="Assessors"))
    url = reverse("lms_attempt_void", args=[attempt.pk])
    assert signed_in(assessor).post(url, {"reason": "No"}).status_code == 302
    attempt.refresh_from_db()
    assert attempt.state == "graded"
