"""The directory's tables."""

from certificates.directory.models.clinics import Clinic
from certificates.directory.models.consents import ListingConsent
from certificates.directory.models.details import (
    ClinicAccess,
    ClinicCheck,
    ClinicHours,
    ClinicLanguage,
    ClinicPhoto,
    ClinicPigment,
    ClinicService,
)
from certificates.directory.models.mail import UnsentMail
from certificates.directory.models.moderated import ModerationLog
from certificates.directory.models.owners import (
    ClinicConfirmation,
    ClinicInvitation,
    ClinicOwner,
    ConfirmationReminder,
    PlaceRequest,
)
from certificates.directory.models.places import Place
from certificates.directory.models.portfolio import LookBand, PortfolioCase, PortfolioPicture
from certificates.directory.models.practitioners import (
    ClinicPractitioner,
    Practitioner,
    PractitionerLanguage,
    PractitionerTraining,
)
from certificates.directory.models.reports import DirectoryReport
from certificates.directory.models.reviews import Review, ReviewReply
from certificates.directory.models.words import ClinicWord, PractitionerWord

__all__ = [
    "Clinic",
    "ClinicAccess",
    "ClinicCheck",
    "ClinicConfirmation",
    "ClinicHours",
    "ClinicInvitation",
    "ClinicLanguage",
    "ClinicOwner",
    "ClinicPhoto",
    "ClinicPigment",
    "ClinicPractitioner",
    "ClinicService",
    "ClinicWord",
    "ConfirmationReminder",
    "DirectoryReport",
    "ListingConsent",
    "LookBand",
    "ModerationLog",
    "Place",
    "PlaceRequest",
    "PortfolioCase",
    "PortfolioPicture",
    "Practitioner",
    "PractitionerLanguage",
    "PractitionerTraining",
    "PractitionerWord",
    "Review",
    "ReviewReply",
    "UnsentMail",
]
