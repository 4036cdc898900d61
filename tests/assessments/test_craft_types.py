"""The types beyond picking an option keep the same promises as all others, and their own."""

import contextlib
import itertools
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.question_types.base import Grade, QuestionType
from assessments.question_types.formula import FormulaError, parse
from assessments.question_types.polygons import inside, read_points
from assessments.question_types.registry import get_question_type
from assessments.question_types.short_text import distance, matches

SECRET = "KEYBYTES"
WHY = f"<p>{SECRET}</p>"
words = st.text(alphabet="abcdefghij", min_size=3, max_size=10)
Typed = tuple[QuestionType, Any]


def typed(name: str, raw: dict[str, Any]) -> Typed:
    kind = get_question_type(name)
    return kind, kind.from_raw({"stem": "<p>Safe?</p>", "explanation": WHY, **raw})


@st.composite
def short_texts(draw: Any) -> Typed:
    texts = draw(st.lists(words, min_size=1, max_size=4, unique=True))
    answers = [{"text": f"x{SECRET}{text}", "fraction": "0.5"} for text in texts]
    answers[0]["fraction"] = "1"
    hold = draw(st.booleans())
    return typed(
        "short_text",
        {"answers": answers, "hold_near_misses": hold, "case_sensitive": draw(st.booleans())},
    )


@st.composite
def matchings(draw: Any) -> Typed:
    lefts = draw(st.lists(words, min_size=2, max_size=6, unique=True))
    pool = draw(st.lists(words, min_size=2, max_size=8, unique=True))
    rights = [pool[0], pool[1], *(draw(st.sampled_from(pool)) for _ in lefts[2:])]
    spare = [one for one in pool if one not in rights]
    pairs = [{"left": a, "right": b} for a, b in zip(lefts, rights, strict=True)]
    return typed("matching", {"pairs": pairs, "distractors": spare})


@st.composite
def orderings(draw: Any) -> Typed:
    texts = draw(st.lists(words, min_size=2, max_size=7, unique=True))
    keys = [f"{SECRET}{n}" for n in range(len(texts))]
    pairs = []
    if draw(st.booleans()):
        neighbors = list(itertools.pairwise(keys))
        pairs = [{"before": a, "after": b, "critical": draw(st.booleans())} for a, b in neighbors]
    steps = [{"key": key, "text": text} for key, text in zip(keys, texts, strict=True)]
    return typed("ordering", {"steps": steps, "pairs": pairs})


@st.composite
def blanks(draw: Any) -> Typed:
    count = draw(st.integers(1, 4))
    rows = []
    for n in range(count):
        kind = draw(st.sampled_from(["text", "numeric", "select"]))
        rows.append(
            {
                "name": f"n{n}",
                "kind": kind,
                "answers": [{"text": draw(words), "fraction": "1", "feedback": SECRET}],
                "options": ["other one", "another"],
                "answer": "0.4375" if kind == "numeric" else None,
                "tolerance": "0.01",
                "weight": draw(st.sampled_from(["1", "2", "1.5"])),
            }
        )
    stem = "<p>" + " and ".join(f"[[{row['name']}]]" for row in rows) + "</p>"
    return typed("blanks", {"stem": stem, "blanks": rows})


@st.composite
def calculations(draw: Any) -> Typed:
    low, span = draw(st.integers(1, 50)), draw(st.integers(0, 40))
    steps = draw(
        st.sampled_from([[], [{"label": "half of {a}", "formula": "a / 2", "fraction": "0.4"}]])
    )
    kind, spec = typed(
        "calculated",
        {
            "stem": "<p>Take {a} of {b}</p>",
            "parameters": [
                {"name": "a", "minimum": low, "maximum": low + span, "step": "0.5"},
                {"name": "b", "minimum": 3, "maximum": 9, "step": 1},
            ],
            "formula": draw(st.sampled_from(["a * b", "a ** 2 / b", "max(a, b) + 1", "a / 3 + b"])),
            "tolerance": draw(st.sampled_from(["0", "0.05"])),
            "decimals": 2,
            "steps": steps,
        },
    )
    return kind, kind.drawn(spec, kind.draw(spec, seed=draw(words)))


@st.composite
def image_choices(draw: Any) -> Typed:
    count = draw(st.integers(2, 6))
    several = draw(st.booleans())
    right = draw(st.sets(st.integers(0, count - 1), min_size=1, max_size=count - 1))
    right = right if several else {min(right)}
    rows = [
        {"image": n + 1, "alt": f"hand {n}", "correct": n in right, "feedback": SECRET}
        for n in range(count)
    ]
    return typed("image_choice", {"choices": rows, "several": several})


