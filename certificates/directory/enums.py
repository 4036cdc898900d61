"""The closed lists of the directory."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from certificates.enums import SkinCondition, Technique

__all__ = [
    "AccessFeature",
    "CheckKind",
    "ClinicType",
    "ConsentKind",
    "Currency",
    "PlaceKind",
    "PriceUnit",
    "Side",
    "SkinCondition",
    "Technique",
    "Weekday",
]


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


class Weekday(models.IntegerChoices):
    """Days as ISO 8601 counts them."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


class Currency(models.TextChoices):
    """Currencies a price may be given in (ISO 4217)."""

    GBP = "GBP", _("pounds sterling (£)")
    EUR = "EUR", _("euros (€)")
    USD = "USD", _("US dollars ($)")
    CAD = "CAD", _("Canadian dollars (CA$)")
    AUD = "AUD", _("Australian dollars (A$)")
    NZD = "NZD", _("New Zealand dollars (NZ$)")
    CHF = "CHF", _("Swiss francs (CHF)")
    AED = "AED", _("UAE dirhams (AED)")


class PriceUnit(models.TextChoices):
    """What a price is for."""

    TREATMENT = "treatment", _("for all sessions together")
    SESSION = "session", _("for one session")
    AREA = "area", _("for one area or scar")


class AccessFeature(models.TextChoices):
    """What a visitor may need to know about getting in and around."""

    STEP_FREE = "step_free", _("Step-free from the street to the chair")
    LIFT = "lift", _("Lift to the treatment room")
    TOILET = "toilet", _("Accessible toilet")
    PARKING = "parking", _("Accessible parking close by")
    CHAIR = "chair", _("Treatment in a wheelchair or on a chair that lowers")
    LOOP = "loop", _("Hearing loop")
    SIGN = "sign", _("Sign language on request")
    QUIET = "quiet", _("Quiet appointments")
    DOGS = "dogs", _("Assistance dogs welcome")
    COMPANION = "companion", _("A companion may stay in the room")


class Side(models.TextChoices):
    """Who asks that a practitioner is shown at a clinic; the other side answers."""

    PRACTITIONER = "person", _("The practitioner")
    CLINIC = "clinic", _("The clinic")


class ConsentKind(models.TextChoices):
    """What a practitioner may allow, each apart from the others and each revocable."""

    LISTED = "listed", _("Count me in the directory")
    NAME = "name", _("Show my name and my page")
    PHOTO = "photo", _("Show my photo")


class PlaceKind(models.TextChoices):
    """What a place of the gazetteer is found by."""

    TOWN = "town", _("Town")
    POSTCODE = "postcode", _("Postcode")
