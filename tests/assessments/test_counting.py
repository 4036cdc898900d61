"""Which of several attempts counts: the best or the last."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from assessments.exceptions import AttemptRefused
from assessments.models import ExamPage
from assessments.services.attempts import start_attempt
from assessments.services.exceptions import void_attempt
from courses.api import get_completion_facts, list_enrollments
from courses.services.versions import publish_version
from tests.factories.assessments import (
    course_of,
    make_exam,
    make_learner,
    make_questions,
    take_exam,
)
from tests.factories.courses import add_lesson, make_user

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = dt.timedelta(days=1)


def exam_of(**rules: Any) -> ExamPage:
    """Beside it a lesson nobody reads, so that the first pass does not complete the course."""
    make_questions(4)
    exam = make_exam(count=4, pass_mark=50, **rules)
    add_lesson(exam.get_parent().specific)
    publish_version(course_of(exam))
    return exam


def standing(user: Any) -> tuple[str, str]:
    (fact,) = get_completion_facts(list_enrollments(user).get().pk).results
    return fact.outcome, str(fact.score)


def test_a_passed_exam_is_over_unless_it_may_be_taken_again() -> None:
    exam = exam_of()
    user = make_learner(exam)
    take_exam(exam, user, now=NOW)
    with pytest.raises(AttemptRefused, match="You have passed"):
        start_attempt(exam, user=user, now=NOW + DAY)


@pytest.mark.parametrize(
    ("counts", "expected"), [("best", ("pass", "1.00000")), ("last", ("fail", "0.25000"))]
)
def test_the_best_or_the_last_attempt_gives_the_result(
    counts: str, expected: tuple[str, str]
) -> None:
    exam = exam_of(counts=counts, retake=True)
    user = make_learner(exam)
    take_exam(exam, user, wrong=(1,), now=NOW)
    take_exam(exam, user, now=NOW + DAY)
    take_exam(exam, user, wrong=(1, 2, 3), now=NOW + 2 * DAY)
    assert standing(user) == expected


def test_where_the_last_counts_a_voided_one_does_not() -> None:
    exam = exam_of(counts="last", retake=True)
    user = make_learner(exam)
    take_exam(exam, user, now=NOW)
    last = take_exam(exam, user, wrong=(1, 2, 3, 4), now=NOW + DAY)
    assert standing(user)[0] == "fail"
    staff = make_user()
    staff.groups.add(Group.objects.get(name="Instructors"))
    void_attempt(last.pk, actor=staff, reason="Fire alarm", now=NOW + 2 * DAY)
    assert standing(user)[0] == "pass"
