"""The fast figures equal slow ones that follow the textbook line by line."""

import json
import math
import statistics as slow

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.cut_scores import angoff_cut_score, borderline_cut_score
from assessments.queries.exam_slots import SlotsReader
from assessments.statistics import (
    Flag,
    ItemAnswers,
    ItemChoices,
    analyze,
    analyze_item,
    pool,
    score_thirds,
)
from assessments.summaries import SLOT


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
        wholes = [percents[i] for i, _ in mine]
        assert _close(item.point_biserial, _pearson([v for _, v in mine], wholes))


@settings(max_examples=60, deadline=None)
@given(_matrix(draw_missing=False), st.lists(st.sampled_from([0.5, 1.0, 3.0]), min_size=5))
def test_points_weigh_the_score_and_the_rest(rows: list[list[float]], worth: list[float]) -> None:
    k = len(rows[0])
    points = np.array([worth[:k]] * len(rows))
    got = analyze(np.array(rows), keys=[str(i) for i in range(k)], points=points)

    def score(row: list[float], without: int = -1) -> float:
        use = [i for i in range(k) if i != without]
        return sum(row[i] * worth[i] for i in use) / sum(worth[i] for i in use)

    assert _close(got.mean, slow.fmean(score(row) for row in rows))
    for j, item in enumerate(got.items):
        rest = [score(row, without=j) for row in rows]
        assert _close(item.item_rest, _pearson([row[j] for row in rows], rest))


def test_a_question_worth_nothing_counts_for_nothing_but_has_its_figures() -> None:
    rows = np.array([[1, 1, 0], [0, 1, 1], [1, 0, 0], [0, 0, 1], [1, 1, 1]], float)
    points = np.array([[1.0, 1.0, 0.0]] * 5)
    got = analyze(rows, keys=list("abc"), points=points)
    without = analyze(rows[:, :2], keys=list("ab"))
    assert (got.mean, got.alpha) == (without.mean, without.alpha)
    assert got.items[:2] == without.items
    assert got.items[2].facility == pytest.approx(0.6)


def test_alpha_of_right_or_wrong_questions_is_kr_20() -> None:
    rows = np.array([[1, 1, 0, 1], [0, 1, 0, 0], [1, 1, 1, 1], [0, 0, 0, 1], [1, 0, 1, 1]], float)
    shares = [slow.fmean(column) for column in rows.T]
    spread = slow.pvariance(list(rows.sum(axis=1)))
    kr20 = 4 / 3 * (1 - sum(p * (1 - p) for p in shares) / spread)
    got = analyze(rows, keys=list("abcd"))
    assert got.alpha == pytest.approx(kr20)
    assert got.standard_error == pytest.approx(got.sd * math.sqrt(1 - kr20))


def _part(rng: np.random.Generator, count: int, easier: float) -> ItemAnswers:
    totals = np.clip(rng.random(count) * 0.5 + easier, 0, 1)
    low, high = score_thirds(totals, np.ones(count, dtype=bool))
    return ItemAnswers(
        fractions=(rng.random(count) < totals).astype(float),
        totals=totals,
        rest=np.where(rng.random(count) < 0.1, np.nan, totals),
        low=low,
        high=high,
        omitted=rng.random(count) < 0.1,
        seconds=np.where(rng.random(count) < 0.2, np.nan, rng.random(count) * 60),
        choices=ItemChoices(["x", "y"], [True, False], rng.integers(-1, 2, count)),
    )


def test_several_exams_together_equal_the_slow_count_within_exams() -> None:
    rng = np.random.default_rng(5)
    parts = [_part(rng, 40, 0.1), _part(rng, 25, 0.5), _part(rng, 1, 0.3)]
    got = analyze_item("a", pool(parts))
    fractions = [float(v) for part in parts for v in part.fractions]
    assert got.exposure == 66
    assert got.facility == pytest.approx(slow.fmean(fractions))
    highs = [float(v) for part in parts for v in part.fractions[part.high]]
    lows = [float(v) for part in parts for v in part.fractions[part.low]]
    assert len(highs) == 40 // 3 + 25 // 3
    assert got.discrimination == pytest.approx(slow.fmean(highs) - slow.fmean(lows))
    xs, ys = [], []
    for part in parts:
        pairs = [
            (float(x), float(y))
            for x, y in zip(part.fractions, part.rest, strict=True)
            if not math.isnan(y)
        ]
        if pairs:
            xs += [x - slow.fmean(one for one, _ in pairs) for x, _ in pairs]
            ys += [y - slow.fmean(one for _, one in pairs) for _, y in pairs]
    assert got.item_rest == pytest.approx(_pearson(xs, ys))
    times = [float(v) for part in parts for v in part.seconds if not math.isnan(v)]
    assert got.seconds == pytest.approx(slow.median(times))
    chosen = [int(v) for part in parts for v in part.choices.chosen]
    assert [one.total for one in got.options] == [chosen.count(0), chosen.count(1)]


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


def test_a_note_that_looks_like_the_end_of_a_grade_does_not_end_it() -> None:
    grades = [
        {"position": 2, "fraction": "0.5", "note": "a }, { b", "answered": True},
        {"position": 1, "fraction": None, "note": '"}, {"', "answered": False},
    ]
    reader = SlotsReader()
    for _again in range(2):
        reader.add([SLOT.pack(7, 1, 9.5, 4) + SLOT.pack(8, 2.5, math.nan, 0)], [json.dumps(grades)])
    slots = reader.slots()
    assert slots.column_of == {7: 0, 8: 1}
    assert slots.starts.tolist() == [0, 2, 4]
    assert slots.columns.tolist() == [0, 1] * 2
    assert slots.points.tolist() == [1, 2.5] * 2
    assert slots.fractions.tolist() == [0, 0.5] * 2
    assert slots.omitted.tolist() == [True, False] * 2
    assert slots.given.tolist() == [4, 0] * 2
    assert slots.spread_seconds()[:, 0].tolist() == [9.5] * 2
    assert np.isnan(slots.seconds[1::2]).all()
    with pytest.raises(ValueError, match="verify_summaries --fix"):
        reader.add([b""], [json.dumps(grades)])
