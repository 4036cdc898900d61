"""What changes the directory."""

from certificates.directory.services.consents import (
    ensure_practitioner,
    give_consent,
    set_consents,
    set_own_consents,
    withdraw_consent,
)
from certificates.directory.services.positions import locate_clinics
from certificates.directory.services.removal import erase_entry

__all__ = [
    "ensure_practitioner",
    "erase_entry",
    "give_consent",
    "locate_clinics",
    "set_consents",
    "set_own_consents",
    "withdraw_consent",
]
