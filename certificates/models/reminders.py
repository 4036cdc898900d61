"""That a holder was reminded before a certificate ended, and who does not want to be."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.models.register import Certificate


class ExpiryReminder(models.Model):
    """One reminder about one certificate at one distance, claimed before it is sent.

    A mail server that refuses frees the claim. If the process dies in between, nobody knows whether
    the mail went out: ``sent_at`` stays empty and the claim is kept, so that nobody is told twice.
    """

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="reminders")
    days = models.PositiveSmallIntegerField()
    claimed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "days"], name="lms_certificates_reminded_once"
            )
        ]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")

    def __str__(self) -> str:
        return f"{self.certificate_id}: {self.days}"


class ReminderOptOut(models.Model):
    """A person who does not want to be reminded."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reminder_opt_out"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("reminders declined")
        verbose_name_plural = _("reminders declined")

    def __str__(self) -> str:
        return str(self.user_id)
