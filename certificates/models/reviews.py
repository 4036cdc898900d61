"""Certificates whose ground has moved: a result they rest on was replaced. A registrar decides."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.models.guards import Permanent, PermanentQuerySet
from certificates.models.register import Certificate


class ResultReviewQuerySet(PermanentQuerySet):
    def open(self) -> "ResultReviewQuerySet":
        """Those that nobody has looked at yet."""
        return self.filter(handled_at__isnull=True)


class ResultReview(Permanent):
    """A result as the certificate's snapshot holds it, and as it is now. Closing it is all.

    The certificate itself never changes by this: what follows is a step in the ledger, or nothing.
    """

    CHANGING = ("handled_at", "handled_by", "note")  # the note is emptied by erasure

    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, related_name="result_reviews"
    )
    unit_title = models.CharField(_("unit"), max_length=255)
    source = models.CharField(max_length=120)
    sequence = models.PositiveIntegerField()
    before_outcome = models.CharField(max_length=8)
    before_score = models.DecimalField(max_digits=6, decimal_places=5, null=True)
    after_outcome = models.CharField(max_length=8)
    after_score = models.DecimalField(max_digits=6, decimal_places=5, null=True)
    changed_at = models.DateTimeField(_("result changed"))
    handled_at = models.DateTimeField(_("looked at"), null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField(_("what was decided"), blank=True)

    objects = ResultReviewQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "source", "sequence"],
                name="lms_certificates_reviewed_once",
            )
        ]
        indexes = [models.Index(fields=["handled_at"], name="lms_certificates_reviews_open")]
        verbose_name = _("changed result")
        verbose_name_plural = _("changed results")

    def __str__(self) -> str:
        return f"{self.certificate.printed_number}: {self.unit_title}"

    @property
    def no_longer_passed(self) -> bool:
        return self.before_outcome == "pass" != self.after_outcome

    @property
    def before_percent(self) -> Decimal | None:
        return None if self.before_score is None else self.before_score * 100

    @property
    def after_percent(self) -> Decimal | None:
        return None if self.after_score is None else self.after_score * 100
