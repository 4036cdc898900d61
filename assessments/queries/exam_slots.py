"""The questions of very many papers in one row of numbers, with how each was answered."""

import json
from array import array
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from assessments.grading import DROPPED
from assessments.question_types.base import FRACTION_STEP
from assessments.statistics import Bools, Floats
from assessments.summaries import SLOT

SLOTS = np.dtype([("version", "<u4"), ("points", "<f8"), ("seconds", "<f4"), ("given", "<i8")])
# how many papers are spread at once: what says where takes as much room as what is spread
BLOCK = 8192
STEPS = float(1 / FRACTION_STEP)
# how many different grades are remembered at once
REMEMBERED = 100_000


@dataclass(frozen=True)
class Slots:
    """The questions of all papers in one row, paper after paper.

    ``columns`` says which question each is; the paper in ``row`` begins at ``starts[row]``;
    ``worth`` is which of the ``known_points`` each is worth; ``steps`` are fractions in steps of
    0.00001; ``seconds`` are NaN where they are not known; ``given`` is equal for equal answers, see
    :class:`assessments.summaries.Slot`; ``ruled`` counts what regrades decided for everybody, by
    version and rule.
    """

    column_of: Mapping[int, int]
    starts: npt.NDArray[np.int64]
    columns: npt.NDArray[np.uint16]
    known_points: Floats
    worth: npt.NDArray[np.uint16]
    steps: npt.NDArray[np.int32]
    omitted: Bools
    seconds: npt.NDArray[np.float32]
    given: npt.NDArray[np.int64]
    ruled: Mapping[int, Mapping[str, int]]

    @property
    def fractions(self) -> Floats:
        return self.steps / STEPS

    @property
    def points(self) -> Floats:
        return self.known_points[self.worth]

    @cached_property
    def rows(self) -> npt.NDArray[np.int32]:
        """The paper each question is on."""
        sizes = np.diff(self.starts)
        return np.repeat(np.arange(sizes.size, dtype=np.int32), sizes)

    def without_answers(self) -> "Slots":
        """The same for those who have read what was given: it takes as much room as all else."""
        return replace(self, given=np.empty(0, dtype=np.int64))

    def spread_fractions(self) -> Floats:
        return self._spread(np.nan, np.float64, lambda here: self.steps[here] / STEPS)

    def spread_points(self) -> Floats | None:
        """Points by question; None where all are worth the same, and not nothing."""
        if self.known_points.size < 2 and self.known_points.all():
            return None
        return self._spread(np.nan, np.float64, lambda here: self.known_points[self.worth[here]])

    def spread_omitted(self) -> Bools:
        return self._spread(False, np.bool_, lambda here: self.omitted[here])

    def spread_seconds(self) -> npt.NDArray[np.float32]:
        return self._spread(np.nan, np.float32, lambda here: self.seconds[here])

    def _spread(
        self, fill: Any, kind: type, values: Callable[[slice], npt.NDArray[Any]]
    ) -> npt.NDArray[Any]:
        """Values as attempts x questions, ``fill`` where one was not asked."""
        papers = self.starts.size - 1
        spread: npt.NDArray[Any] = np.full((papers, len(self.column_of)), fill, dtype=kind)
        for first in range(0, papers, BLOCK):
            ends = self.starts[first : first + BLOCK + 1]
            rows = np.repeat(np.arange(first, first + ends.size - 1), np.diff(ends))
            here = slice(int(ends[0]), int(ends[-1]))
            spread[rows, self.columns[here]] = values(here)
        return spread

    def latest_answers(self, papers: int) -> tuple[npt.NDArray[np.int64], Bools]:
        """What was given on so many of the latest papers, 0 for nothing, and what of it was not
        fully right, each as attempts x questions."""
        first = max(0, self.starts.size - 1 - papers)
        begin = int(self.starts[first])
        shape = (self.starts.size - 1 - first, len(self.column_of))
        given, wrong = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.bool_)
        where = (self.rows[begin:] - first, self.columns[begin:])
        given[where] = self.given[begin:]
        wrong[where] = self.steps[begin:] < STEPS
        return given, wrong

    def given_at(self, version: int) -> npt.NDArray[np.int64]:
        """What was answered to a question in each attempt, 0 where nothing was."""
        found = np.zeros(self.starts.size - 1, dtype=np.int64)
        places = np.flatnonzero(self.columns == self.column_of[version])
        found[self.rows[places]] = self.given[places]
        return found


