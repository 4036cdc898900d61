"""True or false: one statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.question_types.base import (
    ONE,
    ZERO,
    Grade,
    KeyLine,
    KeyView,
    Problem,
    QuestionType,
    Response,
    plain,
    rich,
)

VALUES = ("true", "false")


@dataclass(frozen=True)
class TrueFalseSpec:
    """``answer`` is "true", "false" or "" while the author has not decided."""

    stem: str
    answer: str
    feedback: str = ""
    explanation: str = ""


@dataclass(frozen=True)
class TrueFalseView:
    stem: str


def _word(value: str) -> str:
    return _("True") if value == "true" else _("False")


class TrueFalse(QuestionType[TrueFalseSpec, TrueFalseView]):
    """A statement that is true or false."""

    name = "true_false"
    label = gettext_lazy("True or false")
    block_path = "assessments.editor_blocks.TrueFalseBlock"
    template_prefix = "lms_assessments/questions/true_false"

    def from_raw(self, raw: Mapping[str, Any]) -> TrueFalseSpec:
        answer = str(raw.get("answer") if raw.get("answer") is not None else "").lower()
        return TrueFalseSpec(
            stem=rich(raw.get("stem")),
            answer=answer if answer in VALUES else "",
            feedback=plain(raw.get("feedback")),
            explanation=rich(raw.get("explanation")),
        )

    def validate(self, spec: TrueFalseSpec) -> list[Problem]:
        problems = []
        if not spec.stem:
            problems.append(Problem(("stem",), _("Write the statement.")))
        if not spec.answer:
            problems.append(Problem(("answer",), _("Say whether the statement is true or false.")))
        return problems

    def to_payload(self, spec: TrueFalseSpec) -> dict[str, Any]:
        return {
            "stem": spec.stem,
            "answer": spec.answer,
            "feedback": spec.feedback,
            "explanation": spec.explanation,
        }

    def from_payload(self, payload: Mapping[str, Any]) -> TrueFalseSpec:
        return TrueFalseSpec(**payload)

    def view(self, spec: TrueFalseSpec, order: Sequence[str] = ()) -> TrueFalseView:
        return TrueFalseView(stem=spec.stem)

    def read(self, raw: Any) -> Response:
        if isinstance(raw, Mapping):
            raw = raw.get("value")
        if isinstance(raw, list | tuple) and len(raw) == 1:
            raw = raw[0]
        return {"value": raw} if isinstance(raw, str) and raw in VALUES else {}

    def pickable(self, spec: TrueFalseSpec) -> tuple[str, ...]:
        return VALUES

    def grade(self, spec: TrueFalseSpec, response: Response) -> Grade:
        return Grade(ONE if spec.answer and response.get("value") == spec.answer else ZERO)

    def key_response(self, spec: TrueFalseSpec) -> Response:
        return {"value": spec.answer}

    def key_view(
        self, spec: TrueFalseSpec, response: Response, order: Sequence[str] = ()
    ) -> KeyView:
        given = response.get("value")
        lines = tuple(
            KeyLine(_word(value), right=value == spec.answer, given=value == given)
            for value in VALUES
        )
        return KeyView(
            spec.stem, lines, self.summarize(spec, response), spec.explanation, spec.feedback
        )

    def summarize(self, spec: TrueFalseSpec, response: Response) -> str:
        value = response.get("value")
        return _word(value) if value in VALUES else ""
