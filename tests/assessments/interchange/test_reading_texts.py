"""GIFT, Aiken and CSV as others write them: types, keys, feedback, a note for every loss."""

import pytest

from assessments.interchange import parse
from tests.assessments.interchange import samples
from tests.assessments.interchange.answers import by_name, losses, only, reason, right, types


def test_gift_reads_every_type_and_lists_what_it_refuses() -> None:
    result = parse(samples.GIFT.encode(), filename="bank.txt")
    assert result.format == "gift"
    assert types(result) == [
        *("single", "multiple", "true_false", "numeric", "numeric", "short_text", "matching"),
        *("essay", "true_false", "true_false"),
    ]
    assert [(found.number, found.where) for found in result.refused] == [
        (8, "line 38"),
        (10, "line 42"),
        (11, "line 44"),
    ]
    assert "description" in result.refused[1].reason
    assert "brace" in result.refused[2].reason


def test_gift_keeps_identifier_tags_and_category() -> None:
    gloves = by_name(parse(samples.GIFT.encode()))["Gloves first"]
    assert gloves.ref == "HY-001"
    assert gloves.tags == ("gloves", "basics")
    assert gloves.category == ("Hygiene", "Hands")
    assert right(gloves) == ["fresh gloves"]
    assert gloves.raw["stem"] == (
        "<p>Before setting up the tray you put on _____ and then open the needle.</p>"
    )
    assert "Minus marks" in losses(gloves)


def test_gift_keeps_feedback_of_true_false_and_of_the_whole() -> None:
    result = parse(samples.GIFT.encode())
    spores = by_name(result)["Alcohol kills every spore."]
    assert spores.raw["feedback"] == "It does not: spores need heat."
    assert spores.raw["explanation"] == "<p>If right: Well known!</p>"
    risks = by_name(result)["Two risks"]
    assert risks.raw["explanation"] == "<p>Think of what touched <i>broken</i> skin.</p>"


def test_gift_says_that_a_second_tolerance_is_lost() -> None:
    wash = by_name(parse(samples.GIFT.encode()))["Wash time"]
    assert (wash.raw["answer"], wash.raw["tolerance"]) == ("40", "20")
    assert "second, wider tolerance" in losses(wash)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Q{T}", "true_false"),
        ("Q{FALSE#no#yes}", "true_false"),
        ("Q{#3:0.1}", "numeric"),
        ("Q {#1..5}", "numeric"),
        ("Q{#=3:0.1#ok =%50%3:1}", "numeric"),
        ("Q{=one =two}", "short_text"),
        ("Q{=a ~b ~c}", "single"),
        ("Q{~%50%a ~%50%b ~%-100%c}", "multiple"),
        ("Q{=a->b =c->d}", "matching"),
        ("Q{}", "essay"),
        ("Two {=2 =two} things", "short_text"),
        ("\ufeff::BOM::\r\nQ{\r\n=a\r\n~b\r\n}\r\n", "single"),
        ("// only a comment\n\n::N::[plain]1 < 2 {T}", "true_false"),
    ],
)
def test_gift_forms(text: str, kind: str) -> None:
    assert only(text, format="gift").type == kind


def test_gift_takes_two_right_answers_for_several_and_says_so() -> None:
    question = only("Which?{=red =blue ~green}", format="gift")
    assert question.type == "multiple"
    assert "one would do there" in losses(question)


def test_gift_reads_escapes_and_line_breaks() -> None:
    question = only(r"Set \{1\, 2\} \= ok\nNext line {~ \= 5 =\\ ~ a\:b #fb \# 1}", format="gift")
    assert question.raw["stem"] == "<p>Set {1\\, 2} = ok<br>Next line</p>"
    assert [choice["text"] for choice in question.raw["choices"]] == ["= 5", "\\", "a:b"]
    assert question.raw["choices"][2]["feedback"] == "fb # 1"


def test_gift_reads_windows_letters() -> None:
    assert only("Größe?{=groß ~klein}".encode("cp1252")).raw["stem"] == "<p>Größe?</p>"


def test_two_gift_questions_without_an_empty_line_are_two() -> None:
    assert types(parse(b"::A::One?{T}\n::B::Two?{F}\nThree?{=a ~b}")) == [
        "true_false",
        "true_false",
        "single",
    ]


def test_aiken_reads_letters_and_refuses_what_has_no_key() -> None:
    result = parse(samples.AIKEN.encode(), filename="letters.txt")
    assert result.format == "aiken"
    assert types(result) == ["single", "multiple"]
    assert right(result.questions[0]) == ["The treatment room"]
    assert [found.number for found in result.refused] == [2, 4, 5]
    assert "ANSWER" in result.refused[1].reason


def test_csv_from_a_spreadsheet_is_understood() -> None:
    result = parse(samples.CSV.encode(), filename="questions.csv")
    assert types(result) == ["single", "multiple", "true_false", "numeric", "short_text"]
    assert right(result.questions[1]) == ["Water", "Alcohol"]
    assert result.questions[0].tags == ("waste", "basics")
    assert "none of the options" in result.refused[0].reason


def test_csv_with_semicolons_is_understood() -> None:
    assert types(parse(b"Frage;Question;Answer\nx;True?;true\n", filename="a.csv")) == [
        "true_false"
    ]


def test_csv_details_of_a_stranger_are_checked() -> None:
    head = "type,question,details\n"
    hotspot = head + 'hotspot,Where?,"{""image"": {""file"": ""../../etc/passwd""}}"\n'
    assert "needs its picture" in reason(hotspot, format="csv")
    lists = head + 'ordering,Sort,"{""steps"": 5}"\n'
    assert "must be a list" in reason(lists, format="csv")
