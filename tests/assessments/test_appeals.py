"""A trainee appeals once, in time, with a reason; somebody else decides; nobody comes out lower."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse

from assessments.exceptions import AppealRefused
from assessments.models import Appeal, AppealOutcome, Attempt, GradeEvent
from assessments.models.append_only import HistoryIsFixed
from assessments.queries.appeals import list_appeals
from assessments.queries.marking import count_appeals
from assessments.services.appeals import decide_appeal, make_appeal
from assessments.services.exceptions import void_attempt
from courses.models import UnitResult
from lms.core import clock
from tests.assessments.test_budgets import exactly
from tests.assessments.test_second_marks import clone
from tests.factories.assessments import make_exam, make_learner, make_questions, take_exam
from tests.factories.courses import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def quality() -> Any:
    user = make_user()
    user.groups.add(Group.objects.get(name="Quality assurers"))
    return user


def failed(**fields: Any) -> Attempt:
    """An attempt with one of four right."""
    exam = make_exam(questions=make_questions(4), shuffle_questions=False, pass_mark=50, **fields)
    return take_exam(exam, make_learner(exam, last_name="Haddad"), wrong=(1, 2, 3))


def appealed(**fields: Any) -> Appeal:
    attempt = failed(**fields)
    return make_appeal(attempt.uuid, user=attempt.user, reason="Question 1 has two right answers.")


def decide(appeal: Appeal, actor: Any, marks: dict[int, Any], why: str = "Looked at") -> Any:
    given = {position: Decimal(mark) for position, mark in marks.items()}
    return decide_appeal(appeal.pk, actor=actor, marks=given, explanation=why)


def test_an_upheld_appeal_is_a_new_grade_and_the_course_hears_of_it(
    quality: Any, django_capture_on_commit_callbacks: Any
) -> None:
    appeal = appealed()
    with django_capture_on_commit_callbacks(execute=True):
        outcome = decide(appeal, quality, {1: "1"}, "Two options are right.")
    attempt = Attempt.objects.get()
    assert (attempt.outcome, attempt.score) == ("pass", Decimal("0.5"))
    first, second = attempt.grade_events.all()
    assert (second.cause, second.graded_by, second.reason) == (
        "appealed", quality, "Two options are right.",
    )  # fmt: skip
    assert (outcome.decision, outcome.event, appeal.against) == ("upheld", second, first)
    assert [row.outcome for row in UnitResult.objects.order_by("sequence")] == ["fail", "pass"]
    (sent,) = mail.outbox
    assert sent.to == [attempt.user.email]
    for text in ("is upheld", "now: Passed", "Two options are right.", str(attempt.uuid)):
        assert text in sent.body
    with pytest.raises(HistoryIsFixed):
        outcome.delete()


def test_a_rejected_appeal_changes_nothing_and_says_why(
    quality: Any, django_capture_on_commit_callbacks: Any
) -> None:
    appeal = appealed()
    with django_capture_on_commit_callbacks(execute=True):
        outcome = decide(appeal, quality, {}, "The key is right.")
    assert (outcome.decision, outcome.event) == ("rejected", None)
    assert Attempt.objects.get().grade_events.count() == 1
    assert "is rejected" in mail.outbox[0].body
    assert "The key is right." in mail.outbox[0].body


@pytest.mark.parametrize(
    ("marks", "why", "said"),
    [
        ({4: "0.5"}, "x", "never lowers"),
        ({1: "1", 4: "0.99"}, "x", "never lowers"),
        ({1: "1.1"}, "x", "no more than all"),
        ({9: "1"}, "x", "Question 9"),
        ({1: "0"}, "x", "No mark is raised"),
        ({1: "1"}, "  ", "Say why"),
    ],
)
def test_an_appeal_never_lowers_a_mark(
    quality: Any, marks: dict[int, str], why: str, said: str
) -> None:
    with pytest.raises(AppealRefused, match=said):
        decide(appealed(), quality, marks, why)
    assert not AppealOutcome.objects.exists()


def test_who_marked_or_sat_the_exam_does_not_decide(quality: Any) -> None:
    appeal = appealed()
    with pytest.raises(AppealRefused, match="Somebody else decides"):
        decide(appeal, appeal.attempt.user, {1: "1"})
    appeal.attempt.marks.create(
        position=1, role="first", fraction=0, marker=quality, attempt=appeal.attempt
    )
    with pytest.raises(AppealRefused, match="Somebody else decides"):
        decide(appeal, quality, {1: "1"})


def test_an_appeal_is_made_once_in_time_and_with_a_reason(quality: Any) -> None:
    attempt = failed(appeal_days=3)

    def appeal(reason: str = "Look again", *, days: float = 0, user: Any = attempt.user) -> Appeal:
        now = clock.now() + dt.timedelta(days=days)
        return make_appeal(attempt.uuid, user=user, reason=reason, now=now)

    with pytest.raises(AppealRefused, match="Say what"):
        appeal(" \n")
    with pytest.raises(AppealRefused, match="could be appealed until"):
        appeal(days=3.1)
    with pytest.raises(Attempt.DoesNotExist):
        appeal(user=quality)
    assert appeal(days=2.9).reason == "Look again"
    with pytest.raises(AppealRefused, match="already"):
        appeal()
    decide(Appeal.objects.get(), quality, {1: "1"})
    with pytest.raises(AppealRefused, match="already"):
        appeal()
    with pytest.raises(AppealRefused, match="in the meantime"):
        decide(Appeal.objects.get(), quality, {})


def test_without_a_result_or_a_period_there_is_nothing_to_appeal(quality: Any) -> None:
    attempt = failed(appeal_days=0)
    with pytest.raises(AppealRefused, match="not taken"):
        make_appeal(attempt.uuid, user=attempt.user, reason="x")
    other = failed()
    void_attempt(other.pk, actor=quality, reason="Fire alarm")
    with pytest.raises(AppealRefused, match="no result"):
        make_appeal(other.uuid, user=other.user, reason="x")


def test_an_appeal_of_a_voided_attempt_waits_for_nobody(quality: Any) -> None:
    appeal = appealed()
    assert count_appeals()[0] == 1
    void_attempt(appeal.attempt_id, actor=quality, reason="Fire alarm")
    assert count_appeals()[0] == 0
    with pytest.raises(AppealRefused, match="voided"):
        decide(appeal, quality, {1: "1"})


# --- on screen


def test_a_trainee_appeals_and_reads_the_decision(
    quality: Any, signed_in: Callable[[Any], Client]
) -> None:
    attempt = failed()
    client = signed_in(attempt.user)
    form = reverse("lms_assessments:appeal", args=[attempt.uuid])
    result = reverse("lms_assessments:result", args=[attempt.uuid])
    assert form in client.get(result).content.decode()
    assert "never lowers your result" in client.get(form).content.decode()
    assert "Say what should be looked at" in client.post(form, {"reason": ""}).content.decode()
    page = client.post(form, {"reason": "<b>Unfair</b>\nreally"}, follow=True)
    html = page.content.decode()
    assert "waits for a decision" in html
    assert "&lt;b&gt;Unfair&lt;/b&gt;<br>really" in html
    assert form not in html
    assert "already" in client.post(form, {"reason": "Again"}, follow=True).content.decode()
    decide(Appeal.objects.get(), quality, {1: "1", 2: "1"}, "You are right.")
    html = client.get(result).content.decode()
    assert "Your appeal is upheld" in html
    assert "You are right." in html
    assert signed_in(make_user()).get(form).status_code == 404


def test_quality_assurance_decides_in_the_admin_without_names(
    quality: Any, signed_in: Callable[[Any], Client]
) -> None:
    appeal = appealed()
    client = signed_in(quality)
    place = reverse("lms_appeal", args=[appeal.pk])
    queue = client.get(reverse("lms_appeals")).content.decode()
    assert place in queue
    assert "Haddad" not in queue
    html = client.get(place).content.decode()
    assert "two right answers" in html
    assert "Haddad" not in html
    refused = client.post(place, {"explanation": "Yes", "uphold": "1"}).content.decode()
    assert "raise the mark of at least one question" in refused
    refused = client.post(place, {"explanation": "Yes", "mark1": "2"}).content.decode()
    assert "less than or equal to 1" in refused
    page = client.post(place, {"explanation": "Yes", "mark1": "1", "uphold": "1"})
    assert page["Location"] == reverse("lms_appeals")
    assert Attempt.objects.get().outcome == "pass"
    assert "Upheld" in client.get(reverse("lms_appeals")).content.decode()
    assert "New mark" not in client.get(place).content.decode()


def test_instructors_read_appeals_and_others_do_not(signed_in: Callable[[Any], Client]) -> None:
    appeal = appealed()
    place = reverse("lms_appeal", args=[appeal.pk])
    for group, status in (("Instructors", 200), ("Assessors", 302), ("Registrars", 302)):
        user = make_user()
        user.groups.add(Group.objects.get(name=group))
        client = signed_in(user)
        assert client.get(place).status_code == status
        client.post(place, {"explanation": "x", "reject": "1"})
    assert not AppealOutcome.objects.exists()


@pytest.mark.parametrize("count", [1, 20, 200])
def test_a_page_of_the_queue_of_appeals_takes_one_query(count: int) -> None:
    clone(failed(), times=count - 1)
    Appeal.objects.bulk_create(
        Appeal(attempt_id=event.attempt_id, against=event, reason="Look")
        for event in GradeEvent.objects.all()
    )
    with exactly(1):
        listed = [(one.attempt.exam_title, one.reason) for one in list_appeals()[:50]]
    assert len(listed) == min(count, 50)
