"""The door of this app: what other apps may call."""

from courses.blocks import content_blocks
from courses.models import UnitPage
from courses.queries.facts import CompletionFacts, ResultFact, get_completion_facts
from courses.queries.standing import list_completed_enrollments, list_enrollments
from courses.queries.units import UnitAccess, get_unit_access
from courses.services.enrollments import (
    approve,
    decline,
    enroll,
    expire_due,
    reinstate,
    suspend,
    withdraw,
)
from courses.services.names import LearnerName, get_learner_name, set_learner_name
from courses.services.results import record_unit_result
from courses.services.versions import publish_version

__all__ = [
    "CompletionFacts",
    "LearnerName",
    "ResultFact",
    "UnitAccess",
    "UnitPage",
    "approve",
    "content_blocks",
    "decline",
    "enroll",
    "expire_due",
    "get_completion_facts",
    "get_learner_name",
    "get_unit_access",
    "list_completed_enrollments",
    "list_enrollments",
    "publish_version",
    "record_unit_result",
    "reinstate",
    "set_learner_name",
    "suspend",
    "withdraw",
]
