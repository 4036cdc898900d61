"""Pictures before and after a treatment: whose work, and what the person in them allowed."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates.directory.enums import Technique
from certificates.directory.models.moderated import Moderated
from certificates.directory.models.practitioners import Practitioner
from lms.core.conf import lms_settings


class PortfolioCase(Moderated):
    """One client's treatment in two pictures. The client is never named."""

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="cases")
    technique = models.CharField(_("technique"), max_length=12, choices=Technique.choices)
    sessions = models.PositiveSmallIntegerField(
        _("sessions"), validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    months_healed = models.PositiveSmallIntegerField(
        _("months since the last session"),
        validators=[MaxValueValidator(240)],
        help_text=_("0 when the picture was taken in the first month, before the skin had healed."),
    )
    note = models.CharField(_("about this work"), max_length=400, blank=True)
    is_watermarked = models.BooleanField(_("written with my address"), default=False)
    consent_reference = models.CharField(
        _("number of the signed consent in your files"),
        max_length=60,
        help_text=_("Never the client’s name."),
    )
    consent_signed_on = models.DateField(_("signed on"))
    consent_covers = models.CharField(_("what it allows"), max_length=200)
    consent_recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    consent_withdrawn_at = models.DateTimeField(null=True, blank=True)
    public_reason = models.CharField(_("why it was taken down"), max_length=300, blank=True)
    warning = models.TextField(_("for the moderator"), blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("portfolio case")
        verbose_name_plural = _("portfolio cases")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                fields=["practitioner", "state", "months_healed"], name="lms_directory_cases_of"
            ),
            models.Index(fields=["state", "created_at"], name="lms_directory_cases_by"),
        ]

    def __str__(self) -> str:
        return f"{self.practitioner}: {self.get_technique_display()}, {self.created_at:%Y-%m-%d}"

    @property
    def is_healed(self) -> bool:
        """Whether the skin had healed when the picture was taken."""
        return self.months_healed > 0


def portfolio_storage() -> Storage:
    """Never under a public address: a view hands pictures out while they may be seen."""
    return storages[lms_settings.LMS_PRIVATE_STORAGE]


def place_of(row: PortfolioPicture, _name: str) -> str:
    """A path that tells neither the person nor the name the file came with."""
    return f"portfolio/{row.token.hex[:2]}/{row.token.hex}.jpg"


class PortfolioPicture(models.Model):
    """One picture of a case as it is kept: the pixels, without place, camera or time."""

    BEFORE, AFTER = "before", "after"

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(PortfolioCase, on_delete=models.PROTECT, related_name="pictures")
    side = models.CharField(max_length=6, choices=[(BEFORE, _("Before")), (AFTER, _("After"))])
    file = models.FileField(storage=portfolio_storage, upload_to=place_of, max_length=200)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    # of the pixels without the watermark; empty once the file is gone
    digest = models.CharField(max_length=64, blank=True)
    # 64 bits, as 16 hexadecimal digits
    look = models.CharField(max_length=16, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["case_id", "-side"]
        constraints = [
            models.UniqueConstraint(fields=["case", "side"], name="lms_directory_side_once"),
            models.UniqueConstraint(
                fields=["digest"], condition=~Q(digest=""), name="lms_directory_picture_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}, {self.get_side_display()}"


class LookBand(models.Model):
    """Eight bits of how a picture looks, so that similar ones are found through an index."""

    picture = models.ForeignKey(PortfolioPicture, on_delete=models.CASCADE, related_name="bands")
    place = models.PositiveSmallIntegerField()
    value = models.PositiveSmallIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [models.Index(fields=["place", "value"], name="lms_directory_look")]

    def __str__(self) -> str:
        return f"{self.place}: {self.value:02x}"
