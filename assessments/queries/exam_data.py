"""What was answered in an exam, as arrays, read in a constant number of queries.

Made for 100,000 attempts: rows are read without models, JSON only as far as it is needed, and
answers of questions one picks from are understood once for each different text.
"""

import datetime as dt
import json
from array import array
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import numpy as np
import numpy.typing as npt
from django.db.models import Func, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from assessments.enums import AttemptKind, AttemptState, EventKind
from assessments.grading import DROPPED
from assessments.models import Attempt, AttemptEvent, GradeEvent, QuestionVersion, Response
from assessments.question_types.base import words_of
from assessments.statistics import Floats, ItemChoices

CHUNK = 2000
ROOM = 60
# steps that end the time spent on a question, or begin it
TIMED = (
    EventKind.STARTED,
    EventKind.ANSWERED,
    EventKind.FLAGGED,
    EventKind.CHECKED,
    EventKind.BREAK_ENDED,
)


class PaperSlots(Func):
    """Version and points of the first questions of a paper, and how many it has. As text.

    Taken out by the database, since a paper is large and nothing else of it is needed here, and
    in one reading: asking SQLite for the items one by one parses the paper once for each.
    """

    output_field = TextField()

    def __init__(self, paper: str, *, room: int) -> None:
        super().__init__(paper)
        self.room = room

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        paths = ["'$.items[#-1].position'"]
        for place in range(self.room):
            paths += [f"'$.items[{place}].version'", f"'$.items[{place}].points'"]
        # a function takes no more than a hundred arguments
        groups = [paths[start : start + 90] for start in range(0, len(paths), 90)]
        sql, params = compiler.compile(self.source_expressions[0])
        # each ends with a null that marks the seam
        parts = [f"json_extract({sql}, {', '.join(group)}, '$.no')" for group in groups]
        return " || ".join(parts), tuple(params) * len(parts)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = (
            "(SELECT jsonb_build_array(count(*)) || jsonb_path_query_array("
            "jsonb_agg(jsonb_build_array(one->'version', one->'points') ORDER BY place), '$[*][*]')"
            " FROM jsonb_array_elements((%(expressions)s)->'items')"
            " WITH ORDINALITY AS slots(one, place))::text"
        )
        return self.as_sql(compiler, connection, template=template, **context)


def _read_slots(text: str) -> tuple[int, list[int], list[float]]:
    """How many questions a paper has, and versions and points of those that were read."""
    found = json.loads(text.replace(",null][", ","))
    end = 2 * (found[0] or 0) + 1
    return found[0] or 0, found[1:end:2], [float(one) for one in found[2:end:2]]


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


class Slots:
    """The questions of all papers in one row of numbers, paper after paper.

    ``columns`` says which question each is; the paper in ``row`` begins at ``starts[row]``;
    ``ruled`` counts what regrades decided for everybody, by version and rule.
    """

    def __init__(self) -> None:
        self.column_of: dict[int, int] = {}
        self.columns = array("i")
        self.starts = array("l", [0])
        self.fractions = array("d")
        self.points = array("d")
        self.omitted = array("b")
        self.ruled: dict[int, Counter[str]] = {}

    def add(self, versions: list[int], points: list[float], items: list[dict[str, Any]]) -> None:
        """One paper with its grades.

        A question without a grade counts as zero; one that a regrade dropped is worth nothing. A
        mark that was given to everybody says nothing of the question, so what was earned counts.
        """
        known, count, start = self.column_of, len(versions), self.starts[-1]
        self.columns.extend([known.setdefault(pk, len(known)) for pk in versions])
        self.points.extend(points)
        self.fractions.extend([0.0] * count)
        self.omitted.extend([1] * count)
        for item in items:
            place = start + item["position"] - 1
            self.fractions[place] = float(item.get("earned", item["fraction"]) or 0)
            self.omitted[place] = not item["answered"]
            if rule := item.get("rule"):
                self.ruled.setdefault(versions[item["position"] - 1], Counter())[rule] += 1
                if rule == DROPPED:
                    self.points[place] = 0.0
        self.starts.append(start + count)

    def spread(self) -> tuple[Floats, Floats | None, npt.NDArray[np.bool_]]:
        """Fractions, points (None where all are worth the same) and omissions by question."""
        starts = np.frombuffer(self.starts, dtype="l")
        shape = (len(starts) - 1, len(self.column_of))
        fractions: Floats = np.full(shape, np.nan)
        omitted = np.zeros(shape, dtype=np.bool_)
        if not self.columns:
            return fractions, None, omitted
        where = (
            np.repeat(np.arange(shape[0], dtype=np.int32), np.diff(starts)),
            np.frombuffer(self.columns, dtype="i"),
        )
        fractions[where] = np.frombuffer(self.fractions, dtype="d")
        omitted[where] = np.frombuffer(self.omitted, dtype="b").astype(np.bool_)
        worth = np.frombuffer(self.points, dtype="d")
        if worth.min() == worth.max() > 0:
            return fractions, None, omitted
        points: Floats = np.full(shape, np.nan)
        points[where] = worth
        return fractions, points, omitted


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