@st.composite
def hotspots(draw: Any) -> Typed:
    count = draw(st.integers(2, 5))
    right = draw(st.integers(1, count - 1))
    rows = [
        {
            "label": f"part {n}",
            "points": f"{n * 20},10.25 {n * 20 + 15},10.25 {n * 20 + 15},90 {n * 20},90",
            "weight": draw(st.sampled_from(["1", "2"])),
            "correct": n < right,
            "critical": draw(st.booleans()),
        }
        for n in range(count)
    ]
    cost = draw(st.sampled_from(["0", "0.5", "1"]))
    raw = {"image": 1, "alt": "A cup", "regions": rows, "false_click_cost": cost}
    return typed("hotspot", raw)


essays = st.just(typed("essay", {"guide": f"<p>{SECRET}</p>", "minimum_words": 3}))
graded = st.one_of(
    short_texts(), matchings(), orderings(), blanks(), calculations(), image_choices(), hotspots()
)
files = st.just(typed("file_answer", {"guide": f"<p>{SECRET}</p>", "extensions": "jpg, .JPEG;pdf"}))
every = st.one_of(graded, essays, files)
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=60),
    lambda inner: (
        st.lists(inner | st.sampled_from(["b1=1", "answer=5", "marks=10,20 30,40"]), max_size=4)
        | st.dictionaries(
            st.sampled_from(["picks", "parts", "text", "marks", "files", "id", "name", "size"]),
            inner | st.uuids().map(str),
            max_size=3,
        )
    ),
    max_leaves=8,
)


@settings(max_examples=60)
@given(every, junk)
def test_a_fraction_is_in_bounds_or_waits_for_a_marker(one: Typed, raw: Any) -> None:
    kind, spec = one
    response = kind.read(raw)
    json.dumps(response)
    grade = kind.grade(spec, response)
    assert grade.fraction is None or 0 <= grade.fraction <= 1
    if grade.fraction is None:
        assert kind.is_answered(response)
        assert grade.note
    kind.key_view(spec, response)
    kind.summarize(spec, response)
    kind.notice(kind.facts(spec), response)


@settings(max_examples=60)
@given(graded)
def test_the_key_earns_full_marks_also_as_form_values(one: Typed) -> None:
    kind, spec = one
    assert kind.validate(spec) == []
    response = kind.read(kind.key_response(spec))
    assert kind.grade(spec, response).fraction == 1
    assert kind.read(kind.form_values(response)) == response
    assert kind.summarize(spec, response)
    assert any(line.given and line.right for line in kind.key_view(spec, response).lines)


@settings(max_examples=40)
@given(every)
def test_nothing_answered_is_worth_zero(one: Typed) -> None:
    kind, spec = one
    for nothing in (None, [], "", {}):
        assert kind.read(nothing) == {}
    assert kind.grade(spec, {}) == Grade(Decimal(0))
    assert kind.summarize(spec, {}) == ""


@settings(max_examples=40)
@given(every, st.randoms(use_true_random=False))
def test_the_order_shown_changes_no_grade(one: Typed, rnd: Any) -> None:
    kind, spec = one
    order = list(kind.options(spec))
    rnd.shuffle(order)
    response = kind.key_response(spec)
    values = list(kind.form_values(response))
    rnd.shuffle(values)
    assert kind.grade(spec, kind.read(values)) == kind.grade(spec, response)
    view = kind.view(spec, order)
    shown = next(
        (getattr(view, name) for name in ("rights", "steps", "options") if hasattr(view, name)), ()
    )
    if order and shown:
        assert [item.id for item in shown] == order


@settings(max_examples=40)
@given(every)
def test_the_learner_view_holds_no_byte_of_the_key(one: Typed) -> None:
    kind, spec = one
    facts = {**kind.facts(spec), **kind.draw(spec, seed="s")}
    shown = repr(kind.view(spec, kind.options(spec))) + json.dumps(facts)
    for secret in (SECRET, "correct", "critical", "fraction", "0.4375", "10.25", "formula"):
        assert secret not in shown


@settings(max_examples=40)
@given(every)
def test_the_payload_round_trips_through_json(one: Typed) -> None:
    kind, spec = one
    payload = json.loads(json.dumps(kind.to_payload(spec)))
    assert kind.to_payload(kind.from_payload(payload)) == payload
    again = kind.from_payload(payload)
    assert kind.grade(again, kind.key_response(again)) == kind.grade(spec, kind.key_response(spec))


