"""Every question type, any feedback matrix, every moment: not one byte before its time.

What only a key, a remark or an explanation says is replaced by words of its own, and these words
are looked for in pages, JSON and headers.
"""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from assessments.enums import AttemptState
from assessments.feedback import (
    ANSWER,
    ASPECTS,
    CORRECTNESS,
    DURING,
    GENERAL,
    MARKS,
    SPECIFIC,
    FeedbackMatrix,
    Situation,
)
from assessments.models import Attempt, ExamPage, QuestionVersion
from assessments.question_types.registry import question_types
from assessments.services.attempts import start_attempt, submit_attempt
from tests.assessments.test_craft_screens import raw as craft_raw
from tests.factories.assessments import make_exam, make_learner, make_question, raw_question

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
PLAIN = ("single", "multiple", "true_false", "numeric")
# words that stand only in one part of a question, or only where that part is drawn
WORDS = {
    ANSWER: ("THEKEY", "0.4375", "11.25", "key-line", "<polygon"),
    SPECIFIC: ("THEREMARK",),
    GENERAL: ("THEREASON",),
}
NEVER = ("THEGUIDE", "RIGHTFILE", "weight", "fraction", "0.0123")
# written by hand and the same for every exam: no file is made of a question
FILES = {
    "lms_assessments/assessments.css",
    "lms_assessments/exam.js",
    "lms_assessments/files.js",
    "lms_assessments/questions.css",
    "lms_assessments/questions.js",
    "lms_core/base.css",
    "lms_core/components.css",
    "lms_core/site.js",
    "lms_core/tokens.css",
}
matrices = st.builds(FeedbackMatrix, *[st.frozensets(st.sampled_from(ASPECTS))] * 4)


def marked(raw: Any, key: str = "") -> Any:
    """The raw question with those words in the places of its secrets."""
    if isinstance(raw, dict):
        return {name: marked(value, name) for name, value in raw.items()}
    if isinstance(raw, list):
        return [marked(one, key) for one in raw]
    if key == "feedback":
        return "THEREMARK"
    if key == "explanation":
        return "<p>THEREASON</p>"
    if key == "guide":
        return "<p>THEGUIDE</p>"
    return raw.replace("SECRET", "THEKEY") if isinstance(raw, str) else raw


def wrong_answer(version: QuestionVersion, spec: Any) -> dict[str, Any]:
    """An answer that is worth nothing and says nothing of the key."""
    kind = version.kind
    match version.type:
        case "single" | "multiple" | "image_choice":
            return {"picks": [next(one.id for one in spec.choices if not one.correct)]}
        case "true_false":
            return {"value": "true" if spec.answer == "false" else "false"}
        case "matching" | "ordering":
            parts = dict(kind.key_response(spec)["parts"])
            return {
                "parts": dict(
                    zip(parts, [*list(parts.values())[1:], *parts.values()], strict=False)
                )
            }
        case "blanks":
            return dict(kind.read(["a=nonsense", "b=7", "c=Never"]))
        case "calculated":
            return dict(kind.read(["answer=1"]))
        case "hotspot":
            return dict(kind.read(["marks=99,1"]))
        case "file_answer":
            return {}
    return dict(kind.read(["99999 nonsense words"]))


@pytest.fixture
def attempt() -> Attempt:
    """A practice attempt at every type there is, each answer wrong, saved and checked once."""
    names = list(question_types())
    questions = [
        make_question(name, raw=marked(raw_question(name) if name in PLAIN else craft_raw(name)))
        for name in names
    ]
    questions[0].critical = True
    questions[0].save_revision().publish()
    exam = make_exam(questions=questions, pass_mark=50, behavior="practice", feedback="practice")
    attempt = start_attempt(exam, user=make_learner(exam))
    paper = attempt.read_paper()
    assert {item.type for item in paper.items} == set(names)
    for item in paper.items:
        version = QuestionVersion.objects.get(pk=item.version_id)
        attempt.responses.create(
            position=item.position,
            version=version,
            answer=wrong_answer(version, item.spec_of(version)),
            sequence=1,
            tries=1,
            checked=1,
            settled=True,
        )
    return attempt


def follow(attempt: Attempt, matrix: FeedbackMatrix, *, practice: bool) -> None:
    """The paper is of an exam with this matrix."""
    attempt.paper["rule"] |= {"feedback": matrix.to_json(), "practice": practice, "tries": 3}
    attempt.save(update_fields=["paper"])


def said(response: Any) -> str:
    return response.content.decode() + json.dumps(dict(response.headers))


def url_of(name: str, attempt: Attempt) -> str:
    return reverse(f"lms_assessments:{name}", args=[attempt.uuid])


def pages(client: Client, attempt: Attempt, exam: ExamPage) -> Iterator[str]:
    """Everything an open attempt answers with, but for the checks of practice."""
    yield said(client.get(url_of("review", attempt)))
    yield said(client.get(exam.url))
    yield said(client.get(reverse("lms_assessments:attempts")))
    for row in attempt.responses.all():
        body = {"position": row.position, "sequence": 1, "answer": row.answer}
        for data in (body, {**body, "sequence": 0, "answer": ["1"]}):
            text = json.dumps(data)
            yield said(client.post(url_of("save", attempt), text, content_type="application/json"))


