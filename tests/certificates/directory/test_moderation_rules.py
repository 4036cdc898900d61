"""What may follow what, and what many reviews say together: rules on values alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.directory.enums import Moderation, Step
from certificates.directory.moderation import (
    CRITERIA,
    FEWEST_FOR_AVERAGE,
    StepNotPossible,
    can_take,
    fold,
    summarize,
    take,
)

MARKS = st.fixed_dictionaries({name: st.one_of(st.none(), st.integers(1, 5)) for name in CRITERIA})


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        ((), None),
        ((Step.SUBMITTED,), Moderation.UNCONFIRMED),
        ((Step.SUBMITTED, Step.CONFIRMED), Moderation.WAITING),
        ((Step.SUBMITTED, Step.CONFIRMED, Step.PUBLISHED), Moderation.PUBLISHED),
        ((Step.HANDED_IN, Step.REJECTED, Step.PUBLISHED), Moderation.PUBLISHED),
        ((Step.HANDED_IN, Step.PUBLISHED, Step.REMOVED), Moderation.REMOVED),
        ((Step.SUBMITTED, Step.WITHDRAWN), Moderation.WITHDRAWN),
    ],
)
def test_a_history_leads_to_one_state(steps, state):
    assert fold(steps) == state


def test_nothing_is_published_before_its_address_is_confirmed():
    with pytest.raises(StepNotPossible):
        fold([Step.SUBMITTED, Step.PUBLISHED])


@given(st.lists(st.sampled_from(list(Step)), max_size=8))
def test_what_was_withdrawn_or_taken_down_never_comes_back(steps):
    state = None
    for step in steps:
        if can_take(state, step):
            assert state not in {Moderation.WITHDRAWN, Moderation.REMOVED}
            state = take(state, step)
        else:
            with pytest.raises(StepNotPossible):
                take(state, step)


@given(st.lists(MARKS, max_size=12))
def test_an_average_needs_three_marks_and_lies_between_them(reviews):
    for one in summarize(reviews):
        given_marks = [mark for review in reviews if (mark := review[one.name]) is not None]
        assert one.count == len(given_marks)
        if one.count < FEWEST_FOR_AVERAGE:
            assert (one.average, one.nearest) == (None, None)
        else:
            assert min(given_marks) <= one.average <= max(given_marks)
            assert one.nearest in {1, 2, 3, 4, 5}


@given(st.lists(MARKS, max_size=8), st.randoms())
def test_the_order_of_reviews_does_not_matter(reviews, random):
    mixed = list(reviews)
    random.shuffle(mixed)
    assert summarize(mixed) == summarize(reviews)
