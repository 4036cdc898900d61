"""From single grades to a verdict, its topics, and what may be shown of it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.feedback import PRESETS
from assessments.grading import (
    ItemGrade,
    by_topic,
    judge,
    study_order,
)
from assessments.papers import Paper, PaperItem


def paper(*items: tuple[str, bool], mark: str = "80", critical: bool = True) -> Paper:
    return Paper(
        seed="s",
        pool_digest="p",
        pass_mark=Decimal(mark),
        critical_must_be_right=critical,
        feedback=PRESETS["score"],
        minutes=None,
        items=tuple(
            PaperItem(
                position=place,
                section=0,
                question=f"q{place}",
                version_id=place,
                version_digest=f"d{place}",
                type="single",
                topic=topic,
                topic_title=topic.title(),
                critical=is_critical,
            )
            for place, (topic, is_critical) in enumerate(items, 1)
        ),
    )


def grades(*fractions: str | None) -> list[ItemGrade]:
    return [
        ItemGrade(place, None if one is None else Decimal(one))
        for place, one in enumerate(fractions, 1)
    ]


def test_the_pass_mark_itself_passes() -> None:
    verdict = judge(paper(*[("law", False)] * 5), grades("1", "1", "1", "1", "0"))
    assert (verdict.outcome, verdict.score) == ("pass", Decimal("0.80000"))


def test_a_wrong_critical_item_fails_a_paper_above_the_mark() -> None:
    test = paper(("law", False), ("law", False), ("law", False), ("law", True), mark="70")
    verdict = judge(test, grades("1", "1", "1", "0.5"))
    assert verdict.reached_mark
    assert verdict.outcome == "fail"
    assert verdict.critical_wrong == (4,)
    assert (verdict.critical_right, verdict.critical_total) == (0, 1)


def test_critical_items_decide_only_when_the_rule_says_so() -> None:
    test = paper(("law", False), ("law", True), mark="50", critical=False)
    assert judge(test, grades("1", "0")).outcome == "pass"


def test_an_ungraded_item_leaves_the_verdict_open() -> None:
    verdict = judge(paper(("law", True), ("law", False)), grades(None, "1"))
    assert verdict.outcome is None
    assert verdict.score is None


def test_an_item_without_a_grade_counts_as_wrong() -> None:
    verdict = judge(paper(("law", True), mark="0"), [])
    assert (verdict.outcome, verdict.critical_wrong) == ("fail", (1,))


def test_thirds_add_up_to_a_whole_mark() -> None:
    verdict = judge(
        paper(*[("law", False)] * 3, mark="33.333"), grades("0.33333", "0.33333", "0.33333")
    )
    assert verdict.outcome == "pass"


@given(st.lists(st.tuples(st.booleans(), st.decimals(0, 1, places=5)), min_size=1, max_size=30))
def test_a_better_answer_never_turns_a_pass_into_a_fail(rows: list[tuple[bool, Decimal]]) -> None:
    test = paper(*[("law", critical) for critical, _ in rows], mark="60")
    marks = [ItemGrade(place, one) for place, (_, one) in enumerate(rows, 1)]
    before = judge(test, marks)
    assert before.score is not None
    assert 0 <= before.score <= 1
    for place in range(len(marks)):
        better = [*marks[:place], ItemGrade(place + 1, Decimal(1)), *marks[place + 1 :]]
        after = judge(test, better)
        assert after.score >= before.score
        assert (before.outcome, after.outcome) != ("pass", "fail")


def test_topics_say_what_to_study_first() -> None:
    test = paper(
        ("law", False), ("depth", False), ("depth", False), ("dilution", True), ("law", False)
    )
    topics = by_topic(test, grades("1", "0", "0.5", "0", "1"))
    assert [(one.topic, one.marks) for one in topics] == [
        ("law", ("right", "right")),
        ("depth", ("wrong", "part")),
        ("dilution", ("critical",)),
    ]
    assert [one.topic for one in study_order(topics)] == ["dilution", "depth"]
    assert topics[0].title == "Law"


def test_a_paper_survives_json_and_its_digest_names_it() -> None:
    test = paper(("law", True), ("depth", False))
    again = Paper.from_json(test.to_json())
    assert again == test
    assert again.digest == test.digest
    assert paper(("law", True), ("depth", True)).digest != test.digest
    with pytest.raises(ValueError, match="format"):
        Paper.from_json({"format": 99})
