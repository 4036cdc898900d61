"""Question types that plugins bring to Moodle, and gaps filled from a list."""

import pytest

from tests.assessments.interchange.answers import losses, moodle_xml, only, reason


def rows(method: str = "subpoints", *weights: tuple[int, int]) -> str:
    weighted = weights or ((1, 1), (2, 2))
    return (
        f"<scoringmethod><text>{method}</text></scoringmethod>"
        + "".join(
            f'<row number="{n}"><optiontext format="html"><text>&lt;p&gt;S{n}&lt;/p&gt;</text>'
            "</optiontext><feedbacktext><text></text></feedbacktext></row>"
            for n in (1, 2)
        )
        + "".join(
            f'<column number="{n}"><responsetext><text>{word}</text></responsetext></column>'
            for n, word in ((1, "True"), (2, "False"))
        )
        + "".join(
            f'<weight rownumber="{row}" columnnumber="{column}"><value> 1.000 </value></weight>'
            for row, column in weighted
        )
    )


def test_statements_judged_by_columns_are_pairs() -> None:
    found = only(moodle_xml("mtf", rows()))
    assert [(pair["left"], pair["right"]) for pair in found.raw["pairs"]] == [
        ("S1", "True"),
        ("S2", "False"),
    ]
    assert losses(found) == ""
    found = only(moodle_xml("kprime", rows("kprime", (1, 1), (2, 1))))
    assert found.raw["distractors"] == ["False"]
    assert "costs more" in losses(found)
    assert "which answer" in reason(moodle_xml("mtf", rows("subpoints", (1, 1))))


def gapfill(display: str, signs: str = "[]") -> str:
    return (
        f"<answer fraction='0'><text>dog</text></answer><delimitchars>{signs}</delimitchars>"
        f"<answerdisplay>{display}</answerdisplay>"
    )


def test_gaps_between_signs_are_written_or_chosen() -> None:
    text = "The [cat|kitten] sat on the [mat]."
    written = only(moodle_xml("gapfill", gapfill("gapfill"), text))
    assert written.raw["stem"] == "<p>The [[b1]] sat on the [[b2]].</p>"
    assert [answer["text"] for answer in written.raw["blanks"][0]["answers"]] == ["cat", "kitten"]
    chosen = only(moodle_xml("gapfill", gapfill("dropdown", "{}"), "The {cat} sat on the {mat}."))
    assert [blank["kind"] for blank in chosen.raw["blanks"]] == ["select", "select"]
    assert chosen.raw["blanks"][1]["options"] == ["cat", "mat", "dog"]
    assert chosen.raw["blanks"][1]["answers"] == [{"text": "mat", "fraction": "1", "feedback": ""}]
    assert "pattern" in reason(moodle_xml("gapfill", gapfill("gapfill"), "A [c.*t]."))


def test_a_word_that_has_no_other_beside_it_stands_in_the_text() -> None:
    words = "".join(
        f"<selectoption><text>{word}</text><group>{group}</group></selectoption>"
        for word, group in (("SELECT", 1), ("FROM", 1), ("JOIN", 2))
    )
    found = only(moodle_xml("gapselect", words, "[[1]] then [[3]]"))
    assert found.raw["stem"] == "<p>[[b1]] then JOIN</p>"
    assert "single word" in losses(found)
    assert "no blank" in reason(moodle_xml("gapselect", words, "only [[3]]"))


def test_options_computed_for_each_attempt_are_refused_with_the_way_out() -> None:
    assert "calculated question" in reason(moodle_xml("calculatedmulti", ""))


def test_signs_of_patterns_count_only_where_patterns_are_on() -> None:
    literal = gapfill("gapfill") + "<disableregex>1</disableregex>"
    found = only(moodle_xml("gapfill", literal, "2[+]2 and [a.*b|c?]"))
    assert [answer["text"] for answer in found.raw["blanks"][0]["answers"]] == ["+"]
    assert [answer["text"] for answer in found.raw["blanks"][1]["answers"]] == ["a.*b", "c?"]
    escaped = only(moodle_xml("gapfill", gapfill("gapfill"), r"[\$] and [black\s+and\s+white]"))
    texts = [blank["answers"][0]["text"] for blank in escaped.raw["blanks"]]
    assert texts == ["$", "black and white"]


def test_brackets_in_an_address_are_no_gap() -> None:
    text = 'A <a href="https://example.org/x[1]">link</a> to [here].'
    found = only(moodle_xml("gapfill", gapfill("gapfill"), text))
    assert found.raw["stem"] == ('<p>A <a href="https://example.org/x[1]">link</a> to [[b1]].</p>')


def test_gapfill_names_what_is_marked_otherwise() -> None:
    once = gapfill("gapfill") + "<noduplicates>1</noduplicates>"
    assert "counts once" in losses(only(moodle_xml("gapfill", once, "[gold|silver]")))
    alone = "<answerdisplay>dragdrop</answerdisplay>"
    found = only(moodle_xml("gapfill", alone, "It [works]."))
    assert [blank["kind"] for blank in found.raw["blanks"]] == ["text"]


def pair(left: str, answer: str) -> str:
    return (
        f'<subquestion format="html"><text><![CDATA[{left}]]></text><answer format="html">'
        f"<text><![CDATA[{answer}]]></text></answer></subquestion>"
    )


def test_pairs_to_drag_hold_markup_on_both_sides() -> None:
    pairs = (
        pair("<p>Voltage <em>U</em></p>", "<p>Volt (V)</p>")
        + pair("<p>Light</p>", '<p><img src="c.png" alt="candela"></p>')
        + pair("<p></p>", "<p>Ohm</p>")
    )
    found = only(moodle_xml("ddmatch", pairs))
    assert found.raw["pairs"] == [
        {"left": "Voltage <em>U</em>", "right": "Volt (V)"},
        {"left": "Light", "right": "candela"},
    ]
    assert found.raw["distractors"] == ["Ohm"]
    assert "picture" in losses(found)
    nameless = pair("A", "B") + pair("C", '<img src="c.png" alt="">')
    assert "needs words" in reason(moodle_xml("ddmatch", nameless))
    assert "no pairs" in reason(moodle_xml("ddmatch", "<dragbox><text>A</text></dragbox>"))


def test_an_essay_that_marks_itself_is_an_essay_for_a_person() -> None:
    found = only(moodle_xml("essayautograde", "<minwordlimit>50</minwordlimit>"))
    assert (found.type, found.raw["minimum_words"]) == ("essay", 50)
    assert "a person marks it" in losses(found)


@pytest.mark.parametrize("language", ["Die Antwort ist richtig.", "Votre réponse est correcte."])
def test_standard_sentences_are_known_in_other_languages(language: str) -> None:
    told = f'<correctfeedback format="html"><text>{language}</text></correctfeedback>'
    found = only(moodle_xml("ddmatch", told + pair("A", "B") + pair("C", "D")))
    assert found.raw["explanation"] == ""
