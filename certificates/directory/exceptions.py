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


class NotYours(DirectoryError):
    """Somebody acts for a side they do not speak for."""


class NotAnOwner(NotYours):
    """An account that does not, or no longer, speak for a clinic."""


class InvitationOver(DirectoryError):
    """An invitation that was used, withdrawn, or has ended."""


class ChangedMeanwhile(DirectoryError):
    """A form was filled from a version that is not the newest any more."""


class PlaceRefused(DirectoryError):
    """A place of work that cannot be asked for or answered now."""
