"""Numeric: a number within a tolerance, with or without a unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
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
from assessments.question_types.fields import decimal_text, read_decimal, texts_of
from assessments.question_types.numbers import MAX_LENGTH, normal_unit, read_quantity

ABSOLUTE, RELATIVE = "absolute", "relative"
UNIT_MISSING, UNIT_WRONG, NOT_A_NUMBER = "unit_missing", "unit_wrong", "not_a_number"


@dataclass(frozen=True)
class NumericSpec:
    """``tolerance`` is in the unit of the answer, or in percent of it when relative.

    ``mistakes`` are numbers that people get to by a usual slip; the tolerance must not reach them.
    """

    stem: str
    answer: Decimal | None
    tolerance: Decimal = ZERO
    tolerance_kind: str = ABSOLUTE
    unit: str = ""
    unit_required: bool = False
    explanation: str = ""
    mistakes: tuple[Decimal, ...] = ()

    @property
    def margin(self) -> Decimal:
        """How far from the answer still counts, in its unit."""
        if self.answer is None:
            return ZERO
        if self.tolerance_kind == RELATIVE:
            return abs(self.answer) * self.tolerance / 100
        return self.tolerance

    def accepts(self, value: Decimal) -> bool:
        """Whether ``value`` lies within the tolerance, the border included."""
        return self.answer is not None and abs(value - self.answer) <= self.margin


@dataclass(frozen=True)
class NumericView:
    """``unit`` is shown beside the field; a unit that has to be given is part of the key."""

    stem: str
    unit: str
    unit_required: bool


class Numeric(QuestionType[NumericSpec, NumericView]):
    """A number. Inside the tolerance is right, outside is wrong; the border is inside."""

    name = "numeric"
    label = gettext_lazy("Number")
    block_path = "assessments.editor_blocks.NumericBlock"
    template_prefix = "lms_assessments/questions/numeric"

    def from_raw(self, raw: Mapping[str, Any]) -> NumericSpec:
        tolerance = read_decimal(raw.get("tolerance"))
        kind = str(raw.get("tolerance_kind") or ABSOLUTE)
        return NumericSpec(
            stem=rich(raw.get("stem")),
            answer=read_decimal(raw.get("answer")),
            tolerance=ZERO if tolerance is None else tolerance,
            tolerance_kind=kind if kind in {ABSOLUTE, RELATIVE} else ABSOLUTE,
            unit=plain(raw.get("unit")),
            unit_required=bool(raw.get("unit_required")),
            explanation=rich(raw.get("explanation")),
            mistakes=tuple(
                number
                for text in texts_of(raw.get("mistakes"))
                if (number := read_decimal(text)) is not None
            ),
        )

    def validate(self, spec: NumericSpec) -> list[Problem]:
        problems = []
        if not spec.stem:
            problems.append(Problem(("stem",), _("Write the question.")))
        if spec.answer is None:
            problems.append(Problem(("answer",), _("Give the right number.")))
        if spec.tolerance < 0:
            problems.append(Problem(("tolerance",), _("A tolerance is zero or more.")))
        elif spec.answer and spec.margin >= abs(spec.answer):
            problems.append(
                Problem(
                    ("tolerance",),
                    _("This tolerance also accepts zero. Make it smaller than the answer itself."),
                )
            )
        elif slipped := [one for one in spec.mistakes if spec.accepts(one)]:
            problems.append(Problem(("tolerance",), _wide(spec, slipped[0])))
        if spec.tolerance_kind == RELATIVE and spec.answer == 0 and spec.tolerance:
            problems.append(
                Problem(
                    ("tolerance_kind",),
                    _("A percentage of zero is zero: give the tolerance as a number."),
                )
            )
        if spec.unit_required and not spec.unit:
            problems.append(Problem(("unit",), _("Say which unit has to be given.")))
        return problems

    def to_payload(self, spec: NumericSpec) -> dict[str, Any]:
        return {
            "stem": spec.stem,
            "answer": None if spec.answer is None else decimal_text(spec.answer),
            "tolerance": decimal_text(spec.tolerance),
            "tolerance_kind": spec.tolerance_kind,
            "unit": spec.unit,
            "unit_required": spec.unit_required,
            "explanation": spec.explanation,
            # left out when empty: versions from before there were any keep their digest
            **({"mistakes": [decimal_text(one) for one in spec.mistakes]} if spec.mistakes else {}),
        }

    def from_payload(self, payload: Mapping[str, Any]) -> NumericSpec:
        answer = payload["answer"]
        return NumericSpec(
            **{
                **payload,
                "answer": None if answer is None else Decimal(answer),
                "tolerance": Decimal(payload["tolerance"]),
                "mistakes": tuple(Decimal(one) for one in payload.get("mistakes", ())),
            }
        )

    def view(self, spec: NumericSpec, order: Sequence[str] = ()) -> NumericView:
        return NumericView(
            stem=spec.stem,
            unit="" if spec.unit_required else spec.unit,
            unit_required=spec.unit_required,
        )

    def read(self, raw: Any) -> Response:
        if isinstance(raw, Mapping):
            raw = raw.get("text")
        if isinstance(raw, list | tuple) and len(raw) == 1:
            raw = raw[0]
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            raw = str(raw)
        text = plain(raw)[:MAX_LENGTH] if isinstance(raw, str) else ""
        return {"text": text} if text else {}

    def grade(self, spec: NumericSpec, response: Response) -> Grade:
        text = response.get("text")
        if not isinstance(text, str) or not text or spec.answer is None:
            return Grade(ZERO)
        quantity = read_quantity(text)
        if not quantity.values:
            return Grade(ZERO, NOT_A_NUMBER)
        if quantity.unit and quantity.unit != normal_unit(spec.unit):
            return Grade(ZERO, UNIT_WRONG)
        if not any(spec.accepts(value) for value in quantity.values):
            return Grade(ZERO)
        if spec.unit_required and not quantity.unit:
            return Grade(ZERO, UNIT_MISSING)
        return Grade(ONE)

    def facts(self, spec: NumericSpec) -> dict[str, Any]:
        return {"unit_required": True} if spec.unit_required else {}

    def notice(self, facts: Mapping[str, Any], response: Response) -> str:
        text = response.get("text")
        if not text:
            return ""
        quantity = read_quantity(text)
        if not quantity.values:
            return NOT_A_NUMBER
        return UNIT_MISSING if facts.get("unit_required") and not quantity.unit else ""

    def key_text(self, spec: NumericSpec) -> str:
        """The right answer in words, with its tolerance."""
        if spec.answer is None:
            return ""
        unit = f"\u00a0{spec.unit}" if spec.unit else ""
        if not spec.tolerance:
            return f"{decimal_text(spec.answer)}{unit}"
        low, high = spec.answer - spec.margin, spec.answer + spec.margin
        return _("%(answer)s%(unit)s (from %(low)s to %(high)s counts)") % {
            "answer": decimal_text(spec.answer),
            "unit": unit,
            "low": decimal_text(low),
            "high": decimal_text(high),
        }

    def key_response(self, spec: NumericSpec) -> Response:
        if spec.answer is None:
            return {}
        return {"text": f"{decimal_text(spec.answer)} {spec.unit}".strip()}

    def key_view(self, spec: NumericSpec, response: Response, order: Sequence[str] = ()) -> KeyView:
        given = self.summarize(spec, response)
        right = self.grade(spec, response).is_right
        lines = [KeyLine(self.key_text(spec), right=True, given=right)]
        if given and not right:
            lines.insert(0, KeyLine(given, right=False, given=True))
        return KeyView(spec.stem, tuple(lines), given, spec.explanation)

    def summarize(self, spec: NumericSpec, response: Response) -> str:
        return str(response.get("text", ""))


def _wide(spec: NumericSpec, mistake: Decimal) -> str:
    """Why a tolerance that reaches a common wrong number cannot stay."""
    assert spec.answer is not None
    if mistake == spec.answer:
        return _("%(number)s is the right number and a common wrong one. Take it out of one.") % {
            "number": decimal_text(mistake)
        }
    return _(
        "This tolerance also counts %(wrong)s as right, which you list as a common mistake: from "
        "%(low)s to %(high)s counts. Make it smaller than %(most)s."
    ) % {
        "wrong": decimal_text(mistake),
        "low": decimal_text(spec.answer - spec.margin),
        "high": decimal_text(spec.answer + spec.margin),
        "most": _reach(spec, abs(mistake - spec.answer)),
    }


def _reach(spec: NumericSpec, distance: Decimal) -> str:
    """``distance`` as a tolerance of this question is written."""
    if spec.tolerance_kind == RELATIVE and spec.answer:
        return f"{decimal_text((100 * distance / abs(spec.answer)).quantize(Decimal('0.01')))}%"
    return decimal_text(distance)
