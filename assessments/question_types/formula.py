"""Formulas of calculated questions: a small arithmetic, evaluated exactly and never as code.

Numbers, parameter names, ``+ - * / **``, parentheses and ``min max round``. ``**`` binds from the
right and before a sign, as in mathematics: ``-2 ** 2`` is -4.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Context, Decimal, DecimalException, localcontext
from functools import cache

MAX_LENGTH, MAX_DEPTH, MAX_EXPONENT = 1000, 40, 64
LARGEST = Decimal("1e30")
FUNCTIONS = ("min", "max", "round")
_TOKEN = re.compile(
    r"\s*(?:(\d+\.?\d*(?:[eE][+-]?\d{1,3})?|\.\d+)|([A-Za-z_]\w*)|(\*\*|[-+*/(),]))"
)
_CONTEXT = Context(prec=28)

Values = Mapping[str, Decimal]
Node = Callable[[Values], Decimal]


class FormulaError(ValueError):
    """A formula that cannot be read or evaluated. The argument is the piece that is wrong."""


class Formula:
    """A formula that was read. ``names`` are the parameters it needs."""

    def __init__(self, node: Node, names: frozenset[str]) -> None:
        self._node = node
        self.names = names

    def value(self, values: Values) -> Decimal:
        """The result with 28 digits. Raises FormulaError: no number, too large, unknown name."""
        try:
            with localcontext(_CONTEXT):
                result = self._node(values)
        except KeyError as error:
            raise FormulaError(str(error.args[0])) from None
        except (DecimalException, ArithmeticError) as error:
            raise FormulaError("/" if isinstance(error, ZeroDivisionError) else "**") from None
        if not result.is_finite() or abs(result) > LARGEST:
            raise FormulaError("…")
        return result


@cache
def parse(text: str) -> Formula:
    """Read ``text``. Raises FormulaError with the piece that cannot be read."""
    reader = _Reader(_tokens(text))
    node = reader.sum(0)
    if reader.peek():
        raise FormulaError(reader.peek())
    return Formula(node, frozenset(reader.names))


def _tokens(text: str) -> list[str]:
    if len(text) > MAX_LENGTH:
        raise FormulaError(text[:20])
    found, place, text = [], 0, text.strip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise FormulaError(text[place : place + 10].strip())
        found.append(match.group().strip())
        place = match.end()
    return found


class _Reader:
    """Recursive descent over tokens; each method returns what evaluates its piece."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.place = 0
        self.names: set[str] = set()

    def peek(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        self.place += 1
        return token

    def expect(self, sign: str) -> None:
        if self.peek() != sign:
            raise FormulaError(self.peek() or sign)
        self.place += 1

    def sum(self, depth: int) -> Node:
        node = self.product(depth)
        while self.peek() in {"+", "-"}:
            node = _binary(self.take(), node, self.product(depth))
        return node

    def product(self, depth: int) -> Node:
        node = self.signed(depth)
        while self.peek() in {"*", "/"}:
            node = _binary(self.take(), node, self.signed(depth))
        return node

    def signed(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise FormulaError(self.peek() or "(")
        if self.peek() in {"+", "-"}:
            minus = self.take() == "-"
            inner = self.signed(depth + 1)
            return (lambda values: -inner(values)) if minus else inner
        return self.power(depth)

    def power(self, depth: int) -> Node:
        base = self.atom(depth)
        if self.peek() != "**":
            return base
        self.take()
        return _binary("**", base, self.signed(depth + 1))

    def atom(self, depth: int) -> Node:
        token = self.take()
        if token == "(":  # noqa: S105
            node = self.sum(depth + 1)
            self.expect(")")
            return node
        if token and (token[0].isdigit() or token[0] == "."):
            number = Decimal(token)
            return lambda values: number
        if token in FUNCTIONS:
            return self.call(token, depth)
        if token and (token[0].isalpha() or token[0] == "_"):
            self.names.add(token)
            return lambda values: values[token]
        raise FormulaError(token or "(")

    def call(self, name: str, depth: int) -> Node:
        self.expect("(")
        found = [self.sum(depth + 1)]
        while self.peek() == ",":
            self.take()
            found.append(self.sum(depth + 1))
        self.expect(")")
        if name == "round":
            if len(found) > 2:
                raise FormulaError(name)
            return _rounding(found)
        best = min if name == "min" else max
        return lambda values: best(node(values) for node in found)


def _rounding(found: list[Node]) -> Node:
    def rounded(values: Values) -> Decimal:
        places = int(found[1](values)) if len(found) == 2 else 0
        if not 0 <= places <= 10:
            raise FormulaError("round")
        return round_half_up(found[0](values), places)

    return rounded


def round_half_up(number: Decimal, places: int) -> Decimal:
    """``number`` with ``places`` decimals, a five away from zero, as people round."""
    return number.quantize(Decimal(1).scaleb(-places), rounding="ROUND_HALF_UP")


def _binary(sign: str, left: Node, right: Node) -> Node:
    match sign:
        case "+":
            return lambda values: left(values) + right(values)
        case "-":
            return lambda values: left(values) - right(values)
        case "*":
            return lambda values: left(values) * right(values)
        case "/":
            return lambda values: left(values) / right(values)

    def power(values: Values) -> Decimal:
        exponent = right(values)
        if abs(exponent) > MAX_EXPONENT:
            raise FormulaError("**")
        return left(values) ** exponent

    return power
