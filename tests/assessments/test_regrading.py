"""The rules of a regrade, with values alone."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.grading import DROPPED, GIVEN, ItemGrade, by_topic, judge
from assessments.papers import Paper, PaperItem
from assessments.question_types.base import ONE, ZERO, Grade
from assessments.regrading import (
    BY_PERSON,
    BY_VERSION,
    FOR_EVERYONE,
    NEEDS_PERSON,
    WITHOUT,
    PaperEmptied,
    Substitution,
    positions_by_person,
    regrade,
)

RANK = {"fail": 0, None: 1, "pass": 2}
KEYS = "abc"


class Letter:
    """A question with one right letter; the letter "?" is for a person to judge."""

    def grade(self, spec: str, response: Any) -> Grade:
        if response.get("pick") == "?":
            return Grade(None)
        return Grade(ONE if response.get("pick") == spec else ZERO)

    def is_answered(self, response: Any) -> bool:
        return bool(response)

    def drawn(self, spec: str, facts: Any) -> str:
        return spec


class Version:
    kind = Letter()

    def __init__(self, spec: str, *, critical: bool = False) -> None:
        self.spec = spec
        self.critical = critical


def paper_of(count: int, *, pass_mark: int = 50, critical: tuple[int, ...] = ()) -> Paper:
    items = tuple(
        PaperItem(
            position=n,
            section=0,
            question=f"q{n}",
            version_id=n,
            version_digest="",
            type="letter",
            topic="t",
            topic_title="T",
            critical=n in critical,
            points=Decimal(n),
        )
        for n in range(1, count + 1)
    )
    return Paper("", "", Decimal(pass_mark), True, "score", None, items)


def grades_of(paper: Paper, keys: list[str], picks: list[str]) -> list[ItemGrade]:
    kind = Letter()
    return [
        ItemGrade.of(
            item.position,
            kind.grade(key, {"pick": pick} if pick else {}),
            answered=bool(pick),
        )
        for item, key, pick in zip(paper.items, keys, picks, strict=True)
    ]


def answers_of(picks: list[str]) -> dict[int, dict[str, str]]:
    return {n: {"pick": pick} for n, pick in enumerate(picks, 1) if pick}


@st.composite
def graded(draw: Any) -> Any:
    """A paper, its keys, what was picked, its grades, and the question to regrade."""
    count = draw(st.integers(2, 6))
    critical = tuple(draw(st.sets(st.integers(1, count))))
    paper = paper_of(count, pass_mark=draw(st.integers(0, 100)), critical=critical)
    keys = draw(st.lists(st.sampled_from(KEYS), min_size=count, max_size=count))
    picks = draw(st.lists(st.sampled_from([*KEYS, "", "?"]), min_size=count, max_size=count))
    grades = grades_of(paper, keys, picks)
    marked = frozenset(
        grade.position for grade in grades if grade.fraction is None and draw(st.booleans())
    )
    mark = Decimal(draw(st.integers(0, 4))) / 4
    grades = [
        ItemGrade(one.position, mark, "", one.answered) if one.position in marked else one
        for one in grades
    ]
    return paper, keys, picks, grades, marked, draw(st.integers(1, count))


def swap(position: int, way: str, key: str = "", *, critical: bool = False) -> list[Substitution]:
    version = Version(key, critical=critical) if key else None
    return [Substitution(frozenset([position]), way, version)]


def is_critical(paper: Paper, position: int) -> bool:
    return paper.by_position[position].critical


@given(graded())
def test_the_same_key_changes_nothing(case: Any) -> None:
    paper, keys, picks, grades, marked, position = case
    same = swap(position, BY_VERSION, keys[position - 1], critical=is_critical(paper, position))
    diff = regrade(paper, grades, answers_of(picks), same, by_person=marked)
    assert diff.grades == tuple(grades)
    assert diff.before == diff.after
    assert not diff.is_changed


@given(graded())
def test_a_mark_for_everyone_never_lowers(case: Any) -> None:
    paper, _keys, picks, grades, marked, position = case
    diff = regrade(paper, grades, answers_of(picks), swap(position, FOR_EVERYONE), by_person=marked)
    assert diff.after.points >= diff.before.points
    assert diff.after.total == diff.before.total
    assert set(diff.after.critical_wrong) <= set(diff.before.critical_wrong)
    if diff.before.outcome == "pass":
        assert diff.after.outcome == "pass"
    (before,) = [one for one in grades if one.position == position]
    (after,) = [one for one in diff.grades if one.position == position]
    assert (after.fraction, after.rule) == (ONE, "" if before.fraction == ONE else GIVEN)


@given(
    graded(),
    st.sampled_from([BY_VERSION, FOR_EVERYONE, WITHOUT]),
    st.sampled_from(KEYS),
    st.booleans(),
)
def test_once_more_changes_nothing_and_other_questions_stay(
    case: Any, way: str, key: str, critical: bool
) -> None:
    paper, _keys, picks, grades, marked, position = case
    change = swap(position, way, key, critical=critical)
    once = regrade(paper, grades, answers_of(picks), change, by_person=marked)
    again = regrade(paper, once.grades, answers_of(picks), change, by_person=marked)
    assert not again.is_changed
    assert again.after == once.after
    others = {one for one in grades if one.position != position}
    assert others <= set(once.grades)
    assert [one.position for one in once.grades] == [one.position for one in grades]


@given(graded(), st.sampled_from(KEYS))
def test_another_key_is_what_grading_with_it_gives(case: Any, key: str) -> None:
    paper, _keys, picks, grades, _marked, position = case
    diff = regrade(paper, grades, answers_of(picks), swap(position, BY_VERSION, key))
    (after,) = [one for one in diff.grades if one.position == position]
    if picks[position - 1] != "?":
        assert after.fraction == (ONE if picks[position - 1] == key else ZERO)
    assert judge(paper, diff.grades) == diff.after


@given(graded())
def test_a_dropped_question_leaves_points_and_total(case: Any) -> None:
    paper, _keys, picks, grades, marked, position = case
    diff = regrade(paper, grades, answers_of(picks), swap(position, WITHOUT), by_person=marked)
    assert diff.after.total == diff.before.total - position
    assert position not in diff.after.critical_wrong
    rest = paper_of(len(paper.items)).items
    kept = [one for one in diff.grades if one.position != position]
    trimmed = Paper(
        "",
        "",
        paper.pass_mark,
        True,
        "score",
        None,
        tuple(item for item in paper.items if item.position != position),
    )
    assert judge(trimmed, kept) == diff.after
    assert by_topic(paper, diff.grades)[0].total == len(rest) - 1


def test_dropping_the_only_question_is_refused() -> None:
    paper = paper_of(1)
    grades = grades_of(paper, ["a"], ["b"])
    with pytest.raises(PaperEmptied):
        regrade(paper, grades, {}, swap(1, WITHOUT))


def test_a_persons_mark_is_raised_but_not_lowered_by_a_key() -> None:
    paper = paper_of(1)
    half = [ItemGrade(1, Decimal("0.5"))]
    lower = regrade(paper, half, answers_of(["b"]), swap(1, BY_VERSION, "a"), by_person={1})
    assert not lower.is_changed
    assert lower.kept == (BY_PERSON,)
    higher = regrade(paper, half, answers_of(["b"]), swap(1, BY_VERSION, "b"), by_person={1})
    assert higher.grades[0].fraction == ONE


def test_a_grade_stays_where_the_new_key_wants_a_person() -> None:
    paper = paper_of(1)
    diff = regrade(
        paper, [ItemGrade(1, ONE)], answers_of(["?"]), swap(1, BY_VERSION, "a"), by_person=()
    )
    assert not diff.is_changed
    assert diff.kept == (NEEDS_PERSON,)
    waiting = regrade(paper, [ItemGrade(1, None)], answers_of(["?"]), swap(1, FOR_EVERYONE))
    assert (waiting.before.outcome, waiting.after.outcome) == (None, "pass")


def test_a_critical_item_that_was_right_by_the_wrong_key_fails_the_paper() -> None:
    paper = paper_of(3, critical=(1,))
    grades = grades_of(paper, ["a", "a", "a"], ["a", "a", "a"])
    change = swap(1, BY_VERSION, "b", critical=True)
    diff = regrade(paper, grades, answers_of(["a", "a", "a"]), change)
    assert (diff.before.outcome, diff.after.outcome) == ("pass", "fail")
    assert diff.after.critical_wrong == (1,)


@given(graded(), st.booleans())
def test_a_corrected_version_says_whether_a_question_is_critical(case: Any, critical: bool) -> None:
    paper, keys, picks, grades, _marked, position = case
    change = swap(position, BY_VERSION, keys[position - 1], critical=critical)
    diff = regrade(paper, grades, answers_of(picks), change)
    turned = tuple(
        replace(item, critical=critical) if item.position == position else item
        for item in paper.items
    )
    expected = judge(replace(paper, items=turned), grades)
    assert diff.after.outcome == expected.outcome
    assert diff.after.critical_wrong == expected.critical_wrong
    stored = [ItemGrade.from_json(one.to_json()) for one in diff.grades]
    assert by_topic(paper, stored) == by_topic(replace(paper, items=turned), grades)


def test_what_an_answer_was_worth_is_kept_where_the_mark_is_given() -> None:
    paper = paper_of(1)
    answers = answers_of(["b"])
    given_once = regrade(paper, [ItemGrade(1, Decimal("0.5"))], answers, swap(1, FOR_EVERYONE))
    assert given_once.grades[0].earned == Decimal("0.5")
    left_out = regrade(paper, given_once.grades, answers, swap(1, FOR_EVERYONE))
    assert left_out.grades[0].earned == Decimal("0.5")
    back = regrade(paper, given_once.grades, answers, swap(1, BY_VERSION, "b"))
    assert back.grades[0].earned is None


def test_a_key_takes_back_what_everybody_was_given() -> None:
    paper = paper_of(2)
    grades = grades_of(paper, ["a", "a"], ["b", "a"])
    free = regrade(paper, grades, answers_of(["b", "a"]), swap(1, FOR_EVERYONE))
    back = regrade(paper, free.grades, answers_of(["b", "a"]), swap(1, BY_VERSION, "a"))
    assert back.after == free.before
    dropped = regrade(paper, grades, answers_of(["b", "a"]), swap(1, WITHOUT))
    assert dropped.grades[0].rule == DROPPED
    back = regrade(paper, dropped.grades, answers_of(["b", "a"]), swap(1, BY_VERSION, "b"))
    assert back.grades[0] == ItemGrade(1, ONE)


def test_only_events_of_people_make_a_mark_a_persons() -> None:
    first = [ItemGrade(1, None), ItemGrade(2, ONE), ItemGrade(3, ZERO)]
    marked = [ItemGrade(1, Decimal("0.5")), ItemGrade(2, ONE), ItemGrade(3, ZERO)]
    other = [ItemGrade(1, Decimal("0.5")), ItemGrade(2, ONE), ItemGrade(3, ONE)]
    history = [("submitted", first), ("marked", marked), ("regraded", other)]
    assert positions_by_person(history) == {1}


def test_the_stored_form_of_a_grade_is_what_it_was() -> None:
    plain = ItemGrade(1, ONE)
    assert "rule" not in plain.to_json()
    assert not {"earned", "critical"} & set(plain.to_json())
    given_mark = ItemGrade(3, ONE, rule=GIVEN, earned=ZERO, critical=False)
    for grade in (plain, ItemGrade(2, ZERO, "note", False, DROPPED), given_mark):
        assert ItemGrade.from_json(grade.to_json()) == grade
