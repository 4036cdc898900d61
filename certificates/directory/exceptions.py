"""Refusals of the directory."""

from lms.core.exceptions import LmsError


class DirectoryError(LmsError):
    """Something the directory cannot do; the message says what would change it."""


class NoAccount(DirectoryError):
    """Consent can only come from a person with an account."""


class HistoryStands(DirectoryError):
    """A row of a history would have been changed or deleted."""


class StepRefused(DirectoryError):
    """This cannot be done to it now; somebody may have been faster."""
