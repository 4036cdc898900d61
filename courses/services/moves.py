"""Moving enrollments to another version: first what would change for whom, then on purpose."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from courses.completion import Result
from courses.enums import EnrollmentState
from courses.exceptions import TransitionRefused
from courses.models import CourseVersion, Enrollment, UnitResult
from courses.moves import MoveEffect, VersionChange, compare, effect_of_move
from courses.outline import CourseOutline
from courses.services import steps
from courses.services.results import as_facts, lock_enrollment, outline_of, refold
from lms.core import clock


@dataclass(frozen=True)
class MoveRow:
    """One enrollment in a preview. ``change`` is shared by all that leave the same version."""

    enrollment: Enrollment
    change: VersionChange
    effect: MoveEffect


def movable(enrollments: Iterable[Enrollment], version: CourseVersion) -> list[Enrollment]:
    """Those that can be moved: open, on the same course, and on another version."""
    return [
        row
        for row in enrollments
        if row.state in EnrollmentState.OPEN_STATES
        and row.course_key == version.course_key
        and row.version_id != version.pk
    ]


def preview_version_move(
    enrollments: Iterable[Enrollment], version: CourseVersion
) -> list[MoveRow]:
    """What moving each enrollment to ``version`` would change. Changes nothing.

    Queries: one for the results, and what the given enrollments need for version and user.
    """
    rows = movable(enrollments, version)
    results: dict[int, list[Result]] = defaultdict(list)
    for result in UnitResult.objects.filter(enrollment__in=rows):
        results[result.enrollment_id].extend(as_facts([result]))
    new = outline_of(version)
    old: dict[int, CourseOutline] = {}
    preview = []
    for row in rows:
        if row.version_id not in old:
            old[row.version_id] = outline_of(row.version)
        before = old[row.version_id]
        preview.append(
            MoveRow(row, compare(before, new), effect_of_move(before, new, results[row.pk]))
        )
    return preview


def move_enrollments(
    enrollments: Iterable[Enrollment],
    version: CourseVersion,
    *,
    actor: Any,
    reason: str,
    now: dt.datetime | None = None,
) -> list[Enrollment]:
    """Pin ``version`` for each enrollment that can be moved, and fold its results again.

    Every move is an event that names both versions. Raises TransitionRefused without permission
    or reason.
    """
    now = now or clock.now()
    if not actor.has_perm("lms_courses.change_enrollment"):
        raise TransitionRefused(_("You do not have permission to do this."))
    if not reason.strip():
        raise TransitionRefused(_("Give a reason: it is kept with the enrollment."))
    moved = []
    for row in movable(enrollments, version):
        with transaction.atomic():
            locked = lock_enrollment(row.pk)
            if not movable([locked], version):
                continue
            details = {"from_version": locked.version.number, "to_version": version.number}
            locked.version = version
            locked.save(update_fields=["version"])
            steps.write_event(
                locked,
                "move",
                before=locked.state,
                actor=actor,
                reason=reason.strip(),
                now=now,
                details=details,
            )
            refold(locked, at=now)
            moved.append(locked)
    return moved
