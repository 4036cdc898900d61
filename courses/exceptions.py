"""Refusals of this app. Each says in one sentence why, and what would change it."""

from lms.core.exceptions import LmsError


class CourseError(LmsError):
    """Base of every refusal in this app."""


class EnrollmentRefused(CourseError):
    """The person cannot enroll now: code, capacity, prerequisites, or no published version."""


class TransitionRefused(CourseError):
    """The enrollment's state does not allow this step, or the actor may not take it."""


class UnitLocked(CourseError):
    """The unit is not open to this person; ``reasons`` holds the sentences."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class UnknownUnit(CourseError):
    """The page is not a unit of a course."""


class PersonErased(CourseError):
    """The person's data was erased on request: nothing new is recorded about them."""


class ErasureRefused(CourseError):
    """The account still has work to do here, so its person cannot be erased yet."""