def found(text: str, words: tuple[str, ...]) -> list[str]:
    return [word for word in words if word in text]


def assert_only(text: str, visible: frozenset[str]) -> None:
    assert found(text, NEVER) == []
    for aspect, words in WORDS.items():
        if aspect not in visible:
            assert found(text, words) == [], aspect


@pytest.mark.parametrize("name", sorted(question_types()))
def test_every_type_has_secrets_that_would_be_found(name: str) -> None:
    raw = marked(raw_question(name) if name in PLAIN else craft_raw(name))
    version = make_question(name, raw=raw).versions.get()
    assert version.kind.validate(version.kind.from_payload(version.payload)) == []
    assert found(json.dumps(version.payload), WORDS[GENERAL])
    # which pairs are right, and what a formula gives, is told by how a key is drawn
    if name not in {"matching", "calculated"}:
        secret = (*WORDS[ANSWER], *WORDS[SPECIFIC], "THEGUIDE")
        assert found(json.dumps(version.payload), secret)


def test_an_open_exam_loads_known_files_and_no_others(
    attempt: Attempt, signed_in: Callable[[Any], Client]
) -> None:
    text = said(signed_in(attempt.user).get(url_of("take", attempt)))
    loaded = re.findall(r'<(?:script[^>]* src|link rel="stylesheet" href)="([^"]+)"', text)
    assert len(re.findall("<script", text)) == text.count('<script type="module" src=')
    assert {name.removeprefix(settings.STATIC_URL) for name in loaded} == FILES


def test_an_open_exam_shows_nothing_whatever_its_matrix_says(
    attempt: Attempt, signed_in: Callable[[Any], Client]
) -> None:
    client, exam = signed_in(attempt.user), attempt.exam
    attempt.responses.update(settled=False, checked=None, tries=0)

    @examples(max_examples=3, deadline=None)
    @given(matrices)
    def holds(matrix: FeedbackMatrix) -> None:
        follow(attempt, matrix.without_during(), practice=False)
        for text in (said(client.get(url_of("take", attempt))), *pages(client, attempt, exam)):
            assert_only(text, frozenset())
        body = json.dumps({"position": 1, "sequence": 1, "answer": ["x"]})
        refused = client.post(url_of("check", attempt), body, content_type="application/json")
        assert refused.status_code == 409
        assert_only(said(refused), frozenset())

    holds()


def test_practice_shows_what_the_first_column_says(
    attempt: Attempt, signed_in: Callable[[Any], Client]
) -> None:
    client = signed_in(attempt.user)
    positions = sorted(attempt.read_paper().by_position)

    @examples(max_examples=10, deadline=None)
    @given(matrices, st.booleans(), st.sets(st.sampled_from(positions), min_size=3, max_size=3))
    def holds(matrix: FeedbackMatrix, settled: bool, checked: set[int]) -> None:
        follow(attempt, matrix, practice=True)
        attempt.responses.update(settled=settled)
        visible = matrix.at(DURING)
        if not settled:
            visible -= {ANSWER, GENERAL}
        text = said(client.get(url_of("take", attempt)))
        assert_only(text, visible)
        verdicts = "".join(re.findall(r'<p class="check-verdict">(.*?)</p>', text, re.S))
        assert ("Not right" in verdicts) is (CORRECTNESS in visible)
        for aspect in visible & set(WORDS):
            assert found(text, WORDS[aspect]), aspect
        for row in attempt.responses.filter(position__in=checked):
            body = json.dumps({"position": row.position, "sequence": 1, "answer": row.answer})
            page = client.post(url_of("check", attempt), body, content_type="application/json")
            assert_only(said(page), visible)
            if CORRECTNESS not in visible:
                assert not re.search(r"Right|Not right|Partly", said(page))

    holds()


def test_a_result_shows_what_its_moments_allow(
    attempt: Attempt, signed_in: Callable[[Any], Client]
) -> None:
    attempt.responses.filter(version__type__in=["essay", "file_answer"]).update(answer={})
    submit_attempt(attempt.uuid, user=attempt.user)
    client = signed_in(attempt.user)
    now = timezone.now()
    Attempt.objects.update(state=AttemptState.GRADED, score=Decimal(0), outcome="fail")
    attempt.refresh_from_db()

    @examples(max_examples=15, deadline=None)
    @given(matrices, st.booleans(), st.booleans())
    def holds(matrix: FeedbackMatrix, passed: bool, over: bool) -> None:
        follow(attempt, matrix, practice=True)
        Attempt.objects.update(outcome="pass" if passed else "fail")
        ExamPage.objects.update(closes_at=now + dt.timedelta(hours=-1 if over else 1))
        visible = matrix.visible(Situation(handed_in=True, passed=passed, window_over=over))
        text = said(client.get(url_of("result", attempt)))
        assert_only(text, visible)
        for aspect in visible & set(WORDS):
            assert found(text, WORDS[aspect]), aspect
        assert ("By topic" in text) is (MARKS in visible)
        assert ("Pass mark" in text) is (MARKS in visible)
        heads = "".join(re.findall(r'<p class="q-no" id="a\d+">(.*?)</p>', text, re.S))
        assert ("Wrong" in heads) is (CORRECTNESS in visible)

    holds()
