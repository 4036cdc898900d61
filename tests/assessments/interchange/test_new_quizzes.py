"""What Canvas's new quizzes add to QTI 1.2: texts that items share, groups, limits of words."""

from assessments.interchange import parse
from tests.assessments.interchange.answers import by_name


def field(label: str, value: str) -> str:
    return (
        f"<qtimetadatafield><fieldlabel>{label}</fieldlabel><fieldentry>{value}</fieldentry>"
        "</qtimetadatafield>"
    )


def item(ident: str, title: str, fields: str, presentation: str, scoring: str = "") -> str:
    return (
        f'<item ident="{ident}" title="{title}"><itemmetadata><qtimetadata>{fields}</qtimetadata>'
        f"</itemmetadata><presentation>{presentation}</presentation>{scoring}</item>"
    )


def text(markup: str) -> str:
    return f'<material><mattext texttype="text/html">{markup}</mattext></material>'


def choice(ident: str, fields: str = "", title: str = "Question") -> str:
    return item(
        ident,
        title,
        field("question_type", "multiple_choice_question") + fields,
        text("Which blade?")
        + '<response_lid ident="r" rcardinality="Single"><render_choice>'
        + f'<response_label ident="A">{text("Round")}</response_label>'
        + f'<response_label ident="B">{text("Flat")}</response_label>'
        + "</render_choice></response_lid>",
        "<resprocessing><respcondition><conditionvar>"
        '<varequal respident="r">A</varequal></conditionvar><setvar action="Set">100</setvar>'
        "</respcondition></resprocessing>",
    )


def bank(*items: str) -> bytes:
    return (
        # the space before "encoding" is missing in files of the wild
        '<?xml version="1.0"encoding="UTF-8"?><questestinterop><assessment title="Quiz">'
        f'<section ident="root_section">{"".join(items)}</section></assessment></questestinterop>'
    ).encode()


PASSAGE = item(
    "passage", "A client", field("question_type", "text_only_question"), text("Ana is 34.")
)


def test_a_text_that_items_share_stands_before_each_of_them() -> None:
    by_field = choice("one", field("parent_stimulus_item_ident", "passage"), "One")
    by_section = (
        f'<section parent_stimulus_item_ident="passage">{choice("two", title="Two")}</section>'
    )
    result = parse(bank(PASSAGE, by_field, by_section, choice("three", title="Three")))
    found = by_name(result)
    assert found["One"].raw["stem"] == "<p>Ana is 34.</p><p>Which blade?</p>"
    assert found["Two"].raw["stem"] == found["One"].raw["stem"]
    assert found["Three"].raw["stem"] == "<p>Which blade?</p>"
    (refused,) = result.refused
    assert "before each of them" in refused.reason


def test_a_text_nobody_shares_is_a_description() -> None:
    (refused,) = parse(bank(PASSAGE, choice("one"))).refused
    assert "description" in refused.reason


def test_items_nobody_named_are_known_by_their_text() -> None:
    result = parse(bank(choice("one"), choice("two", title="Blades")))
    assert [found.name for found in result.questions] == ["Which blade?", "Blades"]


def test_groups_that_draw_and_banks_elsewhere_are_named() -> None:
    group = (
        "<section><selection_ordering><selection><selection_number>1</selection_number>"
        f"</selection></selection_ordering>{choice('one')}{choice('two')}</section>"
    )
    result = parse(bank(group, '<bankentry_item item_ref="x"/>'))
    assert len(result.questions) == 2
    said = " ".join(result.warnings)
    assert "drawn" in said
    assert "not in it" in said


def test_limits_of_words_and_notes_for_marking_are_kept() -> None:
    essay = item(
        "essay",
        "Essay",
        field("question_type", "essay_question") + field("grading_notes", "Names &lt; 3 risks"),
        text("Explain.") + '<response_str ident="r" word_limit_enabled="Yes" word_limit_min="140"'
        ' word_limit_max="500"><render_fib/></response_str>',
    )
    (found,) = parse(bank(essay)).questions
    assert (found.raw["minimum_words"], found.raw["maximum_words"]) == (140, 500)
    assert found.raw["guide"] == "<p>Names &lt; 3 risks</p>"
    (free,) = parse(bank(essay.replace('enabled="Yes"', 'enabled="No"'))).questions
    assert (free.raw["minimum_words"], free.raw["maximum_words"]) == (None, None)
