"""What a trainee does in a unit: open it, leave off somewhere, finish a lesson."""

import datetime as dt
import re
import uuid
from typing import Any

from courses.enums import UnitOutcome
from courses.exceptions import UnitLocked, UnknownUnit
from courses.models import Enrollment, LessonPage, UnitPage, UnitProgress, UnitResult
from courses.queries.units import get_unit_access
from courses.services.results import record_unit_result
from lms.core import clock

LESSON_SOURCE = "lesson"
_POSITION = re.compile(r"[\w-]{1,80}")


def open_unit(
    enrollment: Enrollment, unit_key: uuid.UUID, *, now: dt.datetime | None = None
) -> None:
    """Note that the unit was opened, so that "Continue" leads back to it. One query."""
    now = now or clock.now()
    UnitProgress.objects.bulk_create(
        [
            UnitProgress(
                enrollment=enrollment, unit_key=unit_key, first_opened_at=now, last_opened_at=now
            )
        ],
        update_conflicts=True,
        unique_fields=["enrollment", "unit_key"],
        update_fields=["last_opened_at"],
    )


def remember_position(
    user: Any, page: UnitPage, position: str, *, now: dt.datetime | None = None
) -> bool:
    """Keep where in the unit the person is: the id of a block, or "" for the beginning.

    Returns False, and keeps nothing, when the unit is not open to them or the id is malformed.
    """
    now = now or clock.now()
    access = get_unit_access(user, page, now=now)
    if access.enrollment is None or not access.allowed:
        return False
    if position and not _POSITION.fullmatch(position):
        return False
    UnitProgress.objects.update_or_create(
        enrollment=access.enrollment,
        unit_key=page.translation_key,
        defaults={"position": position, "last_opened_at": now},
        create_defaults={"position": position, "last_opened_at": now, "first_opened_at": now},
    )
    return True


def complete_lesson(user: Any, page: UnitPage, *, now: dt.datetime | None = None) -> UnitResult:
    """Record that the person has worked through the lesson. Doing it twice is doing it once.

    Raises UnitLocked with the reasons when the lesson is not open to them, UnknownUnit when the
    page is another kind of unit: those are decided by their own app.
    """
    if not isinstance(page, LessonPage):
        raise UnknownUnit(f"{page} is not a lesson.")
    now = now or clock.now()
    access = get_unit_access(user, page, now=now)
    if not access.allowed or access.enrollment is None:
        raise UnitLocked(access.reasons)
    return record_unit_result(
        enrollment_id=access.enrollment.pk,
        unit_key=page.translation_key,
        unit_title=page.title,
        kind=page.unit_kind,
        source=LESSON_SOURCE,
        outcome=UnitOutcome.PASS,
        evidence={
            "kind": page.unit_kind,
            "version_digest": access.enrollment.version.digest,
            "judged_by": "self",
        },
        at=now,
    )
