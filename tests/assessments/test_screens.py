"""Taking an exam in the browser, with and without JavaScript."""

import datetime as dt
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments import wording
from assessments.models import Attempt, ExamPage
from assessments.services.answers import save_response
from assessments.services.attempts import start_attempt
from lms.core import clock
from tests.factories.assessments import (
    answer_all,
    key_answer,
    make_exam,
    make_learner,
    make_question,
    make_questions,
    raw_question,
    take_exam,
    wrong_answer,
)
from tests.factories.courses import add_module, make_course, make_topic, make_user

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]


@pytest.fixture
def exam() -> ExamPage:
    make_questions(8)
    return make_exam(count=4, pass_mark=75, time_limit=60, attempts_allowed=3, cooling_hours=72)


def save(client: Client, attempt: Attempt, **data: Any) -> Any:
    url = reverse("lms_assessments:save", args=[attempt.uuid])
    body = {"position": 1, "sequence": 0, "answer": None, **data}
    return client.post(url, json.dumps(body), content_type="application/json")


def url_of(name: str, attempt: Attempt) -> str:
    return reverse(f"lms_assessments:{name}", args=[attempt.uuid])


# --- before the start


def test_the_exam_page_says_what_to_expect(exam: ExamPage, signed_in: SignIn) -> None:
    page = signed_in(make_learner(exam)).get(exam.url)
    html = page.content.decode()
    assert page.status_code == 200
    assert "Start attempt 1" in html
    assert "3 of 3 left" in html
    assert "60 minutes" in html
    assert "One of them wrong fails the paper" in html
    assert page["Cache-Control"] == "no-store"


def test_strangers_are_told_why_they_cannot_start(exam: ExamPage, signed_in: SignIn) -> None:
    page = Client().get(exam.url)
    assert page.status_code == 403
    assert "Sign in to go on" in page.content.decode()
    page = signed_in(make_user()).get(exam.url)
    assert page.status_code == 403
    assert "not enrolled" in page.content.decode()


def test_start_leads_to_the_paper_and_starting_again_continues(
    exam: ExamPage, signed_in: SignIn
) -> None:
    client = signed_in(make_learner(exam))
    start = reverse("lms_assessments:start", args=[exam.pk])
    first = client.post(start)
    assert first.url == url_of("take", Attempt.objects.get())
    assert client.post(start).url == first.url
    assert "In progress" in client.get(exam.url).content.decode()


def test_who_had_to_sign_in_first_is_asked_again(exam: ExamPage, signed_in: SignIn) -> None:
    user = make_learner(exam)
    start = reverse("lms_assessments:start", args=[exam.pk])
    assert Client().post(start).url == f"{reverse('account_login')}?next={start}"
    assert signed_in(user).get(start).url == exam.url
    assert not Attempt.objects.exists()
    attempt = start_attempt(exam, user=user)
    for name, page in (("submit", "review"), ("go_on", "take")):
        assert Client().post(url_of(name, attempt)).url.endswith(url_of(name, attempt))
        assert signed_in(user).get(url_of(name, attempt)).url == url_of(page, attempt)
    attempt.refresh_from_db()
    assert attempt.state == "open"


def test_a_refused_start_says_why_on_the_exam_page(exam: ExamPage, signed_in: SignIn) -> None:
    user = make_learner(exam)
    take_exam(exam, user, wrong=(1, 2))
    page = signed_in(user).post(reverse("lms_assessments:start", args=[exam.pk]), follow=True)
    assert page.redirect_chain[-1][0] == exam.url
    assert "Your next attempt opens on" in page.content.decode()


# --- answering


def test_autosave_answers_with_time_and_sequence(exam: ExamPage, signed_in: SignIn) -> None:
    user = make_learner(exam)
    attempt = start_attempt(exam, user=user)
    client = signed_in(user)
    answer = key_answer(attempt, 1)
    page = save(client, attempt, answer=answer, flagged=True)
    assert page.status_code == 200
    assert page.json()["sequence"] == 1
    assert page.json()["flagged"]
    assert page.json()["saved"].count(":") == 1
    stale = save(client, attempt, answer=wrong_answer(attempt, 1))
    assert (stale.status_code, stale.json()["error"]) == (409, "stale")
    assert stale.json()["values"] == attempt_values(answer)
    assert stale.json()["sequence"] == 1


def attempt_values(answer: dict[str, Any]) -> list[str]:
    (value,) = answer.values()
    return value if isinstance(value, list) else [value]


def test_an_expired_session_is_told_what_to_do(exam: ExamPage) -> None:
    attempt = start_attempt(exam, user=make_learner(exam))
    page = save(Client(), attempt, answer="x")
    assert page.status_code == 401
    assert page.json()["error"] == "signed_out"
    assert "Sign in again" in page.json()["message"]
    assert page.json()["sign_in"] == reverse("account_login")