# --- short text


@pytest.mark.parametrize(
    ("pattern", "text", "right"),
    [
        ("Épiderme", "epiderme", True),
        ("epidermis", "  The   epidermis", False),
        ("* epidermis", "The   EPIDERMIS.", True),
        ("autoclav*", "autoclaving", True),
        ("5 \\* 3", "5 * 3", True),
        ("5 \\* 3", "5 x 3", False),
        ("a*b*a", "ab", False),
        ("a*a", "a", False),
    ],
)
def test_a_text_is_compared_as_a_person_would(pattern: str, text: str, right: bool) -> None:
    assert matches(pattern, text) is right


@given(words, words)
def test_the_edit_distance_is_symmetric_and_zero_only_for_the_same(one: str, other: str) -> None:
    there = distance(one, other, limit=20)
    assert there == distance(other, one, limit=20)
    assert (there == 0) is (one == other)
    assert min(there, 3) == distance(one, other, limit=2)


@pytest.mark.parametrize(
    ("hold", "text", "grade"),
    [
        (True, "autoclvae", Grade(None, "near_miss")),
        (False, "autoclvae", Grade(Decimal(0))),
        (True, "oven", Grade(Decimal(0))),
        (True, "steam", Grade(Decimal("0.5"))),
    ],
)
def test_a_near_miss_is_held_only_when_the_author_wants_it(
    hold: bool, text: str, grade: Grade
) -> None:
    answers = [
        {"text": "autoclave"},
        {"text": "steam", "fraction": "0.5"},
        {"text": "*", "fraction": 0},
    ]
    kind, spec = typed("short_text", {"answers": answers, "hold_near_misses": hold})
    assert kind.grade(spec, {"text": text}) == grade


# --- ordering


def test_a_critical_pair_that_does_not_hold_costs_every_mark() -> None:
    steps = [{"key": key, "text": key} for key in ("wash", "gloves", "work", "clean")]
    pairs = [
        {"before": "wash", "after": "gloves"},
        {"before": "gloves", "after": "work", "critical": True},
        {"before": "work", "after": "clean"},
    ]
    kind, spec = typed("ordering", {"steps": steps, "pairs": pairs})
    ids = [step.id for step in spec.steps]

    def fraction(*ranks: str) -> Any:
        return kind.grade(spec, {"parts": dict(zip(ids, ranks, strict=True))}).fraction

    assert fraction("2", "1", "3", "4") == Decimal("0.66667")
    assert fraction("1", "3", "2", "4") == 0
    assert kind.notice({}, {"parts": {ids[0]: "1", ids[1]: "1"}}) == "same_number_twice"


# --- formulas


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("1 + 2 * 3", "7"), ("-2 ** 2", "-4"), ("2 ** 3 ** 2", "512"), ("2 ** -1", "0.5"),
        ("(1 + 2) * 3", "9"), ("8 / 4 / 2", "1"), ("10 - 3 - 2", "5"), ("round(2.5)", "3"),
        ("round(1.005, 2)", "1.01"), ("min(3, a, 9)", "2"), ("max(a, 1) * 1e2", "200"),
        ("- - a", "2"),
    ],
)  # fmt: skip
def test_a_formula_is_read_as_in_mathematics(text: str, result: str) -> None:
    assert parse(text).value({"a": Decimal(2)}) == Decimal(result)


@pytest.mark.parametrize(
    "text",
    ["", "1 +", "(1", "1)", "a b", "__import__('os')", "a.b", "1 / 0", "9 ** 99", "b", "(" * 99,
     "-" * 99 + "1", "0 ** 0", "(0 - 1) ** 0.5", "round(1, 99)", "1e300"],
)  # fmt: skip
def test_a_formula_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        parse(text).value({"a": Decimal(2)})


@given(st.text(alphabet="0123456789.ab+-*/(), roundmix", max_size=30))
def test_no_formula_breaks_the_reader(text: str) -> None:
    with contextlib.suppress(FormulaError):
        parse(text).value({"a": Decimal(2), "b": Decimal(3)})


