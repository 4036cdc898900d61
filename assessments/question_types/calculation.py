"""A calculation: its parameters, its formulas, and the numbers that come of them."""

import hashlib
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from assessments.question_types.base import (
    ZERO,
)
from assessments.question_types.fields import (
    decimal_text,
)
from assessments.question_types.formula import FormulaError, parse, round_half_up
from assessments.question_types.numeric import ABSOLUTE, RELATIVE

SAMPLES = 20
PLACEHOLDER = re.compile(r"\{([A-Za-z_]\w*)\}", re.ASCII)

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
        return PLACEHOLDER.sub(
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


def evaluate(formula: str, values: Values) -> Decimal | None:
    """The value of ``formula``, None when it has none."""
    try:
        return parse(formula).value(values)
    except FormulaError:
        return None


def number_of(seed: str, name: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed}\x1f{name}".encode()).digest()[:8])


def corners(parameters: Sequence[Parameter]) -> Iterator[dict[str, Decimal]]:
    """Every combination of smallest and largest values, and some between, always the same."""
    ends = [(one.at(0), one.at(one.count - 1)) for one in parameters]
    for values in itertools.product(*ends):
        yield {one.name: value for one, value in zip(parameters, values, strict=True)}
    for sample in range(SAMPLES):
        yield {one.name: one.at(number_of(str(sample), one.name) % one.count) for one in parameters}
