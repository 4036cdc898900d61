"""What an instructor may want to look at: the same mistakes, and unusual speed. Pure.

Nothing here is a verdict: people who studied together make the same mistakes, and some are fast.
The expected number of shared mistakes is taken from how often each wrong option was chosen, after
Angoff (1974), "The Development of Statistical Indices for Detecting Cheaters".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assessments.statistics import ItemChoices

COMPARED = 1500
MIN_SHARED = 5
MIN_Z = 4.0
MIN_TIMED = 10
FAST = 1 / 3


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


def find_shared_mistakes(
    choices: Mapping[str, ItemChoices], *, people: Sequence[object], limit: int = 20
) -> list[SharedMistakes]:
    """The pairs that stand out, strongest first. Compares the last 1,500 attempts.

    ``people`` says whose attempt each row is: nobody is compared with themselves. Questions with
    several choices are left out.
    """
    count = len(people)
    start = max(0, count - COMPARED)
    rows = count - start
    if rows < 2:
        return []
    picked, wrongs, chances = [], [], []
    for item in choices.values():
        chosen = item.chosen[start:]
        if chosen.ndim != 1:
            continue
        wrong_options = [place for place, right in enumerate(item.correct) if not right]
        picks = (chosen[:, None] == np.array(wrong_options)[None, :]).astype(np.float32)
        wrong = picks.sum(axis=1)
        if wrong.sum() < 2:
            continue
        picked.append(picks)
        wrongs.append(wrong)
        chances.append(float(((picks.sum(axis=0) / wrong.sum()) ** 2).sum()))
    if not picked:
        return []
    every, wrong_at = np.concatenate(picked, axis=1), np.stack(wrongs, axis=1)
    chance = np.array(chances, dtype=np.float32)
    shared = every @ every.T
    both = wrong_at @ wrong_at.T
    expected = (wrong_at * chance) @ wrong_at.T
    variance = (wrong_at * (chance * (1 - chance))) @ wrong_at.T
    z = np.divide(
        shared - expected, np.sqrt(variance), out=np.zeros_like(shared), where=variance > 1e-9
    )
    found = [
        (float(z[i, j]), i, j)
        for i, j in zip(*np.nonzero(np.triu((shared >= MIN_SHARED) & (z >= MIN_Z), 1)), strict=True)
        if people[start + i] != people[start + j]
    ]
    found.sort(key=lambda one: -one[0])
    return [
        SharedMistakes(
            int(start + i),
            int(start + j),
            int(shared[i, j]),
            int(both[i, j]),
            float(expected[i, j]),
        )
        for _z, i, j in found[:limit]
    ]


def find_fast(seconds: npt.NDArray[np.float64], *, limit: int = 20) -> list[int]:
    """Attempts that took less than a third of the median time, the fastest first.

    Says nothing about fewer than ten attempts. NaN: the time is not known.
    """
    known = np.flatnonzero(~np.isnan(seconds))
    if known.size < MIN_TIMED:
        return []
    bound = float(np.median(seconds[known])) * FAST
    fast = known[seconds[known] < bound]
    return [int(place) for place in fast[np.argsort(seconds[fast], kind="stable")][:limit]]
