"""Asking, seeing and deciding in the admin, and what the trainee reads afterwards."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Attempt, ExamPage, Question, Regrade
from assessments.services.exceptions import void_attempt
from certificates.models import Certificate, ResultReview
from courses.api import set_learner_name
from tests.assessments.test_regrades import apply, ask, correct, keyed, sit
from tests.factories.assessments import course_of, make_exam, make_question
from tests.factories.certificates import make_award
from tests.factories.courses import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def question() -> Question:
    return make_question("single", raw=keyed("Soap"))


@pytest.fixture
def exam(question: Question) -> ExamPage:
    questions = [question, make_question("true_false")]
    return make_exam(questions=questions, pass_mark=75, feedback="after_submit")


def member(group: str) -> Any:
    user = make_user()
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def instructor() -> Any:
    return member("Instructors")


@pytest.fixture
def desk(signed_in: Callable[[Any], Client], instructor: Any) -> Client:
    return signed_in(instructor)


def post_question(desk: Client, question: Question, **more: Any) -> Any:
    versions = list(question.versions.order_by("number"))
    data = {
        "way": "version",
        "version": versions[-1].pk,
        "versions": [versions[0].pk],
        "exam": "",
        "reason": "Alcohol is right, soap is not.",
        **more,
    }
    return desk.post(reverse("lms_regrade_ask", args=[question.pk]), data)


def decide(desk: Client, row: Regrade, do: str, **more: Any) -> Any:
    url = reverse("lms_regrade", args=[row.pk])
    return desk.post(url, {"do": do, "digest": row.digest, **more}, follow=True)


def test_the_whole_way_at_the_desk(
    desk: Client, exam: ExamPage, question: Question, django_capture_on_commit_callbacks: Any
) -> None:
    wronged, lucky = sit(exam, "Alcohol"), sit(exam, "Soap")
    correct(question, "Alcohol")
    form = desk.get(reverse("lms_regrade_ask", args=[question.pk])).content.decode()
    assert "Right: Soap" in form
    assert "Right: Alcohol" in form
    with django_capture_on_commit_callbacks(execute=True):
        post_question(desk, question)
    row = Regrade.objects.get()
    page = desk.get(reverse("lms_regrade", args=[row.pk]))
    assert "Refresh" not in page
    shown = page.content.decode()
    assert "Write 2 new grades" in shown
    assert shown.index(lucky.user.username) < shown.index(wronged.user.username)
    with django_capture_on_commit_callbacks(execute=True):
        decide(desk, row, "apply")
    row.refresh_from_db()
    wronged.refresh_from_db()
    assert (row.state, wronged.outcome) == ("done", "pass")
    record = desk.get(reverse("lms_assessments_attempts:inspect", args=[wronged.pk]))
    assert reverse("lms_regrade", args=[row.pk]) in record.content.decode()


def test_a_form_that_asks_for_nothing_says_what_is_missing(
    desk: Client, exam: ExamPage, question: Question
) -> None:
    page = post_question(desk, question, version="", versions=[], reason="")
    assert page.status_code == 200
    assert page.content.decode().count("This field is required.") >= 2
    page = post_question(desk, question, version="")
    assert "Publish it first" in page.content.decode()
    assert not Regrade.objects.exists()


def test_what_changed_meanwhile_is_said_and_nothing_is_written(
    desk: Client, instructor: Any, exam: ExamPage, question: Question
) -> None:
    attempt = sit(exam, "Water")
    row = ask(question, instructor, way="everyone")
    void_attempt(attempt.pk, actor=instructor, reason="Fire alarm")
    page = decide(desk, row, "apply").content.decode()
    assert "Something changed since this was compared" in page
    row.refresh_from_db()
    assert row.state == "ready"


def test_twice_the_same_button_applies_once(
    desk: Client,
    instructor: Any,
    exam: ExamPage,
    question: Question,
    django_capture_on_commit_callbacks: Any,
) -> None:
    attempt = sit(exam, "Water")
    row = ask(question, instructor, way="everyone")
    with django_capture_on_commit_callbacks(execute=True):
        decide(desk, row, "apply")
        page = decide(desk, row, "apply")
    assert "applied or discarded already" in page.content.decode()
    assert attempt.grade_events.count() == 2


def test_discarding_and_continuing(
    desk: Client,
    instructor: Any,
    exam: ExamPage,
    question: Question,
    django_capture_on_commit_callbacks: Any,
) -> None:
    sit(exam, "Water")
    post_question(desk, question, way="everyone", versions=[question.versions.get().pk])
    row = Regrade.objects.get()
    page = desk.get(reverse("lms_regrade", args=[row.pk]))
    assert page["Refresh"] == "3"
    assert "It stands still? Continue" in page.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        decide(desk, row, "continue")
    row.refresh_from_db()
    assert row.state == "ready"
    decide(desk, row, "discard")
    row.refresh_from_db()
    assert row.state == "discarded"


@pytest.mark.parametrize(
    ("group", "may_see", "may_decide"),
    [
        ("Instructors", True, True),
        ("Quality assurers", True, True),
        ("Registrars", True, False),
        ("Assessors", False, False),
    ],
)
def test_who_may_regrade(
    group: str,
    may_see: bool,
    may_decide: bool,
    exam: ExamPage,
    question: Question,
    instructor: Any,
    signed_in: Callable[[Any], Client],
) -> None:
    sit(exam, "Water")
    row = ask(question, instructor, way="everyone")
    client = signed_in(member(group))
    page = client.get(reverse("lms_regrade", args=[row.pk]))
    assert (page.status_code == 200) is may_see
    form = client.get(reverse("lms_regrade_ask", args=[question.pk]))
    assert (form.status_code == 200) is may_decide
    client.post(reverse("lms_regrade", args=[row.pk]), {"do": "apply", "digest": row.digest})
    row.refresh_from_db()
    assert (row.state != "ready") is may_decide


def test_a_corrected_question_leads_to_its_regrade(
    desk: Client, exam: ExamPage, question: Question
) -> None:
    correct(question, "Alcohol")
    address = reverse("lms_regrade_ask", args=[question.pk])
    for name in ("edit", "history"):
        page = desk.get(
            reverse(f"wagtailsnippets_lms_assessments_question:{name}", args=[question.pk])
        )
        assert address in page.content.decode(), name


def test_the_difference_names_certificates_and_the_registrar_gets_them(
    desk: Client,
    exam: ExamPage,
    question: Question,
    instructor: Any,
    signed_in: Callable[[Any], Client],
    django_capture_on_commit_callbacks: Any,
) -> None:
    make_award(course_of(exam))
    with django_capture_on_commit_callbacks(execute=True):
        lucky = sit(exam, "Soap")
        set_learner_name(lucky.user, legal_name="Ines Marchetti", confirm=True)
    certificate = Certificate.objects.get()
    digest = certificate.digest
    correct(question, "Alcohol")
    row = ask(question, instructor)
    assert row.counts["dependents"] == 1
    page = desk.get(reverse("lms_regrade", args=[row.pk])).content.decode()
    assert certificate.printed_number in page
    with django_capture_on_commit_callbacks(execute=True):
        apply(row, instructor)
    review = ResultReview.objects.get()
    assert (review.certificate, review.before_outcome, review.after_outcome) == (
        certificate,
        "pass",
        "fail",
    )
    certificate.refresh_from_db()
    assert (certificate.digest, certificate.standing) == (digest, "in_force")
    assert certificate.events.count() == 1
    registrar = signed_in(member("Registrars"))
    assert "rests on a result that changed" in registrar.get("/admin/").content.decode()


@pytest.mark.parametrize("people", [1, 20])
def test_the_screen_costs_the_same_for_everybody(
    people: int, desk: Client, instructor: Any, exam: ExamPage, question: Question
) -> None:
    for _n in range(people):
        sit(exam, "Water")
    row = ask(question, instructor, way="everyone")
    url = reverse("lms_regrade", args=[row.pk])
    desk.get(url)
    with CaptureQueriesContext(connection) as captured:
        page = desk.get(url)
    assert page.content.decode().count("Not passed, 50") == people
    assert len(captured.captured_queries) == 12


# --- the trainee


def result_of(attempt: Attempt, signed_in: Callable[[Any], Client]) -> str:
    page = signed_in(attempt.user).get(reverse("lms_assessments:result", args=[attempt.uuid]))
    return " ".join(page.content.decode().replace("\xa0", " ").split())


def test_the_trainee_reads_when_why_and_what_it_was(
    exam: ExamPage, question: Question, instructor: Any, signed_in: Callable[[Any], Client]
) -> None:
    attempt = sit(exam, "Alcohol")
    correct(question, "Alcohol")
    apply(ask(question, instructor), instructor)
    page = result_of(attempt, signed_in)
    assert "Graded again on" in page
    assert "It was: Not passed, 50 %. It is now: Passed, 100 %." in page
    assert "A certificate that you hold has not been changed by this." in page
    assert "The key was wrong." in page


def test_the_corrected_key_is_the_one_that_is_shown(
    exam: ExamPage, question: Question, instructor: Any, signed_in: Callable[[Any], Client]
) -> None:
    attempt = sit(exam, "Water")
    block = question.content.stream_block.child_blocks["single"]
    raw = {**keyed("Alcohol"), "explanation": "<p>Soap leaves a film.</p>"}
    question.content = [("single", block.to_python(raw))]
    question.save_revision().publish()
    assert "Soap leaves a film." not in result_of(attempt, signed_in)
    apply(ask(question, instructor), instructor)
    assert attempt.grade_events.count() == 1
    page = result_of(attempt, signed_in)
    assert "Soap leaves a film." in page
    assert "Graded again on" not in page


def test_where_only_passed_or_not_is_shown_no_score_slips_out(
    question: Question, instructor: Any, signed_in: Callable[[Any], Client]
) -> None:
    questions = [question, make_question("true_false")]
    exam = make_exam(questions=questions, pass_mark=75, feedback="nothing")
    attempt = sit(exam, "Water")
    apply(ask(question, instructor, way="everyone"), instructor)
    page = result_of(attempt, signed_in)
    assert "It was: Not passed. It is now: Passed." in page
    assert "50 %" not in page


def test_a_question_that_does_not_count_says_so(
    exam: ExamPage, question: Question, instructor: Any, signed_in: Callable[[Any], Client]
) -> None:
    attempt = sit(exam, "Water")
    apply(ask(question, instructor, way="drop"), instructor)
    page = result_of(attempt, signed_in)
    assert "This question does not count." in page
    assert "1 of 1" in page
