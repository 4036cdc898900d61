"""The fold of results: whatever arrives, in whatever order, progress is true."""

import datetime as dt
import uuid
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from courses.completion import Result, fold
from courses.outline import CourseOutline, ModuleOutline, Release, UnitOutline

KEYS = [uuid.UUID(int=n) for n in range(1, 8)]
STRANGE = uuid.UUID(int=99)
START = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)


def outline_of(flags):
    """One module of units; ``flags`` says which are required."""
    units = tuple(
        UnitOutline(key, "lesson", f"Unit {n}", 10, required)
        for n, (key, required) in enumerate(zip(KEYS, flags, strict=False))
    )
    module = ModuleOutline(uuid.UUID(int=50), "Module", Release(), units)
    return CourseOutline(uuid.UUID(int=60), "Course", "in_order", Decimal(1), Decimal(0), (module,))


outlines = st.lists(st.booleans(), min_size=0, max_size=6).map(outline_of)
results = st.lists(
    st.builds(
        Result,
        unit_key=st.sampled_from([*KEYS, STRANGE]),
        source=st.sampled_from(["lesson", "attempt:1", "attempt:2"]),
        sequence=st.integers(0, 3),
        outcome=st.sampled_from(["pass", "fail", "refer"]),
        at=st.integers(0, 5).map(lambda days: START + dt.timedelta(days=days)),
    ),
    max_size=25,
)


@given(outlines, results)
def test_done_is_never_more_than_the_total(outline, given_results):
    progress = fold(outline, given_results)
    assert 0 <= progress.required_done <= progress.required_total


@given(outlines, results, st.randoms())
def test_order_of_arrival_does_not_matter(outline, given_results, random):
    shuffled = list(given_results)
    random.shuffle(shuffled)
    assert fold(outline, shuffled) == fold(outline, given_results)


@given(outlines, results)
def test_the_same_results_again_change_nothing(outline, given_results):
    assert fold(outline, given_results * 2) == fold(outline, given_results)


@given(outlines, results)
def test_units_outside_the_outline_are_ignored(outline, given_results):
    known = [r for r in given_results if r.unit_key in outline.unit_keys]
    assert fold(outline, known) == fold(outline, given_results)


@given(outlines, results)
def test_a_pass_from_a_new_source_never_takes_progress_away(outline, given_results):
    before = fold(outline, given_results)
    for key in outline.required_keys:
        more = [*given_results, Result(key, "new", 0, "pass", START)]
        after = fold(outline, more)
        assert after.required_done >= before.required_done
        assert after.is_passed(key)


@given(outlines, results)
def test_complete_means_every_required_unit_is_passed(outline, given_results):
    progress = fold(outline, given_results)
    wanted = bool(outline.required_keys) and all(
        progress.is_passed(key) for key in outline.required_keys
    )
    assert progress.is_complete == wanted


def result(key, *, source="a", sequence=0, outcome="pass", day=0):
    return Result(key, source, sequence, outcome, START + dt.timedelta(days=day))


def test_later_sequence_of_the_same_source_wins_even_when_it_is_worse():
    outline = outline_of([True])
    marks = [result(KEYS[0]), result(KEYS[0], sequence=1, outcome="refer", day=1)]
    assert fold(outline, marks).outcomes == {KEYS[0]: "refer"}


def test_one_passed_source_is_enough():
    outline = outline_of([True])
    marks = [result(KEYS[0]), result(KEYS[0], source="b", outcome="fail", day=3)]
    assert fold(outline, marks).is_passed(KEYS[0])


def test_without_a_pass_the_latest_outcome_stands():
    outline = outline_of([True])
    marks = [
        result(KEYS[0], source="b", outcome="refer", day=3),
        result(KEYS[0], source="a", outcome="fail", day=1),
    ]
    assert fold(outline, marks).outcomes == {KEYS[0]: "refer"}


def test_course_without_required_units_never_completes_by_itself():
    assert not fold(outline_of([False, False]), [result(KEYS[0])]).is_complete
