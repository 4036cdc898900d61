"""What people told the academy about a certificate: taken in once, handled once."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.models.guards import Permanent, PermanentQuerySet
from certificates.models.register import Certificate


class ConcernQuerySet(PermanentQuerySet):
    def open(self) -> "ConcernQuerySet":
        """Those that nobody has handled yet."""
        return self.filter(handled_at__isnull=True)


class Concern(Permanent):
    """A report from the register's page; handling it is all that changes it."""

    CHANGING = ("contact", "handled_at", "handled_by", "note")

    number = models.CharField(_("number"), max_length=40, blank=True)
    certificate = models.ForeignKey(
        Certificate, null=True, blank=True, on_delete=models.PROTECT, related_name="concerns"
    )
    text = models.TextField(_("what was reported"))
    contact = models.EmailField(_("answer to"), blank=True)
    created_at = models.DateTimeField(_("received"))
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField(_("what was done"), blank=True)

    objects = ConcernQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["handled_at"], name="lms_certificates_concerns_open")]
        verbose_name = _("concern")
        verbose_name_plural = _("concerns")

    def __str__(self) -> str:
        return f"{self.number or '–'}, {self.created_at:%Y-%m-%d}"
