"""The page of an exam: what to expect, and the one thing to do."""

from dataclasses import dataclass
from typing import Any

from assessments import wording
from assessments.enums import AttemptState
from assessments.models import Attempt, ExamPage
from assessments.queries.attempts import Gate


@dataclass(frozen=True)
class ExamScreen:
    """What to expect, and the one thing to do: start, continue, wait."""

    exam: ExamPage
    gate: Gate
    signin: str = ""

    @property
    def rule(self) -> Any:
        return self.gate.rule

    @property
    def admission(self) -> Any:
        return self.gate.admission

    @property
    def open_attempt(self) -> Attempt | None:
        return self.gate.open_attempt

    @property
    def attempts(self) -> list[Attempt]:
        return list(reversed(self.gate.attempts))

    @property
    def last_result(self) -> Attempt | None:
        return next((one for one in self.attempts if one.state != AttemptState.OPEN), None)

    @property
    def allowances(self) -> list[str]:
        return wording.granted_lines(self.gate.granted)

    @property
    def passed(self) -> bool:
        return any(reason.code == "passed" for reason in self.admission.reasons)

    @property
    def reasons(self) -> list[str]:
        return [wording.sentence(reason) for reason in self.admission.reasons]

    @property
    def pass_mark(self) -> str:
        return wording.number(self.rule.pass_mark)

    @property
    def feedback(self) -> list[str]:
        return wording.feedback_lines(self.rule.feedback)

    @property
    def window(self) -> list[str]:
        return wording.window_lines(self.rule)