def read_attempts(counting: QuerySet[Attempt], room: int = ROOM) -> tuple[tuple[Taken, ...], Slots]:
    """What ``counting`` holds, the earliest first, and the slots of its papers. One query.

    A paper with more questions than there is ``room`` for makes it read again with room enough.
    """
    latest = GradeEvent.objects.filter(attempt=OuterRef("pk")).order_by("-sequence")
    rows = (
        counting.order_by("started_at", "pk")
        .annotate(
            slots=PaperSlots("paper", room=room),
            items=Subquery(latest.values(as_text=Cast("items", TextField()))[:1]),
        )
        .values_list(
            "pk",
            "exam_key",
            "exam_title",
            "user_id",
            "user__first_name",
            "user__last_name",
            "score",
            "outcome",
            "enrollment__cohort_id",
            "enrollment__cohort__title",
            "enrollment__cohort__starts_on",
            "started_at",
            "closed_at",
            "break_used",
            "slots",
            "items",
        )
    )
    attempts, slots = [], Slots()
    for (
        pk,
        exam_key,
        exam_title,
        user_id,
        first,
        last,
        score,
        outcome,
        cohort_id,
        title,
        begins,
        started,
        closed,
        rested,
        paper,
        items,
    ) in rows.iterator(chunk_size=CHUNK):
        count, versions, points = _read_slots(paper)
        if count > room:
            return read_attempts(counting, count)
        slots.add(versions, points, json.loads(items))
        attempts.append(
            Taken(
                pk=pk,
                exam_key=exam_key,
                exam_title=exam_title,
                user_id=user_id,
                person=f"{first} {last}".strip() or str(user_id),
                score=float(score or 0),
                passed=outcome == "pass",
                cohort_id=cohort_id,
                cohort=title or "",
                cohort_start=begins,
                seconds=(closed - started - rested).total_seconds() if closed else np.nan,
            )
        )
    return tuple(attempts), slots


def read_times(
    counting: QuerySet[Attempt],
    row_of: Mapping[int, int],
    slots: Slots,
    *,
    only: Collection[int] | None = None,
) -> Floats:
    """Seconds by attempt and question, of the columns ``only`` if given. One query."""
    wanted = range(len(slots.column_of)) if only is None else only
    seconds: Floats = np.full((len(row_of), len(wanted)), np.nan)
    place_of = {column: place for place, column in enumerate(wanted)}
    events = (
        AttemptEvent.objects.filter(attempt__in=counting.order_by().values("pk"))
        .filter(kind__in=TIMED)
        .order_by("attempt_id", "at", "pk")
        .values_list("attempt_id", "position", Cast("at", TextField()))
    )
    read = dt.datetime.fromisoformat
    known, before, row = 0, dt.datetime.min.replace(tzinfo=dt.UTC), None
    for attempt, position, text in events.iterator(chunk_size=CHUNK):
        at = read(text)
        if attempt != known:
            known, row = attempt, row_of.get(attempt)
        elif row is not None and position is not None and at > before:
            place = place_of.get(slots.columns[slots.starts[row] + position - 1])
            if place is not None:
                past = seconds[row, place]
                spent = (at - before).total_seconds()
                seconds[row, place] = spent if np.isnan(past) else past + spent
        before = at
    return seconds


def options_of(version: QuestionVersion) -> list[tuple[str, str, bool]]:
    """Id, words and correctness of the options of a question one picks from, [] for others."""
    spec, kind = version.spec, version.kind
    key = kind.key_response(spec)
    if version.type == "true_false":
        words = {"true": _("True"), "false": _("False")}
        return [(value, text, key.get("value") == value) for value, text in words.items()]
    shown = getattr(kind.view(spec), "options", ())
    if "picks" not in key or not all(hasattr(one, "id") for one in shown):
        return []
    return [
        (one.id, words_of(str(getattr(one, "text", "")), 90) or one.id, one.id in key["picks"])
        for one in shown
    ]


def read_choices(
    counting: QuerySet[Attempt],
    row_of: Mapping[int, int],
    versions: tuple[QuestionVersion, ...],
) -> dict[str, ItemChoices]:
    """What was chosen of the ``versions`` one picks from, in the row of each attempt. One query."""
    options = {version.pk: found for version in versions if (found := options_of(version))}
    single = {pk for pk, found in options.items() if sum(right for *_, right in found) == 1}
    chosen: dict[int, Any] = {
        pk: np.full(len(row_of), -1, dtype=np.int16)
        if pk in single
        else np.zeros((len(row_of), len(found)), dtype=np.bool_)
        for pk, found in options.items()
    }
    answers = (
        Response.objects.filter(attempt__in=counting.order_by().values("pk"))
        .filter(version__in=list(options))
        .order_by()
        .values_list("attempt_id", "version_id", Cast("answer", TextField()))
    )
    # few different texts stand in very many rows
    understood: dict[tuple[int, str], list[int]] = {}
    places = {
        pk: {key: place for place, (key, _text, _right) in enumerate(found)}
        for pk, found in options.items()
    }
    for attempt, version, text in answers.iterator(chunk_size=CHUNK):
        row = row_of.get(attempt)
        if row is None:
            continue
        picks = understood.get((version, text))
        if picks is None:
            answer = json.loads(text)
            named = answer.get("picks") or [answer.get("value")]
            picks = [places[version][one] for one in named if one in places[version]]
            understood[version, text] = picks
        for place in picks:
            if version in single:
                chosen[version][row] = place
            else:
                chosen[version][row, place] = True
    return {
        str(pk): ItemChoices(
            [key for key, _text, _right in found],
            [right for _key, _text, right in found],
            chosen[pk],
        )
        for pk, found in options.items()
    }
