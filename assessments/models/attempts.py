"""Attempts: what was asked, what was answered, what it was worth. Nothing here cascades."""

import datetime as dt
import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.breaks import WorkClock
from assessments.enums import (
    AttemptKind,
    AttemptOutcome,
    AttemptState,
    ClosedBy,
    EventKind,
    GradeCause,
)
from assessments.models.append_only import AppendOnly
from assessments.models.bank import QuestionVersion
from assessments.papers import Paper, is_over
from lms.core.conf import lms_settings


def grace_period() -> dt.timedelta:
    """For how long after a deadline an answer that was on its way is taken."""
    return dt.timedelta(seconds=lms_settings.LMS_EXAM_GRACE_SECONDS)


CLOCK_COLUMNS = ("deadline_at", "break_used", "break_since", "break_until", "break_before")


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def open(self) -> "AttemptQuerySet":
        return self.filter(state=AttemptState.OPEN)

    def graded(self) -> "AttemptQuerySet":
        return self.filter(state=AttemptState.GRADED)

    def running(self, now: dt.datetime) -> "AttemptQuerySet":
        """Open attempts that still take answers."""
        return self.open().exclude(deadline_at__lte=now - grace_period())

    def overdue(self, now: dt.datetime) -> "AttemptQuerySet":
        """Open attempts whose time is over, and the grace for what was on its way."""
        return self.open().filter(deadline_at__lte=now - grace_period())

    def without_paper(self) -> "AttemptQuerySet":
        """For lists: a paper can be large, and its summary is of no use without models."""
        return self.defer("paper", "summary")


class Attempt(models.Model):
    """One go of one person at one exam, on a paper that was frozen at the start.

    ``state``, ``score`` and ``outcome`` are the fold of the grade events, kept for speed.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="exam_attempts"
    )
    enrollment = models.ForeignKey(
        "lms_courses.Enrollment", on_delete=models.PROTECT, related_name="exam_attempts"
    )
    exam = models.ForeignKey(
        "lms_assessments.ExamPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="attempts",
        verbose_name=_("exam"),
    )
    exam_key = models.UUIDField(db_index=True)
    exam_title = models.CharField(_("exam"), max_length=255)
    number = models.PositiveIntegerField(_("attempt"))
    kind = models.CharField(
        _("kind"), max_length=8, choices=AttemptKind.choices, default=AttemptKind.EXAM
    )
    presentation = models.CharField(max_length=8, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=AttemptState.choices, default=AttemptState.OPEN
    )
    paper = models.JSONField(encoder=DjangoJSONEncoder)
    paper_digest = models.CharField(max_length=64)
    # once it is handed in, what assessments.summaries makes of paper, answers and steps
    summary = models.BinaryField(default=b"")
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    deadline_at = models.DateTimeField(null=True, blank=True)
    # the fold of its breaks; what is there during one only is named in assessments.breaks
    break_used = models.DurationField(default=dt.timedelta)
    break_since = models.DateTimeField(null=True, blank=True)
    break_until = models.DateTimeField(null=True, blank=True)
    break_before = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    closed_by = models.CharField(
        _("closed by"), max_length=12, choices=ClosedBy.choices, blank=True
    )
    score = models.DecimalField(_("score"), max_digits=6, decimal_places=5, null=True, blank=True)
    outcome = models.CharField(
        _("result"), max_length=8, choices=AttemptOutcome.choices, blank=True
    )
    result_seen_at = models.DateTimeField(null=True, blank=True)

    # listed in the admin, but nothing there asks what refers to what: no index to keep per save
    wagtail_reference_index_ignore = True

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "exam_key"],
                condition=Q(state="open"),
                name="lms_assessments_one_open_attempt",
            ),
            models.UniqueConstraint(
                fields=["user", "exam_key", "number"], name="lms_assessments_attempt_number"
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | (Q(score__gte=0) & Q(score__lte=1)),
                name="lms_assessments_score_0_to_1",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(closed_at__isnull=False),
                name="lms_assessments_closed_has_date",
            ),
            models.CheckConstraint(
                condition=Q(break_since=None, break_until=None, break_before=None)
                | Q(
                    state="open",
                    break_since__isnull=False,
                    break_until__isnull=False,
                    break_before__isnull=False,
                ),
                name="lms_assessments_break_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="graded") | (Q(score__isnull=False) & ~Q(outcome="")),
                name="lms_assessments_graded_has_result",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "deadline_at"], name="lms_assess_deadline"),
            models.Index(fields=["exam_key", "-started_at"], name="lms_assess_by_exam"),
        ]
        verbose_name = _("exam attempt")
        verbose_name_plural = _("exam attempts")

    def __str__(self) -> str:
        return _("%(exam)s, attempt %(number)s of %(user)s") % {
            "exam": self.exam_title,
            "number": self.number,
            "user": self.user,
        }

    def read_paper(self) -> Paper:
        return Paper.from_json(self.paper)

    @property
    def work_clock(self) -> WorkClock:
        return WorkClock(
            deadline=self.deadline_at,
            used=self.break_used,
            since=self.break_since,
            until=self.break_until,
            before=self.break_before,
        )

    @work_clock.setter
    def work_clock(self, value: WorkClock) -> None:
        self.deadline_at = value.deadline
        self.break_used = value.used
        self.break_since = value.since
        self.break_until = value.until
        self.break_before = value.before

    def is_on_break(self, now: dt.datetime) -> bool:
        """Open, and the clock stands still."""
        return self.state == AttemptState.OPEN and self.work_clock.is_paused(now)

    def is_over(self, now: dt.datetime) -> bool:
        """Open, but past its deadline and the grace: nothing is taken any more."""
        return self.state == AttemptState.OPEN and is_over(
            self.deadline_at, now=now, grace=grace_period()
        )

    def is_in_grace(self, now: dt.datetime) -> bool:
        """Past its deadline, while what was on its way is still taken."""
        return is_over(self.deadline_at, now=now) and not self.is_over(now)


class Response(models.Model):
    """The answer to one question of an attempt as saved last. A row exists once there is one.

    ``sequence`` counts the saves; a save that names another one than the current is stale. In
    practice, ``tries`` counts the checks, ``checked`` is the save that was checked last, and a
    ``settled`` answer (right, or out of tries) can no longer be changed.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="responses")
    position = models.PositiveIntegerField()
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="responses")
    answer = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    flagged = models.BooleanField(default=False)
    sequence = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    checked = models.PositiveIntegerField(null=True, blank=True)
    settled = models.BooleanField(default=False)

    class Meta:
        ordering = ["attempt_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "position"], name="lms_assessments_one_response"
            )
        ]
        verbose_name = _("response")
        verbose_name_plural = _("responses")

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.position}"


