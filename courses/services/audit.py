"""Proof that what is kept for speed equals what the history says."""

from django.db import transaction

from courses.enums import EnrollmentState
from courses.models import Enrollment, EnrollmentEvent
from courses.services.results import lock_enrollment, progress_of, refold
from lms.core import clock


def list_disagreements(*, fix: bool = False) -> tuple[int, list[str]]:
    """(how many were checked, a sentence for each enrollment that disagrees with its history).

    Checked are the outcomes and counts against the fold of the results, completion against the
    fold, and the state against the last event. ``fix`` writes the fold; a state is never guessed.
    """
    found: list[str] = []
    checked = 0
    for enrollment in Enrollment.objects.select_related("version").iterator(chunk_size=200):
        checked += 1
        wrong = _disagreements(enrollment)
        if wrong:
            found.append(f"Enrollment {enrollment.pk}: {', '.join(wrong)}")
            if fix:
                with transaction.atomic():
                    refold(lock_enrollment(enrollment.pk), at=clock.now())
    return checked, found


def _disagreements(enrollment: Enrollment) -> list[str]:
    progress = progress_of(enrollment)
    wrong = []
    if enrollment.unit_outcomes != progress.as_json():
        wrong.append("outcomes differ from the results")
    if (enrollment.required_done, enrollment.required_total) != (
        progress.required_done,
        progress.required_total,
    ):
        wrong.append("counts differ from the results")
    if enrollment.state == EnrollmentState.ACTIVE and progress.is_complete:
        wrong.append("everything is done but the course is not completed")
    last = EnrollmentEvent.objects.filter(enrollment=enrollment).order_by("-at", "-pk").first()
    if last is None or last.to_state != enrollment.state:
        wrong.append("the last event names another state")
    return wrong
