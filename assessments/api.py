"""The door of this app: what other apps, demo data and tests may call."""

from assessments.exceptions import (
    AnswerStale,
    AttemptClosed,
    AttemptRefused,
    QuestionNotReady,
    UnknownPosition,
)
from assessments.models import (
    ExamPage,
    ExamSection,
    ExamSectionQuestion,
    PracticalPage,
    Question,
)
from assessments.pigments import Pigment
from assessments.queries.attempts import get_attempt, list_attempts
from assessments.queries.self_checks import list_self_checks
from assessments.services.answers import save_response
from assessments.services.attempts import (
    close_expired,
    close_if_over,
    start_attempt,
    submit_attempt,
)
from assessments.services.bank import freeze_question
from assessments.services.practicals import correct_practical, record_practical

__all__ = [
    "AnswerStale",
    "AttemptClosed",
    "AttemptRefused",
    "ExamPage",
    "ExamSection",
    "ExamSectionQuestion",
    "Pigment",
    "PracticalPage",
    "Question",
    "QuestionNotReady",
    "UnknownPosition",
    "close_expired",
    "close_if_over",
    "correct_practical",
    "freeze_question",
    "get_attempt",
    "list_attempts",
    "list_self_checks",
    "record_practical",
    "save_response",
    "start_attempt",
    "submit_attempt",
]
