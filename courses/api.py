"""The door of this app: what other apps may call."""

from courses.access import state_by_clock
from courses.blocks import content_blocks
from courses.images import load_files
from courses.models import UnitPage
from courses.queries.catalog import (
    UnitChoice,
    course_choices,
    list_next_cohorts,
    list_unit_choices,
)
from courses.queries.facts import (
    CompletionFacts,
    ResultFact,
    RevisedResult,
    get_completion_facts,
    list_learning_facts,
    list_revised_results,
)
from courses.queries.people import (
    last_result_id,
    list_changed_learners,
    list_cohort_people,
    list_cohorts,
    list_revised_enrollments,
)
from courses.queries.rows import UnitNav, get_unit_nav
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
from courses.services.learning import complete_lesson, open_unit, remember_position
from courses.services.moves import move_enrollments, preview_version_move
from courses.services.names import LearnerName, get_learner_name, set_learner_name
from courses.services.people import erase_person, export_person, forget_label, hold_person
from courses.services.results import NewResult, record_unit_result, record_unit_results
from courses.services.versions import list_unit_models, publish_version

__all__ = [
    "CompletionFacts",
    "LearnerName",
    "NewResult",
    "ResultFact",
    "RevisedResult",
    "UnitAccess",
    "UnitChoice",
    "UnitNav",
    "UnitPage",
    "approve",
    "complete_lesson",
    "content_blocks",
    "course_choices",
    "decline",
    "enroll",
    "erase_person",
    "expire_due",
    "export_person",
    "forget_label",
    "get_completion_facts",
    "get_learner_name",
    "get_unit_access",
    "get_unit_nav",
    "hold_person",
    "last_result_id",
    "list_changed_learners",
    "list_cohort_people",
    "list_cohorts",
    "list_completed_enrollments",
    "list_enrollments",
    "list_learning_facts",
    "list_next_cohorts",
    "list_revised_enrollments",
    "list_revised_results",
    "list_unit_choices",
    "list_unit_models",
    "load_files",
    "move_enrollments",
    "open_unit",
    "preview_version_move",
    "publish_version",
    "record_unit_result",
    "record_unit_results",
    "reinstate",
    "remember_position",
    "set_learner_name",
    "state_by_clock",
    "suspend",
    "withdraw",
]
