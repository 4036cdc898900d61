"""What the directory's pages show, each in a number of queries that does not grow with the rows."""

from certificates.directory.queries.found import find_clinics, find_people
from certificates.directory.queries.listing import describe_listing, find_listing_state
from certificates.directory.queries.pages import (
    clinics_with_lines,
    compare_clinics,
    describe_clinic,
    describe_practitioner,
    find_practitioner,
)
from certificates.directory.queries.results import search_directory
from certificates.directory.queries.values import ClinicView, ListingState, PractitionerView

__all__ = [
    "ClinicView",
    "ListingState",
    "PractitionerView",
    "clinics_with_lines",
    "compare_clinics",
    "describe_clinic",
    "describe_listing",
    "describe_practitioner",
    "find_clinics",
    "find_listing_state",
    "find_people",
    "find_practitioner",
    "search_directory",
]
