"""Outlines on pictures: circles, rectangles and polygons as polygons in percent of the picture."""

import math
import re
from collections.abc import Sequence
from decimal import Decimal

from assessments.interchange.text import number, plain_number

CIRCLE_CORNERS = 24
MAX_POINTS = 400
_SEPARATORS = re.compile(r"[\s,;]+")
_CENT = Decimal("0.01")

Point = tuple[Decimal, Decimal]


def as_points(shape: str, coords: str, size: tuple[Decimal | int, Decimal | int]) -> str:
    """The outline as ``"x,y x,y x,y"`` in percent, two decimals; "" when it is none.

    ``size`` is the picture's width and height in the unit of ``coords``. Shapes of HTML image maps,
    QTI and Moodle (``circle: x,y;r``, ``rectangle: x,y;width,height``, ``polygon: x,y;x,y``).
    """
    moodle = ";" in coords
    values = [number(part) for part in _SEPARATORS.split(coords.strip()) if part]
    if not values or len(values) > 2 * MAX_POINTS or any(value is None for value in values):
        return ""
    given = [value for value in values if value is not None]
    kind = shape.strip().lower()
    width, height = Decimal(size[0]), Decimal(size[1])
    if width <= 0 or height <= 0:
        return ""
    if kind == "default":
        points: list[Point] = _box(Decimal(0), Decimal(0), width, height)
    elif kind == "circle" and len(given) == 3:
        points = _ellipse(given[0], given[1], given[2], given[2])
    elif kind == "ellipse" and len(given) == 4:
        points = _ellipse(*given)
    elif kind in {"rect", "rectangle", "square", "bounded"} and len(given) == 4:
        left, top, right, bottom = given
        if moodle:
            right, bottom = left + right, top + bottom
        points = _box(left, top, right, bottom)
    elif kind in {"poly", "polygon", "free"} and len(given) >= 6 and len(given) % 2 == 0:
        points = list(zip(given[::2], given[1::2], strict=True))
        if len(points) > 3 and points[0] == points[-1]:
            points.pop()
    else:
        return ""
    scaled = [(x * 100 / width, y * 100 / height) for x, y in points]
    # an outline may touch the edge, but lies on the picture
    kept = [
        (min(max(x, Decimal(0)), Decimal(100)), min(max(y, Decimal(0)), Decimal(100)))
        for x, y in scaled
    ]
    return points_text(kept) if _area(kept) > 0 else ""


def _on_picture(share: Decimal) -> Decimal:
    return min(max(share, Decimal(0)), Decimal(100))


def points_text(points: Sequence[Point]) -> str:
    return " ".join(
        f"{plain_number(x.quantize(_CENT))},{plain_number(y.quantize(_CENT))}" for x, y in points
    )


def read_points(text: str) -> list[Point]:
    """Points of our own notation, [] when it is damaged."""
    points = []
    for pair in text.split():
        x, _comma, y = pair.partition(",")
        left, top = number(x), number(y)
        if left is None or top is None:
            return []
        points.append((left, top))
    return points


def _box(left: Decimal, top: Decimal, right: Decimal, bottom: Decimal) -> list[Point]:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _ellipse(x: Decimal, y: Decimal, across: Decimal, down: Decimal) -> list[Point]:
    turn = 2 * math.pi / CIRCLE_CORNERS
    return [
        (
            x + abs(across) * Decimal(str(round(math.cos(turn * place), 12))),
            y + abs(down) * Decimal(str(round(math.sin(turn * place), 12))),
        )
        for place in range(CIRCLE_CORNERS)
    ]


def _area(points: Sequence[Point]) -> Decimal:
    total = Decimal(0)
    for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True):
        total += x1 * y2 - x2 * y1
    return abs(total) / 2
