"""What a matrix lets a trainee see, at which moment, of any type of question."""

import json
from dataclasses import replace
from typing import Any

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from assessments.feedback import (
    ANSWER,
    ASPECTS,
    CORRECTNESS,
    DURING,
    GENERAL,
    MARKS,
    MOMENTS,
    PRESETS,
    SPECIFIC,
    FeedbackMatrix,
    Situation,
    feedback_of,
)
from assessments.feedback_editor import FeedbackFormField, FeedbackWidget
from assessments.question_types.base import KeyLine, KeyView

aspects = st.frozensets(st.sampled_from(ASPECTS))
matrices = st.builds(FeedbackMatrix, *[aspects] * 4)
situations = st.builds(Situation, st.booleans(), st.booleans(), st.booleans())


@given(matrices)
def test_a_matrix_survives_json(matrix: FeedbackMatrix) -> None:
    stored = json.loads(json.dumps(matrix.to_json()))
    assert FeedbackMatrix.from_json(stored) == matrix


@given(matrices, situations)
def test_nothing_is_visible_before_its_moment(matrix: FeedbackMatrix, now: Situation) -> None:
    visible = matrix.visible(now)
    for aspect in visible:
        assert any(aspect in matrix.at(moment) for moment in now.moments)
    if not now.handed_in:
        assert visible == matrix.at(DURING)
    if ANSWER in visible:
        assert CORRECTNESS in visible


@given(matrices, situations)
def test_what_was_visible_stays_visible(matrix: FeedbackMatrix, now: Situation) -> None:
    later = Situation(handed_in=True, passed=True, window_over=True)
    assert matrix.visible(now) <= matrix.visible(later)


@pytest.mark.parametrize(
    ("preset", "passed", "score", "answers"),
    [
        ("nothing", True, False, False),
        ("score", True, True, False),
        ("after_pass", False, True, False),
        ("after_pass", True, True, True),
        ("after_submit", False, True, True),
        ("after_window", True, True, False),
        ("practice", False, True, True),
    ],
)
def test_presets_show_what_their_names_say(
    preset: str, passed: bool, score: bool, answers: bool
) -> None:
    visible = PRESETS[preset].visible(Situation(handed_in=True, passed=passed))
    assert (MARKS in visible, ANSWER in visible) == (score, answers)


@pytest.mark.parametrize(
    "data", ["unknown", 3, None, {"someday": []}, {"passed": "marks"}, {"passed": ["all"]}]
)
def test_what_is_no_matrix_is_refused(data: Any) -> None:
    with pytest.raises(ValueError, match=r"feedback|aspect"):
        FeedbackMatrix.from_json(data)


KEY = KeyView(
    stem="<p>Which?</p>",
    lines=(
        KeyLine("right one", right=True, given=False, feedback="why right"),
        KeyLine("wrong one", right=False, given=True, feedback="why wrong"),
    ),
    given="wrong one",
    explanation="<p>the law</p>",
    feedback="remark",
)


@given(aspects)
def test_an_answer_is_shown_as_far_as_the_aspects_go(allowed: frozenset[str]) -> None:
    shown = feedback_of(KEY, allowed)
    html = render_to_string(
        "lms_assessments/includes/feedback.html", {"feedback": shown, "kind": _Kind}
    )
    assert ("right one" in html) is (ANSWER in allowed)
    assert ("why right" in html) is (ANSWER in allowed and SPECIFIC in allowed)
    assert ("why wrong" in html) is (SPECIFIC in allowed)
    assert ("remark" in html) is (SPECIFIC in allowed)
    assert ("the law" in html) is (GENERAL in allowed)


class _Kind:
    key_template = "lms_assessments/includes/key_lines.html"


def test_remarks_on_an_answer_wait_for_an_answer() -> None:
    empty = replace(KEY, given="", lines=tuple(replace(one, given=False) for one in KEY.lines))
    assert feedback_of(empty, {SPECIFIC}).remarks == ()


@given(matrices)
def test_the_editor_reads_what_it_shows(matrix: FeedbackMatrix) -> None:
    widget = FeedbackWidget()
    context = widget.get_context("feedback", json.dumps(matrix.to_json()), {})
    ticked = {
        cell["name"]: "on" for _label, cells in context["rows"] for cell in cells if cell["ticked"]
    }
    assert len(ticked) == sum(len(matrix.at(moment)) for moment in MOMENTS)
    value = widget.value_from_datadict(ticked, {}, "feedback")
    assert FeedbackFormField().clean(value) == matrix.to_json()
    assert [current for _label, _ticks, current in context["presets"]] == [
        one == matrix for one in PRESETS.values()
    ]