@pytest.mark.parametrize(
    ("do", "page"), [("save", "take"), ("review", "review"), ("break", "take")]
)
def test_a_form_sent_after_the_session_ended_is_saved_after_signing_in(
    exam: ExamPage, do: str, page: str
) -> None:
    user, stranger = make_learner(exam), make_user()
    attempt = start_attempt(exam, user=user)
    client = Client()
    take = url_of("take", attempt)
    answer = attempt_values(key_answer(attempt, 1))
    login = client.post(take, {"q1": answer, "s1": "0", "do": do})
    assert login.url == f"{reverse('account_login')}?next={take}"
    assert "Nothing is lost" in client.get(login.url).content.decode()
    # signing in keeps the session, and somebody else's attempt takes nothing of it
    client.force_login(stranger)
    assert client.get(take).status_code == 404
    client = Client()
    client.post(take, {"q1": answer, "s1": "0", "do": do})
    client.force_login(user)
    assert client.get(take).url == url_of(page, attempt)
    assert attempt.responses.get().answer == key_answer(attempt, 1)
    attempt.refresh_from_db()
    assert attempt.break_since is None
    assert client.get(take).status_code == 200


def test_what_no_attempt_asked_for_is_not_kept(exam: ExamPage) -> None:
    attempt = start_attempt(exam, user=make_learner(exam))
    client = Client()
    client.post(url_of("take", attempt), {"q1": "x" * 200_001, "s1": "0"})
    client.post(reverse("lms_assessments:take", args=[uuid4()]), {"q1": "x", "s1": "0"})
    assert not client.session.keys()


def test_after_the_deadline_autosave_says_what_happens(exam: ExamPage, signed_in: SignIn) -> None:
    user = make_learner(exam)
    attempt = start_attempt(exam, user=user, now=timezone.now() - dt.timedelta(hours=2))
    page = save(signed_in(user), attempt, answer=key_answer(attempt, 1))
    assert page.status_code == 409
    assert page.json()["error"] == "closed"
    assert "time is over" in page.json()["message"]
    assert page.json()["result"] == url_of("result", attempt)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"position": "1", "sequence": 0}',
        '{"position": 1, "sequence": -1}',
        '{"position": 1, "sequence": true}',
        '{"position": 1, "sequence": 0, "flagged": "yes"}',
        '{"position": 99, "sequence": 0}',
        '{"position": 1, "sequence": 0, "answer": "' + "x" * 300_000 + '"}',
    ],
)
def test_what_cannot_be_read_is_refused(exam: ExamPage, signed_in: SignIn, body: str) -> None:
    user = make_learner(exam)
    attempt = start_attempt(exam, user=user)
    page = signed_in(user).post(url_of("save", attempt), body, content_type="application/json")
    assert page.status_code == 400
    assert not attempt.responses.exists()


def test_somebody_elses_attempt_does_not_exist(exam: ExamPage, signed_in: SignIn) -> None:
    attempt = start_attempt(exam, user=make_learner(exam))
    client = signed_in(make_learner(exam))
    assert save(client, attempt).status_code == 404
    for name in ("take", "review", "result"):
        assert client.get(url_of(name, attempt)).status_code == 404
    assert client.post(url_of("submit", attempt)).status_code == 404


def form_data(attempt: Attempt, *, wrong: tuple[int, ...] = (), **extra: Any) -> dict[str, Any]:
    data: dict[str, Any] = dict(extra)
    for item in attempt.read_paper().items:
        make = wrong_answer if item.position in wrong else key_answer
        data[f"q{item.position}"] = attempt_values(make(attempt, item.position))
        data[f"s{item.position}"] = "0"
    return data


def test_the_whole_exam_works_as_one_form(exam: ExamPage, signed_in: SignIn) -> None:
    user = make_learner(exam)
    attempt = start_attempt(exam, user=user)
    client = signed_in(user)
    saved = client.post(url_of("take", attempt), form_data(attempt, do="save", f2="1"), follow=True)
    assert "Your answers are saved" in saved.content.decode()
    assert "4 of 4 answered, 1 flagged" in saved.content.decode()
    assert attempt.events.filter(kind="answered").count() == 4
    again = {**form_data(attempt, do="review", f2="1")}
    for position in range(1, 5):
        again[f"s{position}"] = "1"
    review = client.post(url_of("take", attempt), again, follow=True)
    assert "Every question is answered" in review.content.decode()
    assert "Flagged by you" in review.content.decode()
    result = client.post(url_of("submit", attempt), follow=True)
    assert "Passed" in result.content.decode()
    assert client.get(url_of("take", attempt)).url == url_of("result", attempt)


def test_a_stale_form_keeps_the_newer_answer_and_says_so(exam: ExamPage, signed_in: SignIn) -> None:
    user = make_learner(exam)
    attempt = start_attempt(exam, user=user)
    newer = key_answer(attempt, 2)
    save_response(attempt.uuid, user=user, position=2, answer=newer, sequence=0)
    data = form_data(attempt, wrong=(2,), do="review")
    page = signed_in(user).post(url_of("take", attempt), data, follow=True)
    assert "question 2 was changed in another window" in page.content.decode()
    assert attempt.responses.get(position=2).answer == newer
    assert attempt.responses.count() == 4


