"""That a person asked for their data to be erased, and that it was done."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.append_only import AppendOnly


class Erasure(AppendOnly):
    """The proof of an erasure: which account, when, by whom; it names nobody who was erased."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="erasure",
        verbose_name=_("account"),
    )
    at = models.DateTimeField(_("erased"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("by"),
    )
    reference = models.CharField(
        _("reference"), max_length=80, blank=True, help_text=_("Where the request is filed.")
    )

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")

    def __str__(self) -> str:
        return f"{self.user_id}, {self.at:%Y-%m-%d}"
