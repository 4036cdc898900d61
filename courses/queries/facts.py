"""What a completed enrollment proves: the facts certificates are decided and printed from."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, Q

from courses.completion import fold
from courses.models import Enrollment, UnitResult
from courses.outline import LESSON, PRACTICE
from courses.services.results import as_facts, outline_of

LEARNING_KINDS = frozenset({LESSON, PRACTICE})


@dataclass(frozen=True)
class ResultFact:
    """The deciding result of one unit of the pinned version.

    ``at`` is when its source was first judged: another mark of the same attempt says more about
    it, but is no learning of a later day.
    """

    unit_key: uuid.UUID
    title: str
    kind: str
    outcome: str
    score: Decimal | None
    evidence: Mapping[str, Any]
    at: dt.datetime

    @property
    def is_proof(self) -> bool:
        """Whether the trainee was examined. Lessons and practice are learning: they complete a
        unit, and nothing rests on them."""
        return self.kind not in LEARNING_KINDS


@dataclass(frozen=True)
class CompletionFacts:
    """One enrollment as evidence. ``completed_at`` is None while it is not completed.

    A completed course stays completed; ``stands`` says whether every required unit is passed
    still, after all that was marked again, regraded or voided since.
    """

    enrollment_id: int
    user_id: int
    course_key: uuid.UUID
    course_title: str
    version_number: int
    version_digest: str
    completed_at: dt.datetime | None
    hours_theory: Decimal
    hours_practical: Decimal
    results: tuple[ResultFact, ...]
    stands: bool


def get_completion_facts(enrollment_id: int) -> CompletionFacts:
    """The facts of one enrollment, results in the order of the outline. Two queries.

    Raises Enrollment.DoesNotExist.
    """
    enrollment = Enrollment.objects.select_related("version").get(pk=enrollment_id)
    return _facts_of(enrollment, list(UnitResult.objects.filter(enrollment=enrollment)))


def list_learning_facts(user: Any) -> list[CompletionFacts]:
    """The facts of every enrollment of ``user``, completed or not. Two queries."""
    enrollments = Enrollment.objects.filter(user=user).select_related("version").order_by("pk")
    rows: dict[int, list[UnitResult]] = defaultdict(list)
    for row in UnitResult.objects.filter(enrollment__user=user):
        rows[row.enrollment_id].append(row)
    return [_facts_of(enrollment, rows[enrollment.pk]) for enrollment in enrollments]


def _facts_of(enrollment: Enrollment, rows: list[UnitResult]) -> CompletionFacts:
    outline = outline_of(enrollment.version)
    by_place = {(row.unit_key, row.source, row.sequence): row for row in rows}
    first: dict[tuple[uuid.UUID, str], dt.datetime] = {}
    for row in rows:
        place = (row.unit_key, row.source)
        first[place] = min(row.at, first.get(place, row.at))
    progress = fold(outline, as_facts(rows))
    deciding = progress.deciding
    results = []
    for unit in outline.units():
        if (fact := deciding.get(unit.key)) is None:
            continue
        row = by_place[fact.unit_key, fact.source, fact.sequence]
        results.append(
            ResultFact(
                unit_key=row.unit_key,
                title=row.unit_title,
                kind=row.kind,
                outcome=row.outcome,
                score=row.score,
                evidence=row.evidence,
                at=first[row.unit_key, row.source],
            )
        )
    return CompletionFacts(
        enrollment_id=enrollment.pk,
        user_id=enrollment.user_id,
        course_key=enrollment.course_key,
        course_title=enrollment.course_title,
        version_number=enrollment.version.number,
        version_digest=enrollment.version.digest,
        completed_at=enrollment.completed_at,
        hours_theory=outline.hours_theory,
        hours_practical=outline.hours_practical,
        results=tuple(results),
        stands=progress.is_complete,
    )


@dataclass(frozen=True)
class RevisedResult:
    """A result that a later one of the same source has replaced; of a completed course, since then.

    ``version_digest`` names what the first one was judged on, as its evidence does.
    """

    enrollment_id: int
    user_id: int
    unit_key: uuid.UUID
    title: str
    source: str
    sequence: int
    version_digest: str
    outcome: str
    score: Decimal | None
    at: dt.datetime
    evidence: Mapping[str, Any]


def list_revised_results(enrollment_ids: Iterable[int] | None = None) -> list[RevisedResult]:
    """Results that were replaced, in a completed course since then: the current one of each source.

    Of all enrollments, or of ``enrollment_ids``. Two queries.
    """
    replaced = UnitResult.objects.filter(
        Q(enrollment__completed_at__isnull=True) | Q(at__gte=F("enrollment__completed_at")),
        sequence__gt=0,
    )
    if enrollment_ids is not None:
        replaced = replaced.filter(enrollment__in=list(enrollment_ids))
    sources = set(replaced.values_list("enrollment_id", "source"))
    rows = (
        UnitResult.objects.filter(
            enrollment__in={enrollment for enrollment, _source in sources},
            source__in={source for _enrollment, source in sources},
        )
        .select_related("enrollment")
        .order_by("enrollment_id", "source", "sequence")
    )
    first: dict[tuple[int, str], UnitResult] = {}
    last: dict[tuple[int, str], UnitResult] = {}
    for row in rows:
        place = (row.enrollment_id, row.source)
        if place in sources:
            first.setdefault(place, row)
            last[place] = row
    return [
        RevisedResult(
            enrollment_id=row.enrollment_id,
            user_id=row.enrollment.user_id,
            unit_key=row.unit_key,
            title=row.unit_title,
            source=row.source,
            sequence=row.sequence,
            version_digest=str(first[place].evidence.get("version_digest") or ""),
            outcome=row.outcome,
            score=row.score,
            at=row.at,
            evidence=row.evidence,
        )
        for place, row in last.items()
    ]
