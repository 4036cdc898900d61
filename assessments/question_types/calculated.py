"""Calculated: the same task with other numbers in every attempt."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any

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
    quantize,
    rich,
)
from assessments.question_types.calculation import (
    CalculatedSpec,
    CalculationStep,
    Parameter,
    evaluate,
    number_of,
)
from assessments.question_types.calculation_checks import find_problems
from assessments.question_types.fields import (
    decimal_or,
    decimal_text,
    items_of,
    parts_in,
    parts_of,
    read_decimal,
)
from assessments.question_types.formula import round_half_up
from assessments.question_types.numbers import MAX_LENGTH, normal_unit, read_quantity
from assessments.question_types.numeric import ABSOLUTE, NOT_A_NUMBER, RELATIVE, UNIT_WRONG

ANSWER = "answer"


@dataclass(frozen=True)
class Part:
    key: str
    label: str


@dataclass(frozen=True)
class CalculatedView:
    stem: str
    unit: str
    decimals: int
    steps: tuple[Part, ...]


def _step_key(place: int) -> str:
    return f"s{place + 1}"


class Calculated(QuestionType[CalculatedSpec, CalculatedView]):
    """The right result earns all marks; a wrong one earns those of the steps that are right."""

    name = "calculated"
    label = gettext_lazy("Calculation")
    block_path = "assessments.editor_blocks_craft.CalculatedBlock"
    template_prefix = "lms_assessments/questions/calculated"

    def from_raw(self, raw: Mapping[str, Any]) -> CalculatedSpec:
        parameters = tuple(
            Parameter(
                plain(fields.get("name")),
                *(read_decimal(fields.get(key)) for key in ("minimum", "maximum", "step")),
            )
            for _key, fields in items_of(raw.get("parameters"))
        )
        steps = tuple(
            CalculationStep(
                plain(fields.get("label")),
                plain(fields.get("formula")),
                decimal_or(fields.get("tolerance"), ZERO),
                decimal_or(fields.get("fraction"), ZERO),
            )
            for _key, fields in items_of(raw.get("steps"))
        )
        return CalculatedSpec(
            stem=rich(raw.get("stem")),
            parameters=parameters,
            formula=plain(raw.get("formula")),
            unit=plain(raw.get("unit")),
            tolerance=decimal_or(raw.get("tolerance"), ZERO),
            tolerance_kind=RELATIVE if raw.get("tolerance_kind") == RELATIVE else ABSOLUTE,
            decimals=int(min(max(decimal_or(raw.get("decimals"), ZERO), ZERO), Decimal(10))),
            steps=steps,
            explanation=rich(raw.get("explanation")),
        )

    def validate(self, spec: CalculatedSpec) -> list[Problem]:
        return find_problems(spec)

    def to_payload(self, spec: CalculatedSpec) -> dict[str, Any]:
        payload = {**asdict(replace(spec, values={})), "tolerance": decimal_text(spec.tolerance)}
        del payload["values"]
        for one in payload["parameters"]:
            for key in ("minimum", "maximum", "step"):
                one[key] = None if one[key] is None else decimal_text(one[key])
        for one in payload["steps"]:
            one["tolerance"] = decimal_text(one["tolerance"])
            one["fraction"] = decimal_text(one["fraction"])
        return {**payload, "parameters": [*payload["parameters"]], "steps": [*payload["steps"]]}

    def from_payload(self, payload: Mapping[str, Any]) -> CalculatedSpec:
        parameters = tuple(
            Parameter(
                one["name"], *(read_decimal(one[key]) for key in ("minimum", "maximum", "step"))
            )
            for one in payload["parameters"]
        )
        steps = tuple(
            CalculationStep(
                one["label"], one["formula"], Decimal(one["tolerance"]), Decimal(one["fraction"])
            )
            for one in payload["steps"]
        )
        tolerance = Decimal(payload["tolerance"])
        return CalculatedSpec(
            **{**payload, "parameters": parameters, "steps": steps, "tolerance": tolerance}
        )

    def draw(self, spec: CalculatedSpec, *, seed: str) -> dict[str, Any]:
        return {
            "values": {
                one.name: decimal_text(one.at(number_of(seed, one.name) % (one.count or 1)))
                for one in spec.parameters
            }
        }

    def drawn(self, spec: CalculatedSpec, facts: Mapping[str, Any]) -> CalculatedSpec:
        values = facts.get("values") or {}
        unknown = {one.name for one in spec.parameters} - set(values)
        if values and unknown:
            raise LookupError(f"no number was drawn for {', '.join(sorted(unknown))}")
        return replace(spec, values={name: Decimal(text) for name, text in values.items()})

    def stem(self, spec: CalculatedSpec) -> str:
        return spec.shown_stem if spec.values else spec.stem

    def view(self, spec: CalculatedSpec, order: Sequence[str] = ()) -> CalculatedView:
        return CalculatedView(
            stem=spec.shown_stem,
            unit=spec.unit,
            decimals=spec.decimals,
            steps=tuple(
                Part(_step_key(place), spec.fill(step.label))
                for place, step in enumerate(spec.steps)
            ),
        )

    def read(self, raw: Any) -> Response:
        parts = parts_of(raw, limit=MAX_LENGTH)
        if not parts and isinstance(raw, str) and (text := plain(raw[:MAX_LENGTH])):
            parts = {ANSWER: text}
        return {"parts": parts} if parts else {}

    def grade(self, spec: CalculatedSpec, response: Response) -> Grade:
        given = parts_in(response)
        text = given.get(ANSWER, "")
        quantity = read_quantity(text)
        note = NOT_A_NUMBER if text and not quantity.values else ""
        if quantity.unit and quantity.unit != normal_unit(spec.unit):
            note = UNIT_WRONG
        elif any(spec.accepts(number) for number in quantity.values):
            return Grade(ONE)
        earned = sum(
            (
                step.fraction
                for place, step in enumerate(spec.steps)
                if self._step_right(spec, step, given.get(_step_key(place), ""))
            ),
            ZERO,
        )
        return Grade(quantize(min(max(earned, ZERO), ONE)), note)

    def _step_right(self, spec: CalculatedSpec, step: CalculationStep, text: str) -> bool:
        wanted = evaluate(step.formula, spec.known)
        if wanted is None or not text:
            return False
        return any(abs(one - wanted) <= step.tolerance for one in read_quantity(text).values)

    def notice(self, facts: Mapping[str, Any], response: Response) -> str:
        texts = parts_in(response).values()
        return NOT_A_NUMBER if any(not read_quantity(text).values for text in texts) else ""

    def pattern(self, spec: CalculatedSpec, response: Response) -> None:
        return None  # everybody has other numbers

    def key_response(self, spec: CalculatedSpec) -> Response:
        if spec.answer is None:
            return {}
        parts = {ANSWER: decimal_text(spec.answer)}
        for place, step in enumerate(spec.steps):
            value = evaluate(step.formula, spec.known)
            if value is not None:
                parts[_step_key(place)] = decimal_text(value)
        return {"parts": parts}

    def key_view(
        self, spec: CalculatedSpec, response: Response, order: Sequence[str] = ()
    ) -> KeyView:
        given = parts_in(response)
        lines = []
        for place, step in enumerate(spec.steps):
            text, value = given.get(_step_key(place), ""), evaluate(step.formula, spec.known)
            right = self._step_right(spec, step, text)
            label = spec.fill(step.label)
            if text and not right:
                lines.append(KeyLine(f"{label}: {text}", right=False, given=True))
            if value is not None:
                shown = decimal_text(round_half_up(value, 6))
                lines.append(KeyLine(f"{label}: {shown}", right=True, given=right))
        text = given.get(ANSWER, "")
        right = self.grade(spec, {"parts": {ANSWER: text}}).is_right
        if text and not right:
            lines.append(KeyLine(text, right=False, given=True))
        if spec.answer is not None:
            shown = f"{decimal_text(spec.answer)} {spec.unit}".strip()
            lines.append(KeyLine(shown, right=True, given=right))
        return KeyView(
            spec.shown_stem,
            tuple(lines),
            self.summarize(spec, response),
            spec.fill(spec.explanation),
        )

    def summarize(self, spec: CalculatedSpec, response: Response) -> str:
        given = parts_in(response)
        steps = [
            f"{spec.fill(step.label)}: {given[_step_key(place)]}"
            for place, step in enumerate(spec.steps)
            if given.get(_step_key(place))
        ]
        return "; ".join([*steps, given[ANSWER]] if given.get(ANSWER) else steps)