class SlotsReader:
    """Makes :class:`Slots` of papers, some thousand at a time."""

    def __init__(self) -> None:
        self.column_of = Codes()
        self.ruled: dict[int, Counter[str]] = {}
        self.grades = _Grades()
        # these grow in place: parts that are joined in the end would be held twice
        self.sizes = array("q")
        self.columns = array("H")
        self.worth = array("H")
        self.code_of_points = Codes()
        self.steps = array("i")
        self.omitted = array("b")
        self.seconds = array("f")
        self.given = array("q")

    def add(self, summaries: Sequence[bytes | memoryview], items: Sequence[str]) -> None:
        """The summaries of some attempts, and the grades of each as JSON.

        A question without a grade counts as zero; one that a regrade dropped is worth nothing. A
        mark that was given to everybody says nothing of the question, so what was earned counts.
        Raises ValueError where there is no summary.
        """
        sizes = np.array([len(one) for one in summaries], dtype=np.int64) // SLOT.size
        if not sizes.all():
            raise ValueError("An attempt has no summary: run manage.py verify_summaries --fix.")
        slots = np.frombuffer(b"".join(summaries), dtype=SLOTS)
        versions, points = slots["version"], slots["points"].copy()
        columns = self.column_of.read(versions)
        steps = np.zeros(columns.size, dtype=np.int32)
        omitted: Bools = np.ones(columns.size, dtype=np.bool_)
        codes: list[int] = []
        counts = [self.grades.read(text, codes) for text in items]
        graded = np.array(codes, dtype=np.int64)
        first = np.repeat(np.cumsum(sizes) - sizes, counts)
        known = self.grades.known
        places = first + np.array([one["position"] - 1 for one in known], dtype=np.int64)[graded]
        earned = [float(one.get("earned", one["fraction"]) or 0) for one in known]
        steps[places] = np.rint(np.array(earned) * STEPS).astype(np.int32)[graded]
        omitted[places] = np.array([not one["answered"] for one in known], dtype=np.bool_)[graded]
        rules = [one.get("rule", "") for one in known]
        ruled = np.array([bool(rule) for rule in rules], dtype=np.bool_)[graded]
        for code, place in zip(graded[ruled], places[ruled], strict=True):
            self.ruled.setdefault(int(versions[place]), Counter())[rules[code]] += 1
            if rules[code] == DROPPED:
                points[place] = 0.0
        self.sizes.frombytes(sizes.tobytes())
        self.columns.frombytes(columns.tobytes())
        self.worth.frombytes(self.code_of_points.read(points).tobytes())
        self.steps.frombytes(steps.tobytes())
        self.omitted.frombytes(omitted.tobytes())
        self.seconds.frombytes(slots["seconds"].tobytes())
        self.given.frombytes(slots["given"].tobytes())
        self.grades.forget()

    def slots(self) -> Slots:
        """Everything that was added. Nothing can be added afterwards."""
        return Slots(
            column_of=self.column_of,
            starts=np.concatenate([[0], np.cumsum(_numbers(self.sizes, np.int64))]),
            columns=_numbers(self.columns, np.uint16),
            known_points=np.array(list(self.code_of_points), dtype=np.float64),
            worth=_numbers(self.worth, np.uint16),
            steps=_numbers(self.steps, np.int32),
            omitted=_numbers(self.omitted, np.bool_),
            seconds=_numbers(self.seconds, np.float32),
            given=_numbers(self.given, np.int64),
            ruled=self.ruled,
        )


class Codes(dict[Any, int]):
    """Numbers for different values, in the order they come."""

    def read(self, values: npt.NDArray[Any]) -> npt.NDArray[np.uint16]:
        """The number of each value. Raises OverflowError beyond 65,536."""
        if values.size and (values == values[0]).all():
            # as points nearly always are: nothing to sort
            code = self.setdefault(values[0].item(), len(self))
            return np.full(values.size, code, dtype=np.uint16)
        found, first, places = np.unique(values, return_index=True, return_inverse=True)
        for value in found[np.argsort(first)].tolist():
            self.setdefault(value, len(self))
        codes = [self[value] for value in found.tolist()]
        return np.array(codes, dtype=np.uint16)[places]


def _numbers(held: "array[Any]", kind: type) -> npt.NDArray[Any]:
    """The same memory as NumPy sees it."""
    return np.frombuffer(held, dtype=kind) if held else np.empty(0, dtype=kind)


class _Grades:
    """Numbers for the different grades of single answers: few stand in very many rows."""

    def __init__(self) -> None:
        self.known: list[dict[str, Any]] = []
        self.code_of: dict[str, int] = {}

    def read(self, text: str, codes: list[int]) -> int:
        """Add the number of each grade in a list of them that is JSON; how many there are."""
        parts = text[2:-2].split("}, {") if text != "[]" else []
        try:
            found = [*map(self.code_of.__getitem__, parts)]
        except KeyError:
            found = self._learn(text, parts)
        codes += found
        return len(found)

    def _learn(self, text: str, parts: list[str]) -> list[int]:
        try:
            # a part that begins or ends within a text is no JSON, so none is misunderstood
            items = [json.loads(f"{{{part}}}") for part in parts]
        except ValueError:
            items = json.loads(text)
            parts = [json.dumps(item) for item in items]
        for part, item in zip(parts, items, strict=True):
            if part not in self.code_of:
                self.code_of[part] = len(self.known)
                self.known.append(item)
        return [self.code_of[part] for part in parts]

    def forget(self) -> None:
        """Begin anew where grades differ too much to be worth remembering."""
        if len(self.known) > REMEMBERED:
            self.known.clear()
            self.code_of.clear()
