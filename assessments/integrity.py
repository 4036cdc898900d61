"""What an instructor may want to look at: the same mistakes, and unusual times. Pure.

Nothing here is a verdict: people who studied together make the same mistakes, some are fast, and
some had to answer the door. The expected number of shared mistakes is taken from how often each
wrong answer was given, after Angoff (1974), "The Development of Statistical Indices for Detecting
Cheaters".
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assessments.statistics import Bools

COMPARED = 1500
MIN_SHARED = 5
MIN_Z = 4.0
MIN_TIMED = 10
FAST, SLOW = 1 / 3, 3


@dataclass(frozen=True)
class SharedMistakes:
    """Two attempts with more of the same wrong answers than chance would give.

    ``both_wrong`` is how many questions both had wrong, ``expected`` how many equal wrong answers
    among them chance would give.
    """

    first: int
    second: int
    shared: int
    both_wrong: int
    expected: float


@dataclass(frozen=True)
class UnusualTimes:
    """Attempts that took much less time than most, and much more, the most unusual first."""

    fast: tuple[int, ...] = ()
    slow: tuple[int, ...] = ()


def find_shared_mistakes(
    given: npt.NDArray[np.int64], wrong: Bools, *, people: Sequence[object], limit: int = 20
) -> list[SharedMistakes]:
    """The pairs of rows that stand out, strongest first.

    ``given`` is attempts x questions, equal for equal answers, 0 for none and for answers that
    cannot be compared; ``wrong`` says which were not fully right. ``people`` says whose attempt
    each row is: nobody is compared with themselves.
    """
    size = len(people)
    mistaken = wrong & (given != 0)
    shared = np.zeros((size, size), dtype=np.float32)
    chances = np.ones(given.shape[1], dtype=np.float32)
    for place, column in enumerate(given.T):
        rows = np.flatnonzero(mistaken[:, place])
        if rows.size > 1:
            answers = column[rows]
            counts = np.unique(answers, return_counts=True)[1]
            chances[place] = ((counts / rows.size) ** 2).sum()
            shared[np.ix_(rows, rows)] += answers[:, None] == answers[None, :]
    at = mistaken.astype(np.float32)
    both = at @ at.T
    expected = (at * chances) @ at.T
    variance = (at * (chances * (1 - chances))) @ at.T
    z = np.divide(
        shared - expected, np.sqrt(variance), out=np.zeros_like(shared), where=variance > 1e-6
    )
    found = [
        (float(z[i, j]), int(i), int(j))
        for i, j in zip(*np.nonzero(np.triu((shared >= MIN_SHARED) & (z >= MIN_Z), 1)), strict=True)
        if people[i] != people[j]
    ]
    found.sort(key=lambda one: (-one[0], one[1:]))
    return [
        SharedMistakes(i, j, int(shared[i, j]), int(both[i, j]), float(expected[i, j]))
        for _z, i, j in found[:limit]
    ]


def find_unusual_times(seconds: npt.NDArray[np.float64], *, limit: int = 20) -> UnusualTimes:
    """Attempts that took less than a third, or more than three times, of the median time.

    Says nothing about fewer than ten attempts. NaN: the time is not known.
    """
    known = np.flatnonzero(~np.isnan(seconds))
    if known.size < MIN_TIMED:
        return UnusualTimes()
    median = float(np.median(seconds[known]))
    order = known[np.argsort(seconds[known], kind="stable")]
    fast = order[seconds[order] < median * FAST]
    slow = order[seconds[order] > median * SLOW][::-1]
    return UnusualTimes(tuple(fast[:limit].tolist()), tuple(slow[:limit].tolist()))
