from assessments.models.answer_files import AnswerFile
from assessments.models.attempts import Attempt, AttemptEvent, GradeEvent, Response
from assessments.models.bank import MAIN_BANK, Question, QuestionTag, QuestionVersion
from assessments.models.draws import Exposure, QuestionPool
from assessments.models.exams import ExamPage, ExamSection, ExamSectionQuestion
from assessments.models.exceptions import AttemptVoid, ExamException, ExamExceptionEnd
from assessments.models.marking import Appeal, AppealOutcome, Mark, MarkClaim
from assessments.models.practicals import PracticalPage, PracticalResult
from assessments.models.regrades import Regrade, RegradeEntry

__all__ = [
    "MAIN_BANK",
    "AnswerFile",
    "Appeal",
    "AppealOutcome",
    "Attempt",
    "AttemptEvent",
    "AttemptVoid",
    "ExamException",
    "ExamExceptionEnd",
    "ExamPage",
    "ExamSection",
    "ExamSectionQuestion",
    "Exposure",
    "GradeEvent",
    "Mark",
    "MarkClaim",
    "PracticalPage",
    "PracticalResult",
    "Question",
    "QuestionPool",
    "QuestionTag",
    "QuestionVersion",
    "Regrade",
    "RegradeEntry",
    "Response",
]
