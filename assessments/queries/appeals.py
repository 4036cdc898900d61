"""Appeals: what a trainee sees of theirs, and what waits for a decision."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet

from assessments.enums import AttemptState
from assessments.marks import appeal_ends
from assessments.models import Appeal, AppealOutcome, Attempt, GradeEvent
from assessments.queries.records import AttemptRecord, attempt_record


@dataclass(frozen=True)
class AppealState:
    """Where an attempt's appeal stands; ``until`` while one can still be made."""

    appeal: Appeal | None
    outcome: AppealOutcome | None
    until: dt.datetime | None

    @property
    def is_shown(self) -> bool:
        return self.appeal is not None or self.until is not None


def appeal_state(
    attempt: Attempt, latest: GradeEvent | None, rule: Any, *, now: dt.datetime
) -> AppealState:
    """One query."""
    appeal = Appeal.objects.filter(attempt=attempt).select_related("outcome").first()
    if appeal is not None:
        return AppealState(appeal, getattr(appeal, "outcome", None), None)
    ends = None
    if latest is not None and attempt.state == AttemptState.GRADED:
        ends = appeal_ends(rule, latest.at)
    return AppealState(None, None, ends if ends and now <= ends else None)


def list_appeals() -> QuerySet[Appeal]:
    """Those that wait for a decision first, the longest wait first; then the decided ones."""
    return (
        Appeal.objects.exclude(attempt__state=AttemptState.VOIDED, outcome=None)
        .select_related("attempt", "outcome__decided_by")
        .defer("attempt__paper", "attempt__summary")
        .order_by(F("outcome__decided_at").asc(nulls_first=True), "made_at", "pk")
    )


@dataclass(frozen=True)
class AppealSheet:
    """An appeal with the whole attempt, for whoever decides."""

    appeal: Appeal
    record: AttemptRecord
    outcome: AppealOutcome | None

    def scale(self, row: Any) -> int:
        kind = row.version.kind
        return int(kind.scale(row.item.spec_of(row.version)))

    def given(self, row: Any) -> Decimal:
        return Decimal(row.fraction or 0) * self.scale(row)


def get_appeal_sheet(appeal_id: int) -> AppealSheet:
    """Raises Appeal.DoesNotExist."""
    appeal = Appeal.objects.select_related("attempt__user", "outcome").get(pk=appeal_id)
    return AppealSheet(appeal, attempt_record(appeal.attempt), getattr(appeal, "outcome", None))
