"""What a completed enrollment proves: the facts certificates are decided and printed from."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from courses.completion import fold
from courses.models import Enrollment, UnitResult
from courses.services.results import as_facts, outline_of


@dataclass(frozen=True)
class ResultFact:
    """The deciding result of one unit of the pinned version."""

    unit_key: uuid.UUID
    title: str
    kind: str
    outcome: str
    score: Decimal | None
    evidence: Mapping[str, Any]
    at: dt.datetime


@dataclass(frozen=True)
class CompletionFacts:
    """One enrollment as evidence. ``completed_at`` is None while it is not completed."""

    user_id: int
    course_key: uuid.UUID
    course_title: str
    version_number: int
    version_digest: str
    completed_at: dt.datetime | None
    hours_theory: Decimal
    hours_practical: Decimal
    results: tuple[ResultFact, ...]


def get_completion_facts(enrollment_id: int) -> CompletionFacts:
    """The facts of one enrollment, results in the order of the outline. Two queries.

    Raises Enrollment.DoesNotExist.
    """
    enrollment = Enrollment.objects.select_related("version").get(pk=enrollment_id)
    outline = outline_of(enrollment.version)
    rows = list(UnitResult.objects.filter(enrollment=enrollment))
    by_place = {(row.unit_key, row.source, row.sequence): row for row in rows}
    deciding = fold(outline, as_facts(rows)).deciding
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
                at=row.at,
            )
        )
    return CompletionFacts(
        user_id=enrollment.user_id,
        course_key=enrollment.course_key,
        course_title=enrollment.course_title,
        version_number=enrollment.version.number,
        version_digest=enrollment.version.digest,
        completed_at=enrollment.completed_at,
        hours_theory=outline.hours_theory,
        hours_practical=outline.hours_practical,
        results=tuple(results),
    )
