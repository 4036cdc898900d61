"""QTI as others write it: types, keys, feedback, a note for every loss."""

from collections.abc import Iterable

import pytest

from assessments.interchange import parse
from tests.assessments.interchange import samples
from tests.assessments.interchange.answers import losses, only, reason, right, types
from tests.assessments.interchange.generated import picture
from tests.assessments.interchange.samples import declaration, qti2_item


def test_canvas_items_are_read() -> None:
    result = parse(samples.QTI12.encode())
    assert result.format == "qti12"
    assert types(result) == [
        *("single", "multiple", "true_false", "short_text", "blanks", "matching", "numeric"),
        *("essay", "calculated"),
    ]
    first, several, *_rest = result.questions
    assert right(first) == ["Wash"]
    assert first.raw["choices"][1]["feedback"] == "Later."
    assert first.raw["explanation"] == "<p>Hands first.</p>"
    assert first.ref == "i1"
    assert right(several) == ["Mask", "Apron"]
    assert [found.reason.split(":")[0] for found in result.refused] == ["This is a description"]


def test_canvas_number_range_is_one_tolerance() -> None:
    number = next(q for q in parse(samples.QTI12.encode()).questions if q.type == "numeric")
    assert (number.raw["answer"], number.raw["tolerance"]) == ("15", "2")


def test_canvas_categories_and_order_and_relative_margin() -> None:
    def item(kind: str, presentation: str, processing: str) -> str:
        return (
            f"<questestinterop><item ident='a' title='t'><itemmetadata><qtimetadata>"
            f"<qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>{kind}</fieldentry>"
            f"</qtimetadatafield></qtimetadata></itemmetadata><presentation><material><mattext>Q?"
            f"</mattext></material>{presentation}</presentation><resprocessing>{processing}"
            f"</resprocessing></item></questestinterop>"
        )

    def label(ident: str) -> str:
        return (
            f"<response_label ident='{ident}'><material><mattext>{ident}</mattext></material>"
            "</response_label>"
        )

    def rule(tests: Iterable[tuple[str, str]], score: int = 50) -> str:
        equals = "".join(f"<varequal respident='{r}'>{v}</varequal>" for r, v in tests)
        return (
            f"<respcondition><conditionvar>{equals}</conditionvar>"
            f"<setvar action='Add' varname='SCORE'>{score}</setvar></respcondition>"
        )

    boxes = "".join(
        f"<response_lid ident='{box}' rcardinality='Multiple'><material><mattext>{box}</mattext>"
        f"</material><render_choice>{label('a1')}{label('b1')}{label('x')}</render_choice></response_lid>"
        for box in ("A", "B")
    )
    sorted_ = only(
        item("categorization_question", boxes, rule([("A", "a1")]) + rule([("B", "b1")]))
    )
    assert sorted_.raw["pairs"] == [{"left": "a1", "right": "A"}, {"left": "b1", "right": "B"}]
    assert "none of the boxes" in losses(sorted_)

    steps = (
        "<response_lid ident='R' rcardinality='Ordered'><render_choice>"
        f"{label('two')}{label('one')}</render_choice></response_lid>"
    )
    order = only(item("ordering_question", steps, rule([("R", "one"), ("R", "two")])))
    assert [step["text"] for step in order.raw["steps"]] == ["one", "two"]

    margin = only(
        item(
            "numerical_question",
            "<response_str ident='R'><render_fib fibtype='Decimal'/></response_str>",
            "<respcondition><conditionvar><varequal respident='R' margintype='percent' margin='20'>"
            "200</varequal></conditionvar><setvar>100</setvar></respcondition>",
        )
    )
    assert (margin.raw["tolerance"], margin.raw["tolerance_kind"]) == ("20", "relative")


def test_a_lost_closing_tag_costs_no_letter_and_no_question() -> None:
    damaged = samples.QTI12.replace("</resprocessing>", "", 1)
    result = parse(damaged.encode())
    assert len(result.questions) + len(result.refused) == 10
    assert "damaged" in result.warnings[0]
    dropdowns = next(q for q in result.questions if q.type == "blanks")
    assert dropdowns.raw["stem"] == "<p>Use [[b1]] at [[b2]] degrees.</p>"


def test_qti3_choice_with_prompt_and_feedback() -> None:
    question = only(samples.CHOICE_QTI3)
    assert question.format == "qti3"
    assert question.raw["stem"] == "<p>The tray is open.</p><p>What next?</p>"
    assert right(question) == ["Change gloves"]
    assert question.raw["choices"][0]["feedback"] == "Later."
    assert question.raw["explanation"] == "<p>If right: Well done indeed.</p>"


def test_qti2_gaps_and_inline_answers_become_blanks() -> None:
    gaps = only(samples.GAP_QTI2).raw
    assert gaps["stem"] == "<p>Fill in.</p><p>First [[b1]], then [[b2]].</p>"
    assert gaps["blanks"][1]["answers"] == [{"text": "dry", "fraction": "1", "feedback": ""}]
    inline = only(samples.INLINE_QTI2).raw
    assert [blank["kind"] for blank in inline["blanks"]] == ["select", "numeric"]


def test_qti_without_its_namespace_is_read() -> None:
    bare = samples.GAP_QTI2.replace(' xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"', "")
    assert only(bare).type == "blanks"
    prefixed = bare.replace("<", "<qti:").replace("<qti:/", "</qti:").replace("<qti:?", "<?")
    assert only(prefixed).type == "blanks"