def test_review_names_what_is_open(exam: ExamPage, signed_in: SignIn) -> None:
    user = make_learner(exam)
    attempt = start_attempt(exam, user=user)
    save_response(attempt.uuid, user=user, position=1, answer=key_answer(attempt, 1), sequence=0)
    html = signed_in(user).get(url_of("review", attempt)).content.decode()
    assert "3 questions are not answered yet" in html
    assert "Hand in for grading" in html


def test_leaving_and_coming_back_shows_what_was_saved(exam: ExamPage, signed_in: SignIn) -> None:
    user = make_learner(exam)
    attempt = start_attempt(exam, user=user)
    answer_all(attempt)
    page = signed_in(user).get(url_of("take", attempt))
    html = page.content.decode()
    assert "4 of 4 answered" in html
    assert html.count(" checked") >= 2
    assert 'data-sequence="1"' in html
    assert "no-store" in page["Cache-Control"]
    assert attempt.deadline_at is not None
    assert f'data-deadline="{timezone.localtime(attempt.deadline_at).isoformat()[:16]}' in html


def test_an_expired_attempt_is_closed_when_read(exam: ExamPage, signed_in: SignIn) -> None:
    user = make_learner(exam)
    attempt = start_attempt(exam, user=user, now=timezone.now() - dt.timedelta(hours=2))
    page = signed_in(user).get(url_of("take", attempt), follow=True)
    assert page.redirect_chain == [(url_of("result", attempt), 302)]
    assert "What you had saved until then was graded" in page.content.decode()
    attempt.refresh_from_db()
    assert attempt.closed_by == "deadline"


# --- the result


def test_the_result_names_the_critical_item_what_to_study_and_when_to_try_again(
    signed_in: SignIn,
) -> None:
    topic = make_topic("dilution", title="Dilution")
    course = make_course(version=False)
    module = add_module(course, title="Pigment and water", topic=topic)
    raw = {**raw_question("single"), "stem": "<p>Which water goes into the pigment?</p>"}
    critical = make_question("single", raw=raw, critical=True, topic=topic)
    others = [make_question("single") for _n in range(4)]
    exam = make_exam(
        module=module,
        questions=[critical, *others],
        pass_mark=60,
        shuffle_questions=False,
        attempts_allowed=3,
        cooling_hours=72,
    )
    user = make_learner(exam)
    with clock.at(timezone.now() - dt.timedelta(minutes=1)):
        attempt = take_exam(exam, user, wrong=(1,))
    html = signed_in(user).get(url_of("result", attempt)).content.decode()
    assert "Not passed: one critical safety item was wrong" in html
    assert "Which water goes into the pigment?" in html
    assert "reaches the pass mark" in html
    assert "Attempt 2 of 3 opens on" in html
    assert "4 of 5" in html
    assert f'href="{module.url}"' in html
    assert "Study this first" in html
    assert "SECRET" not in html


def test_reading_a_result_clears_it_from_the_dashboard(exam: ExamPage, signed_in: SignIn) -> None:
    user = make_learner(exam)
    attempt = take_exam(exam, user, wrong=(1, 2, 3))
    client = signed_in(user)
    dashboard = reverse("lms_courses:dashboard")
    assert "Feedback to read" in client.get(dashboard).content.decode()
    client.get(url_of("result", attempt))
    html = client.get(dashboard).content.decode()
    assert "Feedback to read" not in html
    assert "Attempt 2 opens on" in html


def test_an_open_attempt_is_offered_on_the_dashboard(exam: ExamPage, signed_in: SignIn) -> None:
    user = make_learner(exam)
    attempt = start_attempt(exam, user=user)
    html = signed_in(user).get(reverse("lms_courses:dashboard")).content.decode()
    assert url_of("take", attempt) in html


def test_the_history_lists_every_attempt(exam: ExamPage, signed_in: SignIn) -> None:
    user = make_learner(exam)
    attempt = take_exam(exam, user)
    html = signed_in(user).get(reverse("lms_assessments:attempts")).content.decode()
    assert url_of("result", attempt) in html
    assert "Passed" in html


def test_a_result_stays_readable_after_the_exam_is_deleted(
    exam: ExamPage, signed_in: SignIn
) -> None:
    user = make_learner(exam)
    attempt = take_exam(exam, user)
    exam.delete()
    assert "Passed" in signed_in(user).get(url_of("result", attempt)).content.decode()


@pytest.mark.parametrize(
    ("value", "shown"), [("9.96", "9.96"), ("9.50", "9.5"), ("10.00", "10"), ("0.95", "0.95")]
)
def test_points_are_never_rounded_up_to_a_pass_mark(value: str, shown: str) -> None:
    assert wording.number(Decimal(value)) == shown
