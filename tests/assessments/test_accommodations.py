"""More time, more attempts, no wait: for one person, on record, and seen by that person."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.exceptions import AttemptRefused, ExceptionRefused
from assessments.models import ExamException, ExamPage
from assessments.models.append_only import HistoryIsFixed
from assessments.models.attempts import grace_period
from assessments.rules import Allowance, ExamRule, Granted
from assessments.services.attempts import start_attempt
from assessments.services.exceptions import end_exception, grant_exception
from assessments.wording import allowance_words, granted_lines
from tests.assessments.test_budgets import exactly
from tests.factories.assessments import make_exam, make_learner, make_questions, take_exam
from tests.factories.courses import make_user

NOW = timezone.now()
HOUR = dt.timedelta(hours=1)
RULE = ExamRule(pass_mark=Decimal(80), minutes=45, attempts=2, cooling_hours=72)
QUARTER = Allowance(time_factor=Decimal("1.25"))


def test_time_is_multiplied_rounded_up_and_breaks_added() -> None:
    given = RULE.allowing(Allowance(time_factor=Decimal("1.25"), extra_minutes=10))
    assert given.minutes == 57 + 10
    assert RULE.allowing(Allowance()) == RULE


def test_no_limit_stays_no_limit() -> None:
    free = ExamRule(pass_mark=Decimal(80))
    given = free.allowing(Allowance(Decimal(2), 10, 3, waive_wait=True))
    assert (given.minutes, given.attempts, given.cooling_hours) == (None, None, 0)


def test_attempts_add_up_and_the_most_time_counts() -> None:
    both = Allowance.combine([Allowance(Decimal("1.5"), 5, 1), Allowance(Decimal("1.25"), 9, 2)])
    assert both == Allowance(Decimal("1.5"), 9, 3)
    assert Allowance.combine([]) == Allowance()


@pytest.fixture
def exam(db: None) -> ExamPage:
    make_questions(6)
    return make_exam(count=2, pass_mark=100, time_limit=60, attempts_allowed=1, cooling_hours=72)


@pytest.fixture
def instructor(exam: ExamPage) -> Any:
    user = make_user(first_name="Ina", last_name="Structor")
    user.groups.add(Group.objects.get(name="Instructors"))
    return user


def grant(exam: ExamPage, user: Any, actor: Any, allowance: Allowance = QUARTER, **kw: Any) -> Any:
    kw = {"reason": "Dyslexia, letter seen", "now": NOW, **kw}
    return grant_exception(exam, user=user, allowance=allowance, actor=actor, **kw)


def test_the_deadline_is_later_for_that_person_only(exam: ExamPage, instructor: Any) -> None:
    one, other = make_learner(exam), make_learner(exam)
    grant(exam, one, instructor)
    assert start_attempt(exam, user=one, now=NOW).deadline_at == NOW + 1.25 * HOUR
    assert start_attempt(exam, user=other, now=NOW).deadline_at == NOW + HOUR


def test_an_attempt_in_progress_gets_the_time_and_says_so(exam: ExamPage, instructor: Any) -> None:
    user = make_learner(exam)
    attempt = start_attempt(exam, user=user, now=NOW)
    grant(exam, user, instructor)
    attempt.refresh_from_db()
    assert attempt.deadline_at == NOW + 1.25 * HOUR
    assert attempt.events.last().kind == "extended"


def test_time_is_not_given_to_an_attempt_that_is_over(exam: ExamPage, instructor: Any) -> None:
    user = make_learner(exam)
    attempt = start_attempt(exam, user=user, now=NOW)
    grant(exam, user, instructor, now=NOW + HOUR + grace_period())
    attempt.refresh_from_db()
    assert attempt.deadline_at == NOW + HOUR


def test_more_attempts_and_no_wait_open_the_door(exam: ExamPage, instructor: Any) -> None:
    user = make_learner(exam)
    take_exam(exam, user, wrong=(1,), now=NOW)
    with pytest.raises(AttemptRefused):
        start_attempt(exam, user=user, now=NOW)
    grant(exam, user, instructor, Allowance(extra_attempts=1))
    with pytest.raises(AttemptRefused, match="opens on"):
        start_attempt(exam, user=user, now=NOW)
    grant(exam, user, instructor, Allowance(waive_wait=True))
    assert start_attempt(exam, user=user, now=NOW).number == 2


def test_an_exception_holds_to_its_last_day_and_until_it_is_ended(
    exam: ExamPage, instructor: Any
) -> None:
    user = make_learner(exam)
    grant(exam, user, instructor, until=NOW.date())
    row = grant(exam, user, instructor, Allowance(extra_minutes=5))
    assert len(ExamException.objects.holding(NOW.date())) == 2
    assert len(ExamException.objects.holding(NOW.date() + dt.timedelta(days=1))) == 1
    end_exception(row.pk, actor=instructor, reason="Entered twice")
    assert len(ExamException.objects.holding(NOW.date())) == 1
    with pytest.raises(ExceptionRefused):
        end_exception(row.pk, actor=instructor, reason="Again")


@pytest.mark.parametrize(
    ("allowance", "changes"),
    [
        (QUARTER, {"reason": " "}),
        (Allowance(), {}),
        (Allowance(time_factor=Decimal("0.5")), {}),
        (QUARTER, {"until": NOW.date() - dt.timedelta(days=1)}),
    ],
)
def test_what_makes_no_sense_is_refused(
    exam: ExamPage, instructor: Any, allowance: Allowance, changes: dict[str, Any]
) -> None:
    with pytest.raises(ExceptionRefused):
        grant(exam, make_learner(exam), instructor, allowance, **changes)
    assert not ExamException.objects.exists()


def test_what_was_granted_is_never_edited(exam: ExamPage, instructor: Any) -> None:
    row = grant(exam, make_learner(exam), instructor)
    row.time_factor = 3
    with pytest.raises(HistoryIsFixed):
        row.save()


def test_the_trainee_sees_it_but_not_the_reason(
    exam: ExamPage, instructor: Any, signed_in: Callable[[Any], Client]
) -> None:
    user = make_learner(exam)
    grant(exam, user, instructor, Allowance(Decimal("1.25"), 10, 1, waive_wait=True))
    html = signed_in(user).get(exam.url).content.decode()
    assert "You have 25\u00a0% more time." in html
    assert "You have 10 minutes more for breaks." in html
    assert "You have 1 attempt more than others." in html
    assert "You need not wait between attempts." in html
    assert "85 minutes" in html
    assert "Dyslexia" not in html


def test_staff_grant_and_end_on_screen(
    exam: ExamPage, instructor: Any, signed_in: Callable[[Any], Client]
) -> None:
    client, user = signed_in(instructor), make_learner(exam, first_name="Noor")
    url = reverse("lms_exam_exception_grant")
    data = {
        "person": user.email,
        "exam": exam.pk,
        "more_time": 25,
        "extra_minutes": 0,
        "break_minutes": 0,
        "extra_attempts": 0,
        "reason": "Letter seen",
    }
    assert (
        "Nobody here has this user name"
        in client.post(url, {**data, "person": "x"}).content.decode()
    )
    assert "changes nothing" in client.post(url, {**data, "more_time": 0}).content.decode()
    assert client.post(url, data).status_code == 302
    row = ExamException.objects.get()
    assert (row.user, row.granted_by, row.time_factor) == (user, instructor, Decimal("1.25"))
    html = client.get(reverse("lms_exam_exceptions")).content.decode()
    assert "Noor" in html
    assert "Letter seen" in html
    end = reverse("lms_exam_exception_end", args=[row.pk])
    assert client.get(end).status_code == 200
    assert client.post(end, {"reason": "Over"}).status_code == 302
    assert "already" in client.post(end, {"reason": "Over"}).content.decode()


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_takes_ten_queries(
    exam: ExamPage, instructor: Any, count: int, signed_in: Callable[[Any], Client]
) -> None:
    for _n in range(count):
        row = grant(exam, make_user(), instructor)
        end_exception(row.pk, actor=instructor, reason="Over")
    client = signed_in(instructor)
    client.get(reverse("lms_exam_exceptions"))
    with exactly(10):
        client.get(reverse("lms_exam_exceptions"))


def test_others_may_not_grant(exam: ExamPage, signed_in: Callable[[Any], Client]) -> None:
    assessor = make_user()
    assessor.groups.add(Group.objects.get(name="Assessors"))
    for user in (assessor, make_user()):
        assert signed_in(user).get(reverse("lms_exam_exception_grant")).status_code == 302


def test_the_last_day_is_said_before_and_the_time_during_the_exam(
    exam: ExamPage, instructor: Any, signed_in: Callable[[Any], Client]
) -> None:
    user = make_learner(exam)
    allowance = Allowance(time_factor=Decimal("1.25"), extra_attempts=1)
    grant(exam, user, instructor, allowance, until=dt.date(2099, 5, 4))
    client = signed_in(user)
    before = client.get(exam.get_url()).content.decode()
    assert "You have 1 attempt more than others. The last day of this is 4\u00a0May 2099." in before
    attempt = start_attempt(exam, user=user, now=NOW)
    during = client.get(reverse("lms_assessments:take", args=[attempt.uuid])).content.decode()
    said = "You have 25\u00a0% more time. The last day of this is 4\u00a0May 2099."
    assert said in during
    assert "1 attempt more" not in during


def test_staff_read_about_the_person_what_was_granted() -> None:
    allowance = Allowance(Decimal("1.25"), extra_minutes=5, extra_attempts=1, break_minutes=20)
    assert allowance_words(allowance) == (
        "25\u00a0% more time, 5 minutes added for breaks, "
        "20 minutes of breaks that stop the clock, 1 more attempt"
    )
    assert allowance_words(Allowance()) == ""


def test_only_the_largest_of_several_exceptions_is_said() -> None:
    granted = [Granted(Allowance(Decimal("1.25"))), Granted(Allowance(Decimal("1.5"), 5))]
    assert granted_lines(granted) == [
        "You have 50\u00a0% more time. You have 5 minutes more for breaks."
    ]
    assert granted_lines([]) == []