def test_every_attempt_draws_its_own_numbers_and_the_same_seed_the_same() -> None:
    kind, spec = typed(
        "calculated",
        {
            "stem": "<p>{v} ml</p>",
            "parameters": [{"name": "v", "minimum": 1, "maximum": 1000, "step": 1}],
            "formula": "v * 2",
            "steps": [{"label": "v", "formula": "v", "fraction": "0.25"}],
            "unit": "ml",
        },
    )
    draws = [kind.draw(spec, seed=f"s{n}")["values"]["v"] for n in range(50)]
    assert len(set(draws)) > 40
    assert kind.draw(spec, seed="s7")["values"]["v"] == draws[7]
    one = kind.drawn(spec, {"values": {"v": "20"}})
    assert "20 ml" in kind.view(one).stem
    assert kind.grade(one, {"parts": {"answer": "40 mL"}}).fraction == 1
    assert kind.grade(one, {"parts": {"answer": "40 mg"}}) == Grade(Decimal(0), "unit_wrong")
    assert kind.grade(one, {"parts": {"answer": "41", "s1": "20"}}).fraction == Decimal("0.25")


# --- hotspot


@given(st.decimals(0, 100, places=1), st.decimals(0, 100, places=1))
def test_a_point_is_in_a_rectangle_when_its_coordinates_are(x: Decimal, y: Decimal) -> None:
    box = read_points("20,30 70,30 70,60 20,60")
    assert inside((x, y), box) is (20 <= x <= 70 and 30 <= y <= 60)


def cup(**fields: Any) -> Typed:
    regions = [
        {"label": "rim", "points": "0,0 20,0 20,20 0,20", "correct": True, "weight": 3},
        {"label": "base", "points": "40,40 60,40 60,60", "correct": True},
        {"label": "table", "points": "80,80 99,80 99,99", "critical": True},
    ]
    return typed("hotspot", {"image": 1, "alt": "A cup", "regions": regions, **fields})


@pytest.mark.parametrize(
    ("cost", "marks", "fraction"),
    [
        ("1", "10,10", "0.75"),
        ("1", "10,10 5,5", "0.75"),
        ("1", "10,10 59,41", "1"),
        ("1", "10,10 30,30", "0.5"),
        ("1", "10,10 98,81", "0"),
        ("0", "10,10 59,41 30,30", "0.5"),
        ("0", "10,10 30,30", "0.75"),
    ],
)
def test_false_marks_cost_and_critical_ones_cost_everything(
    cost: str, marks: str, fraction: str
) -> None:
    kind, spec = cup(false_click_cost=cost)
    assert kind.grade(spec, kind.read([f"marks={marks}"])).fraction == Decimal(fraction)


# --- what authors are told

