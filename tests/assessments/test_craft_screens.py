"""Each type beyond picking an option from the editor to the result, with and without JavaScript."""

import html
import json
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from assessments.models import Attempt, Question
from assessments.pictures import picture_url
from assessments.queries.exam_answers import named_options
from assessments.question_types.base import read_form
from tests.factories.assessments import make_exam, make_learner, make_question

# making a rendition leaves a temporary file of Django's to the garbage collector
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
WHY = "<p>SECRET explanation</p>"
GRADED = [
    "short_text", "matching", "ordering", "blanks", "calculated", "image_choice", "hotspot",
]  # fmt: skip
MARKED = ["essay", "file_answer"]
SECRETS = ("SECRET", "0.4375", "11.25", "key-line", "RIGHTFILE")


def picture() -> int:
    from wagtail.images import get_image_model

    file = get_test_image_file(filename="RIGHTFILE.png")
    return get_image_model().objects.create(title="Hand", file=file).pk


def items(*values: Any) -> list[dict[str, Any]]:
    return [
        {"type": "item", "id": f"00000000-0000-4000-8000-{n:012}", "value": value}
        for n, value in enumerate(values)
    ]


def raw(name: str) -> dict[str, Any]:
    """A complete stored value of the type, with secrets where trainees must not look."""
    stem = {"stem": "<p>What is safe?</p>", "explanation": WHY}
    match name:
        case "short_text":
            answer = {"text": "SECRETword", "fraction": "1", "feedback": "SECRET"}
            return {**stem, "answers": items(answer), "hold_near_misses": True}
        case "matching":
            pairs = [{"left": "<p>Skin</p>", "right": "Organ"}, {"left": "Ink", "right": "Color"}]
            return {**stem, "pairs": items(*pairs), "distractors": items("Tool")}
        case "ordering":
            steps = [{"key": f"SECRET{n}", "text": text} for n, text in enumerate(["Wash", "Dry"])]
            pair = {"before": "SECRET0", "after": "SECRET1", "critical": True}
            return {**stem, "steps": items(*steps), "pairs": items(pair)}
        case "blanks":
            blanks = [
                {"name": "a", "kind": "text", "answers": items({"text": "SECRET", "fraction": "1"}),
                 "weight": "1"},
                {"name": "b", "kind": "numeric", "answer": "0.4375", "tolerance": "0", "unit": "mm",
                 "answers": [], "weight": "1"},
                {"name": "c", "kind": "select", "options": items("Never"), "weight": "2",
                 "answers": items({"text": "Always", "fraction": "1"})},
            ]  # fmt: skip
            stem["stem"] = "<p>Write [[a]], [[b]] and choose [[c]].</p>"
            return {**stem, "blanks": items(*blanks)}
        case "calculated":
            stem["stem"] = "<p>Take {v} ml.</p>"
            step = {"label": "Half", "formula": "v / 2", "tolerance": "0", "fraction": "0.5"}
            values = {"name": "v", "minimum": "10", "maximum": "90", "step": "10"}
            return {**stem, "parameters": items(values), "formula": "v * 1.11", "unit": "ml",
                    "tolerance": "0", "decimals": 2, "steps": items(step)}  # fmt: skip
        case "image_choice":
            choices = [
                {"image": picture(), "alt": f"Hand {n}", "correct": not n, "feedback": "SECRET"}
                for n in range(2)
            ]
            return {**stem, "choices": items(*choices), "several": False}
        case "hotspot":
            regions = [
                {"label": "Rim", "points": "11.25,0 50,0 50,50", "correct": True, "weight": "1"},
                {"label": "Base", "points": "60,60 90,60 90,90", "weight": "1"},
            ]
            return {**stem, "image": picture(), "alt": "A cup", "regions": items(*regions),
                    "false_click_cost": "0.5"}  # fmt: skip
        case "file_answer":
            return {**stem, "guide": "<p>SECRET guide</p>", "extensions": "jpg,png,pdf",
                    "maximum_files": 2, "maximum_megabytes": 1, "marks": 4}  # fmt: skip
        case "essay":
            return {**stem, "guide": "<p>SECRET guide</p>", "minimum_words": 3, "maximum_words": 5}
    raise AssertionError(f"Write a raw value with secrets for the type {name}.")


def leaks(content: bytes) -> list[str]:
    return [secret for secret in SECRETS if secret.encode() in content]


def url(name: str, attempt: Attempt) -> str:
    return reverse(f"lms_assessments:{name}", args=[attempt.uuid])


def start(client_of: Any, names: list[str], **fields: Any) -> tuple[Client, Attempt]:
    questions = [make_question(name, raw=raw(name)) for name in names]
    exam = make_exam(questions=questions, pass_mark=50, **fields)
    client = client_of(make_learner(exam))
    client.post(reverse("lms_assessments:start", args=[exam.pk]))
    return client, Attempt.objects.get()


def key_values(attempt: Attempt, position: int) -> list[str]:
    question = Question.objects.get(key=attempt.read_paper().by_position[position].question)
    version = question.versions.get()
    spec = attempt.read_paper().by_position[position].spec_of(version)
    return version.kind.form_values(version.kind.key_response(spec))


