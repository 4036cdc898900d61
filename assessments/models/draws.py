"""What papers were drawn from, and how often each question version was put on one."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.append_only import AppendOnly
from assessments.models.attempts import Attempt
from assessments.models.bank import QuestionVersion


class QuestionPool(AppendOnly):
    """One version of a pool, as drawing saw it. With the seed of a paper it gives that paper."""

    digest = models.CharField(max_length=64, unique=True)
    candidates = models.JSONField(encoder=DjangoJSONEncoder)
    first_used_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("question pool")
        verbose_name_plural = _("question pools")

    def __str__(self) -> str:
        return self.digest[:12]


class Exposure(AppendOnly):
    """A question version was on a paper. Rows, not a counter: starts never wait for each other."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="exposures")
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="exposures")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "version"], name="lms_assessments_exposed_once"
            )
        ]
        verbose_name = _("exposure")
        verbose_name_plural = _("exposures")

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.version_id}"
