"""Structures found in the samples other systems publish, written again in small."""

import base64

import pytest

from assessments.interchange import parse
from tests.assessments.interchange.answers import losses, moodle_xml, only, reason, right
from tests.assessments.interchange.generated import picture
from tests.assessments.interchange.samples import declaration, qti2_item


def blackboard(options: str, condition: str, *, cardinality: str = "Single") -> str:
    """An item as Blackboard writes it: nested flows, formatted texts, points by name."""
    labels = "".join(
        f'<flow_label class="Block"><response_label ident="{ident}"><flow_mat><material>'
        f'<mat_extension><mat_formattedtext type="HTML">&lt;span&gt;{text}&lt;/span&gt;'
        "</mat_formattedtext></mat_extension></material></flow_mat><flow_mat><material/></flow_mat>"
        "</response_label></flow_label>"
        for ident, text in (part.split("=") for part in options.split())
    )
    return (
        '<questestinterop><assessment title="Pool"><section><item maxattempts="0"><presentation>'
        '<flow class="Block"><flow class="QUESTION_BLOCK"><material><mat_extension>'
        '<mat_formattedtext type="HTML">Which?</mat_formattedtext></mat_extension></material>'
        '</flow><flow class="RESPONSE_BLOCK">'
        f'<response_lid ident="response" rcardinality="{cardinality}">'
        f"<render_choice>{labels}</render_choice></response_lid></flow></flow></presentation>"
        '<resprocessing scoremodel="SumOfScores"><respcondition title="correct"><conditionvar>'
        f'{condition}</conditionvar><setvar action="Set" variablename="SCORE">SCORE.max</setvar>'
        '</respcondition><respcondition title="incorrect"><conditionvar><other/></conditionvar>'
        '<setvar action="Set" variablename="SCORE">0.0</setvar></respcondition></resprocessing>'
        "</item></section></assessment></questestinterop>"
    )


def test_a_rule_for_all_other_answers_takes_nothing_from_the_right_one() -> None:
    is_yellow = '<varequal respident="response" case="No">2C</varequal>'
    assert right(only(blackboard("7C=red 2C=yellow", is_yellow))) == ["yellow"]
    both = is_yellow + '<varequal respident="response">3C</varequal>'
    several = f'<and><not><varequal respident="response">7C</varequal></not>{both}</and>'
    found = only(blackboard("7C=red 2C=yellow 3C=ochre", several, cardinality="Multiple"))
    assert found.type == "multiple"
    assert right(found) == ["yellow", "ochre"]


def test_a_refused_item_without_a_title_is_known_by_its_text() -> None:
    result = parse(blackboard("7C=red 2C=yellow", "<unanswered/>").encode())
    assert [found.name for found in result.refused] == ["Which?"]


def test_gaps_keep_their_weights_and_say_that_minus_marks_go() -> None:
    mapping = (
        '<mapping defaultValue="-1" lowerBound="0"><mapEntry mapKey="W G1" mappedValue="1"/>'
        '<mapEntry mapKey="S G2" mappedValue="2"/></mapping>'
    )
    found = only(
        qti2_item(
            '<gapMatchInteraction responseIdentifier="RESPONSE">'
            '<gapText identifier="W">winter</gapText>'
            '<gapText identifier="S">summer</gapText><p>Now is the <gap identifier="G1"/> and '
            '<gap identifier="G2"/>.</p></gapMatchInteraction>',
            declaration("W G1|S G2", cardinality="multiple", base="directedPair", more=mapping),
        )
    )
    assert [blank["weight"] for blank in found.raw["blanks"]] == ["1", "2"]
    assert "Minus marks" in losses(found)


def test_marks_a_rule_of_its_own_gives_are_lost_aloud() -> None:
    def rule(kind: str, text: str, score: str) -> str:
        return (
            f'<{kind}><match><variable identifier="RESPONSE"/><baseValue baseType="string">{text}'
            '</baseValue></match><setOutcomeValue identifier="SCORE"><baseValue baseType="float">'
            f"{score}</baseValue></setOutcomeValue></{kind}>"
        )

    def item(score: str) -> str:
        return qti2_item(
            '<p>The <textEntryInteraction responseIdentifier="RESPONSE"/></p>',
            declaration("wicked king", base="string"),
        ).replace(
            "</assessmentItem>",
            "<responseProcessing><responseCondition>"
            f"{rule('responseIf', 'wicked king', '1')}{rule('responseElseIf', 'bad king', score)}"
            "</responseCondition></responseProcessing></assessmentItem>",
        )

    assert "a rule of its own" in losses(only(item("0.5")))
    assert "a rule of its own" not in losses(only(item("0")))


