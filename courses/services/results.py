"""Unit results: recorded once, folded at once, and the course completed when the fold says so."""

import datetime as dt
import uuid
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from threading import Lock
from typing import Any

from django.db import transaction

from courses.completion import Progress, Result, fold
from courses.enums import EnrollmentState, UnitOutcome
from courses.models import CourseVersion, Enrollment, UnitResult
from courses.outline import CourseOutline
from courses.services import steps
from courses.signals import (
    announce,
    unit_completed,
    unit_result_improved,
    unit_results_revised,
)
from lms.core import clock

SCORE_STEP = Decimal("0.00001")


@dataclass(frozen=True)
class PinnedOutline:
    """The outline of a course version as its row holds it, and as values. Never to be changed."""

    data: Mapping[str, Any]
    outline: CourseOutline


class OutlineShelf:
    """The outlines read last by this process, by the digest of their content.

    The digest names the content, so what is found under it cannot be out of date. The one that has
    not been asked for longest leaves first.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._kept: OrderedDict[str, PinnedOutline] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, digest: str) -> PinnedOutline | None:
        with self._lock:
            found = self._kept.get(digest)
            if found is not None:
                self._kept.move_to_end(digest)
            return found

    def keep(self, digest: str, pinned: PinnedOutline) -> None:
        with self._lock:
            self._kept[digest] = pinned
            while len(self._kept) > self.limit:
                self._kept.popitem(last=False)


outlines = OutlineShelf(limit=256)


def pinned_outline_of(version: CourseVersion) -> PinnedOutline:
    """The frozen outline of ``version``, read from JSON once per process."""
    found = outlines.find(version.digest)
    if found is None:
        found = PinnedOutline(version.outline, CourseOutline.from_json(version.outline))
        outlines.keep(version.digest, found)
    return found


def outline_of(version: CourseVersion) -> CourseOutline:
    """The frozen outline of ``version`` as values."""
    return pinned_outline_of(version).outline


def progress_of(enrollment: Enrollment, *, outline: CourseOutline | None = None) -> Progress:
    """Fold every result of ``enrollment`` against its version (or another outline)."""
    rows = UnitResult.objects.filter(enrollment=enrollment)
    return fold(outline or outline_of(enrollment.version), as_facts(rows))


def as_facts(rows: Iterable[UnitResult]) -> list[Result]:
    """Result rows as the values the fold takes."""
    return [
        Result(
            unit_key=row.unit_key,
            source=row.source,
            sequence=row.sequence,
            outcome=row.outcome,
            at=row.at,
            score=row.score,
            withdrawn=bool(row.evidence.get("voided")),
        )
        for row in rows
    ]


def lock_enrollment(enrollment_id: int) -> Enrollment:
    """Read the enrollment and hold its row until the transaction ends."""
    return (
        Enrollment.objects.select_for_update(of=("self",))
        .select_related("version", "user")
        .get(pk=enrollment_id)
    )


@dataclass(frozen=True)
class NewResult:
    """What was decided about a unit; ``score`` is a share from 0 to 1, kept to five decimals.

    Raises ValueError for an unknown outcome or a score out of range.
    """

    enrollment_id: int
    unit_key: uuid.UUID
    unit_title: str
    kind: str
    source: str
    outcome: str
    at: dt.datetime
    sequence: int = 0
    score: Decimal | None = None
    evidence: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        UnitOutcome(self.outcome)
        if self.score is not None and not 0 <= self.score <= 1:
            raise ValueError(f"A score is a share from 0 to 1, not {self.score}.")

    @property
    def place(self) -> tuple[uuid.UUID, str, int]:
        return (self.unit_key, self.source, self.sequence)

    def as_row(self) -> UnitResult:
        return UnitResult(
            enrollment_id=self.enrollment_id,
            unit_key=self.unit_key,
            source=self.source,
            sequence=self.sequence,
            unit_title=self.unit_title[:255],
            kind=self.kind,
            outcome=UnitOutcome(self.outcome).value,
            score=None if self.score is None else Decimal(self.score).quantize(SCORE_STEP),
            evidence=dict(self.evidence),
            at=self.at,
        )


def record_unit_result(
    *,
    enrollment_id: int,
    unit_key: uuid.UUID,
    unit_title: str,
    kind: str,
    source: str,
    sequence: int = 0,
    outcome: str,
    score: Decimal | None = None,
    evidence: Mapping[str, Any] | None = None,
    at: dt.datetime | None = None,
) -> UnitResult:
    """Record what was decided about a unit, fold it, and complete the course if that was the last.

    The same (enrollment, unit, source, sequence) recorded again returns the first row unchanged.
    ``score`` is a share from 0 to 1, kept to five decimals. Raises ValueError for an unknown
    outcome or a score out of range, Enrollment.DoesNotExist for an unknown enrollment.
    """
    result = NewResult(
        enrollment_id=enrollment_id,
        unit_key=unit_key,
        unit_title=unit_title,
        kind=kind,
        source=source,
        sequence=sequence,
        outcome=outcome,
        score=score,
        evidence=evidence or {},
        at=at or clock.now(),
    )
    # a caller's transaction needs no savepoint: what fails here fails the whole
    with transaction.atomic(savepoint=False):
        enrollment = lock_enrollment(enrollment_id)
        # nobody else adds a result while the enrollment is held
        rows = list(UnitResult.objects.filter(enrollment=enrollment))
        if found := next((row for row in rows if _place(row) == result.place), None):
            return found
        row = result.as_row()
        row.save(force_insert=True)
        was_completed, before = enrollment.completed_at is not None, enrollment.unit_outcomes
        progress = _fold(enrollment, [*rows, row], at=result.at)
        _announce_improved(enrollment, progress, rows, {unit_key})
        replaces = any((one.unit_key, one.source) == (unit_key, source) for one in rows)
        if replaces or (was_completed and (sequence or before != enrollment.unit_outcomes)):
            announce(unit_results_revised, sender=Enrollment, enrollment_ids=[enrollment.pk])
    return row


def record_unit_results(results: Iterable[NewResult]) -> int:
    """Record some hundred results at once, as ``record_unit_result`` does one; returns how many.

    Three queries, and one more for each enrollment whose standing turns. What is recorded already
    is left as it is.
    """
    wanted: dict[int, dict[tuple[uuid.UUID, str, int], NewResult]] = {}
    for result in results:
        wanted.setdefault(result.enrollment_id, {}).setdefault(result.place, result)
    with transaction.atomic(savepoint=False):
        # in one order, so that two of these never wait for each other
        held = list(
            Enrollment.objects.select_for_update(of=("self",))
            .select_related("version", "user")
            .filter(pk__in=wanted)
            .order_by("pk")
        )
        known: dict[int, list[UnitResult]] = {enrollment.pk: [] for enrollment in held}
        for row in UnitResult.objects.filter(enrollment__in=list(wanted)):
            known[row.enrollment_id].append(row)
        new: dict[int, list[UnitResult]] = {}
        for enrollment in held:
            there = {_place(row) for row in known[enrollment.pk]}
            fresh = [one for place, one in wanted[enrollment.pk].items() if place not in there]
            new[enrollment.pk] = [one.as_row() for one in fresh]
        UnitResult.objects.bulk_create([row for rows in new.values() for row in rows])
        revised = []
        for enrollment in held:
            rows = new[enrollment.pk]
            if not rows:
                continue
            was_completed, before = enrollment.completed_at is not None, enrollment.unit_outcomes
            earlier = known[enrollment.pk]
            progress = _fold(enrollment, [*earlier, *rows], at=max(row.at for row in rows))
            _announce_improved(enrollment, progress, earlier, {row.unit_key for row in rows})
            turned = before != enrollment.unit_outcomes
            sources = {(row.unit_key, row.source) for row in earlier}
            replaces = any((row.unit_key, row.source) in sources for row in rows)
            if replaces or (was_completed and (turned or any(row.sequence for row in rows))):
                revised.append(enrollment.pk)
        if revised:
            announce(unit_results_revised, sender=Enrollment, enrollment_ids=revised)
    return sum(len(rows) for rows in new.values())


def _announce_improved(
    enrollment: Enrollment, progress: Progress, before: list[UnitResult], keys: set[uuid.UUID]
) -> None:
    for key in keys:
        if _improves(progress, enrollment, before, key):
            announce(
                unit_result_improved, sender=Enrollment, enrollment_id=enrollment.pk, unit_key=key
            )


def _improves(
    progress: Progress, enrollment: Enrollment, before: list[UnitResult], unit_key: uuid.UUID
) -> bool:
    """Whether a unit that ``before`` had passed is now passed with a better score."""
    now = progress.deciding.get(unit_key)
    if now is None or now.score is None or not progress.is_passed(unit_key):
        return False
    earlier = fold(outline_of(enrollment.version), as_facts(before))
    was = earlier.deciding.get(unit_key)
    return (
        was is not None
        and earlier.is_passed(unit_key)
        and (was.score is None or was.score < now.score)
    )


def _place(row: UnitResult) -> tuple[uuid.UUID, str, int]:
    return (row.unit_key, row.source, row.sequence)


def refold(enrollment: Enrollment, *, at: dt.datetime) -> Progress:
    """Bring the columns of a locked enrollment to what its results say; complete it if they do.

    Sends ``unit_completed`` for each unit that became passed and, through the step to completed,
    ``course_completed``, both after commit.
    """
    return _fold(enrollment, UnitResult.objects.filter(enrollment=enrollment), at=at)


def _fold(enrollment: Enrollment, rows: Iterable[UnitResult], *, at: dt.datetime) -> Progress:
    progress = fold(outline_of(enrollment.version), as_facts(rows))
    before = enrollment.unit_outcomes
    stood = (before, enrollment.required_done, enrollment.required_total)
    enrollment.unit_outcomes = progress.as_json()
    enrollment.required_done = progress.required_done
    enrollment.required_total = progress.required_total
    stands = (enrollment.unit_outcomes, enrollment.required_done, enrollment.required_total)
    completes = (
        progress.is_complete and steps.state_of(enrollment, now=at) == EnrollmentState.ACTIVE
    )
    if stands != stood and not completes:  # the step to completed writes them too
        enrollment.save(update_fields=["unit_outcomes", "required_done", "required_total"])
    for key in progress.outcomes:
        if progress.is_passed(key) and before.get(str(key)) != UnitOutcome.PASS:
            announce(unit_completed, sender=Enrollment, enrollment_id=enrollment.pk, unit_key=key)
    if completes:
        steps.take(enrollment, "complete", actor=None, reason="", now=at)
    return progress
