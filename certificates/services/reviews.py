"""Results that were replaced after a certificate was issued on them: noticed, looked at once."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from certificates.enums import Standing
from certificates.exceptions import StepRefused
from certificates.models import Approval, BlockedIssue, Certificate, ResultReview
from certificates.recall import grounds_of
from certificates.services.grounds import note_further_grounds
from courses.api import RevisedResult, list_revised_results
from lms.core import clock
from lms.core.hooks import Dependent, ResultRef

# what a person still holds, or will hold again when a suspension ends
HELD = (Standing.IN_FORCE, Standing.SUSPENDED)


def review_results(enrollment_ids: Iterable[int] | None = None) -> int:
    """Put every certificate whose result was replaced before the registrar; returns how many.

    Nothing happens to the certificates, but what was added to the evidence is noted: a recall has
    to find them by a batch that was corrected, or by who marked again. Safe to run at any time:
    each change is put there once.
    """
    revised = list_revised_results(enrollment_ids)
    held = _held_by({one.user_id for one in revised})
    resting = [
        (certificate, one, result)
        for one in revised
        for certificate in held.get(one.user_id, [])
        if (result := _find_result(certificate, one))
    ]
    note_further_grounds(
        (certificate, grounds_of(one.title, one.evidence)) for certificate, one, _row in resting
    )
    return sum(_review(certificate, one, result) for certificate, one, result in resting)


def _held_by(user_ids: Iterable[int]) -> dict[int, list[Certificate]]:
    found: dict[int, list[Certificate]] = {}
    for row in Certificate.objects.filter(user__in=list(user_ids), standing__in=HELD):
        found.setdefault(row.user_id, []).append(row)
    return found


def _results_in(certificate: Certificate) -> Iterator[dict[str, Any]]:
    yield from certificate.snapshot.get("results", [])


def _find_result(certificate: Certificate, revised: RevisedResult) -> dict[str, Any] | None:
    place = (str(revised.unit_key), revised.version_digest)
    return next(
        (
            row
            for row in _results_in(certificate)
            if (row["unit_key"], row["version_digest"]) == place
        ),
        None,
    )


def _review(certificate: Certificate, revised: RevisedResult, result: dict[str, Any]) -> bool:
    score = None if result["score"] is None else Decimal(result["score"])
    if (result["outcome"], score) == (revised.outcome, revised.score):
        return False
    _row, created = ResultReview.objects.get_or_create(
        certificate=certificate,
        source=revised.source,
        sequence=revised.sequence,
        defaults={
            "unit_title": revised.title,
            "before_outcome": result["outcome"],
            "before_score": score,
            "after_outcome": revised.outcome,
            "after_score": revised.score,
            "changed_at": revised.at,
        },
    )
    return bool(created)


def close_review(review: ResultReview, *, actor: Any, note: str) -> ResultReview:
    """Say what was decided. Raises StepRefused when somebody already has."""
    with transaction.atomic():
        locked: ResultReview = ResultReview.objects.select_for_update().get(pk=review.pk)
        if locked.handled_at:
            raise StepRefused(_("Somebody has closed this already."))
        locked.handled_at, locked.handled_by, locked.note = clock.now(), actor, note.strip()
        locked.save(update_fields=["handled_at", "handled_by", "note"])
    return locked


def result_dependents(results: list[ResultRef]) -> list[Dependent]:
    """Certificates that rest on ``results``, and earned ones that still wait. Three queries."""
    enrollments = {one.enrollment_id for one in results}
    by_paper = {(str(one.unit_key), one.version_digest): one for one in results}
    by_enrollment = {one.enrollment_id: one for one in results}
    found = []
    held = Certificate.objects.filter(
        user__enrollments__in=enrollments, standing__in=HELD
    ).distinct()
    for certificate in held:
        for row in _results_in(certificate):
            if ref := by_paper.get((row["unit_key"], row["version_digest"])):
                found.append(
                    Dependent(
                        result=ref,
                        label=f"{certificate.printed_number}, {certificate.title}",
                        state=str(certificate.state.label),
                        url=reverse("lms_certificates_register:inspect", args=[certificate.pk]),
                    )
                )
    waiting = BlockedIssue.objects.waiting().filter(enrollment__in=enrollments)
    found.extend(
        Dependent(
            result=by_enrollment[row.enrollment_id],
            label=row.award.title,
            state=_("earned, not issued yet"),
            url=reverse("lms_certificates_waiting:inspect", args=[row.pk]),
        )
        for row in waiting.select_related("award")
    )
    asked = Approval.objects.waiting().filter(enrollment__in=enrollments)
    found.extend(
        Dependent(
            result=by_enrollment[row.enrollment_id],
            label=row.award.title,
            state=_("earned, waits for approval"),
            url=reverse("lms_certificates_approvals:inspect", args=[row.pk]),
        )
        for row in asked.select_related("award")
    )
    return found
