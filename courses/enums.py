"""Closed sets of words the app lives by. Each enum owns its named groups."""

from typing import ClassVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EnrollmentState(TextChoices):
    OPEN_STATES: ClassVar[frozenset["EnrollmentState"]]
    LEARNING_STATES: ClassVar[frozenset["EnrollmentState"]]

    APPLIED = "applied", _("Applied")
    ACTIVE = "active", _("Active")
    SUSPENDED = "suspended", _("Suspended")
    COMPLETED = "completed", _("Completed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")


# Of these, a person holds at most one per course.
EnrollmentState.OPEN_STATES = frozenset(
    {EnrollmentState.APPLIED, EnrollmentState.ACTIVE, EnrollmentState.SUSPENDED}
)
# In these, lessons may be read.
EnrollmentState.LEARNING_STATES = frozenset({EnrollmentState.ACTIVE, EnrollmentState.COMPLETED})


class UnitOutcome(TextChoices):
    PASS = "pass", _("Passed")
    FAIL = "fail", _("Not passed")
    REFER = "refer", _("Referred: some of it has to be done again")


class UnlockPolicy(TextChoices):
    IN_ORDER = "in_order", _("In order: each required unit opens the next")
    FREE = "free", _("Free: every released unit is open")


class EnrollmentPolicy(TextChoices):
    OPEN = "open", _("Open: anyone signed in can enroll")
    CODE = "code", _("Code: people who have the code can enroll")
    APPROVAL = "approval", _("Approval: people apply, the school decides")


class ReleaseRule(TextChoices):
    NOW = "now", _("At once")
    DATE = "date", _("On a date")
    DAYS = "days", _("A number of days after enrollment")


class PrerequisiteKind(TextChoices):
    COURSE = "course", _("Another course, completed")
    AWARD = "award", _("An award, held and valid")
