"""The directory's tables."""

from certificates.directory.models.clinics import Clinic, ClinicCheck, ClinicService
from certificates.directory.models.consents import ListingConsent
from certificates.directory.models.practitioners import ClinicPractitioner, Practitioner

__all__ = [
    "Clinic",
    "ClinicCheck",
    "ClinicPractitioner",
    "ClinicService",
    "ListingConsent",
    "Practitioner",
]
