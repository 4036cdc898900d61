"""Moodle XML of all versions: types, keys, feedback, a note for every loss."""

import base64

import pytest

from assessments.interchange import ImportResult, parse
from tests.assessments.interchange import samples
from tests.assessments.interchange.answers import (
    by_name,
    losses,
    only,
    reason,
    types,
)
from tests.assessments.interchange.generated import PICTURE, PICTURE_NAME, picture


@pytest.fixture(scope="module")
def moodle() -> ImportResult:
    encoded = base64.b64encode(PICTURE).decode()
    return parse(samples.MOODLE.replace("PICTURE", encoded).encode())


def test_moodle_reads_every_type(moodle: ImportResult) -> None:
    assert moodle.format == "moodlexml"
    assert types(moodle) == [
        *("single", "multiple", "true_false", "short_text", "numeric", "matching", "essay"),
        *("file_answer", "blanks", "ordering", "blanks", "calculated"),
    ]
    assert [(found.name, found.type) for found in moodle.refused] == [
        ("Notice", "description"),
        ("Algebra", "stack"),
    ]


def test_moodle_names_every_loss_of_a_choice_question(moodle: ImportResult) -> None:
    deepest = by_name(moodle)["Deepest layer"]
    said = losses(deepest)
    for loss in ("Partial marks", "penalty of 33%", "worth 2 points", "Hints"):
        assert loss in said
    assert deepest.raw["explanation"] == (
        "<p>See lesson two.</p><p>If wrong: Look at the drawing again.</p>"
    )
    assert deepest.ref == "SK-7"
    assert deepest.category == ("Skin", "Layers")


def test_moodle_pictures_become_assets_named_by_their_content(moodle: ImportResult) -> None:
    deepest = by_name(moodle)["Deepest layer"]
    assert dict(deepest.assets) == {PICTURE_NAME: PICTURE}
    assert f'<img src="{PICTURE_NAME}" alt="Three layers">' in deepest.raw["stem"]


def test_moodle_weights_that_differ_are_named(moodle: ImportResult) -> None:
    said = losses(by_name(moodle)["Weights"])
    assert "30%, 70%" in said
    assert "minus marks" in said


def test_moodle_text_formats_are_honored(moodle: ImportResult) -> None:
    found = by_name(moodle)
    assert found["TF"].raw["stem"] == "<p>5 &lt; 6 &amp; 7 &gt; 6</p>"
    assert found["Word"].raw["stem"] == "<p>Name the<br>protein</p>"
    assert found["Word"].raw["case_sensitive"] is True
    assert found["Word"].raw["answers"][1]["fraction"] == "0.33333"


def test_labels_of_pairs_keep_their_emphasis() -> None:
    raw = only("Match{=<b>Red</b> bin -> Sharps =1 < 2 -> Yes}", format="gift").raw
    assert [pair["left"] for pair in raw["pairs"]] == ["<b>Red</b> bin", "1 &lt; 2"]


def test_moodle_units_are_kept_or_named(moodle: ImportResult) -> None:
    depth = by_name(moodle)["Depth"]
    assert depth.raw["unit"] == "mm"
    assert depth.raw["unit_required"] is True
    assert "cm" in losses(depth)


def test_moodle_cloze_becomes_blanks(moodle: ImportResult) -> None:
    cloze = by_name(moodle)["Cloze"].raw
    assert cloze["stem"].count("[[b") == 3
    kinds = [(blank["kind"], blank["weight"]) for blank in cloze["blanks"]]
    assert kinds == [("select", "1"), ("text", "2"), ("numeric", "1")]
    assert cloze["blanks"][0]["options"] == ["three", "two", "four"]


def test_moodle_order_follows_the_numbers(moodle: ImportResult) -> None:
    steps = by_name(moodle)["Phases"].raw["steps"]
    assert [step["text"] for step in steps] == ["Bleeding stops", "Inflammation", "Remodeling"]


def test_moodle_gaps_offer_their_own_group(moodle: ImportResult) -> None:
    options = [blank["options"] for blank in by_name(moodle)["Gaps"].raw["blanks"]]
    assert options == [["hair", "nail"], ["bulb", "shaft"]]


def test_moodle_formulas_are_translated(moodle: ImportResult) -> None:
    raw = by_name(moodle)["Dilution"].raw
    assert raw["formula"] == "((pig_ment) ** (1)) / (pig_ment + water) * 100"
    assert "{pig_ment}" in raw["stem"]
    assert (raw["tolerance"], raw["tolerance_kind"]) == ("1", "relative")


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("{1:MULTICHOICE:=only one}", "two different options"),
        ("{1:MULTICHOICE}", "no blank"),
        ("{3:NUMERICAL:=zero}", "not a number"),
        ("{1:MR:=a~=b~c} {1:SA:=x}", "several options at once"),
        ("no blank at all", "no blank"),
        ("{1:SA:=lost", "no blank"),
    ],
)
def test_broken_cloze_is_refused_with_the_reason(body: str, why: str) -> None:
    question = f"<question type='cloze'><questiontext><text>{body}</text></questiontext></question>"
    assert why in reason(f"<quiz>{question}</quiz>")


def test_one_marker_on_a_picture_is_a_hotspot_in_percent() -> None:
    encoded = base64.b64encode(picture(size=(200, 100))).decode()
    raw = only(
        "<quiz><question type='ddmarker'><questiontext><text>Where?</text></questiontext>"
        f"<file name='a.png' encoding='base64'>{encoded}</file>"
        "<drag><no>1</no><text>Here</text></drag>"
        "<drop><shape>rectangle</shape><coords>20,10;100,50</coords><choice>1</choice></drop>"
        "</question></quiz>"
    ).raw
    assert raw["regions"][0]["points"] == "10,10 60,10 60,60 10,60"
    assert raw["alt"] == "Here"