def test_words_that_differ_in_capitals_alone_make_a_question_mind_them() -> None:
    mapping = (
        '<mapping defaultValue="0"><mapEntry mapKey="York" mappedValue="1"/>'
        '<mapEntry mapKey="york" mappedValue="0.5"/></mapping>'
    )
    found = only(
        qti2_item(
            '<p>This sun of <textEntryInteraction responseIdentifier="RESPONSE"/></p>',
            declaration("York", base="string", more=mapping),
        )
    )
    assert found.raw["case_sensitive"]
    assert [answer["fraction"] for answer in found.raw["answers"]] == ["1", "0.5"]
    found = only("Whose? {=York =%50%york}")
    assert "capital letters" in losses(found)


def test_both_feedbacks_of_an_option_are_kept() -> None:
    found = only(
        qti2_item(
            '<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Q</prompt>'
            '<simpleChoice identifier="A">yes<feedbackInline outcomeIdentifier="F" identifier="A">'
            "In place.</feedbackInline></simpleChoice>"
            '<simpleChoice identifier="B">no</simpleChoice></choiceInteraction>',
            declaration("A"),
        ).replace(
            "</assessmentItem>",
            '<modalFeedback outcomeIdentifier="F" identifier="A" showHide="show">Afterwards.'
            "</modalFeedback></assessmentItem>",
        )
    )
    assert found.raw["choices"][0]["feedback"] == "In place. Afterwards."


def test_marks_for_another_order_are_named() -> None:
    other = (
        "<responseProcessing><responseCondition><responseIf><match>"
        "<variable identifier='RESPONSE'/>"
        "<ordered><baseValue baseType='identifier'>B</baseValue>"
        "<baseValue baseType='identifier'>A</baseValue></ordered></match>"
        "<setOutcomeValue identifier='SCORE'>"
        "<baseValue baseType='float'>1</baseValue></setOutcomeValue></responseIf>"
        "</responseCondition></responseProcessing>"
    )
    found = only(
        qti2_item(
            '<orderInteraction responseIdentifier="RESPONSE"><prompt>Sort.</prompt>'
            '<simpleChoice identifier="A">one'
            '</simpleChoice><simpleChoice identifier="B">two</simpleChoice></orderInteraction>',
            declaration("A|B", cardinality="ordered"),
        ).replace("</assessmentItem>", f"{other}</assessmentItem>")
    )
    assert [step["text"] for step in found.raw["steps"]] == ["one", "two"]
    assert "another order" in losses(found)


def by_feedback(presentation: str, *conditions: str, kind: str) -> str:
    """An item whose rules give no points: the one that shows "correct" is the key's."""
    rules = "".join(
        f"<respcondition><conditionvar>{condition}</conditionvar>"
        '<displayfeedback linkrefid="correct" feedbacktype="Response"/></respcondition>'
        for condition in conditions
    )
    return (
        "<questestinterop><assessment><section><item><itemmetadata>"
        f"<bbmd_questiontype>{kind}</bbmd_questiontype></itemmetadata><presentation>"
        f'<flow class="Block"><material><mattext>Which?</mattext></material>{presentation}</flow>'
        f'</presentation><resprocessing>{rules}<respcondition title="incorrect"><conditionvar>'
        '<other/></conditionvar><setvar variablename="SCORE" action="Set">0</setvar>'
        "</respcondition></resprocessing></item></section></assessment></questestinterop>"
    )


def test_without_points_the_rule_that_says_correct_is_the_key() -> None:
    fib = '<response_str ident="r"><render_fib fibtype="String"/></response_str>'
    found = only(
        by_feedback(
            fib,
            '<varequal respident="r" case="No">red</varequal>',
            '<varequal respident="r" case="No">blue</varequal>',
            kind="Fill in the Blank",
        )
    )
    assert [(one["text"], one["fraction"]) for one in found.raw["answers"]] == [
        ("red", "1"),
        ("blue", "1"),
    ]
    number = '<response_num ident="r"><render_fib fibtype="Decimal"/></response_num>'
    around = (
        '<vargte respident="r">3.13</vargte><varlte respident="r">3.15</varlte>'
        '<varequal respident="r">3.14</varequal>'
    )
    found = only(by_feedback(number, around, kind="Numeric"))
    assert (found.raw["answer"], found.raw["tolerance"]) == ("3.14", "0.01")


