"""Mail that no server took yet."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnsentMail(models.Model):
    """A mail that waits for another try; the row goes with the mail, or when it is given up."""

    to = models.EmailField()
    subject = models.CharField(max_length=250)
    body = models.TextField()
    failed_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=1)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("mail that waits")
        verbose_name_plural = _("mails that wait")
        ordering = ["failed_at", "pk"]

    def __str__(self) -> str:
        return f"{self.subject}, {self.failed_at:%Y-%m-%d %H:%M}"
