"""One audited step of an enrollment. The other services decide when; this one takes it."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.access import state_by_clock
from courses.enrollment import TRANSITIONS
from courses.enums import EnrollmentState
from courses.exceptions import TransitionRefused
from courses.models import Enrollment, EnrollmentEvent
from courses.signals import announce, course_completed, enrollment_changed


def state_of(enrollment: Enrollment, *, now: dt.datetime) -> str:
    """The state by the clock: access that ran out is expired."""
    return state_by_clock(
        enrollment.state, expires_on=enrollment.expires_on, today=timezone.localdate(now)
    )


def roles_of(actor: Any, enrollment: Enrollment) -> set[str]:
    """In which roles ``actor`` acts on ``enrollment``; nobody is the system itself."""
    if actor is None:
        return {"system"}
    roles = set()
    if actor.pk == enrollment.user_id:
        roles.add("learner")
    if actor.has_perm("lms_courses.change_enrollment"):
        roles.add("staff")
    return roles


def take(
    enrollment: Enrollment,
    action: str,
    *,
    actor: Any,
    reason: str,
    now: dt.datetime,
    details: dict[str, Any] | None = None,
) -> Enrollment:
    """Take ``action`` on a saved, locked enrollment; record it and announce it after commit.

    Raises TransitionRefused when the state, the role or a missing reason forbids it.
    """
    transition = TRANSITIONS[action]
    reason = reason.strip()
    check(enrollment, action, actor=actor, reason=reason)
    before = enrollment.state
    enrollment.state = transition.target
    if transition.target == EnrollmentState.ACTIVE and enrollment.started_at is None:
        enrollment.started_at = now
    if transition.target == EnrollmentState.COMPLETED:
        enrollment.completed_at = now
    enrollment.save()
    write_event(
        enrollment, action, before=before, actor=actor, reason=reason, now=now, details=details
    )
    return enrollment


def check(enrollment: Enrollment, action: str, *, actor: Any, reason: str) -> None:
    """Raise TransitionRefused unless ``actor`` may take ``action`` now."""
    transition = TRANSITIONS[action]
    if enrollment.state not in transition.sources:
        raise TransitionRefused(
            _("This is not possible while the enrollment is “%(state)s”.")
            % {"state": EnrollmentState(enrollment.state).label}
        )
    if not roles_of(actor, enrollment) & transition.by:
        raise TransitionRefused(_("You do not have permission to do this."))
    if transition.needs_reason and not reason:
        raise TransitionRefused(_("Give a reason: it is kept with the enrollment."))


def write_event(
    enrollment: Enrollment,
    action: str,
    *,
    before: str,
    actor: Any,
    reason: str,
    now: dt.datetime,
    details: dict[str, Any] | None = None,
) -> None:
    """Append the audit row and announce the change of state, if it is one."""
    EnrollmentEvent.objects.create(
        enrollment=enrollment,
        action=action,
        from_state=before,
        to_state=enrollment.state,
        actor=actor,
        reason=reason,
        details=details or {},
        at=now,
    )
    if before == enrollment.state:
        return
    announce(
        enrollment_changed,
        sender=Enrollment,
        enrollment_id=enrollment.pk,
        from_state=before,
        to_state=enrollment.state,
    )
    if enrollment.state == EnrollmentState.COMPLETED:
        announce(course_completed, sender=Enrollment, enrollment_id=enrollment.pk)
