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
    "Moderation",
    "PlaceKind",
    "PriceUnit",
    "Rating",
    "ReportReason",
    "Side",
    "SkinCondition",
    "Step",
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


class Moderation(models.TextChoices):
    """Where something stands that a moderator decides about."""

    UNCONFIRMED = "unconfirmed", _("E-mail address not confirmed")
    WAITING = "waiting", _("Waits for a moderator")
    PUBLISHED = "published", _("Published")
    REJECTED = "rejected", _("Not published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REMOVED = "removed", _("Taken down")


class Step(models.TextChoices):
    """What happened to something that is moderated, and what a moderator did about a report."""

    SUBMITTED = "submitted", _("Written")
    CONFIRMED = "confirmed", _("E-mail address confirmed")
    HANDED_IN = "handed_in", _("Handed in")
    PUBLISHED = "published", _("Published")
    REJECTED = "rejected", _("Not published")
    WITHDRAWN = "withdrawn", _("Withdrawn by its author")
    REMOVED = "removed", _("Taken down")
    HANDLED = "handled", _("Report closed")


class Rating(models.IntegerChoices):
    """One to five in words."""

    BAD = 1, _("Bad")
    POOR = 2, _("Poor")
    FAIR = 3, _("Fair")
    GOOD = 4, _("Good")
    EXCELLENT = 5, _("Excellent")


class ReportReason(models.TextChoices):
    """Why somebody reports an entry."""

    FALSE = "false", _("Something here is not true")
    PICTURE = "picture", _("A picture is not their work, or was not allowed")
    SAFETY = "safety", _("I worry about hygiene or safety")
    PERSONAL = "personal", _("It shows something about a person that should not be public")
    ABUSE = "abuse", _("It is insulting, or an advertisement")
    OTHER = "other", _("Something else")
