"""Trees of requirements and facts about people, drawn at random."""

import datetime as dt
from decimal import Decimal

from hypothesis import strategies as st

from certificates.eligibility import Facts, HoursHeld, IdentityHeld, ResultHeld
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

DAY = dt.date(2026, 11, 22)
KEYS = st.sampled_from(["a", "b", "c"])
SHARES = st.integers(0, 100).map(lambda n: Decimal(n) / 100)
MONTHS = st.none() | st.integers(1, 36)
DAYS = st.integers(0, 1500).map(lambda n: DAY - dt.timedelta(days=n))
KINDS = st.sampled_from(ResultKind)


def leaves():
    """Any requirement without parts."""
    places = st.one_of(
        st.builds(dict, unit_key=KEYS, course_key=KEYS, count=st.just(1)),
        st.builds(dict, course_key=KEYS | st.just(""), count=st.integers(1, 3)),
    )
    results = st.builds(
        lambda place, **rest: ResultRequired(title="T", **place, **rest),
        places,
        kind=KINDS,
        min_score=st.none() | SHARES,
        months=MONTHS,
    )
    return st.one_of(
        st.builds(CourseRequired, KEYS, st.just("Course")),
        results,
        st.builds(
            HoursRequired,
            st.sampled_from(HoursCategory),
            st.integers(1, 60).map(Decimal),
            MONTHS,
        ),
        st.builds(AwardRequired, KEYS, st.just("Award")),
        st.builds(AgeRequired, st.integers(14, 30)),
        st.just(IdentityRequired()),
        st.just(NameConfirmed()),
    )


def _groups(parts):
    lists = st.lists(parts, min_size=1, max_size=3).map(tuple)
    some = lists.flatmap(
        lambda found: st.builds(SomeOf, st.integers(1, len(found)), st.just(found))
    )
    return lists.map(AllOf) | some


def trees():
    """A group of leaves and of groups."""
    return _groups(st.recursive(leaves(), _groups, max_leaves=6))


def facts():
    """What may be known of one person."""
    return st.builds(
        Facts,
        today=st.just(DAY),
        completed_on=st.dictionaries(KEYS, DAYS, max_size=3),
        name_confirmed=st.booleans(),
        results=st.lists(
            st.builds(
                ResultHeld,
                course_key=KEYS,
                unit_key=KEYS,
                kind=KINDS.map(str),
                outcome=st.sampled_from(["pass", "fail", "refer"]),
                score=st.none() | SHARES,
                on=DAYS,
            ),
            max_size=4,
        ).map(tuple),
        hours=st.lists(
            st.builds(
                HoursHeld,
                theory=st.integers(0, 40).map(Decimal),
                practical=st.integers(0, 40).map(Decimal),
                on=DAYS,
            ),
            max_size=3,
        ).map(tuple),
        awards_held=st.frozensets(KEYS),
        identity=st.none()
        | st.builds(
            IdentityHeld,
            on=DAYS,
            by=st.just("Anna Keeper"),
            document=st.just("passport"),
            age=st.none() | st.integers(14, 60),
        ),
    )
