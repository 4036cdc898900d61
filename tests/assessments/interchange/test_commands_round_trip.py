"""A bank that leaves by one command and comes back by the other asks and grades the same."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from assessments.interchange.build import blank, step_key
from assessments.interchange.model import ImportResult
from assessments.models import Question
from assessments.question_types.registry import question_types
from assessments.services.interchange import commit_import, find_or_make_topic
from assessments.services.interchange_export import as_neutral
from assessments.services.interchange_neutral import stored, without_files
from tests.assessments.interchange.generated import BY_FORMAT, PICTURE_NAME, question

pytestmark = pytest.mark.django_db


def answer(text: str, fraction: str = "1", feedback: str = "") -> dict[str, Any]:
    return {"text": text, "fraction": fraction, "feedback": feedback}


def option(text: str, correct: bool, feedback: str = "") -> dict[str, Any]:
    return {"text": text, "correct": correct, "feedback": feedback}


def image_option(alt: str, correct: bool) -> dict[str, Any]:
    shown = {"image": {"file": PICTURE_NAME}, "alt": alt}
    return {**shown, "correct": correct, "feedback": f"About {alt}"}


def region(label: str, points: str, **more: Any) -> dict[str, Any]:
    return {
        **{"label": label, "points": points, "weight": "1", "correct": True, "critical": False},
        **more,
    }


STEPS = ("Wash", "Dry", "Glove")
# what every format that knows the type can say of it
EXAMPLES: dict[str, dict[str, Any]] = {
    "single": {"choices": [option("Yes", True, "Well done"), option("50% = {a}", False, "No: #1")]},
    "multiple": {
        "choices": [option("Gloves", True), option("Mask", True), option("Ring", False, "Bare")]
    },
    "true_false": {"answer": "false", "feedback": "Never"},
    "numeric": {
        **{"answer": "-2.5", "tolerance": "0.25", "tolerance_kind": "absolute", "unit": ""},
    },
    "short_text": {
        "answers": [answer("hairline"), answer("hair line", "0.5", "One word")],
        "case_sensitive": False,
        "hold_near_misses": False,
    },
    "matching": {
        "pairs": [{"left": "3 RL", "right": "lines"}, {"left": "<em>5 M</em>", "right": "shading"}],
        "distractors": ["washing"],
    },
    "ordering": {
        "steps": [{"key": step_key(place, text), "text": text} for place, text in enumerate(STEPS)],
        "pairs": [],
    },
    "blanks": {
        "blanks": [
            blank("b1", "text", weight="2", answers=[answer("red"), answer("blue", "0.5")]),
            blank("b2", "numeric", answer="5", tolerance="0.5"),
            blank("b3", "select", options=["hot", "cold"], answers=[answer("cold")]),
        ],
    },
    "calculated": {
        "parameters": [{"name": "a", "minimum": "1", "maximum": "9", "step": "0.5"}],
        **{"formula": "a * 2", "unit": "ml", "tolerance": "1", "tolerance_kind": "relative"},
        **{"decimals": 2, "steps": []},
    },
    "image_choice": {
        "choices": [image_option("Front", True), image_option("Side", False)],
        "several": False,
    },
    "hotspot": {
        **{"image": {"file": PICTURE_NAME}, "alt": "A scalp", "false_click_cost": "0.5"},
        "regions": [
            region("Crown", "10,10 20,10 15.5,20", weight="2", critical=True),
            region("Ear", "60,60 80,60 70,80", correct=False),
        ],
    },
    "essay": {"minimum_words": None, "maximum_words": None, "guide": ""},
    "file_answer": {
        **{"extensions": "jpg,png", "maximum_files": 3, "maximum_megabytes": 20},
        "guide": "<p>Sharp?</p>",
    },
}
STEMS = {"blanks": "<p>[[b1]], [[b2]] and [[b3]]</p>", "calculated": "<p>Twice {a} ml?</p>"}


def raw_of(kind: str) -> dict[str, Any]:
    stem = STEMS.get(kind, f"<p>How does <strong>{kind}</strong> go?</p>")
    return {"stem": stem, **EXAMPLES[kind], "explanation": "<p>Because.</p>"}


def by_type(bank: str) -> dict[str, Question]:
    return {found.type_name: found for found in Question.objects.filter(bank=bank)}


def spec_of(kind: str, raw: dict[str, Any]) -> Any:
    return question_types()[kind].from_raw(without_files(stored(raw, "question")))


@pytest.mark.parametrize("form", sorted(BY_FORMAT))
def test_every_type_leaves_and_comes_back_the_same(form: str, tmp_path: Path) -> None:
    assert set(EXAMPLES) == set(question_types())
    made = tuple(question(kind, raw_of(kind)) for kind in EXAMPLES)
    commit_import(ImportResult("test", made), bank="Shelf", topic=find_or_make_topic())
    known = set(BY_FORMAT[form])

    out, said = tmp_path / f"bank.{form}", StringIO()
    call_command("export_questions", str(out), "--bank=Shelf", f"--format={form}", stderr=said)
    left_out = {line.split("(")[1].split(")")[0] for line in said.getvalue().splitlines()}
    assert left_out == set(EXAMPLES) - known

    call_command("import_questions", str(out), "--bank=Back", stdout=StringIO())
    before, after = by_type("Shelf"), by_type("Back")
    assert set(after) == known
    for kind in known:
        raw = as_neutral(after[kind]).raw
        assert raw == as_neutral(before[kind]).raw == raw_of(kind)
        grader, spec = question_types()[kind], spec_of(kind, raw)
        grade = grader.grade(spec, grader.key_response(spec_of(kind, raw_of(kind))))
        assert grader.needs_marker or grade.fraction == 1
