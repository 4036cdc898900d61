"""How far catching up has come, so that the next time only what has changed since is looked at."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CatchUp(models.Model):
    """One finished run of ``issue_certificates``: when it began, and the last result there was."""

    begun_at = models.DateTimeField()
    last_result = models.BigIntegerField()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        verbose_name = _("catching up")
        verbose_name_plural = _("catching up")

    def __str__(self) -> str:
        return f"{self.begun_at:%Y-%m-%d %H:%M}"
