"""Not one byte of key or feedback reaches a trainee before the policy allows it."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessments.enums import FeedbackPreset
from assessments.models import Attempt
from assessments.question_types.registry import question_types
from assessments.services.attempts import start_attempt
from tests.assessments.test_craft_screens import raw as craft_raw
from tests.factories.assessments import (
    answer_all,
    key_answer,
    make_exam,
    make_learner,
    make_question,
    raw_question,
    take_exam,
)

pytestmark = pytest.mark.django_db
PLAIN = ["single", "multiple", "true_false", "numeric"]
# texts that stand only in keys, feedback and explanations (see raw_question), and markers of a key
SECRETS = ["SECRET", "0.4375", "0.0123", "correct", "is-ok", "key-line", "fraction"]


def full_raw(name: str) -> dict[str, Any]:
    """A raw value with secrets; a type that has none in the tests has no case, and fails."""
    return raw_question(name) if name in PLAIN else craft_raw(name)


def leaks(content: bytes, *, allowed: tuple[str, ...] = ()) -> list[str]:
    text = content.decode()
    return [secret for secret in SECRETS if secret not in allowed and secret in text]


def url_of(name: str, attempt: Attempt) -> str:
    return reverse(f"lms_assessments:{name}", args=[attempt.uuid])


@pytest.mark.parametrize("policy", FeedbackPreset.values)
def test_nothing_leaks_before_the_hand_in(policy: str, signed_in: Any) -> None:
    questions = [make_question(name, raw=full_raw(name)) for name in question_types()]
    exam = make_exam(questions=questions, feedback=policy, pass_mark=50)
    user = make_learner(exam)
    client: Client = signed_in(user)
    assert leaks(client.get(exam.url).content) == []
    start = client.post(reverse("lms_assessments:start", args=[exam.pk]))
    attempt = Attempt.objects.get()
    assert leaks(json.dumps(dict(start.headers)).encode()) == []
    assert leaks(client.get(url_of("take", attempt)).content) == []
    assert {item.type for item in attempt.read_paper().items} == set(question_types())
    for position in range(1, len(questions) + 1):
        for sequence, answer in enumerate(["nonsense", "1", ["true"], {"picks": ["x"]}]):
            body = {"position": position, "sequence": sequence, "answer": answer}
            page = client.post(
                url_of("save", attempt), json.dumps(body), content_type="application/json"
            )
            assert leaks(page.content) == []
    assert leaks(client.get(url_of("review", attempt)).content) == []
    assert leaks(client.get(reverse("lms_assessments:attempts")).content, allowed=("is-ok",)) == []


@pytest.mark.parametrize(
    ("policy", "wrong", "answers"),
    [
        ("nothing", (), False),
        ("nothing", (1, 2, 3), False),
        ("score", (), False),
        ("score", (1, 2, 3), False),
        ("after_pass", (), True),
        ("after_pass", (1, 2, 3), False),
        ("after_submit", (), True),
        ("after_submit", (1, 2, 3), True),
    ],
)
def test_the_result_shows_answers_exactly_when_the_policy_says_so(
    policy: str, wrong: tuple[int, ...], answers: bool, signed_in: Any
) -> None:
    questions = [make_question(name, critical=name == "single") for name in PLAIN]
    exam = make_exam(questions=questions, feedback=policy, pass_mark=50)
    user = make_learner(exam)
    attempt = take_exam(exam, user, wrong=wrong)
    assert attempt.outcome == ("fail" if wrong else "pass")
    content = signed_in(user).get(url_of("result", attempt)).content
    found = leaks(content, allowed=("is-ok", "fraction"))
    if answers:
        # everything of the key is there, the tolerance as the range that counts
        assert {"SECRET", "0.4375", "key-line"} <= set(found)
    elif wrong:
        assert found == []
    else:
        # a trainee who gave the right number may read it, as their own answer only
        assert "SECRET" not in found
        assert "key-line" not in found
    assert (b"By topic" in content) is (policy != "nothing")


def test_a_required_unit_is_not_given_away(signed_in: Any) -> None:
    raw = {**raw_question("numeric"), "unit": "furlong", "unit_required": True}
    exam = make_exam(questions=[make_question("numeric", raw=raw)])
    user = make_learner(exam)
    attempt = start_attempt(exam, user=user)
    client = signed_in(user)
    assert b"furlong" not in client.get(url_of("take", attempt)).content
    body = {"position": 1, "sequence": 0, "answer": "12"}
    page = client.post(url_of("save", attempt), json.dumps(body), content_type="application/json")
    assert "has no unit" in page.json()["notice"]
    assert b"furlong" not in page.content
    review = client.get(url_of("review", attempt)).content
    assert b"has no unit" in review
    assert b"furlong" not in review


def test_the_paper_stored_with_an_attempt_holds_no_key() -> None:
    exam = make_exam(questions=[make_question(name) for name in PLAIN])
    attempt = start_attempt(exam, user=make_learner(exam))
    assert leaks(json.dumps(attempt.paper).encode()) == []
    answer_all(attempt)
    assert key_answer(attempt, 1)
