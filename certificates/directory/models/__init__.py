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
from certificates.directory.models.owners import (
    ClinicConfirmation,
    ClinicInvitation,
    ClinicOwner,
    ConfirmationReminder,
    PlaceRequest,
)
from certificates.directory.models.places import Place
from certificates.directory.models.practitioners import (
    ClinicPractitioner,
    Practitioner,
    PractitionerLanguage,
    PractitionerTraining,
)
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
    "ListingConsent",
    "Place",
    "PlaceRequest",
    "Practitioner",
    "PractitionerLanguage",
    "PractitionerTraining",
    "PractitionerWord",
]
