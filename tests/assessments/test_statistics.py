"""The fast figures equal slow ones that follow the textbook line by line."""

import math
import statistics as slow

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.cut_scores import angoff_cut_score, borderline_cut_score
from assessments.statistics import (
    Flag,
    ItemChoices,
    analyze,
)


def _matrix(draw_missing: bool):
    value = st.sampled_from([0.0, 0.25, 0.5, 1.0])
    cell = st.one_of(value, st.just(float("nan"))) if draw_missing else value
    return st.integers(2, 5).flatmap(
        lambda k: st.lists(st.lists(cell, min_size=k, max_size=k), min_size=2, max_size=12)
    )


def _close(left: float | None, right: float | None) -> bool:
    if left is None or right is None:
        return left is right
    return math.isclose(left, right, abs_tol=1e-9)


def _pearson(xs: list[float], ys: list[float]) -> float | None:
    if len(xs) < 2 or slow.pstdev(xs) < 1e-12 or slow.pstdev(ys) < 1e-12:
        return None
    mx, my = slow.fmean(xs), slow.fmean(ys)
    top = sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True))
    return top / math.sqrt(sum((x - mx) ** 2 for x in xs) * sum((y - my) ** 2 for y in ys))


@settings(max_examples=150, deadline=None)
@given(_matrix(draw_missing=True))
def test_figures_equal_the_brute_force_oracle(rows: list[list[float]]) -> None:
    keys = [str(i) for i in range(len(rows[0]))]
    got = analyze(np.array(rows), keys=keys)
    percents = []
    for row in rows:
        seen = [v for v in row if not math.isnan(v)]
        percents.append(slow.fmean(seen) if seen else None)
    taken = [p for p in percents if p is not None]
    assert got.attempts == len(taken)
    assert _close(got.mean, slow.fmean(taken) if taken else None)
    assert _close(got.median, slow.median(taken) if taken else None)
    assert _close(got.sd, slow.stdev(taken) if len(taken) > 1 else None)
    order = sorted((p, i) for i, p in enumerate(percents) if p is not None)
    third = len(order) // 3
    low = {i for _, i in order[:third]}
    high = {i for _, i in order[len(order) - third :]} if third else set()
    for j, item in enumerate(got.items):
        mine = [(i, row[j]) for i, row in enumerate(rows) if not math.isnan(row[j])]
        assert item.exposure == len(mine)
        assert _close(item.facility, slow.fmean(v for _, v in mine) if mine else None)
        lows = [v for i, v in mine if i in low]
        highs = [v for i, v in mine if i in high]
        expected = slow.fmean(highs) - slow.fmean(lows) if lows and highs else None
        assert _close(item.discrimination, expected)
        xs, ys = [], []
        for i, v in mine:
            others = [w for k, w in enumerate(rows[i]) if k != j and not math.isnan(w)]
            if others:
                xs.append(v)
                ys.append(slow.fmean(others))
        assert _close(item.item_rest, _pearson(xs, ys))


@settings(max_examples=100, deadline=None)
@given(_matrix(draw_missing=False))
def test_alpha_is_the_textbook_formula_when_all_sat_the_same_paper(rows) -> None:
    got = analyze(np.array(rows), keys=[str(i) for i in range(len(rows[0]))]).alpha
    k = len(rows[0])
    total = slow.variance([sum(row) for row in rows])
    if total < 1e-9:
        assert got is None
        return
    parts = sum(slow.variance(column) for column in zip(*rows, strict=True))
    assert _close(got, k / (k - 1) * (1 - parts / total))


def test_options_are_counted_by_thirds_and_a_wrong_key_is_noticed() -> None:
    rng = np.random.default_rng(3)
    skill = np.sort(rng.random(90))
    right = (rng.random((90, 6)) < skill[:, None]).astype(float)
    chosen = np.where(skill > 0.5, 1, 0)
    got = analyze(
        right,
        keys=list("abcdef"),
        choices={"a": ItemChoices(["x", "y", "z"], [True, False, False], chosen)},
    )
    options = got.items[0].options
    assert [option.total for option in options] == [int((chosen == 0).sum()), int(chosen.sum()), 0]
    assert options[1].high > options[1].low
    assert {Flag.MISKEYED, Flag.DEAD_OPTION} <= set(got.items[0].flags)


def test_few_answers_say_only_that() -> None:
    got = analyze(np.ones((5, 2)), keys=["a", "b"])
    assert got.items[0].flags == (Flag.FEW,)


def test_omissions_and_times_are_reported() -> None:
    fractions = np.zeros((40, 2))
    omitted = np.zeros((40, 2), dtype=bool)
    omitted[:8, 0] = True
    seconds = np.full((40, 2), 30.0)
    seconds[0, 0] = np.nan
    got = analyze(fractions, keys=["a", "b"], omitted=omitted, seconds=seconds)
    assert got.items[0].omitted == pytest.approx(0.2)
    assert got.items[0].seconds == 30.0
    assert Flag.OMITTED in got.items[0].flags
    assert Flag.TOO_HARD in got.items[1].flags


def test_cut_scores() -> None:
    assert angoff_cut_score(np.array([[0.5, 0.7], [0.6, 0.8]])) == pytest.approx(0.65)
    scores = np.array([0.3, 0.5, 0.7, 0.9])
    assert borderline_cut_score(scores, np.array([1, 2, 3, 4]), borderline=2) == pytest.approx(0.5)
    with pytest.raises(ValueError, match="two different ratings"):
        borderline_cut_score(scores, np.array([2, 2, 2, 2]), borderline=2)
    with pytest.raises(ValueError, match="between 0 and 1"):
        angoff_cut_score(np.array([[1.5]]))


def test_wrong_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match="one key per question"):
        analyze(np.zeros((2, 3)), keys=["a"])
    with pytest.raises(ValueError, match="between 0 and 1"):
        analyze(np.full((2, 1), 2.0), keys=["a"])
