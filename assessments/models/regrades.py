"""Regrades: what takes the place of a key, and the difference it makes, kept as it was seen."""

from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.enums import RegradeState, RegradeWay
from assessments.models.append_only import AppendOnly, Stepwise, StepwiseQuerySet
from assessments.models.attempts import Attempt
from assessments.models.bank import Question, QuestionVersion


class RegradeQuerySet(StepwiseQuerySet):
    def standing(self) -> "RegradeQuerySet":
        """Decisions that hold, also for papers that are handed in from now on."""
        return self.filter(state__in=RegradeState.STANDING_STATES)  # type: ignore[attr-defined]


class Regrade(Stepwise):
    """One decision about one question: who, why, on which of its versions, by which way.

    ``versions`` are those whose papers it touches, ``version`` the corrected one. Never edited;
    only how far it is changes.
    """

    CHANGING: ClassVar[frozenset[str]] = frozenset(
        {"state", "problem", "digest", "counts", "applied_by", "applied_at", "finished_at"}
    )

    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, related_name="regrades", verbose_name=_("question")
    )
    way = models.CharField(_("how"), max_length=12, choices=RegradeWay.choices)
    versions = models.ManyToManyField(QuestionVersion, related_name="regrades")
    version = models.ForeignKey(
        QuestionVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    exam_key = models.UUIDField(null=True, blank=True)
    exam_title = models.CharField(_("exam"), max_length=255, blank=True)
    reason = models.TextField(_("reason"))
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=RegradeState.choices,
        default=RegradeState.COMPARING,
    )
    problem = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    applied_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    objects = RegradeQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(state="applying"),
                name="lms_assessments_one_regrade_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(way="version", version__isnull=False)
                | (~Q(way="version") & Q(version__isnull=True)),
                name="lms_assessments_regrade_by_version",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["applying", "done"])
                | Q(applied_at__isnull=False, applied_by__isnull=False),
                name="lms_assessments_regrade_has_decider",
            ),
        ]
        verbose_name = _("regrade")
        verbose_name_plural = _("regrades")

    def __str__(self) -> str:
        return f"{self.question}: {self.get_way_display()}"


class RegradeEntry(AppendOnly):
    """One attempt as the comparison saw it: which grade it read, and what would come out."""

    regrade = models.ForeignKey(Regrade, on_delete=models.PROTECT, related_name="entries")
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="regrade_entries")
    from_sequence = models.PositiveIntegerField()
    changed = models.BooleanField()
    kept = models.CharField(max_length=8, blank=True)
    before_score = models.DecimalField(max_digits=6, decimal_places=5, null=True)
    before_outcome = models.CharField(max_length=8, blank=True)
    after_score = models.DecimalField(max_digits=6, decimal_places=5, null=True)
    after_outcome = models.CharField(max_length=8, blank=True)
    dependents = models.JSONField(default=list, blank=True, encoder=DjangoJSONEncoder)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["regrade_id", "attempt_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["regrade", "attempt"], name="lms_assessments_compared_once"
            )
        ]
        verbose_name = _("entry of a regrade")
        verbose_name_plural = _("entries of a regrade")

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.before_outcome or '-'} > {self.after_outcome or '-'}"
