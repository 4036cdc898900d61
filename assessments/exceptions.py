"""Refusals of this app. Each says in one sentence why, and what would change it."""

from typing import Any

from lms.core.exceptions import LmsError


class AssessmentError(LmsError):
    """Base of every refusal in this app."""


class QuestionNotReady(AssessmentError):
    """The question cannot be published; ``problems`` holds what is wrong and where."""

    def __init__(self, message: str, problems: tuple[Any, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


class AttemptRefused(AssessmentError):
    """An attempt cannot start; ``reasons`` holds the sentences."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class AttemptClosed(AssessmentError):
    """The attempt takes no more answers: it was submitted, or its time is over."""


class OnBreak(AssessmentError):
    """The clock stands still: nothing is answered until the trainee goes on."""


class BreakRefused(AssessmentError):
    """A break cannot begin: none was granted, it is used up, or there is no clock to stop."""


class AnswerSettled(AttemptClosed):
    """In practice: the answer was right, or its tries are used up; it can no longer be changed."""


class AnswerStale(AssessmentError):
    """Somebody, or another tab, saved a newer answer; it is in ``answer`` and ``sequence``."""

    def __init__(
        self, message: str, *, answer: dict[str, Any], sequence: int, flagged: bool
    ) -> None:
        super().__init__(message)
        self.answer = answer
        self.sequence = sequence
        self.flagged = flagged


class CheckRefused(AssessmentError):
    """An answer cannot be checked: there is none, or the exam is marked at the end."""


class ExceptionRefused(AssessmentError):
    """An exception cannot be granted or ended, or an attempt not voided."""


class MarkRefused(AssessmentError):
    """A mark cannot be given: nothing waits, it is out of range, or it is one's own answer."""


class PracticalRefused(AssessmentError):
    """A practical's result cannot be recorded or corrected as asked."""


class RegradeRefused(AssessmentError):
    """A regrade cannot be made or applied as asked."""


class RegradeStale(RegradeRefused):
    """What was compared is not what is there any more: it has to be looked at again."""


class AppealRefused(AssessmentError):
    """An appeal cannot be made, or not be decided like this."""


class UnknownPosition(AssessmentError):
    """The paper has no question at this position."""


class ExchangeRefused(AssessmentError):
    """An import or export of a bank that cannot begin; the message says what is missing."""
