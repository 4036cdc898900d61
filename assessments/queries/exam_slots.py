"""The questions of very many papers in one row of numbers, with what was scored at each."""

import json
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from assessments.grading import DROPPED
from assessments.statistics import Bools, Floats

# how many different grades are remembered at once
REMEMBERED = 100_000


@dataclass(frozen=True)
class Slots:
    """The questions of all papers in one row, paper after paper.

    ``columns`` says which question each is; the paper in ``row`` begins at ``starts[row]``;
    ``ruled`` counts what regrades decided for everybody, by version and rule.
    """

    column_of: Mapping[int, int]
    starts: npt.NDArray[np.int64]
    columns: npt.NDArray[np.int32]
    points: Floats
    fractions: Floats
    omitted: Bools
    ruled: Mapping[int, Mapping[str, int]]

    def without_scores(self) -> "Slots":
        """The same questions, for those who have the scores already: they take much room."""
        none: Floats = np.empty(0)
        return replace(self, points=none, fractions=none, omitted=none.astype(np.bool_))

    @property
    def rows(self) -> npt.NDArray[np.int32]:
        """The paper each question is on."""
        sizes = np.diff(self.starts)
        return np.repeat(np.arange(sizes.size, dtype=np.int32), sizes)

    def spread(self) -> tuple[Floats, Floats | None, Bools]:
        """Fractions, points (None where all are worth the same) and omissions by question."""
        shape = (self.starts.size - 1, len(self.column_of))
        fractions: Floats = np.full(shape, np.nan)
        omitted: Bools = np.zeros(shape, dtype=np.bool_)
        if not self.columns.size:
            return fractions, None, omitted
        where = (self.rows, self.columns)
        fractions[where] = self.fractions
        omitted[where] = self.omitted
        if self.points.min() == self.points.max() > 0:
            return fractions, None, omitted
        points: Floats = np.full(shape, np.nan)
        points[where] = self.points
        return fractions, points, omitted


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

    def add(self, asked: Sequence[str], items: Sequence[str]) -> None:
        """What was asked on some papers, and the grades of each as JSON.

        A question without a grade counts as zero; one that a regrade dropped is worth nothing. A
        mark that was given to everybody says nothing of the question, so what was earned counts.
        """
        sizes, versions, points = _read_asked(asked)
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
            ruled=self.ruled,
        )

    def _columns_of(self, versions: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
        """The column of each, new ones in the order they come."""
        found, first, places = np.unique(versions, return_index=True, return_inverse=True)
        known = self.column_of
        for pk in found[np.argsort(first)]:
            known.setdefault(int(pk), len(known))
        return np.array([known[int(pk)] for pk in found], dtype=np.int32)[places]


def _numbers(held: "array[Any]", kind: type) -> npt.NDArray[Any]:
    """The same memory as NumPy sees it."""
    return np.frombuffer(held, dtype=kind) if held else np.empty(0, dtype=kind)


def _read_asked(
    texts: Sequence[str],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Floats]:
    """How many questions each paper has; version and points of all of them."""
    sizes = np.array([text.count(",") for text in texts], dtype=np.int64)
    joined = "".join(texts)[1:].replace(" ", ",")
    pairs = np.fromstring(joined, sep=",").reshape(-1, 2) if joined else np.empty((0, 2))
    return sizes, pairs[:, 0].astype(np.int64), pairs[:, 1].copy()


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
