"""Each format as other systems write it: types, keys, feedback, and a note for every loss."""

import base64
from collections.abc import Iterable

import pytest

from assessments.interchange import ImportedQuestion, ImportResult, Level, parse
from tests.assessments.interchange import samples
from tests.assessments.interchange.generated import PICTURE, PICTURE_NAME, picture
from tests.assessments.interchange.samples import declaration, qti2_item


def by_name(result: ImportResult) -> dict[str, ImportedQuestion]:
    return {question.name: question for question in result.questions}


def losses(question: ImportedQuestion) -> str:
    return " ".join(note.message for note in question.notes if note.level is Level.LOSS)


def right(question: ImportedQuestion) -> list[str]:
    return [choice["text"] for choice in question.raw["choices"] if choice["correct"]]


def types(result: ImportResult) -> list[str]:
    return [question.type for question in result.questions]


def only(data: str | bytes, **kwargs: str) -> ImportedQuestion:
    result = parse(data.encode() if isinstance(data, str) else data, **kwargs)
    assert [found.reason for found in result.refused] == []
    (question,) = result.questions
    return question


def reason(data: str, **kwargs: str) -> str:
    result = parse(data.encode(), **kwargs)
    assert result.questions == ()
    (refused,) = result.refused
    return refused.reason


# --- GIFT


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


# --- Aiken


def test_aiken_reads_letters_and_refuses_what_has_no_key() -> None:
    result = parse(samples.AIKEN.encode(), filename="letters.txt")
    assert result.format == "aiken"
    assert types(result) == ["single", "multiple"]
    assert right(result.questions[0]) == ["The treatment room"]
    assert [found.number for found in result.refused] == [2, 4, 5]
    assert "ANSWER" in result.refused[1].reason


# --- Moodle XML


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


# --- QTI 1.2


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


# --- QTI 2 and 3


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


# --- CSV


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


# --- markup and pictures


def test_scripts_go_and_structure_stays() -> None:
    question = only(
        "[html]<h1>Title</h1><div onclick='x()'>One<script>alert(1)</script></div>"
        "<div>Two <a href='javascript\\:x()'>link</a></div>{T}",
        format="gift",
    )
    assert question.raw["stem"] == "<h2>Title</h2><p>One</p><p>Two link</p>"
    assert "script" in losses(question)
    assert "link" in losses(question)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("https\\://example.org/a.png", "never fetched"),
        ("//example.org/a.png", "never fetched"),
        ("data\\:image/png;base64,AAAA", "data:"),
        ("file\\:///etc/passwd", "never fetched"),
        ("../../etc/passwd", "not in the file"),
    ],
)
def test_pictures_from_elsewhere_are_left_out_aloud(source: str, why: str) -> None:
    question = only(f'[html]<p>Look <img src="{source}"></p>{{T}}', format="gift")
    assert "<img" not in question.raw["stem"]
    assert why in losses(question)
