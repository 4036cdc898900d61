"""Every question type keeps the same promises, whatever an author writes and a trainee answers."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from assessments.question_types.base import Grade, QuestionType
from assessments.question_types.choice import Choice, ChoiceSpec
from assessments.question_types.multiple import MultipleResponse
from assessments.question_types.numbers import normal_unit, read_quantity
from assessments.question_types.numeric import Numeric, NumericSpec
from assessments.question_types.registry import (
    BUILT_IN,
    UnknownQuestionType,
    get_question_type,
    question_types,
)
from assessments.question_types.single import SingleChoice
from assessments.question_types.true_false import TrueFalse, TrueFalseSpec

SECRET = "KEYBYTES"
words = st.text(alphabet="abcdefghij ", min_size=1, max_size=12).map(str.strip).filter(bool)


@st.composite
def choice_specs(draw: Any, single: bool) -> ChoiceSpec:
    count = draw(st.integers(2, 8))
    texts = draw(st.lists(words, min_size=count, max_size=count, unique=True))
    if single:
        right = {draw(st.integers(0, count - 1))}
    else:
        right = draw(st.sets(st.integers(0, count - 1), min_size=1, max_size=count - 1))
    return ChoiceSpec(
        stem=f"<p>{draw(words)}</p>",
        choices=tuple(
            Choice(f"id{place}", text, place in right, f"{SECRET} feedback {place}")
            for place, text in enumerate(texts)
        ),
        explanation=f"<p>{SECRET}</p>",
    )


@st.composite
def numeric_specs(draw: Any) -> NumericSpec:
    decimals = st.decimals("-100000", "100000", places=3, allow_nan=False)
    answer = draw(decimals.filter(bool))
    kind = draw(st.sampled_from(["absolute", "relative"]))
    tolerance = draw(st.decimals(0, 50, places=2))
    unit = draw(st.sampled_from(["", "ml", "mm", "ppm"]))
    return NumericSpec(
        stem="<p>How much?</p>",
        answer=answer,
        tolerance=min(tolerance, abs(answer) / 2) if kind == "absolute" else tolerance,
        tolerance_kind=kind,
        unit=unit,
        unit_required=bool(unit) and draw(st.booleans()),
        explanation=f"<p>{SECRET}</p>",
    )


true_false_specs = st.builds(
    TrueFalseSpec,
    stem=st.just("<p>Gloves replace washing.</p>"),
    answer=st.sampled_from(["true", "false"]),
    feedback=st.just(SECRET),
    explanation=st.just(f"<p>{SECRET}</p>"),
)
typed_specs = st.one_of(
    choice_specs(single=True).map(lambda spec: (SingleChoice(), spec)),
    choice_specs(single=False).map(lambda spec: (MultipleResponse(), spec)),
    true_false_specs.map(lambda spec: (TrueFalse(), spec)),
    numeric_specs().map(lambda spec: (Numeric(), spec)),
)
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=80),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["picks", "value", "text", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(typed_specs, junk)
def test_a_fraction_is_never_out_of_bounds(typed: tuple[QuestionType, Any], raw: Any) -> None:
    kind, spec = typed
    grade = kind.grade(spec, kind.read(raw))
    assert grade.fraction is not None
    assert 0 <= grade.fraction <= 1


@given(typed_specs)
def test_the_key_earns_full_marks(typed: tuple[QuestionType, Any]) -> None:
    kind, spec = typed
    assert kind.validate(spec) == []
    response = kind.read(kind.key_response(spec))
    assert kind.grade(spec, response) == Grade(Decimal(1))
    assert kind.summarize(spec, response)
    assert any(line.given and line.right for line in kind.key_view(spec, response).lines)


@given(typed_specs)
def test_nothing_answered_is_worth_zero(typed: tuple[QuestionType, Any]) -> None:
    kind, spec = typed
    assert kind.read(None) == {}
    assert kind.grade(spec, {}).fraction == 0
    assert kind.summarize(spec, {}) == ""
    assert not kind.is_answered({})


@given(typed_specs, st.randoms(use_true_random=False))
def test_the_order_of_options_changes_no_grade(typed: tuple[QuestionType, Any], rnd: Any) -> None:
    kind, spec = typed
    order = list(kind.options(spec))
    picks = rnd.sample(order, rnd.randint(0, len(order)))
    response = kind.read({"picks": picks})
    rnd.shuffle(order)
    if order:
        mixed = [next(one for one in spec.choices if one.id == key) for key in order]
        shuffled = ChoiceSpec(spec.stem, tuple(mixed), spec.explanation)
        assert kind.grade(shuffled, response) == kind.grade(spec, response)
        shown = [option.id for option in kind.view(spec, order).options]
        assert shown == order


@given(typed_specs)
def test_the_learner_view_holds_no_byte_of_the_key(typed: tuple[QuestionType, Any]) -> None:
    kind, spec = typed
    shown = repr(kind.view(spec, kind.options(spec)))
    assert SECRET not in shown
    assert "correct" not in shown
    assert SECRET not in json.dumps(kind.facts(spec))
    if isinstance(spec, NumericSpec):
        assert str(spec.answer) not in shown


@given(typed_specs)
def test_the_payload_round_trips_through_json(typed: tuple[QuestionType, Any]) -> None:
    kind, spec = typed
    stored = json.loads(json.dumps(kind.to_payload(spec)))
    again = kind.from_payload(stored)
    assert kind.to_payload(again) == kind.to_payload(spec)
    assert kind.grade(again, kind.key_response(spec)).fraction == 1


@given(typed_specs, st.lists(st.sampled_from([f"id{n}" for n in range(8)]), max_size=8))
def test_partial_credit_is_right_picks_less_wrong_picks(
    typed: tuple[QuestionType, Any], picks: list[str]
) -> None:
    kind, spec = typed
    if isinstance(kind, MultipleResponse):
        chosen = set(picks) & spec.ids
        gain = len(chosen & spec.right_ids) - len(chosen - spec.right_ids)
        expected = max(Decimal(0), Decimal(gain) / len(spec.right_ids))
        fraction = kind.grade(spec, kind.read({"picks": picks})).fraction
        assert abs(fraction - expected) < Decimal("0.00001")


def test_a_grade_out_of_bounds_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="from 0 to 1"):
        Grade(Decimal("1.1"))


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        ("0.40", ["0.40"], ""),
        ("0,40 ml", ["0.40"], "ml"),
        ("1 000", ["1000"], ""),
        ("10\u202f000 ppm", ["10000"], "ppm"),
        ("1.234,5", ["1234.5"], ""),
        ("1,234.5", ["1234.5"], ""),
        ("1,000", ["1.000", "1000"], ""),
        ("0,400", ["0.400"], ""),
        ("−3", ["-3"], ""),
        (".5mm", [".5"], "mm"),
        ("12 Milliliters.", ["12"], "ml"),
        ("50%", ["50"], "%"),
        ("two", [], ""),
        ("", [], ""),
        ("1 2", [], ""),
        ("1.2.3", [], ""),
        ("1,2.3,4", [], ""),
    ],
)
def test_numbers_are_read_as_people_type_them(text: str, values: list[str], unit: str) -> None:
    quantity = read_quantity(text)
    assert list(quantity.values) == [Decimal(value) for value in values]
    assert quantity.unit == unit


@given(st.text(max_size=100))
def test_reading_a_number_never_fails(text: str) -> None:
    read_quantity(text)
    normal_unit(text)


@pytest.mark.parametrize(
    ("text", "fraction", "note"),
    [
        ("0.4 ml", 1, ""),
        ("0,41ml", 1, ""),
        ("0.42 ml", 0, ""),
        ("0.4", 0, "unit_missing"),
        ("0.4 mg", 0, "unit_wrong"),
        ("a bit", 0, "not_a_number"),
    ],
)
def test_a_required_unit_has_to_be_given(text: str, fraction: int, note: str) -> None:
    spec = NumericSpec("<p>?</p>", Decimal("0.40"), Decimal("0.01"), unit="ml", unit_required=True)
    kind = Numeric()
    response = kind.read(text)
    assert kind.grade(spec, response) == Grade(Decimal(fraction), note)
    view = kind.view(spec)
    assert view.unit == ""
    assert view.unit_required


def test_a_missing_unit_is_told_before_submitting_whatever_the_number() -> None:
    kind = Numeric()
    facts = {"unit_required": True}
    assert kind.notice(facts, {"text": "77"}) == "unit_missing"
    assert kind.notice(facts, {"text": "77 mg"}) == ""
    assert kind.notice({}, {"text": "77"}) == ""
    assert kind.notice({}, {"text": "lots"}) == "not_a_number"


def test_a_relative_tolerance_is_a_share_of_the_answer() -> None:
    spec = NumericSpec("<p>?</p>", Decimal(200), Decimal(5), "relative")
    kind = Numeric()
    assert kind.grade(spec, {"text": "190"}).is_right
    assert not kind.grade(spec, {"text": "189.9"}).is_right


@pytest.mark.parametrize(
    ("kind", "raw", "paths"),
    [
        (SingleChoice(), {}, [("stem",), ("choices",)]),
        (
            SingleChoice(),
            {"stem": "<p>Q</p>", "choices": [{"text": "a"}, {"text": "A"}]},
            [("choices", 1, "text"), ("choices",)],
        ),
        (
            SingleChoice(),
            {
                "stem": "<p>Q</p>",
                "choices": [{"text": "a", "correct": True}, {"text": "b", "correct": True}],
            },
            [("choices",)],
        ),
        (
            MultipleResponse(),
            {
                "stem": "<p>Q</p>",
                "choices": [{"text": "a", "correct": True}, {"text": "b", "correct": True}],
            },
            [("choices",)],
        ),
        (
            MultipleResponse(),
            {"stem": "<p>&nbsp;</p>", "choices": [{"text": "a", "correct": True}, {"text": ""}]},
            [("stem",), ("choices", 1, "text")],
        ),
        (TrueFalse(), {"stem": "", "answer": ""}, [("stem",), ("answer",)]),
        (Numeric(), {"stem": "x", "answer": "abc"}, [("answer",)]),
        (Numeric(), {"stem": "x", "answer": "5", "tolerance": "5"}, [("tolerance",)]),
        (Numeric(), {"stem": "x", "answer": "5", "tolerance": "-1"}, [("tolerance",)]),
        (
            Numeric(),
            {"stem": "x", "answer": "0", "tolerance": "1", "tolerance_kind": "relative"},
            [("tolerance_kind",)],
        ),
        (Numeric(), {"stem": "x", "answer": "5", "unit_required": True}, [("unit",)]),
        (
            Numeric(),
            {"stem": "x", "answer": "5", "tolerance": "1", "mistakes": ["9", "6"]},
            [("tolerance",)],
        ),
        (Numeric(), {"stem": "x", "answer": "5", "mistakes": ["5"]}, [("tolerance",)]),
    ],
)
def test_authors_are_told_what_is_wrong_and_where(
    kind: QuestionType, raw: dict[str, Any], paths: list[tuple[Any, ...]]
) -> None:
    assert [problem.path for problem in kind.validate(kind.from_raw(raw))] == paths


def test_scripts_in_an_authors_markup_do_not_reach_the_spec() -> None:
    spec = TrueFalse().from_raw(
        {"stem": "<p onclick=x()>Hi<script>bad()</script></p>", "answer": True}
    )
    assert spec.stem == "<p>Hibad()</p>"
    assert spec.answer == "true"


def test_a_host_can_register_its_own_type() -> None:
    question_types.cache_clear()
    try:
        own = {"yes_no": "assessments.question_types.true_false.TrueFalse"}
        with override_settings(LMS_QUESTION_TYPES=own):
            assert list(question_types()) == [*BUILT_IN, "yes_no"]
            assert isinstance(get_question_type("yes_no"), TrueFalse)
    finally:
        question_types.cache_clear()
    with pytest.raises(UnknownQuestionType, match="yes_no"):
        get_question_type("yes_no")