CHECKS: list[tuple[str, dict[str, Any], list[tuple[Any, ...]]]] = [
    ("short_text", {"answers": [{"text": "a", "fraction": "0.5"}]}, [("answers",)]),
    ("short_text", {"answers": [{"text": "*"}]}, [("answers", 0, "text")]),
    ("short_text", {"answers": [{"text": "a"}, {"text": "b", "fraction": 2}]},
     [("answers", 1, "fraction")]),
    ("matching", {"pairs": [{"left": "a", "right": "b"}]}, [("pairs",)]),
    ("matching", {"pairs": [{"left": "a", "right": "b"}], "distractors": ["b", "c"]},
     [("distractors",)]),
    ("matching", {"pairs": [{"left": "a", "right": "b"}, {"left": "a", "right": ""}]},
     [("pairs", 1, "left"), ("pairs", 1, "right"), ("pairs",)]),
    ("ordering", {"steps": [{"text": "a"}]}, [("steps",)]),
    ("ordering", {"steps": [{"key": "a", "text": "a"}, {"key": "b", "text": "b"}],
                  "pairs": [{"before": "a", "after": "b"}, {"before": "b", "after": "a"}]},
     [("pairs",)]),
    ("ordering", {"steps": [{"key": "a", "text": "a"}, {"key": "b", "text": "b"}],
                  "pairs": [{"before": "b", "after": "a"}]}, [("pairs", 0, "before")]),
    ("ordering", {"steps": [{"key": one, "text": one} for one in "abc"],
                  "pairs": [{"before": "a", "after": "b"}]}, [("steps", 2, "key")]),
    ("ordering", {"steps": [{"key": one, "text": one} for one in "ab"],
                  "pairs": [{"before": "a", "after": "x"}, {"before": "a", "after": "b"}]},
     [("pairs", 0, "after")]),
    ("blanks", {"stem": "<p>[[a]] [[b]]</p>",
                "blanks": [{"name": "a", "answers": [{"text": "x"}]}]}, [("stem",)]),
    ("blanks", {"stem": "<p>[[a]]</p>", "blanks": [{"name": "a", "kind": "numeric"}]},
     [("blanks", 0, "answer")]),
    ("blanks", {"stem": "<p>[[a]]</p>",
                "blanks": [{"name": "a", "kind": "select", "answers": [{"text": "x"}]}]},
     [("blanks", 0, "options")]),
    ("blanks", {"stem": "<p>[[a]] [[b]]</p>", "blanks": [
        {"name": "a", "answers": [{"text": "x"}], "weight": "0.5"},
        {"name": "b", "answers": [{"text": "x"}], "weight": "0.3"}]}, [("blanks",)]),
    ("blanks", {"stem": "<p>[[a]] [[b]] [[c]]</p>", "blanks": [
        {"name": name, "answers": [{"text": "x"}], "weight": "0.33"} for name in "abc"]}, []),
    ("calculated", {"formula": "1", "parameters": []}, [("parameters",)]),
    ("calculated", {"stem": "{a}", "formula": "1 / (a - 5)",
                    "parameters": [{"name": "a", "minimum": 5, "maximum": 9, "step": 1}]},
     [("formula",)]),
    ("calculated", {"stem": "{a}", "formula": "a / 100",
                    "parameters": [{"name": "a", "minimum": 5, "maximum": 9, "step": 1}]},
     [("decimals",)]),
    ("calculated", {"stem": "{a}", "formula": "a", "tolerance": 6,
                    "parameters": [{"name": "a", "minimum": 5, "maximum": 9, "step": 1}]},
     [("tolerance",)]),
    ("calculated", {"stem": "{a}", "formula": "a",
                    "parameters": [{"name": "a", "minimum": 5, "maximum": 9, "step": 1}],
                    "steps": [{"label": "x", "formula": "a", "fraction": "0.5"}] * 2},
     [("steps",)]),
    ("image_choice", {"choices": [{"image": 1, "alt": "a", "correct": True},
                                  {"image": 2, "alt": "b", "correct": True}]}, [("several",)]),
    ("image_choice", {"choices": [{"image": 1, "alt": "", "correct": True}, {"alt": "b"}]},
     [("choices", 0, "alt"), ("choices", 1, "image")]),
    ("hotspot", {"image": 1, "alt": "x", "regions": [
        {"label": "a", "points": "0,0 9,0 9,9", "correct": True}]}, [("regions",)]),
    ("hotspot", {"image": 1, "alt": "x", "regions": [
        {"label": "a", "points": "0,0 9,0 9,9", "correct": True},
        {"label": "b", "points": "0,0 200,0"}]}, [("regions", 1, "points")]),
    ("hotspot", {"image": 1, "alt": "x", "regions": [
        {"label": "a", "points": "0,0 50,0 50,50 0,50", "correct": True},
        {"label": "b", "points": "10,10 20,10 20,20"}]}, [("regions", 1, "points")]),
    ("essay", {"minimum_words": 9, "maximum_words": 3}, [("maximum_words",)]),
    ("essay", {"marks": 101}, [("marks",)]),
    ("file_answer", {"extensions": "exe, jpg"}, [("extensions",)]),
    ("file_answer", {"extensions": " , "}, [("extensions",)]),
    ("file_answer", {"extensions": "pdf", "maximum_files": 11, "maximum_megabytes": "200",
                     "marks": "1.5"}, [("maximum_files",), ("maximum_megabytes",), ("marks",)]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "raw", "paths"), CHECKS)
def test_authors_are_told_what_is_wrong_and_where(
    name: str, raw: dict[str, Any], paths: list[tuple[Any, ...]]
) -> None:
    kind, spec = typed(name, raw)
    assert [problem.path for problem in kind.validate(spec)] == paths


# --- essay


def test_an_essay_waits_for_a_marker_and_keeps_its_lines() -> None:
    kind, spec = typed(
        "essay", {"minimum_words": 3, "maximum_words": 4, "guide": "<p>Two points</p>"}
    )
    response = kind.read("One\r\ntwo \x07three")
    assert response == {"text": "One\ntwo three"}
    assert kind.grade(spec, response) == Grade(None, "needs_marker")
    facts = kind.facts(spec)
    assert kind.notice(facts, response) == ""
    assert kind.notice(facts, {"text": "One two -"}) == "too_short"
    assert kind.notice(facts, {"text": "1 2 3 4 5"}) == "too_long"
    assert kind.guide(spec) == "<p>Two points</p>"
    assert "Two points" not in repr(kind.view(spec)) + repr(kind.key_view(spec, response))
