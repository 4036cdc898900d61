"""What was asked in an exam and what it scored, as arrays, read in a constant number of queries.

Made for 100,000 attempts: one row for each holds its summary and its latest grades, rows are read
without models, and a grade is understood once however many answers have it.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID

import numpy as np
import numpy.typing as npt
from django.db.models import FloatField, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast

from assessments.enums import AttemptKind, AttemptState
from assessments.integrity import COMPARED
from assessments.models import Attempt, GradeEvent, QuestionVersion
from assessments.queries.exam_answers import choices_of
from assessments.queries.exam_slots import Slots, SlotsReader
from assessments.statistics import Floats, ItemChoices

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Taken:
    """One graded attempt, without its paper."""

    pk: int
    exam_key: UUID
    exam_title: str
    user_id: int
    person: str
    score: float
    passed: bool
    cohort_id: int | None
    cohort: str
    cohort_start: dt.date | None
    seconds: float


@dataclass(frozen=True)
class Loaded:
    """The graded attempts of an exam as arrays, attempts x question versions.

    ``ruled`` says of versions by their id on how many papers a regrade gave the mark to everybody
    ("given") or left the question out ("dropped"); ``latest`` is what was given in the latest
    attempts, and whether it was wrong.
    """

    attempts: tuple[Taken, ...]
    versions: tuple[QuestionVersion, ...]
    fractions: Floats
    points: Floats | None
    omitted: npt.NDArray[np.bool_]
    seconds: npt.NDArray[np.float32]
    choices: Mapping[str, ItemChoices]
    latest: tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]
    ruled: Mapping[int, Mapping[str, int]] = field(default_factory=dict)

    @property
    def keys(self) -> list[str]:
        return [str(version.pk) for version in self.versions]


def load_attempts(
    exam_key: UUID, *, kind: str = AttemptKind.EXAM, cohort: int | None = None
) -> Loaded:
    """Load what counts: graded attempts of a kind with their latest grades. Two queries.

    Times are known where answers were saved one by one: the time of a question is what passed
    between a save of it and the step before.
    """
    counting = counting_attempts(kind).filter(exam_key=exam_key)
    if cohort is not None:
        counting = counting.filter(enrollment__cohort=cohort)
    attempts, slots = read_attempts(counting)
    found = QuestionVersion.objects.select_related("question").in_bulk(slots.column_of)
    versions = tuple(found[pk] for pk in slots.column_of)
    choices, answers = choices_of(slots, versions), slots.latest_answers(COMPARED)
    slots = slots.without_answers()
    return Loaded(
        attempts=attempts,
        versions=versions,
        fractions=slots.spread_fractions(),
        points=slots.spread_points(),
        omitted=slots.spread_omitted(),
        seconds=slots.spread_seconds(),
        choices=choices,
        latest=answers,
        ruled=slots.ruled,
    )


def counting_attempts(kind: str = AttemptKind.EXAM) -> QuerySet[Attempt]:
    """Attempts that statistics are made of: graded, not voided, and of one kind.

    Exams and practice are never mixed: who may check and try again scores otherwise.
    """
    return Attempt.objects.filter(state=AttemptState.GRADED, kind=kind)


def read_attempts(counting: QuerySet[Attempt]) -> tuple[tuple[Taken, ...], Slots]:
    """What ``counting`` holds, the earliest first, and the slots of its papers. One query."""
    latest = GradeEvent.objects.filter(attempt=OuterRef("pk")).order_by("-sequence")
    rows = (
        # as they were begun; by the time itself, the database would put the whole rows in order
        counting.order_by("pk")
        .annotate(
            items=Subquery(latest.values(as_text=Cast("items", TextField()))[:1]),
            part=Cast("score", FloatField()),
        )
        .values_list(
            "summary",
            "items",
            "started_at",
            "closed_at",
            "break_used",
            "pk",
            "exam_key",
            "exam_title",
            "user_id",
            "user__first_name",
            "user__last_name",
            "part",
            "outcome",
            "enrollment__cohort_id",
            "enrollment__cohort__title",
            "enrollment__cohort__starts_on",
        )
        .iterator(chunk_size=CHUNK)
    )
    attempts: list[Taken] = []
    reader, same = SlotsReader(), _Same()
    while group := list(islice(rows, CHUNK)):
        reader.add([row[0] for row in group], [row[1] for row in group])
        attempts += [_taken(row, same) for row in group]
    return tuple(attempts), reader.slots()


class _Same(dict[Any, Any]):
    """One object for all that are equal: many attempts have few exams and cohorts."""

    def __missing__(self, value: Any) -> Any:
        self[value] = value
        return value


def _taken(row: tuple[Any, ...], same: _Same) -> Taken:
    began, ended, rested, pk, exam_key, title, user_id, first, last, score, *rest = row[2:]
    outcome, cohort_id, cohort, begins = rest
    return Taken(
        pk=pk,
        exam_key=same[exam_key],
        exam_title=same[title],
        user_id=same[user_id],
        person=same[f"{first} {last}".strip() or str(user_id)],
        score=score or 0.0,
        passed=outcome == "pass",
        cohort_id=cohort_id,
        cohort=same[cohort or ""],
        cohort_start=same[begins],
        seconds=(ended - began - rested).total_seconds(),
    )
