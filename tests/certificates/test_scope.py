"""What the scope of an award covers: a row, a row on any skin, and what is taken out of it."""

from hypothesis import given
from hypothesis import strategies as st

from certificates.enums import SkinCondition, Technique
from certificates.scope import covers

CONDITIONS = [value for value in SkinCondition.values if value != SkinCondition.ANY]
rows = st.lists(
    st.fixed_dictionaries(
        {
            "technique": st.sampled_from(Technique.values),
            "condition": st.sampled_from(SkinCondition.values),
        }
    ),
    max_size=6,
)
techniques = st.sampled_from(["", *Technique.values])
conditions = st.sampled_from(["", *CONDITIONS])


def row(technique, condition=SkinCondition.ANY):
    return {"technique": technique, "condition": condition}


@given(rows, rows, techniques, conditions)
def test_the_answer_is_that_of_every_covered_pair_asked_one_by_one(
    scope, exclusions, technique, condition
):
    """An oracle by listing: which pairs are covered at all, and whether one of them was asked."""
    out = {(r["technique"], r["condition"]) for r in exclusions}
    named = {(r["technique"], r["condition"]) for r in scope}
    pairs = named | {
        (t, c)
        for t, any_ in named
        if any_ == SkinCondition.ANY
        for c in CONDITIONS
        if (t, c) not in out
    }
    asked = [(t, c) for t, c in pairs if technique in ("", t) and condition in ("", c)]
    assert covers(scope, exclusions, technique=technique, condition=condition) == bool(asked)


@given(rows, rows, rows, techniques, conditions)
def test_a_wider_scope_covers_no_less(scope, more, exclusions, technique, condition):
    if covers(scope, exclusions, technique=technique, condition=condition):
        assert covers([*more, *scope], exclusions, technique=technique, condition=condition)


@given(rows, rows, rows, techniques, conditions)
def test_another_exclusion_covers_no_more(scope, exclusions, more, technique, condition):
    if covers(scope, [*exclusions, *more], technique=technique, condition=condition):
        assert covers(scope, exclusions, technique=technique, condition=condition)


@given(rows, rows, techniques, conditions)
def test_the_order_of_rows_does_not_matter(scope, exclusions, technique, condition):
    asked = {"technique": technique, "condition": condition}
    assert covers(scope, exclusions, **asked) == covers(scope[::-1], exclusions[::-1], **asked)


@given(rows, rows, techniques, conditions)
def test_asking_less_is_covered_wherever_asking_more_is(scope, exclusions, technique, condition):
    if covers(scope, exclusions, technique=technique, condition=condition):
        assert covers(scope, exclusions, technique="", condition=condition)
        assert covers(scope, exclusions, technique=technique, condition="")


def test_an_award_that_names_nothing_covers_nothing():
    assert not covers([], [], technique="", condition="")
    assert not covers([], [], technique="scar", condition="keloid")


def test_any_skin_is_every_condition_but_the_excluded():
    scope, exclusions = [row("scar")], [row("scar", "keloid")]
    assert covers(scope, exclusions, technique="scar", condition="pattern_loss")
    assert not covers(scope, exclusions, technique="scar", condition="keloid")
    assert covers([row("scar", "keloid")], exclusions, technique="scar", condition="keloid")
    assert covers(scope, [row("density", "keloid")], technique="scar", condition="keloid")