def test_every_type_is_answered_by_autosave_and_nothing_leaks_before(signed_in: Any) -> None:
    client, attempt = start(signed_in, [*GRADED, *MARKED], feedback="after_submit")
    assert leaks(client.get(url("take", attempt)).content) == []
    assert leaks(json.dumps(attempt.paper).encode()) == []
    by_type = {item.type: item.position for item in attempt.read_paper().items}

    def save(name: str, sequence: int, answer: list[str]) -> dict[str, Any]:
        body = {"position": by_type[name], "sequence": sequence, "answer": answer}
        page = client.post(url("save", attempt), json.dumps(body), content_type="application/json")
        assert page.status_code == 200
        assert leaks(page.content) == []
        return page.json()

    for name in GRADED:
        saved = save(name, 0, ["nonsense", "x=1", "marks=1,1"])
        save(name, saved["sequence"], key_values(attempt, by_type[name]))
    review = html.unescape(client.get(url("review", attempt)).content.decode())
    titles = Question.objects.exclude(content__0__type="calculated").values_list("title", flat=True)
    assert [title for title in titles if title not in review] == []
    assert "shorter" in save("essay", 0, ["One two"])["notice"]
    client.post(url("submit", attempt))
    attempt.refresh_from_db()
    assert (attempt.state, attempt.outcome) == ("submitted", "")
    grades = {one["position"]: one["fraction"] for one in attempt.grade_events.get().items}
    assert grades.pop(by_type["essay"]) is None
    # nothing was handed in there
    assert Decimal(grades.pop(by_type["file_answer"])) == 0
    assert {Decimal(fraction) for fraction in grades.values()} == {Decimal(1)}
    result = client.get(url("result", attempt)).content
    assert b"a marker looks at it now" in result
    assert b"marked by a person" in result
    assert b"Points so far" in result
    assert b"SECRET guide" not in result
    assert b"Waiting for a marker" in client.get(reverse("lms_assessments:attempts")).content


@pytest.mark.parametrize("name", GRADED)
def test_the_form_without_javascript_keeps_every_part(name: str, signed_in: Any) -> None:
    client, attempt = start(signed_in, [name], feedback="after_submit")
    values = key_values(attempt, 1)
    form: dict[str, Any] = {"s1": "0", "do": "save"}
    for value in values:
        key, sign, text = value.partition("=")
        if sign:
            form[f"q1.{key}"] = text
        else:
            form.setdefault("q1", []).append(value)
    page = client.get(url("take", attempt)).content.decode()
    for control in form:
        if control.startswith("q1"):
            assert f'name="{control}"' in page
    client.post(url("take", attempt), form)
    assert attempt.responses.get().answer
    shown = client.get(url("take", attempt)).content.decode()
    assert shown != page
    client.post(url("submit", attempt))
    attempt.refresh_from_db()
    assert attempt.outcome == "pass"
    assert b"SECRET explanation" in client.get(url("result", attempt)).content


def test_a_near_miss_waits_for_a_marker_and_says_so(signed_in: Any) -> None:
    client, attempt = start(signed_in, ["short_text"], feedback="nothing")
    client.post(url("take", attempt), {"s1": "0", "q1": "SECRTEword"})
    client.post(url("submit", attempt))
    result = client.get(url("result", attempt)).content
    assert b"a marker looks at it now" in result
    assert b"You get the result when they are done" in result


@pytest.mark.parametrize("name", [*GRADED, *MARKED])
def test_authors_preview_both_sides(name: str, admin_client: Client) -> None:
    question = make_question(name, raw=raw(name))
    edit = admin_client.get(
        reverse("wagtailsnippets_lms_assessments_question:edit", args=[question.pk])
    )
    assert edit.status_code == 200
    for mode, expected in (("learner", b"q-text"), ("key", b"SECRET")):
        page = question.make_preview_request(preview_mode=mode)
        assert page.status_code == 200
        assert expected in page.content
    block = question.content.stream_block.child_blocks[name]
    assert block.clean(question.content[0].value)


def test_statistics_name_a_picture_by_what_it_shows() -> None:
    version = make_question("image_choice", raw=raw("image_choice")).versions.get()
    assert [text for _key, text, _right in named_options(version)] == ["Hand 0", "Hand 1"]


def test_a_picture_is_served_under_an_address_without_its_file_name(client: Client) -> None:
    key = picture()
    page = client.get(picture_url(key))
    assert page.status_code == 200
    assert page["Content-Type"] == "image/webp"
    assert "private" in page["Cache-Control"]
    assert "RIGHTFILE" not in str(page.headers)
    assert client.get(picture_url(key + 1)).status_code == 404
    assert client.get(picture_url(key)[:-4] + "abc/").status_code == 404


def test_a_drawing_is_served_as_it_is(client: Client) -> None:
    from django.core.files.base import ContentFile
    from wagtail.images import get_image_model

    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect/></svg>'
    file = ContentFile(drawing, name="head.svg")
    key = get_image_model().objects.create(title="Head", file=file, width=9, height=9).pk
    page = client.get(picture_url(key))
    assert page["Content-Type"] == "image/svg+xml"
    assert b"<rect" in page.content


def test_parts_of_a_form_are_read_by_name() -> None:
    from django.http import QueryDict

    form = QueryDict("q1=a&q1.x=1&q1.y=&q11.x=9&q1.z=2")
    assert read_form(form, "q1") == ["a", "x=1", "z=2"]
