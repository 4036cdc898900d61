"""Who learns what, and what they achieved. Nothing here cascades from a page or a person."""

import uuid
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.enums import EnrollmentState, UnitOutcome
from courses.models.append_only import AppendOnly, Frozen


class CourseVersion(Frozen):
    """A frozen outline of a course: what a trainee who enrolls now has to do.

    ``digest`` identifies the whole outline, ``duty_digest`` only what must be done; a new version
    is made when the latter changes. A version that nobody was ever enrolled on may be replaced.
    """

    course_key = models.UUIDField(db_index=True)
    course = models.ForeignKey(
        "lms_courses.CoursePage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="versions",
    )
    course_title = models.CharField(max_length=255)
    number = models.PositiveIntegerField()
    outline = models.JSONField(encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=64)
    duty_digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["course_key", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["course_key", "number"], name="lms_courses_version_number"
            )
        ]
        verbose_name = _("course version")
        verbose_name_plural = _("course versions")

    def __str__(self) -> str:
        return _("%(course)s, version %(number)s") % {
            "course": self.course_title,
            "number": self.number,
        }


class CohortQuerySet(models.QuerySet["Cohort"]):
    def upcoming(self, today: Any) -> "CohortQuerySet":
        return self.filter(starts_on__gte=today).order_by("starts_on", "pk")


class Cohort(models.Model):
    """A group that starts a course on one date, with a number of places."""

    course = models.ForeignKey(
        "lms_courses.CoursePage",
        null=True,
        on_delete=models.SET_NULL,
        related_name="cohorts",
        verbose_name=_("course"),
    )
    title = models.CharField(
        _("title"), max_length=120, help_text=_("For example “January 2027, Bristol”.")
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    access_until = models.DateField(
        _("access until"),
        null=True,
        blank=True,
        help_text=_(
            "Last day trainees of this cohort can open lessons. Leave empty to use the course's "
            "own number of days."
        ),
    )
    capacity = models.PositiveSmallIntegerField(
        _("places"), null=True, blank=True, help_text=_("Leave empty for no limit.")
    )
    place = models.CharField(
        _("place and days"),
        max_length=160,
        blank=True,
        help_text=_("For example “Bristol, Mondays and Tuesdays”."),
    )
    instructors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="taught_cohorts",
        verbose_name=_("instructors"),
    )

    objects = CohortQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="lms_courses_cohort_dates",
                violation_error_message=_("The last day is before the first day."),
            )
        ]
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")

    def __str__(self) -> str:
        return self.title


class LearnerProfile(models.Model):
    """The name a certificate is issued in, and the name used on screen."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="learner_profile"
    )
    legal_name = models.CharField(_("legal name"), max_length=200, blank=True)
    legal_name_confirmed_at = models.DateTimeField(null=True, blank=True)
    preferred_name = models.CharField(_("preferred name"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("learner profile")
        verbose_name_plural = _("learner profiles")

    def __str__(self) -> str:
        return self.preferred_name or self.legal_name or str(self.user)


class EnrollmentQuerySet(models.QuerySet["Enrollment"]):
    def open(self) -> "EnrollmentQuerySet":
        return self.filter(state__in=EnrollmentState.OPEN_STATES)

    def completed(self) -> "EnrollmentQuerySet":
        return self.filter(state=EnrollmentState.COMPLETED)

    def past_access(self, today: Any) -> "EnrollmentQuerySet":
        """Open enrollments whose last day of access is over."""
        return self.open().filter(expires_on__lt=today)


class Enrollment(models.Model):
    """One person on one version of one course.

    ``unit_outcomes``, ``required_done`` and ``required_total`` are the fold of the unit results
    against the pinned version, kept for speed; ``verify_progress`` proves that they agree.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrollments"
    )
    course = models.ForeignKey(
        "lms_courses.CoursePage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="enrollments",
    )
    course_key = models.UUIDField(db_index=True)
    course_title = models.CharField(max_length=255)
    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="enrollments")
    state = models.CharField(max_length=12, choices=EnrollmentState.choices, db_index=True)
    cohort = models.ForeignKey(
        Cohort, null=True, blank=True, on_delete=models.PROTECT, related_name="enrollments"
    )
    applied_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    unit_outcomes = models.JSONField(default=dict, blank=True)
    required_done = models.PositiveIntegerField(default=0)
    required_total = models.PositiveIntegerField(default=0)

    # nothing here is rich text: without this each save would look for references to pages
    wagtail_reference_index_ignore = True

    objects = EnrollmentQuerySet.as_manager()

    class Meta:
        ordering = ["-applied_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "course_key"],
                condition=Q(state__in=["active", "applied", "suspended"]),
                name="lms_courses_one_open_enrollment",
            ),
            models.CheckConstraint(
                condition=Q(required_done__lte=models.F("required_total")),
                name="lms_courses_never_over_100",
            ),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=False) | ~Q(state="completed"),
                name="lms_courses_completed_has_date",
            ),
        ]
        indexes = [models.Index(fields=["user", "state"], name="lms_courses_user_state")]
        verbose_name = _("enrollment")
        verbose_name_plural = _("enrollments")

    def __str__(self) -> str:
        return f"{self.user}: {self.course_title}"


class EnrollmentEvent(AppendOnly):
    """One audited step of an enrollment: who, when, why, from which state to which."""

    enrollment = models.ForeignKey(Enrollment, on_delete=models.PROTECT, related_name="events")
    action = models.CharField(max_length=24)
    from_state = models.CharField(max_length=12, blank=True)
    to_state = models.CharField(max_length=12)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("enrollment event")
        verbose_name_plural = _("enrollment events")

    def __str__(self) -> str:
        return f"{self.action}: {self.from_state or '-'} > {self.to_state}"


class UnitProgress(models.Model):
    """That a trainee opened a unit, and where in it they stopped. Never decides a result."""

    enrollment = models.ForeignKey(Enrollment, on_delete=models.PROTECT, related_name="progress")
    unit_key = models.UUIDField()
    first_opened_at = models.DateTimeField(default=timezone.now)
    last_opened_at = models.DateTimeField(default=timezone.now)
    position = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "unit_key"], name="lms_courses_one_progress"
            )
        ]
        indexes = [
            models.Index(fields=["enrollment", "-last_opened_at"], name="lms_courses_last_open")
        ]
        verbose_name = _("unit progress")
        verbose_name_plural = _("unit progress")

    def __str__(self) -> str:
        return f"{self.enrollment_id}: {self.unit_key}"


class UnitResult(AppendOnly):
    """What somebody or something decided about one unit of one enrollment, once."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrollment = models.ForeignKey(Enrollment, on_delete=models.PROTECT, related_name="results")
    unit_key = models.UUIDField()
    unit_title = models.CharField(max_length=255)
    kind = models.CharField(max_length=24)
    source = models.CharField(max_length=120)
    sequence = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=8, choices=UnitOutcome.choices)
    score = models.DecimalField(max_digits=6, decimal_places=5, null=True, blank=True)
    evidence = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "unit_key", "source", "sequence"],
                name="lms_courses_result_once",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | (Q(score__gte=0) & Q(score__lte=1)),
                name="lms_courses_score_0_to_1",
            ),
        ]
        verbose_name = _("unit result")
        verbose_name_plural = _("unit results")

    def __str__(self) -> str:
        return f"{self.unit_title}: {self.outcome}"
