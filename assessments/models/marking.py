"""Marks that people gave, answers that somebody has at hand, and appeals."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.enums import AppealDecision, MarkRole
from assessments.marks import GivenMark
from assessments.models.append_only import AppendOnly
from assessments.models.attempts import Attempt, GradeEvent


class Mark(AppendOnly):
    """One person's mark of one answer, before it is decided. The decision is a grade event."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="marks")
    position = models.PositiveIntegerField()
    role = models.CharField(max_length=8, choices=MarkRole.choices)
    fraction = models.DecimalField(max_digits=6, decimal_places=5)
    comment = models.TextField(blank=True)
    marker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["attempt_id", "position", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "position", "role"], name="lms_assessments_one_mark_a_role"
            ),
            models.UniqueConstraint(
                fields=["attempt", "position", "marker"], name="lms_assessments_marks_once"
            ),
            models.CheckConstraint(
                condition=Q(fraction__gte=0) & Q(fraction__lte=1), name="lms_assessments_mark_0_1"
            ),
        ]
        permissions = [("settle_mark", "Can mark second and settle marks that differ")]
        verbose_name = _("mark")
        verbose_name_plural = _("marks")

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.position}, {self.role}"

    @property
    def given(self) -> GivenMark:
        return GivenMark(self.role, self.fraction, self.marker_id)


class MarkClaim(models.Model):
    """Somebody has this answer at hand until then; a claim that ran out is anybody's."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="claims")
    position = models.PositiveIntegerField()
    marker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "position"], name="lms_assessments_one_claim"
            )
        ]
        verbose_name = _("answer being marked")
        verbose_name_plural = _("answers being marked")

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.position}"


class Appeal(AppendOnly):
    """A trainee asks for a result to be looked at again. Once for each attempt."""

    attempt = models.OneToOneField(Attempt, on_delete=models.PROTECT, related_name="appeal")
    against = models.ForeignKey(GradeEvent, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["made_at", "pk"]
        permissions = [("decide_appeal", "Can decide appeals")]
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.reason[:40]}"


class AppealOutcome(AppendOnly):
    """What was decided about an appeal, by whom and why. Upheld, it names the new grade."""

    appeal = models.OneToOneField(Appeal, on_delete=models.PROTECT, related_name="outcome")
    decision = models.CharField(max_length=8, choices=AppealDecision.choices)
    explanation = models.TextField(_("explanation"))
    event = models.OneToOneField(
        GradeEvent, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="upheld", event__isnull=False)
                | Q(decision="rejected", event__isnull=True),
                name="lms_assessments_upheld_has_grade",
            )
        ]
        verbose_name = _("outcome of an appeal")
        verbose_name_plural = _("outcomes of appeals")

    def __str__(self) -> str:
        return f"{self.appeal_id}: {self.decision}"
