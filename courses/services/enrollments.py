"""Enrolling and the steps after it: who, when, why are kept for each."""

import datetime as dt
import hmac
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.awards import award_book
from courses.enums import EnrollmentPolicy, EnrollmentState, PrerequisiteKind
from courses.exceptions import EnrollmentRefused, TransitionRefused
from courses.models import Cohort, CoursePage, Enrollment
from courses.services import steps
from courses.services.results import lock_enrollment, outline_of, refold
from courses.services.versions import find_current_version, lock_course, publish_version
from lms.core import clock

SEAT_STATES = (EnrollmentState.ACTIVE, EnrollmentState.SUSPENDED, EnrollmentState.COMPLETED)


def enroll(
    user: Any,
    course: CoursePage,
    *,
    actor: Any = None,
    cohort: Cohort | None = None,
    code: str = "",
    now: dt.datetime | None = None,
) -> Enrollment:
    """Put ``user`` on the current version of ``course``, or on the list of applicants.

    ``actor`` is the user unless staff acts for them; staff are not held up by policy, code or
    prerequisites, only by capacity. Somebody who already has an open enrollment gets that one.
    Raises EnrollmentRefused with the sentence that says why.
    """
    now = now or clock.now()
    actor = actor or user
    by_staff = actor.pk != user.pk
    if by_staff and not actor.has_perm("lms_courses.add_enrollment"):
        raise EnrollmentRefused(_("You do not have permission to enroll other people."))
    if not by_staff:
        check_admission(user, course, code=code, now=now)
    try:
        with transaction.atomic():
            course = lock_course(course)
            _expire_for(user, course, now=now)
            known = (
                Enrollment.objects.open()
                .filter(user=user, course_key=course.translation_key)
                .first()
            )
            if known is not None:
                return known
            return _create(user, course, actor=actor, cohort=cohort, now=now, by_staff=by_staff)
    except IntegrityError:
        # a twin on another connection won
        return Enrollment.objects.open().get(user=user, course_key=course.translation_key)


def _create(
    user: Any,
    course: CoursePage,
    *,
    actor: Any,
    cohort: Cohort | None,
    now: dt.datetime,
    by_staff: bool,
) -> Enrollment:
    version = find_current_version(course) or publish_version(course)
    if version is None or not course.live:
        raise EnrollmentRefused(_("This course is not open for enrollment yet."))
    if cohort is not None:
        cohort = _take_place(cohort, course)
    applies = course.enrollment_policy == EnrollmentPolicy.APPROVAL and not by_staff
    enrollment = Enrollment(
        user=user,
        course=course,
        course_key=course.translation_key,
        course_title=course.title,
        version=version,
        state=EnrollmentState.APPLIED if applies else EnrollmentState.ACTIVE,
        cohort=cohort,
        applied_at=now,
        required_total=len(outline_of(version).required_keys),
    )
    if not applies:
        _start(enrollment, course, now=now)
    enrollment.save()
    steps.write_event(
        enrollment,
        "apply" if applies else "enroll",
        before="",
        actor=actor,
        reason="",
        now=now,
        details={"version": version.number, "cohort": str(cohort) if cohort else ""},
    )
    return enrollment


def _start(enrollment: Enrollment, course: CoursePage | None, *, now: dt.datetime) -> None:
    """Set the first and the last day of access."""
    enrollment.started_at = now
    cohort = enrollment.cohort
    if cohort is not None and cohort.access_until:
        enrollment.expires_on = cohort.access_until
    elif course is not None and course.access_days:
        first = timezone.localdate(now)
        if cohort is not None:
            first = max(first, cohort.starts_on)
        enrollment.expires_on = first + dt.timedelta(days=course.access_days)


def _take_place(cohort: Cohort, course: CoursePage) -> Cohort:
    """Hold the cohort's row and make sure that it has a place. Raises EnrollmentRefused."""
    cohort = Cohort.objects.select_for_update(of=("self",), no_key=True).get(pk=cohort.pk)
    if cohort.course_id != course.pk:
        raise EnrollmentRefused(_("This cohort belongs to another course."))
    if cohort.capacity is not None:
        taken = cohort.enrollments.filter(state__in=SEAT_STATES).count()
        if taken >= cohort.capacity:
            raise EnrollmentRefused(
                _(
                    "“%(cohort)s” is full. Choose another cohort, or ask the school to be told "
                    "when a place becomes free."
                )
                % {"cohort": cohort.title}
            )
    return cohort


def check_admission(user: Any, course: CoursePage, *, code: str, now: dt.datetime) -> None:
    """Raise EnrollmentRefused unless ``user`` may enroll by themselves."""
    if course.enrollment_policy == EnrollmentPolicy.CODE:
        given, wanted = code.strip().casefold(), course.enrollment_code.strip().casefold()
        if not given:
            raise EnrollmentRefused(_("Enter the enrollment code that you were given."))
        if not hmac.compare_digest(given.encode(), wanted.encode()):
            raise EnrollmentRefused(
                _("This is not the code of this course. Check it, or ask who gave it to you.")
            )
    missing = missing_prerequisites(user, course, now=now)
    if missing:
        raise EnrollmentRefused(
            _("Before you can enroll you need: %(missing)s.") % {"missing": "; ".join(missing)}
        )


