"""The picture of a disagreement: what each source says, on one scale. Pure geometry."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Position:
    """What one source says: a range, or one value when ``low`` equals ``high``."""

    label: str
    claim: str
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Mark:
    """One row of the plot. ``x2`` is None for a single value; ``y`` is the middle of the mark."""

    label: str
    claim: str
    x1: str
    x2: str | None
    y: str
    label_y: str


@dataclass(frozen=True)
class Tick:
    x: str
    text: str


@dataclass(frozen=True)
class Plot:
    """Coordinates as SVG wants them: text with a dot, whatever the language of the page."""

    width: int
    height: int
    top: int
    bottom: int
    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]


LEFT_WIDE = 250
ROW_WIDE, ROW_NARROW = 34, 52
TOP, FOOT, EDGE = 34, 14, 40


def nice_step(span: float, *, parts: int) -> float:
    """A step of 1, 2 or 5 times a power of ten that cuts ``span`` into at most ``parts``."""
    raw = span / parts
    power = 10.0 ** math.floor(math.log10(raw))
    for factor in (1, 2, 5, 10):
        if raw <= factor * power * (1 + 1e-9):
            return factor * power
    return 10 * power


def draw_plot(positions: Sequence[Position], *, unit: str, width: int, narrow: bool) -> Plot | None:
    """Lay out ``positions`` on a scale from zero (or the lowest value below it).

    None when a position has no number: half a picture would mislead. ``narrow`` puts each label
    above its mark, for a phone.
    """
    values = [v for p in positions for v in (p.low, p.high) if v is not None]
    if not positions or len(values) < 2 * len(positions):
        return None
    low, high = min(0.0, *values), max(values)
    if high == low:
        high = low + 1
    step = nice_step(high - low, parts=4 if narrow else 5)
    low, high = math.floor(low / step) * step, math.ceil(high / step - 1e-9) * step
    left = EDGE // 4 if narrow else LEFT_WIDE
    right = width - EDGE
    row = ROW_NARROW if narrow else ROW_WIDE
    bottom = TOP + row * len(positions) + 8

    def x(value: float) -> str:
        return _number(left + (right - left) * (value - low) / (high - low))

    count = round((high - low) / step)
    ticks = []
    for place in range(count + 1):
        value = low + place * step
        text = f"{value:.10g}" if step >= 1 else f"{value:.{_decimals(step)}f}"
        if float(text) == 0:
            text = "0"
        ticks.append(Tick(x(value), f"{text} {unit}".strip() if place == count else text))
    marks = []
    for place, position in enumerate(positions):
        a, b = sorted((position.low or 0.0, position.high or 0.0))
        start = TOP + 8 + row * place
        y = start + (row - 14 if narrow else row / 2)
        label_y = start + 16 if narrow else y + 5
        marks.append(
            Mark(
                label=position.label,
                claim=position.claim,
                x1=x(a),
                x2=None if a == b else x(b),
                y=_number(y),
                label_y=_number(label_y),
            )
        )
    return Plot(width, bottom + FOOT, TOP, bottom, tuple(ticks), tuple(marks))


def _decimals(step: float) -> int:
    return max(0, -math.floor(math.log10(step) + 1e-9))


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