def test_right_sides_that_stand_apart_belong_to_the_labels_in_turn() -> None:
    def text(words: str) -> str:
        return f'<flow class="FORMATTED"><material><mattext>{words}</mattext></material></flow>'

    lefts = "".join(
        f'<flow class="Block"><response_lid ident="{side}"><render_choice>'
        f'<response_label ident="{side}1"/><response_label ident="{side}2"/></render_choice>'
        f"</response_lid>{text(words)}</flow>"
        for side, words in (("a", "orange"), ("b", "cat"))
    )
    rights = "".join(f'<flow class="Block">{text(words)}</flow>' for words in ("mammal", "fruit"))
    found = only(
        by_feedback(
            f'<flow class="RESPONSE_BLOCK">{lefts}</flow>'
            f'<flow class="RIGHT_MATCH_BLOCK">{rights}</flow>',
            '<varequal respident="a">a2</varequal>',
            '<varequal respident="b">b1</varequal>',
            kind="Matching",
        )
    )
    assert found.raw["stem"] == "<p>Which?</p>"
    assert [(pair["left"], pair["right"]) for pair in found.raw["pairs"]] == [
        ("orange", "fruit"),
        ("cat", "mammal"),
    ]


def test_names_written_small_are_known() -> None:
    found = only(
        qti2_item(
            '<p>Roses are <textentryinteraction responseidentifier="a"/> and violets are '
            '<textentryinteraction responseidentifier="b"/>.</p>',
            declaration("red", base="string", ident="a")
            + declaration("blue", base="string", ident="b"),
        )
    )
    assert found.raw["stem"] == "<p>Roses are [[b1]] and violets are [[b2]].</p>"


def test_a_picture_of_a_formula_that_is_missing_leaves_the_formula() -> None:
    found = only(
        '[html]What is <img class\\="equation_image" src\\="/equation_images/x" '
        'data-equation-content\\="\\\\sqrt\\{2\\}"> about? {#1.41:0.01}'
    )
    assert found.raw["stem"] == "<p>What is \\sqrt{2} about?</p>"
    assert "not in the file" in losses(found)


def test_blanks_stand_where_the_text_names_their_responses() -> None:
    fibs = "".join(
        f'<response_str ident="{ident}"><render_fib fibtype="String"/></response_str>'
        for ident in ("color", "hue")
    )
    found = only(
        by_feedback(
            fibs,
            '<varequal respident="color">red</varequal>',
            '<varequal respident="hue">blue</varequal>',
            kind="Fill in the Blank Plus",
        ).replace("Which?", "Roses are [color], the sky is [hue].")
    )
    assert found.raw["stem"] == "<p>Roses are [[b1]], the sky is [[b2]].</p>"
    assert [blank["answers"][0]["text"] for blank in found.raw["blanks"]] == ["red", "blue"]


def test_code_in_options_does_not_make_an_aiken_file_gift() -> None:
    found = only("Which makes a dictionary?\nA) []\nB) {}\nC) { return 1; }\nANSWER: B\n")
    assert (found.format, right(found)) == ("aiken", ["{}"])
    found = only("::Name::Options\nA) one\nB) two\nANSWER: A {=A ~B}")
    assert found.format == "gift"


def test_a_text_with_blanks_of_moodle_is_one_question() -> None:
    text = (
        "Match:\n* Tucson: {1:MULTICHOICE:California#Wrong~%100%Arizona#OK}\n\n"
        "The capital of France is {2:SHORTANSWER:=Paris#Yes!\n~%50%Marseille#No (after\nParis).}."
    )
    found = only(text)
    assert (found.format, found.type) == ("cloze", "blanks")
    assert found.raw["stem"] == (
        "<p>Match:<br>* Tucson: [[b1]]<br><br>The capital of France is [[b2]].</p>"
    )
    assert [blank["weight"] for blank in found.raw["blanks"]] == ["1", "2"]
    assert found.raw["blanks"][1]["answers"][1]["feedback"] == "No (after Paris)."
    assert "not a number" in reason("Your grade? {3:NUMERICAL:=zero}")
    assert "written wrongly" in reason("Choose: {1:MULTICHOICE}")


def test_the_only_blank_of_a_text_may_ask_for_several_options() -> None:
    blank = "{1:MULTIRESPONSE:=Marge#the mother~Fred~=Lisa}"
    found = only(moodle_xml("cloze", "", f"The Simpsons: {blank}"))
    assert (found.type, found.raw["stem"]) == ("multiple", "<p>The Simpsons:</p>")
    assert right(found) == ["Marge", "Lisa"]
    assert found.raw["choices"][0]["feedback"] == "the mother"
    found = only(moodle_xml("cloze", "", f"Both {blank} are."))
    assert found.raw["stem"] == "<p>Both _____ are.</p>"
    assert "of its own" in reason(moodle_xml("cloze", "", f"{blank} and {{1:SA:=x}}"))


