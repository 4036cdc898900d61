"""Exceptions for one person, and attempts that do not count: who decided it, when and why."""

import datetime as dt
from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.append_only import AppendOnly, AppendOnlyQuerySet
from assessments.models.attempts import Attempt
from assessments.rules import Allowance


class ExamExceptionQuerySet(AppendOnlyQuerySet):
    def holding(self, today: dt.date) -> "ExamExceptionQuerySet":
        """Those that were not ended and whose last day is not over."""
        return self.filter(end__isnull=True).exclude(until__lt=today)


class ExamException(AppendOnly):
    """More time, more attempts or no wait, for one person at one exam. Never edited: ended."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="exam_exceptions"
    )
    exam = models.ForeignKey(
        "lms_assessments.ExamPage", null=True, on_delete=models.SET_NULL, related_name="exceptions"
    )
    exam_key = models.UUIDField(db_index=True)
    exam_title = models.CharField(_("exam"), max_length=255)
    time_factor = models.DecimalField(
        max_digits=4,
        decimal_places=2,
        default=1,
        validators=[MinValueValidator(Decimal(1)), MaxValueValidator(Decimal(5))],
    )
    extra_minutes = models.PositiveSmallIntegerField(_("minutes for breaks"), default=0)
    break_minutes = models.PositiveSmallIntegerField(
        _("minutes of breaks that stop the clock"), default=0
    )
    extra_attempts = models.PositiveSmallIntegerField(_("more attempts"), default=0)
    waive_wait = models.BooleanField(_("no wait after a failed attempt"), default=False)
    closes_at = models.DateTimeField(_("the exam closes later"), null=True, blank=True)
    until = models.DateField(_("last day"), null=True, blank=True)
    reason = models.TextField(_("reason"))
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    granted_at = models.DateTimeField(default=timezone.now)

    objects = ExamExceptionQuerySet.as_manager()  # type: ignore[misc]
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-granted_at", "-pk"]
        verbose_name = _("exam exception")
        verbose_name_plural = _("exam exceptions")

    def __str__(self) -> str:
        return f"{self.user}: {self.exam_title}"

    @property
    def allowance(self) -> Allowance:
        return Allowance(
            time_factor=self.time_factor,
            extra_minutes=self.extra_minutes,
            extra_attempts=self.extra_attempts,
            waive_wait=self.waive_wait,
            closes_at=self.closes_at,
            break_minutes=self.break_minutes,
        )


class ExamExceptionEnd(AppendOnly):
    """An exception holds no longer."""

    exception = models.OneToOneField(ExamException, on_delete=models.PROTECT, related_name="end")
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("end of an exam exception")

    def __str__(self) -> str:
        return f"{self.exception_id}: {self.reason}"


class AttemptVoid(AppendOnly):
    """An attempt that does not count. Its answers and grades stay on record."""

    attempt = models.OneToOneField(Attempt, on_delete=models.PROTECT, related_name="void")
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    voided_at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("voided attempt")
        verbose_name_plural = _("voided attempts")

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.reason}"
