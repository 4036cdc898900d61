"""Draws the stipple once: ``python -m certificates.documents.ornament_build`` writes the files.

The field takes seconds to grow, so its operators ship as data; a test holds both to agree. A dot is
a very short line with round ends, the cheapest round mark in PDF, grouped by tone and width.
"""

import math
import random
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from certificates.documents.palette import GRAPHITE, PAPER, PIGMENT, Color, mix, operator

FOLDER = Path(__file__).parent / "ornament"
# the field is grown on landscape A4, in points; other papers move it into their upper right corner
WIDTH, HEIGHT = 841.89, 595.28
SEAL_SIZE = 66
RULE_LENGTH = 440
_FIELD_LEFT, _FIELD_BOTTOM = 170, 150
_THROWS = 450_000
_CELL = 2.0
_STROKE = 0.02


@dataclass(frozen=True)
class Dot:
    """A dot; ``strength`` 0..1 is how deep inside the form it lies, ``chance`` a fixed random."""

    x: float
    y: float
    strength: float
    chance: float = 0


def _hairline(x: float) -> float:
    """Lower edge of the field: brow, temple recess, temple point, falling side."""
    u = (x - _FIELD_LEFT) / (WIDTH - _FIELD_LEFT)
    if u <= 0:
        return math.inf
    return HEIGHT + 10 - (392 * u**2.75 + 38 * math.sin(3 * math.pi * u) * u**1.3)


def _strength(x: float, y: float) -> float:
    depth = (y - _hairline(x)) / 200
    return 0 if depth <= 0 else min(1.0, depth) ** 1.25


def _grow(weight: float, seed: int = 7) -> list[Dot]:
    """Throw darts; a dart stays where no dot is nearer than a distance that grows to the edge."""
    chance = random.Random(seed)
    grid: dict[tuple[int, int], list[tuple[float, float]]] = {}
    dots = []
    for _ in range(_THROWS):
        x = chance.uniform(_FIELD_LEFT, WIDTH + 5)
        y = chance.uniform(_FIELD_BOTTOM, HEIGHT + 5)
        strength = weight * _strength(x, y)
        if strength <= 0.006:
            continue
        distance = 2.5 + 8.6 * (1 - strength) ** 2.9
        if _is_free(grid, x, y, distance):
            grid.setdefault((int(x / _CELL), int(y / _CELL)), []).append((x, y))
            dots.append(Dot(round(x, 1), round(y, 1), strength, chance.random()))
    return dots


def _is_free(
    grid: dict[tuple[int, int], list[tuple[float, float]]], x: float, y: float, distance: float
) -> bool:
    reach = int(distance / _CELL) + 1
    column, row = int(x / _CELL), int(y / _CELL)
    return not any(
        (other_x - x) ** 2 + (other_y - y) ** 2 < distance * distance
        for i in range(column - reach, column + reach + 1)
        for j in range(row - reach, row + reach + 1)
        for other_x, other_y in grid.get((i, j), ())
    )


def _draw(dots: Iterable[Dot], radius: Callable[[Dot], float], tone: Callable[[Dot], Color]) -> str:
    groups: dict[tuple[Color, float], list[Dot]] = {}
    for dot in dots:
        groups.setdefault((tone(dot), round(2 * radius(dot), 1)), []).append(dot)
    parts = ["1 J"]
    for (color, width), members in sorted(groups.items(), key=lambda item: item[0]):
        parts.append(f"{operator(color, 'RG')} {width:.1f} w")
        members.sort(key=lambda dot: (dot.y, dot.x))
        parts += [_mark(dot) for dot in members]
        parts.append("S")
    return " ".join(parts)


def _mark(dot: Dot) -> str:
    # not of no length at all: the viewer of Chromium makes such a line one pixel long, a dash
    x, y = round(dot.x, 2), f"{dot.y:.2f}".rstrip("0").rstrip(".")
    return f"{x:g} {y} m {round(x + _STROKE, 2):g} {y} l"


def _field(weight: float, tones: tuple[float, ...]) -> str:
    colors = [mix(PAPER, GRAPHITE, part) for part in tones]
    return _draw(
        _grow(weight),
        lambda dot: 0.26 + 0.48 * dot.strength**0.9 + 0.10 * (dot.chance - 0.5),
        lambda dot: colors[min(4, int(dot.strength * 4.4 + dot.chance * 0.6))],
    )


def _seal(count: int, reach: float) -> str:
    """A sunflower ring, strongest at two fifths of its radius."""
    dots = []
    for index in range(14, count):
        angle = index * math.pi * (3 - math.sqrt(5))
        part = math.sqrt(index / count)
        strength = max(0.0, 1 - abs(part - 0.46) / reach)
        if strength > 0.03:
            center = SEAL_SIZE / 2
            dots.append(
                Dot(
                    center + center * part * math.cos(angle),
                    center + center * part * math.sin(angle),
                    strength,
                )
            )
    return _draw(dots, lambda dot: 0.18 + 0.78 * dot.strength**1.3, lambda dot: PIGMENT)


def _rule() -> str:
    """A dotted line that thins out to the right."""
    dots, x = [], 0.0
    while x < RULE_LENGTH:
        part = 1 - x / RULE_LENGTH
        dots.append(Dot(x, 2, part))
        x += 2.3 + 6 * (1 - part) ** 2.2
    return _draw(dots, lambda dot: 0.26 + 0.42 * dot.strength, lambda dot: PIGMENT)


def build() -> dict[str, str]:
    """Return the drawing operators of every ornament by name."""
    return {
        "field": _field(1, (0.34, 0.46, 0.58, 0.70, 0.82)),
        "field_light": _field(0.52, (0.20, 0.26, 0.32, 0.38, 0.44)),
        "seal": _seal(300, 0.56),
        "seal_light": _seal(150, 0.34),
        "rule": _rule(),
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for ornament_name, operators in build().items():
        (FOLDER / f"{ornament_name}.z").write_bytes(zlib.compress(operators.encode(), 9))
