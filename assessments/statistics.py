"""How an exam and its questions behaved: classical test theory over arrays. Pure.

Sources: Ebel and Frisbie, *Essentials of Educational Measurement* (1991) for facility,
discrimination by score thirds and reliability; Cronbach (1951) for alpha, which for right-or-wrong
questions is KR-20; Henrysson (1963) for the item-rest correlation, which does not count a question
against itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Seconds = npt.NDArray[np.floating[Any]]

TOO_EASY = 0.95
TOO_HARD = 0.25
WEAK = 0.10
OMITTED = 0.10
FEW = 30
BLOCK = 8192


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
    the facility of the upper third minus that of the lower; ``point_biserial`` the correlation of
    the question with the score of the whole paper, ``item_rest`` with that of the other questions;
    ``seconds`` the median time, where times are known.
    """

    key: str
    exposure: int
    facility: float | None
    sd: float | None
    discrimination: float | None
    point_biserial: float | None
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


@dataclass(frozen=True)
class ItemAnswers:
    """Everybody's answers to one question, NaN where a figure is not known.

    ``fractions`` 0..1; ``totals`` the score 0..1 of the whole paper and ``rest`` that of its other
    questions; ``low`` and ``high`` mark the lowest and the highest third. With ``exams``, the
    number of the exam each answer comes from, correlations are those within exams: an easy exam
    beside a hard one makes none of its own.
    """

    fractions: Floats
    totals: Floats
    rest: Floats
    low: Bools
    high: Bools
    omitted: Bools | None = None
    seconds: Seconds | None = None
    choices: ItemChoices | None = None
    exams: npt.NDArray[np.int_] | None = None


def analyze(
    fractions: Floats,
    *,
    keys: Sequence[str],
    points: Floats | None = None,
    omitted: Bools | None = None,
    seconds: Seconds | None = None,
    choices: Mapping[str, ItemChoices] | None = None,
) -> ExamStatistics:
    """Analyze ``fractions``, attempts x questions, 0..1, NaN where a question was not on the paper.

    ``points`` says what each question was worth there (1 where not given), ``omitted`` marks
    answers left empty and ``seconds`` gives times, all of the same shape. Raises ValueError when
    shapes differ, a fraction is outside 0..1 or points are negative.
    """
    scores = np.asarray(fractions, dtype=np.float64)
    if scores.ndim != 2 or scores.shape[1] != len(keys):
        raise ValueError("fractions must be attempts x questions, one key per question")
    shown: Bools = ~np.isnan(scores)
    if scores.size and (np.nanmin(scores, initial=0.0) < 0 or np.nanmax(scores, initial=0.0) > 1):
        raise ValueError("a fraction lies between 0 and 1")
    for name, other in (("points", points), ("omitted", omitted), ("seconds", seconds)):
        if other is not None and other.shape != scores.shape:
            raise ValueError(f"{name} must have the shape of fractions")
    worth: Floats | Bools = shown
    if points is not None:
        worth = np.where(shown, points, 0.0)
        if worth.size and not worth.min() >= 0:
            raise ValueError("points are not negative")
    earned: Floats = np.where(shown, scores, 0.0)
    earned *= worth
    given, totals = worth.sum(axis=1), earned.sum(axis=1)
    taken = given > 0
    percent = np.divide(totals, given, out=np.zeros_like(totals), where=taken)
    low, high = score_thirds(percent, taken)
    counts = worth.any(axis=0)
    alpha = (
        cronbach_alpha(earned, shown)
        if counts.all()
        else cronbach_alpha(earned[:, counts], shown[:, counts])
    )
    sd = _sd(percent[taken])
    items = []
    for column, key in enumerate(keys):
        here = shown[:, column] & taken
        others = given[here] - worth[here, column]
        answers = ItemAnswers(
            fractions=scores[here, column],
            totals=percent[here],
            rest=np.divide(
                totals[here] - earned[here, column],
                others,
                out=np.full(others.shape, np.nan),
                where=others > 0,
            ),
            low=low[here],
            high=high[here],
            omitted=None if omitted is None else omitted[here, column],
            seconds=None if seconds is None else seconds[here, column],
            choices=_of_rows((choices or {}).get(key), here),
        )
        items.append(analyze_item(key, answers))
    return ExamStatistics(
        attempts=int(taken.sum()),
        mean=float(percent[taken].mean()) if taken.any() else None,
        median=float(np.median(percent[taken])) if taken.any() else None,
        sd=sd,
        alpha=alpha,
        standard_error=None if alpha is None or sd is None else sd * max(0.0, 1 - alpha) ** 0.5,
        items=tuple(items),
    )


