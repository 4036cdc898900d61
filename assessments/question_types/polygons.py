"""Polygons on a picture, in percent of its width and height."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from assessments.question_types.base import ZERO
from assessments.question_types.fields import read_decimal

MAX_CORNERS = 400
HUNDRED = Decimal(100)

Point = tuple[Decimal, Decimal]


def read_points(text: str) -> tuple[Point, ...]:
    """The corners in ``text``, () when one cannot be read or lies off the picture."""
    points = []
    for pair in text.split()[: MAX_CORNERS + 1]:
        left, _comma, top = pair.partition(",")
        x, y = read_decimal(left), read_decimal(top)
        if x is None or y is None or not (0 <= x <= HUNDRED and 0 <= y <= HUNDRED):
            return ()
        points.append((x, y))
    return tuple(points)


def wrong_corner(text: str) -> str:
    """The first piece of ``text`` that is no place on the picture; "" when all are."""
    return next((pair for pair in text.split() if not read_points(pair)), "")


def area(polygon: Sequence[Point]) -> Decimal:
    """The area by the shoelace formula, in squared percent."""
    pairs = zip(polygon, [*polygon[1:], *polygon[:1]], strict=True)
    return abs(sum((x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs), ZERO)) / 2


def inside(point: Point, polygon: Sequence[Point]) -> bool:
    """Whether ``point`` is in ``polygon`` or on its border (even-odd rule)."""
    x, y = point
    found = False
    for (x1, y1), (x2, y2) in zip(polygon, [*polygon[1:], *polygon[:1]], strict=True):
        cross = (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)
        if not cross and min(x1, x2) <= x <= max(x1, x2) and min(y1, y2) <= y <= max(y1, y2):
            return True
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            found = not found
    return found


def center(polygon: Sequence[Point]) -> Point | None:
    """A point well inside ``polygon``, None when it has no inside."""
    heights = sorted({y for _x, y in polygon})
    for low, high in pairwise(heights):
        y = (low + high) / 2
        crossings = sorted(
            (x2 - x1) * (y - y1) / (y2 - y1) + x1
            for (x1, y1), (x2, y2) in zip(polygon, [*polygon[1:], *polygon[:1]], strict=True)
            if (y1 > y) != (y2 > y)
        )
        if len(crossings) >= 2 and crossings[0] < crossings[1]:
            return (crossings[0] + crossings[1]) / 2, y
    return None
