"""Calculated: the same task with other numbers in every attempt."""

import hashlib
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from functools import cached_property
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
    quantize,
    rich,
)
from assessments.question_types.fields import (
    decimal_or,
    decimal_text,
    items_of,
    parts_in,
    parts_of,
    read_decimal,
)
from assessments.question_types.formula import FormulaError, parse, round_half_up
from assessments.question_types.numbers import MAX_LENGTH, normal_unit, read_quantity
from assessments.question_types.numeric import ABSOLUTE, NOT_A_NUMBER, RELATIVE, UNIT_WRONG

ANSWER = "answer"
MAX_PARAMETERS, MAX_STEPS, MAX_VALUES = 6, 10, 100_000
SAMPLES = 20
_NAME = re.compile(r"^[A-Za-z_]\w*$", re.ASCII)
_PLACEHOLDER = re.compile(r"\{([A-Za-z_]\w*)\}", re.ASCII)

Values = Mapping[str, Decimal]


@dataclass(frozen=True)
class Parameter:
    """Drawn evenly from minimum, minimum + step, ... up to maximum."""

    name: str
    minimum: Decimal | None
    maximum: Decimal | None
    step: Decimal | None

    @property
    def count(self) -> int:
        """How many values there are; 0 while the author's fields make no range."""
        if self.minimum is None or self.maximum is None or not self.step or self.step < 0:
            return 0
        if self.maximum < self.minimum:
            return 0
        return int((self.maximum - self.minimum) / self.step) + 1

    def at(self, place: int) -> Decimal:
        return (self.minimum or ZERO) + (self.step or ZERO) * place


@dataclass(frozen=True)
class CalculationStep:
    """A step that earns ``fraction`` of the marks when the answer itself is not right."""

    label: str
    formula: str
    tolerance: Decimal
    fraction: Decimal


@dataclass(frozen=True)
class CalculatedSpec:
    """``tolerance`` is in the unit of the answer, or in percent when relative.

    ``values`` are the drawn parameters of one paper. Without a paper they are the smallest ones.
    """

    stem: str
    parameters: tuple[Parameter, ...]
    formula: str
    unit: str = ""
    tolerance: Decimal = ZERO
    tolerance_kind: str = ABSOLUTE
    decimals: int = 0
    steps: tuple[CalculationStep, ...] = ()
    explanation: str = ""
    values: Values = field(default_factory=dict, hash=False)

    @cached_property
    def known(self) -> Values:
        return self.values or {one.name: one.at(0) for one in self.parameters}

    @cached_property
    def shown_stem(self) -> str:
        """The question with its numbers."""
        return self.fill(self.stem)

    def fill(self, markup: str) -> str:
        return _PLACEHOLDER.sub(
            lambda found: (
                decimal_text(self.known[found[1]]) if found[1] in self.known else found[0]
            ),
            markup,
        )

    @cached_property
    def exact(self) -> Decimal | None:
        """What the formula gives; None when it gives no number."""
        return evaluate(self.formula, self.known)

    @cached_property
    def answer(self) -> Decimal | None:
        return None if self.exact is None else round_half_up(self.exact, self.decimals)

    @property
    def margin(self) -> Decimal:
        if self.tolerance_kind == RELATIVE:
            return abs(self.exact or ZERO) * self.tolerance / 100
        return self.tolerance

    def accepts(self, number: Decimal) -> bool:
        """Within the tolerance of the exact or the rounded result."""
        if self.exact is None or self.answer is None:
            return False
        return min(abs(number - self.exact), abs(number - self.answer)) <= self.margin


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


def evaluate(formula: str, values: Values) -> Decimal | None:
    """The value of ``formula``, None when it has none."""
    try:
        return parse(formula).value(values)
    except FormulaError:
        return None


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
        problems = [] if spec.stem else [Problem(("stem",), _("Write the question."))]
        problems += _check_parameters(spec)
        if problems:
            return problems
        problems = _check_formulas(spec) or _check_values(spec)
        return problems + _check_marks(spec)

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
                one.name: decimal_text(one.at(_number(seed, one.name) % (one.count or 1)))
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


def _number(seed: str, name: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed}\x1f{name}".encode()).digest()[:8])


def corners(parameters: Sequence[Parameter]) -> Iterator[dict[str, Decimal]]:
    """Every combination of smallest and largest values, and some between, always the same."""
    ends = [(one.at(0), one.at(one.count - 1)) for one in parameters]
    for values in itertools.product(*ends):
        yield {one.name: value for one, value in zip(parameters, values, strict=True)}
    for sample in range(SAMPLES):
        yield {one.name: one.at(_number(str(sample), one.name) % one.count) for one in parameters}