def test_a_title_stands_in_for_a_text_that_is_missing() -> None:
    found = only("::Who is it? ::{=Grant ~Jefferson}")
    assert found.raw["stem"] == "<p>Who is it?</p>"
    assert "no text" in reason("{=Grant ~Jefferson}")


def test_the_title_of_an_item_without_a_text_stands_in() -> None:
    choices = (
        '<choiceInteraction responseIdentifier="RESPONSE"><simpleChoice identifier="A">one'
        '</simpleChoice><simpleChoice identifier="B">two</simpleChoice></choiceInteraction>'
    )
    assert only(qti2_item(choices, declaration("A"))).raw["stem"] == "<p>An item</p>"


def test_a_prompt_that_repeats_the_text_is_read_once() -> None:
    found = only(
        qti2_item(
            '<p>Sort them.</p><orderInteraction responseIdentifier="RESPONSE">'
            '<prompt>Sort them.</prompt><simpleChoice identifier="A">one</simpleChoice>'
            '<simpleChoice identifier="B">two</simpleChoice></orderInteraction>',
            declaration("A|B", cardinality="ordered"),
        )
    )
    assert found.raw["stem"] == "<p>Sort them.</p>"


@pytest.mark.parametrize(
    ("kind", "content", "kept"), [("png", picture(), 1), ("svg+xml", b"<svg/>", 0)]
)
def test_a_picture_written_into_the_text_is_taken_when_it_is_one(
    kind: str, content: bytes, kept: int
) -> None:
    packed = base64.b64encode(content).decode()
    shown = f'Look: <img src="data:image/{kind};base64,{packed}" alt="Tray">'
    found = only(moodle_xml("essay", "", shown))
    assert len(found.assets) == kept
    assert ("left out" in losses(found)) is (kept == 0)


def test_letters_of_aiken_may_stand_in_brackets() -> None:
    found = only("Which?\n(A) one\n(B) two\nANSWER: (B)\n")
    assert (found.format, right(found)) == ("aiken", ["two"])


def test_an_item_whose_title_repeats_its_identifier_is_known_by_its_text() -> None:
    titled = qti2_item(
        '<p>Sort them.</p><orderInteraction responseIdentifier="RESPONSE">'
        '<simpleChoice identifier="A">one</simpleChoice>'
        '<simpleChoice identifier="B">two</simpleChoice></orderInteraction>',
        declaration("A|B", cardinality="ordered"),
    )
    assert 'title="' in titled
    ident = titled.partition('identifier="')[2].partition('"')[0]
    before, _title, after = titled.partition('title="')
    same = f'{before}title="{ident}"{after.partition(chr(34))[2]}'
    assert only(same).name == "Sort them."


def test_several_fields_to_write_in_become_one_essay() -> None:
    body = (
        '<p>Compare.</p><extendedTextInteraction responseIdentifier="RESPONSE">'
        "<prompt>First</prompt></extendedTextInteraction>"
        '<extendedTextInteraction responseIdentifier="R2"><prompt>Second</prompt>'
        "</extendedTextInteraction>"
    )
    second = declaration("model", base="string", ident="R2")
    found = only(qti2_item(body, declaration("", base="string") + second))
    assert found.type == "essay"
    assert found.raw["stem"] == "<p>Compare.</p><p>First _____</p><p>Second _____</p>"
    assert "model" in found.raw["guide"]
    assert "one answer is written" in losses(found)


def test_feedback_chosen_by_the_word_correct_is_told_apart() -> None:
    asked = "".join(
        f'<responseCondition><responseIf><match><baseValue baseType="identifier">{word}</baseValue>'
        '<variable identifier="FEEDBACKBASIC"/></match><setOutcomeValue identifier="SHOWN">'
        f'<multiple><baseValue baseType="identifier">F{n}</baseValue></multiple></setOutcomeValue>'
        "</responseIf></responseCondition>"
        for n, word in ((1, "correct"), (2, "incorrect"))
    )
    told = "".join(
        f'<modalFeedback outcomeIdentifier="SHOWN" identifier="F{n}">{text}</modalFeedback>'
        for n, text in ((1, "Well cut."), (2, "Look again."))
    )
    found = only(
        qti2_item(
            '<p>Sort.</p><orderInteraction responseIdentifier="RESPONSE">'
            '<simpleChoice identifier="A">one</simpleChoice>'
            '<simpleChoice identifier="B">two</simpleChoice></orderInteraction>',
            declaration("A|B", cardinality="ordered"),
            f"<responseProcessing>{asked}</responseProcessing>{told}",
        )
    )
    assert found.raw["explanation"] == ("<p>If right: Well cut.</p><p>If wrong: Look again.</p>")
