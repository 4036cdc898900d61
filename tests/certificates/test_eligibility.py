"""Decisions explain themselves, and more facts never make less eligible."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from certificates.eligibility import (
    Facts,
    HoursHeld,
    IdentityHeld,
    Reason,
    ResultHeld,
    decide,
    full_years,
)
from certificates.enums import HoursCategory, ResultKind
from certificates.requirements import (
    AgeRequired,
    AllOf,
    AwardRequired,
    CourseRequired,
    HoursRequired,
    IdentityRequired,
    NameConfirmed,
    ResultRequired,
    SomeOf,
)
from tests.certificates.trees import DAY, facts, trees

FOUNDATION = CourseRequired("f", "Foundation course")
HYGIENE = CourseRequired("h", "Infection control")
BOTH = AllOf((FOUNDATION, HYGIENE, NameConfirmed()))
EXAM = ResultRequired(ResultKind.EXAM, "Final exam", unit_key="u", min_score=Decimal("0.8"))


def known(*courses, name=True, **members):
    return Facts(DAY, dict.fromkeys(courses, DAY), name_confirmed=name, **members)


def result(unit="u", outcome="pass", score="0.85", kind="exam", course="f", on=DAY):
    return ResultHeld(course, unit, kind, outcome, Decimal(score), on)


def test_everything_met_is_said_in_numbers():
    decision = decide(BOTH, known("f", "h"))
    assert decision.met
    assert decision.sentence == "3 of 3 met"
    assert decision.missing() == ()


def test_what_is_missing_is_named():
    decision = decide(BOTH, known("f"))
    assert not decision.met
    assert decision.sentence == "2 of 3 met; missing: Complete Infection control"
    assert [leaf.advice for leaf in decision.missing()] == [
        "Pass every required unit of this course."
    ]


def test_an_unconfirmed_name_is_a_requirement_that_says_what_to_do():
    decision = decide(BOTH, known("f", "h", name=False))
    assert decision.is_missing_only("name")
    assert decision.sentence == "2 of 3 met; missing: Confirm your name"
    assert decision.missing()[0].advice


def test_a_missing_course_is_not_only_a_missing_name():
    decision = decide(BOTH, known(name=False))
    assert not decision.is_missing_only("name")
    assert len(decision.missing()) == 3


def test_the_tree_can_be_kept_as_json_and_read_again():
    decision = decide(BOTH, known("f", name=False))
    tree = decision.as_json()
    assert [part["code"] for part in tree["parts"]] == ["course", "course", "name"]
    assert [part["met"] for part in tree["parts"]] == [True, False, False]
    assert Reason.from_json(tree) == decision


def test_a_tree_kept_by_an_earlier_release_can_be_read():
    leaf = {"code": "course", "sentence": "Completed: A", "met": True, "advice": "", "parts": []}
    kept = {"code": "all", "sentence": "1 of 1 met", "met": True, "advice": "", "parts": [leaf]}
    assert Reason.from_json(kept).parts[0].sentence == "Completed: A"


def test_a_choice_says_how_many_more_of_what():
    tree = AllOf((FOUNDATION, SomeOf(2, (HYGIENE, EXAM, IdentityRequired())), NameConfirmed()))
    decision = decide(tree, known("f", "h"))
    assert decision.sentence == (
        "2 of 3 met; missing: 1 more of (Pass Final exam with at least 80\N{NO-BREAK SPACE}%; "
        "Have your identity checked by the academy)"
    )
    assert decision.parts[1].sentence.startswith("1 of 2 met; missing: 1 more of (")
    done = decide(tree, known("f", "h", results=(result(),)))
    assert done.sentence == "3 of 3 met"
    assert done.parts[1].sentence == "2 of 2 met"
    assert done.missing() == ()


@pytest.mark.parametrize(
    ("held", "met"),
    [
        (result(), True),
        (result(score="0.80"), True),
        (result(score="0.79999"), False),
        (result(outcome="fail", score="0.99"), False),
        (result(unit="another"), False),
        (result(kind="practical"), False),
    ],
)
def test_an_exam_counts_when_passed_with_the_score_it_takes(held, met):
    assert decide(EXAM, known(results=(held,))).met is met


def test_a_score_that_is_too_low_is_said():
    decision = decide(EXAM, known(results=(result(score="0.725"),)))
    assert decision.sentence == "Pass Final exam with at least 80\N{NO-BREAK SPACE}%"
    assert decision.advice == "Your best so far is 72.5\N{NO-BREAK SPACE}%."


def test_recent_cases_are_counted_once_each_and_only_while_they_are_recent():
    leaf = ResultRequired(ResultKind.PRACTICAL, count=2, months=12)
    old = DAY.replace(year=DAY.year - 2)
    case, again = result("c1", kind="practical"), result("c1", kind="practical", on=DAY)
    aged = result("c2", kind="practical", on=old)
    decision = decide(leaf, known(results=(case, again, aged)))
    assert not decision.met
    assert decision.advice == "1 of 2 so far."
    assert decision.sentence == "Pass 2 practical cases within the last 12 months"
    assert decide(leaf, known(results=(case, result("c3", kind="practical")))).met


def test_practicals_of_a_course_are_told_from_those_of_another():
    leaf = ResultRequired(ResultKind.PRACTICAL, "Foundation course", course_key="f")
    elsewhere = result("c", kind="practical", course="g")
    assert decide(leaf, known(results=(elsewhere,))).met is False
    assert decide(leaf, known(results=(elsewhere, replace(elsewhere, course_key="f")))).met


@pytest.mark.parametrize(
    ("category", "hours", "met"),
    [
        ("theory", "42", True),
        ("theory", "42.5", False),
        ("practical", "58", True),
        ("total", "100", True),
    ],
)
def test_hours_are_counted_by_category(category, hours, met):
    leaf = HoursRequired(HoursCategory(category), Decimal(hours))
    held = (HoursHeld(Decimal(40), Decimal(50), DAY), HoursHeld(Decimal(2), Decimal(8), DAY))
    assert decide(leaf, known(hours=held)).met is met


def test_an_award_has_to_be_held_and_valid():
    leaf = AwardRequired("k", "Foundation Certificate")
    assert decide(leaf, known()).sentence == "Hold a valid Foundation Certificate"
    assert decide(leaf, known(awards_held=frozenset(["k"]))).met


def test_a_confirmed_age_grows_with_the_years():
    seen = IdentityHeld(dt.date(2024, 11, 29), "Anna Keeper", "passport", age=17)
    day_before = replace(known(identity=seen), today=dt.date(2025, 11, 28))
    assert decide(AgeRequired(18), day_before).advice == "You are not old enough yet."
    birthday = decide(AgeRequired(18), replace(day_before, today=dt.date(2025, 11, 29)))
    assert birthday.met
    assert birthday.sentence == "At least 18 years old, confirmed by Anna Keeper"


def test_an_identity_check_without_an_age_says_nothing_about_age():
    seen = IdentityHeld(DAY, "Anna Keeper", "passport")
    decision = decide(AllOf((IdentityRequired(), AgeRequired(18))), known(identity=seen))
    assert [part.met for part in decision.parts] == [True, False]
    assert decision.parts[0].sentence == "Identity checked by Anna Keeper: passport"


def test_somebody_born_on_a_leap_day_ages_on_the_first_of_march():
    leap = dt.date(2008, 2, 29)
    assert full_years(leap, dt.date(2026, 2, 28)) == 17
    assert full_years(leap, dt.date(2026, 3, 1)) == 18


# --- laws


@given(trees(), facts(), facts())
def test_more_facts_never_make_less_eligible(tree, some, more):
    identity = some.identity
    if identity is None or (more.identity and (more.identity.age or 0) >= (identity.age or 0)):
        identity = more.identity or identity
        if some.identity and identity and some.identity.on < identity.on:
            identity = replace(identity, on=some.identity.on)
    both = Facts(
        today=some.today,
        completed_on={**more.completed_on, **some.completed_on},
        name_confirmed=some.name_confirmed or more.name_confirmed,
        results=(*some.results, *more.results),
        hours=(*some.hours, *more.hours),
        awards_held=some.awards_held | more.awards_held,
        identity=identity,
    )
    if decide(tree, some).met:
        assert decide(tree, both).met


@given(trees(), facts())
def test_groups_mean_what_their_parts_add_up_to(tree, known_facts):
    decision = decide(tree, known_facts)

    def check(part, reason):
        if isinstance(part, AllOf | SomeOf):
            have = sum(child.met for child in reason.parts)
            wanted = len(part.parts) if isinstance(part, AllOf) else part.count
            assert reason.needed == wanted
            assert reason.met == (have >= wanted)
            assert reason.sentence.startswith(f"{min(have, wanted)} of {wanted} met")
            assert ("; missing: " in reason.sentence) == (not reason.met)
            for child, child_reason in zip(part.parts, reason.parts, strict=True):
                check(child, child_reason)
        else:
            assert reason.parts == ()

    check(tree, decision)
    assert decision.met == (not decision.missing())
    assert all(not leaf.met for leaf in decision.missing())
    assert Reason.from_json(decision.as_json()) == decision


@given(trees(), facts())
def test_all_of_and_all_as_a_number_are_the_same(tree, known_facts):
    parts = (tree, CourseRequired("f", "F"))
    every = decide(AllOf(parts), known_facts)
    counted = decide(SomeOf(2, parts), known_facts)
    assert every.met == counted.met
    assert decide(SomeOf(1, parts), known_facts).met == any(part.met for part in every.parts)
