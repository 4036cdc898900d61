"""What a version pins, and what makes a new one."""

import datetime as dt
import uuid
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.outline import CourseOutline, ModuleOutline, Release, UnitOutline

titles = st.text(min_size=1, max_size=20)
releases = st.one_of(
    st.just(Release()),
    st.dates(dt.date(2026, 1, 1), dt.date(2030, 1, 1)).map(lambda d: Release("date", on=d)),
    st.integers(0, 90).map(lambda n: Release("days", days=n)),
)
units = st.builds(
    UnitOutline,
    key=st.uuids(),
    kind=st.sampled_from(["lesson", "exam"]),
    title=titles,
    minutes=st.integers(0, 600),
    required=st.booleans(),
    rule=st.dictionaries(st.sampled_from(["pass_mark", "attempts"]), st.integers(0, 100)),
)
outlines = st.builds(
    CourseOutline,
    key=st.uuids(),
    title=titles,
    unlock=st.sampled_from(["in_order", "free"]),
    hours_theory=st.decimals(0, 999, places=1),
    hours_practical=st.decimals(0, 999, places=1),
    modules=st.lists(
        st.builds(
            ModuleOutline,
            key=st.uuids(),
            title=titles,
            release=releases,
            units=st.lists(units, max_size=4).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
)


@given(outlines)
def test_json_round_trip_keeps_outline_and_digests(outline):
    again = CourseOutline.from_json(outline.to_json())
    assert again.digest == outline.digest
    assert again.duty_digest == outline.duty_digest
    assert list(again.units()) == list(outline.units())


@pytest.fixture
def outline():
    unit = UnitOutline(uuid.UUID(int=1), "exam", "Quiz", 15, True, {"pass_mark": 70})
    other = UnitOutline(uuid.UUID(int=2), "lesson", "Hands", 20, True)
    module = ModuleOutline(uuid.UUID(int=3), "Infection", Release(), (unit, other))
    return CourseOutline(
        uuid.UUID(int=4), "Course", "in_order", Decimal("42.0"), Decimal(58), (module,)
    )


def with_unit(outline, **changes):
    module = outline.modules[0]
    first = replace(module.units[0], **changes)
    return replace(outline, modules=(replace(module, units=(first, *module.units[1:])),))


@pytest.mark.parametrize(
    "changes", [{"title": "Quizz, spelled right"}, {"minutes": 25}], ids=lambda c: next(iter(c))
)
def test_a_corrected_title_or_duration_is_no_new_duty(outline, changes):
    changed = with_unit(outline, **changes)
    assert changed.duty_digest == outline.duty_digest
    assert changed.digest != outline.digest


@pytest.mark.parametrize(
    "changes",
    [{"required": False}, {"rule": {"pass_mark": 80}}, {"kind": "practical"}],
    ids=lambda c: next(iter(c)),
)
def test_what_must_be_done_is_a_new_duty(outline, changes):
    assert with_unit(outline, **changes).duty_digest != outline.duty_digest


def test_order_release_unlock_policy_and_hours_are_duties(outline):
    module = outline.modules[0]
    turned = replace(module, units=tuple(reversed(module.units)))
    later = replace(module, release=Release("days", days=7))
    for changed in (
        replace(outline, modules=(turned,)),
        replace(outline, modules=(later,)),
        replace(outline, unlock="free"),
        replace(outline, hours_practical=Decimal(60)),
    ):
        assert changed.duty_digest != outline.duty_digest


def test_trailing_zeros_of_hours_are_no_change(outline):
    assert replace(outline, hours_theory=Decimal("42")).duty_digest == outline.duty_digest
    assert outline.duty()["hours_theory"] == "42"


def test_unknown_format_is_refused(outline):
    with pytest.raises(ValueError, match="format 2"):
        CourseOutline.from_json({**outline.to_json(), "format": 2})
