"""What an award takes can be kept, read again, explained and found wanting."""

from decimal import Decimal

import pytest
from hypothesis import given

from certificates.enums import HoursCategory, NeedKind, ResultKind
from certificates.requirement_words import narrative_of
from certificates.requirements import (
    AgeRequired,
    AllOf,
    CourseRequired,
    HoursRequired,
    IdentityRequired,
    ResultRequired,
    SomeOf,
    find_cycle,
    find_problems,
    from_json,
    leaves_of,
    needs_of,
    rests_on_learning,
    to_json,
)
from lms.core.digest import canonical_json, digest
from tests.certificates.trees import trees

COURSE = CourseRequired("f", "Foundation course")
OTHER = CourseRequired("h", "Infection control")
EXAM = ResultRequired(ResultKind.EXAM, "Final exam", unit_key="u", course_key="f")


@given(trees())
def test_a_tree_comes_back_from_json_as_it_was(tree):
    value = to_json(tree)
    assert from_json(value) == tree
    assert digest(to_json(from_json(value))) == digest(value)
    assert canonical_json(value)


def test_versions_from_before_there_were_trees_ask_for_all_their_courses():
    kept = [{"course_key": "f", "title": "Foundation course"}]
    assert from_json(kept) == AllOf((COURSE,))


def test_a_tree_is_explained_in_nested_lines():
    tree = AllOf(
        (
            COURSE,
            SomeOf(1, (EXAM, AllOf((HoursRequired(HoursCategory.PRACTICAL, Decimal("40.5")),)))),
            AgeRequired(18),
        )
    )
    assert narrative_of(tree).splitlines() == [
        "All of these:",
        "  Complete Foundation course",
        "  At least 1 of these:",
        "    Pass Final exam",
        "    All of these:",
        "      Complete 40.5 hours of practice",
        "  Be at least 18 years old on the day of issue",
    ]


def test_an_award_hears_of_what_its_tree_names():
    tree = AllOf((COURSE, SomeOf(1, (EXAM, IdentityRequired(), AgeRequired(18)))))
    assert needs_of(tree) == {
        (NeedKind.COURSE, "f"),
        (NeedKind.RESULT, "f"),
        (NeedKind.PERSON, ""),
    }


@pytest.mark.parametrize(
    ("tree", "words"),
    [
        (AllOf(()), "A group is empty"),
        (AllOf((COURSE, SomeOf(1, ()))), "A group is empty"),
        (AllOf((SomeOf(3, (COURSE, OTHER)),)), "asks for 3 of 2: nobody can meet that"),
        (AllOf((SomeOf(0, (COURSE, OTHER)),)), "asks for none of its parts"),
        (AllOf((SomeOf(2, (COURSE, COURSE, OTHER)),)), "names the same thing twice"),
        (AllOf((IdentityRequired(),)), "asks for no learning at all"),
        (AllOf((SomeOf(1, (COURSE, IdentityRequired())),)), "asks for no learning at all"),
        (AllOf((HoursRequired(HoursCategory.TOTAL, Decimal(0)),)), "more than 0"),
        (
            AllOf((ResultRequired(ResultKind.EXAM, "E", "u", min_score=Decimal(2)),)),
            "between 0 and 100 percent",
        ),
        (AllOf((ResultRequired(ResultKind.EXAM, "E", "u", count=2),)), "can be passed once"),
        (AllOf((ResultRequired(ResultKind.PRACTICAL, count=0),)), "at least 1"),
        (AllOf((ResultRequired(ResultKind.PRACTICAL, months=0),)), "between 1 and 240"),
        (AllOf((COURSE, AgeRequired(0))), "between 1 and 99 years"),
    ],
)
def test_what_nobody_could_meet_is_found(tree, words):
    problems = find_problems(tree)
    assert len(problems) == 1
    assert words in problems[0]


def test_a_sound_tree_has_no_problems():
    tree = AllOf((COURSE, SomeOf(2, (EXAM, OTHER, IdentityRequired())), AgeRequired(18)))
    assert find_problems(tree) == ()


@given(trees())
def test_learning_is_found_wherever_it_cannot_be_avoided(tree):
    """Leave out the learning, meet all the rest: what rests on learning is then not met."""

    def met_without(part):
        if isinstance(part, AllOf):
            return all(met_without(child) for child in part.parts)
        if isinstance(part, SomeOf):
            return sum(met_without(child) for child in part.parts) >= part.count
        return not rests_on_learning(part)

    assert rests_on_learning(tree) == (not met_without(tree))
    assert next(leaves_of(tree))


@pytest.mark.parametrize(
    ("needs", "found"),
    [
        ({"a": ["b"], "b": ["c"]}, ()),
        ({"a": ["a"]}, ("a",)),
        ({"a": ["b"], "b": ["c"], "c": ["a"]}, ("a", "b", "c")),
        ({"a": ["x", "b"], "x": [], "b": ["a"]}, ("a", "b")),
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, ()),
    ],
)
def test_awards_that_ask_for_each_other_are_found(needs, found):
    assert find_cycle("a", needs) == found
