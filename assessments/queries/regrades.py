"""What a regrade touches, what it would change, and how its screens show it."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Max, OuterRef, Q, QuerySet, Subquery, When

from assessments.enums import AttemptState, RegradeState
from assessments.grading import ItemGrade
from assessments.models import (
    Attempt,
    Exposure,
    GradeEvent,
    Question,
    QuestionVersion,
    Regrade,
    RegradeEntry,
    Response,
)
from assessments.papers import Paper
from assessments.regrading import Diff, Substitution, positions_by_person, regrade
from lms.core.digest import digest

Answers = Mapping[int, Mapping[str, Any]]


@dataclass(frozen=True)
class Compared:
    """One attempt with its grades up to the one it was compared from, and the difference."""

    attempt: Attempt
    paper: Paper
    history: Sequence[GradeEvent]
    diff: Diff

    @property
    def from_sequence(self) -> int:
        return self.history[-1].sequence


def substitution_of(row: Regrade, versions: Iterable[int] | None = None) -> Substitution:
    """The regrade as the value the pure rules take."""
    ids = row.versions.values_list("pk", flat=True) if versions is None else versions
    return Substitution(versions=frozenset(ids), way=row.way, version=row.version)


def touched_attempts(
    versions: Iterable[int], *, exam_key: uuid.UUID | None = None
) -> QuerySet[Attempt]:
    """Attempts with one of ``versions`` on their paper, answered or not, voided ones excepted."""
    holding = Exposure.objects.filter(version__in=list(versions)).values("attempt")
    found = Attempt.objects.exclude(state=AttemptState.VOIDED).filter(pk__in=holding)
    return found.filter(exam_key=exam_key) if exam_key else found


def basis_of(row: Regrade) -> list[tuple[int, int]]:
    """Every graded attempt the regrade touches, with the number of its latest grade."""
    latest = (
        GradeEvent.objects.filter(attempt=OuterRef("pk"))
        .order_by()
        .values("attempt")
        .annotate(latest=Max("sequence"))
        .values("latest")
    )
    versions = list(row.versions.values_list("pk", flat=True))
    found = (
        touched_attempts(versions, exam_key=row.exam_key)
        .annotate(latest=Subquery(latest))
        .filter(latest__isnull=False)
        .order_by("pk")
    )
    return list(found.values_list("pk", "latest"))


def digest_of(row: Regrade, basis: Iterable[tuple[int, int]]) -> str:
    """The name of a comparison: the decision, and every grade it was compared with."""
    return digest(
        {
            "regrade": row.pk,
            "way": row.way,
            "version": row.version_id,
            "basis": [list(pair) for pair in basis],
        }
    )


def compare_attempts(attempts: list[Attempt], change: Substitution) -> list[Compared]:
    """The difference for each attempt, against its latest grade. Two queries for all of them.

    Attempts without a grade are left out. Raises PaperEmptied.
    """
    ids = [attempt.pk for attempt in attempts]
    history: dict[int, list[GradeEvent]] = {}
    for event in GradeEvent.objects.filter(attempt__in=ids).order_by("attempt_id", "sequence"):
        history.setdefault(event.attempt_id, []).append(event)
    answers: dict[int, dict[int, Any]] = {}
    rows = Response.objects.filter(attempt__in=ids, version__in=change.versions)
    for attempt_id, position, answer in rows.values_list("attempt_id", "position", "answer"):
        answers.setdefault(attempt_id, {})[position] = answer
    found = []
    for attempt in attempts:
        if events := history.get(attempt.pk):
            paper = attempt.read_paper()
            diff = compare_one(paper, events, answers.get(attempt.pk, {}), change)
            found.append(Compared(attempt, paper, events, diff))
    return found


def compare_one(
    paper: Paper, history: list[GradeEvent], answers: Answers, change: Substitution
) -> Diff:
    """The difference for one paper with these grade events, oldest first. Raises PaperEmptied."""
    grades = [(event.cause, [ItemGrade.from_json(one) for one in event.items]) for event in history]
    return regrade(paper, grades[-1][1], answers, [change], by_person=positions_by_person(grades))


def standing_substitutions(versions: Iterable[QuestionVersion]) -> list[Substitution]:
    """Decisions that hold for these versions, as ``read_answers`` found them.

    No query when there are none, otherwise one.
    """
    wanted: dict[int, set[int]] = {}
    for version in versions:
        if decided := getattr(version, "regrade_id", None):
            wanted.setdefault(decided, set()).add(version.pk)
    if not wanted:
        return []
    rows = Regrade.objects.select_related("version").in_bulk(list(wanted))
    return [substitution_of(rows[pk], versions) for pk, versions in sorted(wanted.items())]


def corrected_versions(versions: Iterable[QuestionVersion]) -> dict[int, QuestionVersion]:
    """What is shown as the right answer of a version whose key was corrected, by its id."""
    return {
        pk: change.version
        for change in standing_substitutions(versions)
        if change.version is not None
        for pk in change.versions
    }


# --- screens


@dataclass(frozen=True)
class VersionChoice:
    """A version of a question, and how often it was answered in exams."""

    version: QuestionVersion
    answers: int

    @property
    def key(self) -> str:
        """Its right answer in words."""
        kind, spec = self.version.kind, self.version.spec
        return str(kind.summarize(spec, kind.key_response(spec)))


@dataclass(frozen=True)
class ExamChoice:
    key: uuid.UUID
    title: str


def version_choices(question: Question) -> list[VersionChoice]:
    """Every version of ``question``, the newest first. One query."""
    rows: Any = question.versions.annotate(answers=Count("responses")).order_by("-number")
    return [VersionChoice(row, row.answers) for row in rows]


def exam_choices(question: Question) -> list[ExamChoice]:
    """The exams in which ``question`` was answered. One query."""
    rows = (
        Attempt.objects.filter(responses__version__question=question)
        .order_by()
        .values("exam_key")
        .annotate(title=Max("exam_title"))
        .order_by("title")
    )
    return [ExamChoice(row["exam_key"], row["title"]) for row in rows]


def list_regrades() -> QuerySet[Regrade]:
    """Every regrade, the latest first."""
    return Regrade.objects.select_related("question", "requested_by", "applied_by", "version")


def entries_of(row: Regrade) -> QuerySet[RegradeEntry]:
    """What changes: who fails now first, then who passes, then other scores."""
    order = Case(
        When(Q(before_outcome="pass") & ~Q(after_outcome="pass"), then=0),
        When(~Q(before_outcome="pass") & Q(after_outcome="pass"), then=1),
        default=2,
    )
    return (
        row.entries.filter(changed=True)
        .select_related("attempt__user", "attempt__enrollment")
        .defer("attempt__paper", "attempt__summary")
        .order_by(order, "attempt_id")
    )


def progress_of(row: Regrade) -> dict[str, int]:
    """How far a comparison or an application is: done, total, percent. One query."""
    total = row.counts.get("total", 0)
    done = total
    if row.state == RegradeState.COMPARING:
        done = row.entries.count()
    elif row.state == RegradeState.APPLYING:
        total = row.counts.get("changed", 0)
        done = row.grade_events.count()
    return {"done": done, "total": total, "percent": round(100 * done / total) if total else 0}
