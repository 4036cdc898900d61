"""The door of the directory: what a site built on it may call."""

from certificates.directory.queries import (
    describe_clinic,
    describe_practitioner,
    find_clinics,
    search_directory,
)
from certificates.directory.search import Search
from certificates.directory.services import (
    ensure_practitioner,
    give_consent,
    set_own_consents,
    withdraw_consent,
)
from certificates.directory.standing import list_listed

__all__ = [
    "Search",
    "describe_clinic",
    "describe_practitioner",
    "ensure_practitioner",
    "find_clinics",
    "give_consent",
    "list_listed",
    "search_directory",
    "set_own_consents",
    "withdraw_consent",
]