def missing_prerequisites(user: Any, course: CoursePage, *, now: dt.datetime) -> list[str]:
    """The titles of what ``user`` lacks; empty when nothing is missing."""
    wanted = list(course.prerequisites.select_related("course"))
    if not wanted:
        return []
    completed = set(
        Enrollment.objects.completed().filter(user=user).values_list("course_key", flat=True)
    )
    book = award_book()
    titles = book.titles()
    missing = []
    for item in wanted:
        if item.kind == PrerequisiteKind.COURSE:
            if item.course_key is not None and item.course_key not in completed:
                missing.append(item.required_title)
        elif not book.holds(user, item.award_key, now):
            missing.append(titles.get(item.award_key, item.award_key))
    return missing


def _expire_for(user: Any, course: CoursePage, *, now: dt.datetime) -> None:
    due = Enrollment.objects.past_access(timezone.localdate(now)).filter(
        user=user, course_key=course.translation_key
    )
    for enrollment in due.select_for_update(of=("self",)):
        steps.take(enrollment, "expire", actor=None, reason="", now=now)


def approve(
    enrollment: Enrollment, *, actor: Any, reason: str = "", now: dt.datetime | None = None
) -> Enrollment:
    """Let an applicant in, on the course's current version. Capacity is checked again."""
    now = now or clock.now()
    with transaction.atomic():
        course = lock_course(enrollment.course) if enrollment.course else None
        locked = lock_enrollment(enrollment.pk)
        steps.check(locked, "approve", actor=actor, reason=reason)
        if course is not None:
            locked.version = find_current_version(course) or locked.version
            locked.required_total = len(outline_of(locked.version).required_keys)
            if locked.cohort is not None:
                locked.cohort = _take_place(locked.cohort, course)
        _start(locked, course, now=now)
        return steps.take(locked, "approve", actor=actor, reason=reason, now=now)


def decline(
    enrollment: Enrollment, *, actor: Any, reason: str, now: dt.datetime | None = None
) -> Enrollment:
    """Turn an application down, with the reason the applicant is told."""
    return _simple_step(enrollment, "decline", actor=actor, reason=reason, now=now)


def withdraw(
    enrollment: Enrollment, *, actor: Any, reason: str = "", now: dt.datetime | None = None
) -> Enrollment:
    """End an enrollment before completion. Results and certificates stay."""
    return _simple_step(enrollment, "withdraw", actor=actor, reason=reason, now=now)


def suspend(
    enrollment: Enrollment, *, actor: Any, reason: str, now: dt.datetime | None = None
) -> Enrollment:
    """Close the lessons for a while; nothing recorded is lost."""
    return _simple_step(enrollment, "suspend", actor=actor, reason=reason, now=now)


def reinstate(
    enrollment: Enrollment,
    *,
    actor: Any,
    reason: str,
    expires_on: dt.date | None = None,
    now: dt.datetime | None = None,
) -> Enrollment:
    """Open a suspended, expired or withdrawn enrollment again, with a new last day if given.

    Refused when the last day of access would already be over, or when the person meanwhile has
    another open enrollment on the course.
    """
    now = now or clock.now()
    with transaction.atomic():
        locked = _settle(lock_enrollment(enrollment.pk), now=now)
        steps.check(locked, "reinstate", actor=actor, reason=reason.strip())
        if expires_on is not None:
            locked.expires_on = expires_on
        if locked.expires_on and locked.expires_on < timezone.localdate(now):
            raise TransitionRefused(_("Give a last day of access that is not over yet."))
        others = Enrollment.objects.open().filter(user=locked.user, course_key=locked.course_key)
        if others.exclude(pk=locked.pk).exists():
            raise TransitionRefused(_("This person has another open enrollment on the course."))
        if locked.started_at is None:
            _start(locked, locked.course, now=now)
        steps.take(locked, "reinstate", actor=actor, reason=reason, now=now)
        refold(locked, at=now)
        return locked


def _settle(locked: Enrollment, *, now: dt.datetime) -> Enrollment:
    """Write down an expiry that the clock already brought."""
    if steps.state_of(locked, now=now) != locked.state:
        steps.take(locked, "expire", actor=None, reason="", now=now)
    return locked


def _simple_step(
    enrollment: Enrollment, action: str, *, actor: Any, reason: str, now: dt.datetime | None
) -> Enrollment:
    with transaction.atomic():
        locked = lock_enrollment(enrollment.pk)
        return steps.take(locked, action, actor=actor, reason=reason, now=now or clock.now())


def expire_due(*, now: dt.datetime | None = None) -> int:
    """Mark every enrollment whose access ran out; returns how many.

    Nothing waits for this: reads go by the clock. It keeps lists and events tidy.
    """
    now = now or clock.now()
    today = timezone.localdate(now)
    count = 0
    for pk in list(Enrollment.objects.past_access(today).values_list("pk", flat=True)):
        with transaction.atomic():
            locked = lock_enrollment(pk)
            if steps.state_of(locked, now=now) == locked.state:
                continue
            steps.take(locked, "expire", actor=None, reason="", now=now)
            count += 1
    return count
