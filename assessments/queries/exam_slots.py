"""The questions of very many papers in one row of numbers, with how each was answered."""

import json
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from assessments.grading import DROPPED
from assessments.statistics import Bools, Floats
from assessments.summaries import SLOT

SLOTS = np.dtype([("version", "<u4"), ("points", "<f8"), ("seconds", "<f4"), ("given", "<i8")])
# how many papers are spread at once: what says where takes as much room as what is spread
BLOCK = 8192
# how many different grades are remembered at once
REMEMBERED = 100_000


@dataclass(frozen=True)
class Slots:
    """The questions of all papers in one row, paper after paper.

    ``columns`` says which question each is; the paper in ``row`` begins at ``starts[row]``;
    ``seconds`` are NaN where they are not known; ``given`` is equal for equal answers, see
    :class:`assessments.summaries.Slot`; ``ruled`` counts what regrades decided for everybody, by
    version and rule.
    """

    column_of: Mapping[int, int]
    starts: npt.NDArray[np.int64]
    columns: npt.NDArray[np.int32]
    points: Floats
    fractions: Floats
    omitted: Bools
    seconds: npt.NDArray[np.float32]
    given: npt.NDArray[np.int64]
    ruled: Mapping[int, Mapping[str, int]]

    @cached_property
    def rows(self) -> npt.NDArray[np.int32]:
        """The paper each question is on."""
        sizes = np.diff(self.starts)
        return np.repeat(np.arange(sizes.size, dtype=np.int32), sizes)

    @property
    def has_equal_points(self) -> bool:
        """Every question of every paper is worth the same, and not nothing."""
        return not self.points.size or bool(self.points.min() == self.points.max() > 0)

    def spread(self, values: npt.NDArray[Any], fill: Any) -> npt.NDArray[Any]:
        """``values`` of all questions as attempts x questions, ``fill`` where one was not asked."""
        papers = self.starts.size - 1
        spread = np.full((papers, len(self.column_of)), fill, dtype=values.dtype)
        for first in range(0, papers, BLOCK):
            begin, end = self.starts[first], self.starts[min(first + BLOCK, papers)]
            spread[self.rows[begin:end], self.columns[begin:end]] = values[begin:end]
        return spread

    def given_at(self, version: int) -> npt.NDArray[np.int64]:
        """What was answered to a question in each attempt, 0 where nothing was."""
        found = np.zeros(self.starts.size - 1, dtype=np.int64)
        places = np.flatnonzero(self.columns == self.column_of[version])
        found[self.rows[places]] = self.given[places]
        return found


class SlotsReader:
    """Makes :class:`Slots` of papers, some thousand at a time."""

    def __init__(self) -> None:
        self.column_of: dict[int, int] = {}
        self.ruled: dict[int, Counter[str]] = {}
        self.grades = _Grades()
        # these grow in place: parts that are joined in the end would be held twice
        self.sizes = array("q")
        self.columns = array("i")
        self.points = array("d")
        self.fractions = array("d")
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
        columns = self._columns_of(versions)
        fractions: Floats = np.zeros(columns.size)
        omitted: Bools = np.ones(columns.size, dtype=np.bool_)
        codes: list[int] = []
        counts = [self.grades.read(text, codes) for text in items]
        graded = np.array(codes, dtype=np.int64)
        first = np.repeat(np.cumsum(sizes) - sizes, counts)
        known = self.grades.known
        places = first + np.array([one["position"] - 1 for one in known], dtype=np.int64)[graded]
        earned = [float(one.get("earned", one["fraction"]) or 0) for one in known]
        fractions[places] = np.array(earned)[graded]
        omitted[places] = np.array([not one["answered"] for one in known], dtype=np.bool_)[graded]
        rules = [one.get("rule", "") for one in known]
        ruled = np.array([bool(rule) for rule in rules], dtype=np.bool_)[graded]
        for code, place in zip(graded[ruled], places[ruled], strict=True):
            self.ruled.setdefault(int(versions[place]), Counter())[rules[code]] += 1
            if rules[code] == DROPPED:
                points[place] = 0.0
        self.sizes.frombytes(sizes.tobytes())
        self.columns.frombytes(columns.tobytes())
        self.points.frombytes(points.tobytes())
        self.fractions.frombytes(fractions.tobytes())
        self.omitted.frombytes(omitted.tobytes())
        self.seconds.frombytes(slots["seconds"].tobytes())
        self.given.frombytes(slots["given"].tobytes())
        self.grades.forget()

    def slots(self) -> Slots:
        """Everything that was added. Nothing can be added afterwards."""
        return Slots(
            column_of=self.column_of,
            starts=np.concatenate([[0], np.cumsum(_numbers(self.sizes, np.int64))]),
            columns=_numbers(self.columns, np.int32),
            points=_numbers(self.points, np.float64),
            fractions=_numbers(self.fractions, np.float64),
            omitted=_numbers(self.omitted, np.bool_),
            seconds=_numbers(self.seconds, np.float32),
            given=_numbers(self.given, np.int64),
            ruled=self.ruled,
        )

    def _columns_of(self, versions: npt.NDArray[np.uint32]) -> npt.NDArray[np.int32]:
        """The column of each, new ones in the order they come."""
        found, first, places = np.unique(versions, return_index=True, return_inverse=True)
        known = self.column_of
        for pk in found[np.argsort(first)]:
            known.setdefault(int(pk), len(known))
        return np.array([known[int(pk)] for pk in found], dtype=np.int32)[places]


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
