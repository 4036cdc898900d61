"""Where each certificate's badge stands in the published status lists."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.credentials.status_list import MAX_BITS
from certificates.models.guards import Permanent
from certificates.models.register import Certificate


class StatusEntry(Permanent):
    """The bits of one certificate, drawn at random, so that a place says nothing about its holder.

    The two lists have places of their own: nobody can join them.
    """

    certificate = models.OneToOneField(
        Certificate, on_delete=models.PROTECT, related_name="status_entry"
    )
    revocation = models.PositiveIntegerField(
        unique=True, validators=[MaxValueValidator(MAX_BITS - 1)]
    )
    suspension = models.PositiveIntegerField(
        unique=True, validators=[MaxValueValidator(MAX_BITS - 1)]
    )

    class Meta:
        verbose_name = _("status entry")
        verbose_name_plural = _("status entries")

    def __str__(self) -> str:
        return f"{self.revocation}, {self.suspension}"
