"""Which units are open, and the reasons why not."""

import datetime as dt
import uuid
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.access import (
    DONE,
    LOCKED,
    OPEN,
    Reason,
    Standing,
    evaluate,
    next_unit,
    standing_reasons,
    state_by_clock,
)
from courses.outline import CourseOutline, ModuleOutline, Release, UnitOutline
from courses.wording import sentence

TODAY = dt.date(2026, 11, 22)
A, B, C, D = (uuid.UUID(int=n) for n in range(1, 5))
ACTIVE = Standing("active", started_on=TODAY)


def unit(key, *, required=True):
    return UnitOutline(key, "lesson", f"Unit {key.int}", 10, required)


def course(*modules, unlock="in_order"):
    return CourseOutline(uuid.UUID(int=60), "Course", unlock, Decimal(1), Decimal(0), modules)


def module(*units, release=None):
    return ModuleOutline(uuid.UUID(int=70 + units[0].key.int), "M", release or Release(), units)


def states(outline, *, passed=(), standing=ACTIVE, available=None, today=TODAY):
    available = outline.unit_keys if available is None else available
    found = evaluate(
        outline, standing=standing, passed=set(passed), available=available, today=today
    )
    return {key: status.state for key, status in found.items()}


def reasons(outline, key, **kwargs):
    defaults = {
        "standing": ACTIVE,
        "passed": set(),
        "available": outline.unit_keys,
        "today": TODAY,
    }
    return evaluate(outline, **{**defaults, **kwargs})[key].reasons


LINEAR = course(module(unit(A), unit(B, required=False), unit(C)), module(unit(D)))


def test_in_order_opens_one_required_unit_at_a_time():
    assert states(LINEAR) == {A: OPEN, B: LOCKED, C: LOCKED, D: LOCKED}
    assert states(LINEAR, passed=[A]) == {A: DONE, B: OPEN, C: OPEN, D: LOCKED}
    assert states(LINEAR, passed=[A, C]) == {A: DONE, B: OPEN, C: DONE, D: OPEN}


def test_free_courses_open_everything_released():
    free = replace(LINEAR, unlock="free")
    assert set(states(free).values()) == {OPEN}


def test_locked_unit_names_the_unit_that_opens_it():
    assert [sentence(r) for r in reasons(LINEAR, D)] == ["Opens when you have finished ‘Unit 1’"]


def test_module_opens_on_its_date():
    outline = course(module(unit(A), release=Release("date", on=dt.date(2026, 12, 3))))
    assert [sentence(r) for r in reasons(outline, A)] == ["Opens on 3\u00a0December 2026"]
    assert states(outline, today=dt.date(2026, 12, 3)) == {A: OPEN}


def test_days_after_enrollment_count_from_the_cohorts_first_day_when_that_is_later():
    outline = course(module(unit(A), release=Release("days", days=7)))
    cohort = replace(ACTIVE, begins_on=TODAY + dt.timedelta(days=10))
    today = TODAY + dt.timedelta(days=12)
    assert reasons(outline, A, standing=cohort, today=today)[0].params["on"] == dt.date(2026, 12, 9)


def test_passed_unit_stays_open_whatever_is_before_it():
    outline = course(module(unit(A), unit(B)), unlock="in_order")
    assert states(outline, passed=[B]) == {A: OPEN, B: DONE}


def test_unit_without_a_page_is_closed_and_holds_nobody_up():
    assert states(LINEAR, available={B, C, D}) == {A: LOCKED, B: OPEN, C: OPEN, D: LOCKED}
    assert [r.code for r in reasons(LINEAR, A, available={B, C, D})] == ["unpublished"]


def test_unit_without_a_page_that_is_all_that_is_missing_needs_the_school():
    (reason,) = reasons(LINEAR, D, passed={A, C}, available={A, B, C})
    assert sentence(reason) == (
        "The school has taken ‘Unit 4’ out of the course you started. "
        "Ask them to move you to the current version."
    )
    first, *_rest = reasons(LINEAR, D, passed={A}, available={A, B, C})
    assert first.code == "unpublished"
    closed = reasons(LINEAR, D, passed={A, C}, available={A, B, C}, standing=Standing("suspended"))
    assert [r.code for r in closed] == ["suspended", "unpublished"]


def test_completed_course_is_open_as_a_whole():
    done = replace(ACTIVE, state="completed")
    assert set(states(LINEAR, standing=done).values()) == {OPEN}


@pytest.mark.parametrize("state", ["applied", "suspended", "withdrawn", "expired"])
def test_other_states_close_everything_and_say_why(state):
    standing = Standing(state, expires_on=TODAY)
    found = evaluate(LINEAR, standing=standing, passed={A}, available=LINEAR.unit_keys, today=TODAY)
    assert [status.state for status in found.values()] == [DONE, LOCKED, LOCKED, LOCKED]
    assert not any(status.is_open for status in found.values())
    assert {status.reasons[0].code for status in found.values()} == {state}
    assert sentence(standing_reasons(standing, today=TODAY)[0])


def test_access_ends_by_the_clock_not_by_a_flag():
    yesterday = TODAY - dt.timedelta(days=1)
    assert state_by_clock("active", expires_on=yesterday, today=TODAY) == "expired"
    assert state_by_clock("active", expires_on=TODAY, today=TODAY) == "active"
    assert state_by_clock("completed", expires_on=yesterday, today=TODAY) == "completed"


def test_every_reason_code_has_a_sentence():
    for code in (
        "not_signed_in",
        "not_enrolled",
        "applied",
        "suspended",
        "withdrawn",
        "unpublished",
    ):
        assert sentence(Reason(code)).endswith(".")
    with pytest.raises(ValueError, match="No sentence"):
        sentence(Reason("nonsense"))


def continue_at(outline, *, passed=(), last=None, available=None):
    available = outline.unit_keys if available is None else available
    found = evaluate(outline, standing=ACTIVE, passed=set(passed), available=available, today=TODAY)
    status = next_unit(found, available=available, last_opened=last)
    return status.unit.key if status else None


def test_continue_leads_back_to_an_unfinished_unit():
    assert continue_at(LINEAR, passed=[A], last=B) == B


def test_continue_goes_on_after_a_finished_one():
    assert continue_at(LINEAR, passed=[A], last=A) == C
    assert continue_at(LINEAR, passed=[A, C], last=A) == D


def test_continue_offers_what_is_optional_last_and_then_nothing():
    assert continue_at(LINEAR, passed=[A, C, D], last=D) == B
    assert continue_at(LINEAR, passed=[A, B, C, D], last=D) is None


def test_continue_never_leads_to_a_unit_without_a_page():
    assert continue_at(LINEAR, available={B, C, D}) == C


@given(
    st.sets(st.sampled_from([A, B, C, D])),
    st.sampled_from([None, A, B, C, D]),
    st.sets(st.sampled_from([A, B, C, D])),
    st.sampled_from(["in_order", "free"]),
)
def test_continue_always_leads_to_an_open_unit_that_is_not_done(passed, last, available, unlock):
    outline = replace(LINEAR, unlock=unlock)
    found = evaluate(outline, standing=ACTIVE, passed=passed, available=available, today=TODAY)
    status = next_unit(found, available=available, last_opened=last)
    if status is not None:
        assert status.state == OPEN
        assert status.unit.key in available - passed
    else:
        assert not any(s.state == OPEN and k in available for k, s in found.items())
