"""What was asked in an exam and what it scored, as arrays, read in a constant number of queries.

Made for 100,000 attempts: the database puts what belongs to an attempt into one row, rows are read
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
from assessments.models import Attempt, GradeEvent, QuestionVersion
from assessments.queries.exam_answers import CHUNK, moments, read_choices, read_times
from assessments.queries.exam_slots import Slots, SlotsReader
from assessments.queries.exam_sql import Moment
from assessments.statistics import Floats, ItemChoices


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
    ("given") or left the question out ("dropped").
    """

    attempts: tuple[Taken, ...]
    versions: tuple[QuestionVersion, ...]
    fractions: Floats
    points: Floats | None
    omitted: npt.NDArray[np.bool_]
    seconds: Floats
    choices: Mapping[str, ItemChoices]
    ruled: Mapping[int, Mapping[str, int]] = field(default_factory=dict)

    @property
    def keys(self) -> list[str]:
        return [str(version.pk) for version in self.versions]


def load_attempts(
    exam_key: UUID, *, kind: str = AttemptKind.EXAM, cohort: int | None = None
) -> Loaded:
    """Load what counts: graded attempts of a kind with their latest grades. Four queries.

    Times are known where answers were saved one by one: the time of a question is what passed
    between a save of it and the step before.
    """
    counting = counting_attempts(kind).filter(exam_key=exam_key)
    if cohort is not None:
        counting = counting.filter(enrollment__cohort=cohort)
    attempts, slots = read_attempts(counting)
    fractions, points, omitted = slots.spread()
    slots = slots.without_scores()
    found = QuestionVersion.objects.select_related("question").in_bulk(slots.column_of)
    versions = tuple(found[pk] for pk in slots.column_of)
    row_of = {taken.pk: row for row, taken in enumerate(attempts)}
    return Loaded(
        attempts=attempts,
        versions=versions,
        fractions=fractions,
        points=points,
        omitted=omitted,
        seconds=read_times(counting, row_of, slots),
        choices=read_choices(counting, row_of, versions),
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
        counting.order_by("started_at", "pk")
        .annotate(
            items=Subquery(latest.values(as_text=Cast("items", TextField()))[:1]),
            began=Moment("started_at"),
            ended=Moment("closed_at"),
            part=Cast("score", FloatField()),
        )
        .values_list(
            "asked",
            "items",
            "began",
            "ended",
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
    reader = SlotsReader()
    while group := list(islice(rows, CHUNK)):
        asked, items, began, ended, rested, *_rest = zip(*group, strict=True)
        reader.add(asked, items)
        lasted = (moments(ended) - moments(began)) / np.timedelta64(1, "s")
        lasted -= np.array([one.total_seconds() for one in rested])
        attempts += [_taken(row[5:], seconds) for row, seconds in zip(group, lasted, strict=True)]
    return tuple(attempts), reader.slots()


def _taken(row: tuple[Any, ...], seconds: float) -> Taken:
    pk, exam_key, title, user_id, first, last, score, outcome, cohort_id, cohort, begins = row
    return Taken(
        pk=pk,
        exam_key=exam_key,
        exam_title=title,
        user_id=user_id,
        person=f"{first} {last}".strip() or str(user_id),
        score=score or 0.0,
        passed=outcome == "pass",
        cohort_id=cohort_id,
        cohort=cohort or "",
        cohort_start=begins,
        seconds=float(seconds),
    )