def analyze_item(key: str, answers: ItemAnswers) -> ItemStatistics:
    """The figures of one question, from one exam or from several."""
    fractions = answers.fractions
    exposure = fractions.size
    facility = float(fractions.mean()) if exposure else None
    in_low, in_high = fractions[answers.low], fractions[answers.high]
    discrimination = float(in_high.mean() - in_low.mean()) if in_low.size and in_high.size else None
    item_rest = _correlation(fractions, answers.rest, answers.exams)
    left_out = float(answers.omitted.mean()) if answers.omitted is not None and exposure else None
    times = answers.seconds if answers.seconds is not None else np.array([])
    times = times[~np.isnan(times)]
    options = _options(answers.choices, answers.low, answers.high) if answers.choices else ()
    return ItemStatistics(
        key=key,
        exposure=exposure,
        facility=facility,
        sd=_sd(fractions),
        discrimination=discrimination,
        point_biserial=_correlation(fractions, answers.totals, answers.exams),
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


def pool(parts: Sequence[ItemAnswers]) -> ItemAnswers:
    """The answers to one question in several exams, as one. Thirds stay those of each exam."""

    def joined(name: str) -> Any:
        found = [getattr(part, name) for part in parts]
        return None if any(one is None for one in found) else np.concatenate(found)

    chosen = [part.choices for part in parts if part.choices]
    return ItemAnswers(
        fractions=joined("fractions"),
        totals=joined("totals"),
        rest=joined("rest"),
        low=joined("low"),
        high=joined("high"),
        omitted=joined("omitted"),
        seconds=joined("seconds"),
        choices=ItemChoices(
            chosen[0].options, chosen[0].correct, np.concatenate([one.chosen for one in chosen])
        )
        if chosen
        else None,
        exams=np.repeat(np.arange(len(parts)), [part.fractions.size for part in parts]),
    )


def score_thirds(percent: Floats, taken: Bools) -> tuple[Bools, Bools]:
    """The lowest and the highest third of the attempts, as masks of equal size.

    Ties are broken by position, so that the thirds never overlap; scores that differ by less than
    arithmetic can tell are ties.
    """
    places = np.flatnonzero(taken)
    order = places[np.argsort(percent[places].round(9), kind="stable")]
    size = len(order) // 3
    low: Bools = np.zeros(len(percent), dtype=np.bool_)
    high: Bools = np.zeros(len(percent), dtype=np.bool_)
    if size:
        low[order[:size]] = True
        high[order[-size:]] = True
    return low, high


def cronbach_alpha(filled: Floats, shown: Bools) -> float | None:
    """Alpha from pairwise covariances, so that papers drawn at random can be compared.

    ``filled`` holds what was earned, zero where a question was not shown. With everybody on the
    same paper this is the usual formula. None when fewer than two questions
    have two answers each, two questions never met on a paper, or nothing varies.
    """
    k = filled.shape[1]
    if k < 2 or filled.shape[0] < 2:
        return None
    met, products, sums = np.zeros((3, k, k))
    # some thousand at a time: a mask of numbers is as large as all that was earned
    for start in range(0, filled.shape[0], BLOCK):
        block = filled[start : start + BLOCK]
        mask = shown[start : start + BLOCK].astype(np.float64)
        met += mask.T @ mask
        products += block.T @ block
        sums += block.T @ mask
    if met.min() < 2:
        return None
    covariance = (products - sums * sums.T / met) / (met - 1)
    total = float(covariance.sum())
    if total <= 1e-12:
        return None
    return k / (k - 1) * (1 - float(np.trace(covariance)) / total)


def _sd(values: Floats) -> float | None:
    return float(values.std(ddof=1)) if values.size > 1 else None


def _correlation(
    left: Floats, right: Floats, groups: npt.NDArray[np.int_] | None = None
) -> float | None:
    use = ~np.isnan(right)
    left, right = left[use], right[use]
    if groups is not None and left.size:
        left, right = (_from_mean(one, groups[use]) for one in (left, right))
    if left.size < 2 or left.std() < 1e-12 or right.std() < 1e-12:
        return None
    return float(np.clip(np.corrcoef(left, right)[0, 1], -1.0, 1.0))


def _from_mean(values: Floats, groups: npt.NDArray[np.int_]) -> Floats:
    """``values`` as distances from the mean of their group."""
    sizes = np.bincount(groups)
    means = np.bincount(groups, weights=values) / np.maximum(sizes, 1)
    distances: Floats = values - means[groups]
    return distances


def _of_rows(choices: ItemChoices | None, rows: Bools) -> ItemChoices | None:
    return choices and ItemChoices(choices.options, choices.correct, choices.chosen[rows])


def _options(choices: ItemChoices, low: Bools, high: Bools) -> tuple[OptionStatistics, ...]:
    middle = ~low & ~high
    size = len(choices.options)

    def count(where: Bools) -> npt.NDArray[np.int_]:
        picked = choices.chosen[where]
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