@pytest.mark.parametrize(
    ("body", "declared", "kind", "looked_for"),
    [
        (
            '<orderInteraction responseIdentifier="RESPONSE"><prompt>Sort</prompt><simpleChoice '
            'identifier="A">two</simpleChoice><simpleChoice identifier="B">one</simpleChoice>'
            "</orderInteraction>",
            declaration("B|A", cardinality="ordered"),
            "ordering",
            "one",
        ),
        (
            '<matchInteraction responseIdentifier="RESPONSE"><prompt>M</prompt><simpleMatchSet>'
            '<simpleAssociableChoice identifier="C">Capulet</simpleAssociableChoice>'
            '<simpleAssociableChoice identifier="D">Demetrius</simpleAssociableChoice>'
            '</simpleMatchSet><simpleMatchSet><simpleAssociableChoice identifier="R">Romeo'
            '</simpleAssociableChoice><simpleAssociableChoice identifier="N">Dream'
            "</simpleAssociableChoice></simpleMatchSet></matchInteraction>",
            declaration("C R|D N", cardinality="multiple", base="directedPair"),
            "matching",
            "Capulet",
        ),
        (
            '<associateInteraction responseIdentifier="RESPONSE"><prompt>M</prompt>'
            '<simpleAssociableChoice identifier="A">a</simpleAssociableChoice>'
            '<simpleAssociableChoice identifier="B">b</simpleAssociableChoice>'
            '<simpleAssociableChoice identifier="C">c</simpleAssociableChoice>'
            "</associateInteraction>",
            declaration("A B", cardinality="multiple", base="pair"),
            "matching",
            "'distractors': ['c']",
        ),
        (
            '<hottextInteraction responseIdentifier="RESPONSE" maxChoices="1"><p>He <hottext '
            'identifier="A">who</hottext> <hottext identifier="B">was</hottext></p>'
            "</hottextInteraction>",
            declaration("B"),
            "single",
            "'was', 'correct': True",
        ),
        (
            '<p>Say <textEntryInteraction responseIdentifier="RESPONSE"/>, please.</p>',
            declaration("hello", base="string"),
            "short_text",
            "Say _____, please.",
        ),
        (
            '<sliderInteraction responseIdentifier="RESPONSE"><prompt>How many?</prompt>'
            "</sliderInteraction>",
            declaration("16", base="integer"),
            "numeric",
            "16",
        ),
        (
            '<p>Write.</p><extendedTextInteraction responseIdentifier="RESPONSE"/>',
            declaration("", base="string"),
            "essay",
            "Write.",
        ),
        (
            '<uploadInteraction responseIdentifier="RESPONSE" type="application/pdf"><prompt>Send'
            "</prompt></uploadInteraction>",
            declaration("", base="file"),
            "file_answer",
            "'extensions': 'pdf'",
        ),
    ],
    ids=["order", "match", "associate", "hottext", "text", "slider", "essay", "upload"],
)
def test_qti2_interactions(body: str, declared: str, kind: str, looked_for: str) -> None:
    question = only(qti2_item(body, declared))
    assert question.type == kind
    assert looked_for in str(question.raw)


def test_qti_number_takes_its_tolerance_from_the_scoring() -> None:
    processing = (
        "<responseProcessing><responseCondition><responseIf>"
        '<equal toleranceMode="relative" tolerance="5 5"><variable identifier="RESPONSE"/>'
        '<correct identifier="RESPONSE"/></equal><setOutcomeValue identifier="SCORE">'
        '<baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf>'
        "</responseCondition></responseProcessing>"
    )
    body = '<p>Pi?</p><p><textEntryInteraction responseIdentifier="RESPONSE"/></p>'
    raw = only(qti2_item(body, declaration("3.14", base="float"), processing)).raw
    assert raw["stem"] == "<p>Pi?</p>"
    assert (raw["tolerance"], raw["tolerance_kind"]) == ("5", "relative")


@pytest.mark.parametrize(
    ("shape", "coords", "corners"),
    [("rect", "10,10,30,20", 4), ("circle", "20,10,5", 24), ("poly", "0,0,40,0,40,20", 3)],
)
def test_qti_hotspots_become_polygons_in_percent(shape: str, coords: str, corners: int) -> None:
    body = (
        '<hotspotInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Where?</prompt>'
        '<object type="image/png" data="images/a.png" width="40" height="20">A map</object>'
        f'<hotspotChoice identifier="A" shape="{shape}" coords="{coords}"/>'
        '<hotspotChoice identifier="B" shape="rect" coords="0,0,1,1"/></hotspotInteraction>'
    )
    result = parse(
        qti2_item(body, declaration("A")).encode(), beside={"images/a.png": picture(size=(40, 20))}
    )
    (question,) = result.questions
    region, other = question.raw["regions"]
    assert len(region["points"].split()) == corners
    assert region["correct"] is True
    assert other["correct"] is False
    assert question.raw["alt"] == "A map"


@pytest.mark.parametrize(
    ("interaction", "why"),
    [
        ("graphicOrderInteraction", "on a picture"),
        ("drawingInteraction", "Drawing"),
        ("mediaInteraction", "recording"),
        ("customInteraction", "program of its own"),
        ("futureInteraction", "asks nothing"),
    ],
)
def test_qti_interactions_without_an_equal_are_refused(interaction: str, why: str) -> None:
    body = f'<p>Q</p><{interaction} responseIdentifier="RESPONSE"/>'
    assert why in reason(qti2_item(body, declaration("A")))


def test_qti_templates_are_refused_as_such() -> None:
    drawn = '<templateDeclaration identifier="x"/><templateProcessing/>'
    body = '<p>Q</p><textEntryInteraction responseIdentifier="RESPONSE"/>'
    assert "templates" in reason(qti2_item(body, declaration("1") + drawn))
