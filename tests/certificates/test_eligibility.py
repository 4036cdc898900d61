"""Decisions explain themselves."""

import datetime as dt

from certificates.eligibility import AllOf, CourseRequired, Facts, NameConfirmed, decide

FOUNDATION = CourseRequired("f", "Foundation course")
HYGIENE = CourseRequired("h", "Infection control")
BOTH = AllOf((FOUNDATION, HYGIENE, NameConfirmed()))
DAY = dt.date(2026, 11, 22)


def test_everything_met_is_said_in_numbers():
    decision = decide(BOTH, Facts({"f": DAY, "h": DAY}, name_confirmed=True))
    assert decision.met
    assert decision.sentence == "3 of 3 met"
    assert decision.missing() == ()


def test_what_is_missing_is_named():
    decision = decide(BOTH, Facts({"f": DAY}, name_confirmed=True))
    assert not decision.met
    assert decision.sentence == "2 of 3 met; missing: Complete Infection control"
    assert [leaf.advice for leaf in decision.missing()] == [
        "Pass every required unit of this course."
    ]


def test_an_unconfirmed_name_is_a_requirement_that_says_what_to_do():
    decision = decide(BOTH, Facts({"f": DAY, "h": DAY}, name_confirmed=False))
    assert decision.is_missing_only("name")
    assert decision.sentence == "2 of 3 met; missing: Confirm your name"
    assert decision.missing()[0].advice


def test_a_missing_course_is_not_only_a_missing_name():
    decision = decide(BOTH, Facts({}, name_confirmed=False))
    assert not decision.is_missing_only("name")
    assert len(decision.missing()) == 3


def test_the_tree_can_be_kept_as_json():
    tree = decide(BOTH, Facts({"f": DAY}, name_confirmed=False)).as_json()
    assert [part["code"] for part in tree["parts"]] == ["course", "course", "name"]
    assert [part["met"] for part in tree["parts"]] == [True, False, False]
