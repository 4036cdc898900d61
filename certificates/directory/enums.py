"""The closed lists of the directory."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.enums import Technique

__all__ = ["CheckKind", "ClinicType", "ConsentKind", "Technique"]


class ClinicType(models.TextChoices):
    """The four kinds of place a client meets."""

    SMP = "smp", _("Specialized SMP clinic")
    HAIR = "hair", _("Hair restoration or transplant center")
    MEDICAL = "medical", _("Medical aesthetic clinic")
    TATTOO = "tattoo", _("Tattoo studio with an SMP specialist")


class CheckKind(models.TextChoices):
    """What somebody of ours may have looked at in a clinic, one dated row each."""

    ADDRESS = "address", _("Address and contact")
    REGISTRATION = "registration", _("Registration or license with its authority")
    INSURANCE = "insurance", _("Insurance certificate seen")
    HYGIENE = "hygiene", _("Hygiene and set-up, on a visit")
    PIGMENT = "pigment", _("Pigment batch records")


class ConsentKind(models.TextChoices):
    """What a practitioner may allow, each apart from the others and each revocable."""

    LISTED = "listed", _("Count me in the directory")
    NAME = "name", _("Show my name and my page")
    PHOTO = "photo", _("Show my photo")