def _check_parameters(spec: CalculatedSpec) -> list[Problem]:
    problems = []
    if not spec.parameters:
        problems.append(
            Problem(("parameters",), _("Add a parameter, or use a question of the type “Number”."))
        )
    if len(spec.parameters) > MAX_PARAMETERS:
        problems.append(
            Problem(("parameters",), _("Give at most %(n)s parameters.") % {"n": MAX_PARAMETERS})
        )
    seen: set[str] = set()
    for place, one in enumerate(spec.parameters):
        if not _NAME.match(one.name) or one.name in {"min", "max", "round"}:
            problems.append(
                Problem(
                    ("parameters", place, "name"),
                    _("A name is letters, digits and underscores, such as “volume”."),
                )
            )
        elif one.name in seen:
            problems.append(Problem(("parameters", place, "name"), _("This name is used already.")))
        seen.add(one.name)
        if not one.step or one.step < 0:
            problems.append(Problem(("parameters", place, "step"), _("A step is more than zero.")))
        elif not one.count:
            problems.append(
                Problem(
                    ("parameters", place, "maximum"),
                    _("Give a smallest and a larger largest value."),
                )
            )
        elif one.count > MAX_VALUES:
            problems.append(
                Problem(("parameters", place, "step"), _("This step is too small for the range."))
            )
    for name in _PLACEHOLDER.findall(spec.stem):
        if name not in seen:
            problems.append(
                Problem(("stem",), _("There is no parameter called {%(name)s}.") % {"name": name})
            )
    return problems


def _check_formulas(spec: CalculatedSpec) -> list[Problem]:
    problems = []
    names = {one.name for one in spec.parameters}
    formulas: list[tuple[tuple[str | int, ...], str]] = [(("formula",), spec.formula)]
    formulas += [
        (("steps", place, "formula"), step.formula) for place, step in enumerate(spec.steps)
    ]
    used = set(_PLACEHOLDER.findall(spec.stem))
    for path, text in formulas:
        if not text:
            problems.append(Problem(path, _("Write the formula.")))
            continue
        try:
            found = parse(text)
        except FormulaError as error:
            problems.append(
                Problem(path, _("The formula cannot be read at “%(piece)s”.") % {"piece": error})
            )
            continue
        used |= found.names
        problems += [
            Problem(path, _("There is no parameter called {%(name)s}.") % {"name": name})
            for name in sorted(found.names - names)
        ]
        hidden = (found.names & names) - set(_PLACEHOLDER.findall(spec.stem))
        problems += [
            Problem(path, _("The question does not show {%(name)s}.") % {"name": name})
            for name in sorted(hidden)
        ]
    for place, one in enumerate(spec.parameters):
        if one.name not in used:
            problems.append(
                Problem(("parameters", place, "name"), _("Neither question nor formula uses it."))
            )
    return problems


def _check_values(spec: CalculatedSpec) -> list[Problem]:
    if spec.tolerance < 0:
        return [Problem(("tolerance",), _("A tolerance is zero or more."))]
    for values in corners(spec.parameters):
        one = replace(spec, values=values)
        said = ", ".join(f"{name} = {decimal_text(value)}" for name, value in values.items())
        if one.exact is None:
            return [
                Problem(
                    ("formula",),
                    _("The formula gives no number for %(values)s.") % {"values": said},
                )
            ]
        for place, step in enumerate(spec.steps):
            if evaluate(step.formula, values) is None:
                return [
                    Problem(
                        ("steps", place, "formula"),
                        _("The formula gives no number for %(values)s.") % {"values": said},
                    )
                ]
        if one.exact and not one.answer:
            return [
                Problem(
                    ("decimals",),
                    _("With %(values)s the result is rounded to zero. Ask for more decimals.")
                    % {"values": said},
                )
            ]
        if one.exact and one.margin >= abs(one.exact):
            return [
                Problem(
                    ("tolerance",),
                    _("With %(values)s this tolerance also accepts zero. Make it smaller.")
                    % {"values": said},
                )
            ]
    return []


def _check_marks(spec: CalculatedSpec) -> list[Problem]:
    problems = []
    for place, step in enumerate(spec.steps):
        if not step.label:
            problems.append(Problem(("steps", place, "label"), _("Say what to write here.")))
        if step.tolerance < 0:
            problems.append(
                Problem(("steps", place, "tolerance"), _("A tolerance is zero or more."))
            )
        if not ZERO <= step.fraction < ONE:
            problems.append(
                Problem(("steps", place, "fraction"), _("Give a share from 0 to less than 1."))
            )
    if len(spec.steps) > MAX_STEPS:
        problems.append(Problem(("steps",), _("Give at most %(n)s steps.") % {"n": MAX_STEPS}))
    if sum((step.fraction for step in spec.steps), ZERO) >= ONE:
        problems.append(
            Problem(
                ("steps",),
                _("All steps together must earn less than 1, so that the result still counts."),
            )
        )
    return problems
