"""How an exam and its questions behaved: classical test theory over arrays. Pure.

Sources: Ebel and Frisbie, *Essentials of Educational Measurement* (1991) for facility,
discrimination by score thirds and reliability; Cronbach (1951) for alpha, which for right-or-wrong
questions is KR-20; Henrysson (1963) for the item-rest correlation, which does not count a question
against itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

TOO_EASY = 0.95
TOO_HARD = 0.25
WEAK = 0.10
OMITTED = 0.10
FEW = 30


class Flag(Enum):
    """Why somebody should look at a question. ``few``: too few answers to say anything."""

    FEW = "few"
    NEGATIVE = "negative"
    WEAK = "weak"
    TOO_EASY = "too_easy"
    TOO_HARD = "too_hard"
    OMITTED = "omitted"
    DEAD_OPTION = "dead_option"
    MISKEYED = "miskeyed"


@dataclass(frozen=True)
class OptionStatistics:
    """How often one option was chosen, by the lowest, middle and highest third of the class."""

    option: str
    correct: bool
    low: int
    middle: int
    high: int

    @property
    def total(self) -> int:
        return self.low + self.middle + self.high


@dataclass(frozen=True)
class ItemStatistics:
    """One question. Fractions are 0..1, ``None`` where the answers do not allow a figure.

    ``facility`` is the mean fraction scored, an omitted answer counting as zero; ``discrimination``
    the facility of the upper third minus that of the lower; ``item_rest`` the correlation of the
    question with the rest of the paper; ``seconds`` the median time, where times are known.
    """

    key: str
    exposure: int
    facility: float | None
    sd: float | None
    discrimination: float | None
    item_rest: float | None
    omitted: float | None
    seconds: float | None
    options: tuple[OptionStatistics, ...]
    flags: tuple[Flag, ...]


@dataclass(frozen=True)
class ExamStatistics:
    """The whole exam, scores as fractions of what each attempt was given."""

    attempts: int
    mean: float | None
    median: float | None
    sd: float | None
    alpha: float | None
    standard_error: float | None
    items: tuple[ItemStatistics, ...]


@dataclass(frozen=True)
class ItemChoices:
    """Choices made on one question.

    ``chosen`` holds for each attempt the chosen option's index, -1 for none; or, where several may
    be chosen, attempts x options, true where chosen.
    """

    options: Sequence[str]
    correct: Sequence[bool]
    chosen: npt.NDArray[np.int_] | Bools


def analyze(
    fractions: Floats,
    *,
    keys: Sequence[str],
    omitted: Bools | None = None,
    seconds: Floats | None = None,
    choices: Mapping[str, ItemChoices] | None = None,
) -> ExamStatistics:
    """Analyze ``fractions``, attempts x questions, 0..1, NaN where a question was not on the paper.

    ``omitted`` marks answers left empty and ``seconds`` gives times, both of the same shape.
    Raises ValueError when shapes differ or a fraction is outside 0..1.
    """
    scores = np.asarray(fractions, dtype=np.float64)
    if scores.ndim != 2 or scores.shape[1] != len(keys):
        raise ValueError("fractions must be attempts x questions, one key per question")
    shown: Bools = ~np.isnan(scores)
    filled = np.where(shown, scores, 0.0)
    if filled.size and (filled.min() < 0 or filled.max() > 1):
        raise ValueError("a fraction lies between 0 and 1")
    for name, other in (("omitted", omitted), ("seconds", seconds)):
        if other is not None and other.shape != scores.shape:
            raise ValueError(f"{name} must have the shape of fractions")
    given = shown.sum(axis=1)
    totals = filled.sum(axis=1)
    percent = np.divide(totals, given, out=np.zeros_like(totals), where=given > 0)
    taken = percent[given > 0]
    low, high = score_thirds(percent, given > 0)
    alpha = cronbach_alpha(filled, shown)
    sd = _sd(taken)
    items = tuple(
        _item(
            column,
            key=key,
            filled=filled[:, column],
            shown=shown[:, column],
            rest=_rest(totals, given, filled[:, column], shown[:, column]),
            low=low,
            high=high,
            omitted=None if omitted is None else omitted[:, column],
            seconds=None if seconds is None else seconds[:, column],
            choices=(choices or {}).get(key),
        )
        for column, key in enumerate(keys)
    )
    return ExamStatistics(
        attempts=int((given > 0).sum()),
        mean=float(taken.mean()) if taken.size else None,
        median=float(np.median(taken)) if taken.size else None,
        sd=sd,
        alpha=alpha,
        standard_error=None if alpha is None or sd is None else sd * max(0.0, 1 - alpha) ** 0.5,
        items=items,
    )


def score_thirds(percent: Floats, taken: Bools) -> tuple[Bools, Bools]:
    """The lowest and the highest third of the attempts, as masks of equal size.

    Ties are broken by position, so that the thirds never overlap.
    """
    places = np.flatnonzero(taken)
    order = places[np.argsort(percent[places], kind="stable")]
    size = len(order) // 3
    low: Bools = np.zeros(len(percent), dtype=np.bool_)
    high: Bools = np.zeros(len(percent), dtype=np.bool_)
    if size:
        low[order[:size]] = True
        high[order[-size:]] = True
    return low, high


def cronbach_alpha(filled: Floats, shown: Bools) -> float | None:
    """Alpha from pairwise covariances, so that papers drawn at random can be compared.

    With everybody on the same paper this is the usual formula. None when fewer than two questions
    have two answers each, two questions never met on a paper, or nothing varies.
    """
    k = filled.shape[1]
    if k < 2 or filled.shape[0] < 2:
        return None
    mask = shown.astype(np.float64)
    met = mask.T @ mask
    if met.min() < 2:
        return None
    products = filled.T @ filled
    sums = filled.T @ mask
    covariance = (products - sums * sums.T / met) / (met - 1)
    total = float(covariance.sum())
    if total <= 1e-12:
        return None
    return k / (k - 1) * (1 - float(np.trace(covariance)) / total)


def _rest(totals: Floats, given: npt.NDArray[np.int_], item: Floats, shown: Bools) -> Floats:
    others = given - 1
    rest = np.where(others > 0, (totals - item) / np.maximum(others, 1), np.nan)
    return np.where(shown, rest, np.nan)


def _sd(values: Floats) -> float | None:
    return float(values.std(ddof=1)) if values.size > 1 else None


def _correlation(left: Floats, right: Floats) -> float | None:
    use = ~np.isnan(right)
    left, right = left[use], right[use]
    if left.size < 2 or left.std() < 1e-12 or right.std() < 1e-12:
        return None
    return float(np.clip(np.corrcoef(left, right)[0, 1], -1.0, 1.0))


def _item(
    column: int,
    *,
    key: str,
    filled: Floats,
    shown: Bools,
    rest: Floats,
    low: Bools,
    high: Bools,
    omitted: Bools | None,
    seconds: Floats | None,
    choices: ItemChoices | None,
) -> ItemStatistics:
    exposure = int(shown.sum())
    mine = filled[shown]
    facility = float(mine.mean()) if exposure else None
    in_low, in_high = filled[shown & low], filled[shown & high]
    discrimination = float(in_high.mean() - in_low.mean()) if in_low.size and in_high.size else None
    item_rest = _correlation(mine, rest[shown])
    left_out = float(omitted[shown].mean()) if omitted is not None and exposure else None
    times = seconds[shown] if seconds is not None else np.array([])
    times = times[~np.isnan(times)]
    options = _options(choices, shown, low, high) if choices else ()
    return ItemStatistics(
        key=key,
        exposure=exposure,
        facility=facility,
        sd=_sd(mine),
        discrimination=discrimination,
        item_rest=item_rest,
        omitted=left_out,
        seconds=float(np.median(times)) if times.size else None,
        options=options,
        flags=find_flags(
            exposure=exposure,
            facility=facility,
            discrimination=discrimination,
            item_rest=item_rest,
            omitted=left_out,
            options=options,
        ),
    )


def _options(
    choices: ItemChoices, shown: Bools, low: Bools, high: Bools
) -> tuple[OptionStatistics, ...]:
    middle = shown & ~low & ~high
    size = len(choices.options)

    def count(where: Bools) -> npt.NDArray[np.int_]:
        picked = choices.chosen[where & shown]
        if picked.ndim == 2:
            many: npt.NDArray[np.int_] = picked.sum(axis=0)
            return many
        return np.bincount(picked[picked >= 0], minlength=size)

    lows, middles, highs = count(low), count(middle), count(high)
    return tuple(
        OptionStatistics(
            option=option,
            correct=correct,
            low=int(lows[index]),
            middle=int(middles[index]),
            high=int(highs[index]),
        )
        for index, (option, correct) in enumerate(
            zip(choices.options, choices.correct, strict=True)
        )
    )


def find_flags(
    *,
    exposure: int,
    facility: float | None,
    discrimination: float | None,
    item_rest: float | None,
    omitted: float | None,
    options: Sequence[OptionStatistics],
) -> tuple[Flag, ...]:
    """What deserves a look. With fewer than 30 answers only that is said."""
    if exposure < FEW or facility is None:
        return (Flag.FEW,)
    found = []
    if discrimination is not None and discrimination < 0:
        found.append(Flag.NEGATIVE)
    elif item_rest is not None and item_rest < WEAK and TOO_HARD <= facility <= TOO_EASY:
        found.append(Flag.WEAK)
    if facility > TOO_EASY:
        found.append(Flag.TOO_EASY)
    if facility < TOO_HARD:
        found.append(Flag.TOO_HARD)
    if omitted is not None and omitted > OMITTED:
        found.append(Flag.OMITTED)
    wrong = [option for option in options if not option.correct]
    if any(option.total == 0 for option in wrong):
        found.append(Flag.DEAD_OPTION)
    best = max((option.high for option in options if option.correct), default=None)
    if best is not None and any(option.high > best for option in wrong):
        found.append(Flag.MISKEYED)
    return tuple(found)


def angoff_cut_score(ratings: Floats) -> float:
    """Cut score 0..1 by the modified Angoff method.

    ``ratings`` is judges x questions: the chance, 0..1, that somebody who is just good enough gets
    the question right. Raises ValueError when it is empty or outside 0..1. Source: Angoff (1971).
    """
    values = np.asarray(ratings, dtype=np.float64)
    if not values.size or np.isnan(values).any() or values.min() < 0 or values.max() > 1:
        raise ValueError("ratings are chances between 0 and 1, one for each judge and question")
    return float(values.mean())


def borderline_cut_score(
    scores: Floats, ratings: npt.NDArray[np.int_], *, borderline: int
) -> float:
    """Cut score by borderline regression: the score the line of best fit gives at ``borderline``.

    ``scores`` 0..1 and overall ``ratings`` (1 = clear fail upward) of the same people. Raises
    ValueError when fewer than two different ratings were given. Source: Kramer et al. (2003).
    """
    marks = np.asarray(scores, dtype=np.float64)
    levels = np.asarray(ratings, dtype=np.float64)
    if marks.shape != levels.shape or np.unique(levels).size < 2:
        raise ValueError("borderline regression needs at least two different ratings")
    slope, intercept = np.polyfit(levels, marks, 1)
    return float(np.clip(slope * borderline + intercept, 0.0, 1.0))
