from assessments.models.attempts import Attempt, AttemptEvent, GradeEvent, Response
from assessments.models.bank import Question, QuestionTag, QuestionVersion
from assessments.models.exams import ExamPage, ExamSection, ExamSectionQuestion

__all__ = [
    "Attempt",
    "AttemptEvent",
    "ExamPage",
    "ExamSection",
    "ExamSectionQuestion",
    "GradeEvent",
    "Question",
    "QuestionTag",
    "QuestionVersion",
    "Response",
]
