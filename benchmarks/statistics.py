"""Item statistics: seconds and memory for many attempts at one exam, pure and from a database."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass

import numpy as np

from assessments.statistics import ItemChoices, analyze
from benchmarks.timing import in_turns, peak_memory

SIZES, QUESTIONS, OPTIONS, ROUNDS = (1_000, 10_000, 100_000), 50, 4, 3


@dataclass(frozen=True)
class Found:
    questions: int
    seconds: dict[int, float]
    megabytes: dict[int, float]


def measure(*, sizes: tuple[int, ...] = SIZES, rounds: int = ROUNDS) -> Found:
    """Median seconds of the whole analysis by number of attempts, smallest first."""
    seconds: dict[int, float] = {}
    megabytes: dict[int, float] = {}
    for attempts in sizes:
        rng = np.random.default_rng(attempts)
        skill = rng.random((attempts, 1))
        right = rng.random((attempts, QUESTIONS)) < skill
        fractions = right.astype(np.float64)
        omitted = rng.random(fractions.shape) < 0.02
        times = rng.random(fractions.shape) * 90
        keys = [str(number) for number in range(QUESTIONS)]
        chosen = np.where(right, 0, rng.integers(1, OPTIONS, size=fractions.shape))
        correct = [True, *[False] * (OPTIONS - 1)]
        choices = {
            key: ItemChoices(list("abcd"), correct, chosen[:, column])
            for column, key in enumerate(keys)
        }

        def work(
            fractions: np.ndarray = fractions,
            omitted: np.ndarray = omitted,
            times: np.ndarray = times,
            keys: list[str] = keys,
            choices: dict[str, ItemChoices] = choices,
        ) -> object:
            return analyze(fractions, keys=keys, omitted=omitted, seconds=times, choices=choices)

        seconds[attempts] = in_turns({"analyze": work}, rounds=rounds)["analyze"]
        megabytes[attempts] = peak_memory()
    return Found(QUESTIONS, seconds, megabytes)


def measure_report(*, sizes: tuple[int, ...] = SIZES) -> Found:
    """Seconds of processor time of the whole report out of a database, by number of attempts.

    Each size has a process and an SQLite file of its own; the largest needs five gigabytes of room
    in the folder for temporary files and some minutes to be made.
    """
    seconds: dict[int, float] = {}
    megabytes: dict[int, float] = {}
    for attempts in sizes:
        found = _in_fresh_database("benchmarks.exam_worker", attempts)
        seconds[attempts] = found["seconds"]
        megabytes[attempts] = found["megabytes"]
    return Found(QUESTIONS, seconds, megabytes)


def measure_regrade(*, sizes: tuple[int, ...] = SIZES[:2]) -> dict[int, dict[str, float]]:
    """Seconds of processor time of comparing and applying a regrade, by number of attempts."""
    return {size: _in_fresh_database("benchmarks.regrade_worker", size) for size in sizes}


def _in_fresh_database(module: str, attempts: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as place:
        done = subprocess.run(
            [sys.executable, "-m", module, str(attempts)],
            env={**os.environ, "DATABASE_URL": f"sqlite:///{place}/exam.sqlite3"},
            capture_output=True,
            text=True,
            check=True,
        )
    found: dict[str, float] = json.loads(done.stdout)
    return found
