"""Essay: a longer text that a person marks."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.question_types.base import (
    ZERO,
    Grade,
    KeyLine,
    KeyView,
    Problem,
    QuestionType,
    Response,
    rich,
    words_of,
)
from assessments.question_types.fields import many_lines, read_decimal

MAX_LENGTH = 30_000
MAX_WORDS = 5_000
MARKS, MOST_MARKS = 10, 100
WAITING, TOO_SHORT, TOO_LONG = "needs_marker", "too_short", "too_long"


@dataclass(frozen=True)
class EssaySpec:
    """Limits in words, None for none. ``guide`` is for markers only, who mark out of ``marks``."""

    stem: str
    minimum_words: int | None = None
    maximum_words: int | None = None
    guide: str = ""
    explanation: str = ""
    marks: int = MARKS


@dataclass(frozen=True)
class EssayView:
    stem: str
    minimum_words: int | None
    maximum_words: int | None


def count_words(text: str) -> int:
    """Words as a person counts them: what stands between spaces and holds a letter or digit."""
    return sum(any(sign.isalnum() for sign in word) for word in text.split())


def _whole(value: Any) -> int | None:
    number = read_decimal(value)
    return int(number) if number else None


class Essay(QuestionType[EssaySpec, EssayView]):
    """A text of one's own. It has no grade until a marker gives one; an empty one is worth zero."""

    name = "essay"
    label = gettext_lazy("Essay")
    block_path = "assessments.editor_blocks_craft.EssayBlock"
    template_prefix = "lms_assessments/questions/essay"
    needs_marker = True

    def from_raw(self, raw: Mapping[str, Any]) -> EssaySpec:
        return EssaySpec(
            stem=rich(raw.get("stem")),
            minimum_words=_whole(raw.get("minimum_words")),
            maximum_words=_whole(raw.get("maximum_words")),
            guide=rich(raw.get("guide")),
            explanation=rich(raw.get("explanation")),
            marks=_whole(raw.get("marks")) or MARKS,
        )

    def validate(self, spec: EssaySpec) -> list[Problem]:
        problems = []
        if not spec.stem:
            problems.append(Problem(("stem",), _("Write what the text has to be about.")))
        low, high = spec.minimum_words, spec.maximum_words
        for name, value in (("minimum_words", low), ("maximum_words", high)):
            if value is not None and not 1 <= value <= MAX_WORDS:
                problems.append(
                    Problem((name,), _("Give 1 to %(n)s words, or nothing.") % {"n": MAX_WORDS})
                )
        if low and high and low > high:
            problems.append(
                Problem(("maximum_words",), _("The most words are fewer than the fewest."))
            )
        if not 1 <= spec.marks <= MOST_MARKS:
            message = _("Give a whole number from 1 to %(most)s.") % {"most": MOST_MARKS}
            problems.append(Problem(("marks",), message))
        return problems

    def to_payload(self, spec: EssaySpec) -> dict[str, Any]:
        return asdict(spec)

    def from_payload(self, payload: Mapping[str, Any]) -> EssaySpec:
        return EssaySpec(**payload)

    def view(self, spec: EssaySpec, order: Sequence[str] = ()) -> EssayView:
        return EssayView(spec.stem, spec.minimum_words, spec.maximum_words)

    def read(self, raw: Any) -> Response:
        text = many_lines(raw, limit=MAX_LENGTH)
        return {"text": text} if text else {}

    def grade(self, spec: EssaySpec, response: Response) -> Grade:
        return Grade(None, WAITING) if response.get("text") else Grade(ZERO)

    def facts(self, spec: EssaySpec) -> dict[str, Any]:
        limits = {"minimum_words": spec.minimum_words, "maximum_words": spec.maximum_words}
        return {name: value for name, value in limits.items() if value}

    def notice(self, facts: Mapping[str, Any], response: Response) -> str:
        words = count_words(str(response.get("text") or ""))
        if not words:
            return ""
        if words < facts.get("minimum_words", 0):
            return TOO_SHORT
        return TOO_LONG if words > facts.get("maximum_words", words) else ""

    def guide(self, spec: EssaySpec) -> str:
        return spec.guide

    def scale(self, spec: EssaySpec) -> int:
        return spec.marks

    def pattern(self, spec: EssaySpec, response: Response) -> None:
        return None

    def key_response(self, spec: EssaySpec) -> Response:
        return {}

    def key_view(self, spec: EssaySpec, response: Response, order: Sequence[str] = ()) -> KeyView:
        text = str(response.get("text") or "")
        lines = tuple(
            KeyLine(part, right=False, given=False) for part in text.split("\n") if part.strip()
        )
        return KeyView(spec.stem, lines, self.summarize(spec, response), spec.explanation)

    def summarize(self, spec: EssaySpec, response: Response) -> str:
        return words_of(str(response.get("text") or "").replace("<", "‹"), 160)