class AttemptEvent(AppendOnly):
    """One step of an attempt until it is handed in; from then on grade events tell the story."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=EventKind.choices)
    position = models.PositiveIntegerField(null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    data = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "position", "sequence"],
                condition=Q(position__isnull=False),
                name="lms_assessments_saved_once",
            ),
        ]
        verbose_name = _("attempt event")
        verbose_name_plural = _("attempt events")

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.kind}"


class GradeEvent(AppendOnly):
    """What an attempt was worth when it was graded; a later one replaces it, and keeps it.

    The first is the hand-in itself. ``items`` holds the grade of each question; ``graded_by`` is
    empty for the machine.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="grade_events")
    sequence = models.PositiveIntegerField(default=0)
    cause = models.CharField(max_length=12, choices=GradeCause.choices)
    items = models.JSONField(encoder=DjangoJSONEncoder)
    points = models.DecimalField(max_digits=9, decimal_places=5)
    total = models.DecimalField(max_digits=9, decimal_places=5)
    score = models.DecimalField(max_digits=6, decimal_places=5, null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=AttemptOutcome.choices, blank=True)
    graded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(blank=True)
    regrade = models.ForeignKey(
        "lms_assessments.Regrade",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="grade_events",
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["attempt_id", "sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "sequence"], name="lms_assessments_graded_once"
            ),
            models.UniqueConstraint(
                fields=["attempt", "regrade"],
                condition=Q(regrade__isnull=False),
                name="lms_assessments_regraded_once",
            ),
        ]
        verbose_name = _("grade event")
        verbose_name_plural = _("grade events")

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.outcome or '-'} ({self.sequence})"
