"""Plane geometry for the drawings. Lengths are user units of the SVG, angles are degrees."""

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

Point = tuple[float, float]
Polyline = Sequence[Point]


def number(value: float) -> str:
    """The shortest text for a coordinate, to a tenth of a unit."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def bezier(p0: Point, p1: Point, p2: Point, p3: Point, steps: int = 24) -> list[Point]:
    """Points along one cubic curve, both ends included."""
    points = []
    for i in range(steps + 1):
        t = i / steps
        a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3
        points.append(
            (
                a * p0[0] + b * p1[0] + c * p2[0] + d * p3[0],
                a * p0[1] + b * p1[1] + c * p2[1] + d * p3[1],
            )
        )
    return points


def mirrored(points: Iterable[Point], axis: float) -> list[Point]:
    """The points reflected in the vertical line x = axis, in reversed order."""
    return [(2 * axis - x, y) for x, y in points][::-1]


def is_inside(x: float, y: float, polygon: Polyline) -> bool:
    """Whether a point lies in a polygon (ray casting)."""
    inside = False
    j = len(polygon) - 1
    for i in range(len(polygon)):
        (xi, yi), (xj, yj) = polygon[i], polygon[j]
        if (yi > y) != (yj > y) and x < (xj - xi) * (y - yi) / (yj - yi) + xi:
            inside = not inside
        j = i
    return inside


def distance_to(x: float, y: float, line: Polyline) -> float:
    """The distance from a point to the nearest segment of a polyline."""
    best = math.inf
    for (x1, y1), (x2, y2) in pairwise(line):
        dx, dy = x2 - x1, y2 - y1
        t = max(0.0, min(1.0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy or 1.0)))
        best = min(best, math.hypot(x - x1 - t * dx, y - y1 - t * dy))
    return best


def line_path(points: Polyline, *, closed: bool = False) -> str:
    """Path data for straight segments."""
    body = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return f"M{body}{'Z' if closed else ''}"


def smooth_path(points: Polyline, *, closed: bool = False) -> str:
    """Path data for a Catmull-Rom curve through the points, as cubic segments."""
    count = len(points)
    last = count if closed else count - 1

    def at(i: int) -> Point:
        return points[i % count] if closed else points[max(0, min(count - 1, i))]

    out = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for i in range(last):
        a, b, c, d = at(i - 1), at(i), at(i + 1), at(i + 2)
        first = (b[0] + (c[0] - a[0]) / 6, b[1] + (c[1] - a[1]) / 6)
        second = (c[0] - (d[0] - b[0]) / 6, c[1] - (d[1] - b[1]) / 6)
        out.append("C" + " ".join(number(v) for pair in (first, second, c) for v in pair))
    return "".join(out) + ("Z" if closed else "")


def smooth_points(points: Polyline, steps: int = 10, *, closed: bool = False) -> list[Point]:
    """Points along the same Catmull-Rom curve, for tests of containment and distance."""
    count = len(points)
    last = count if closed else count - 1

    def at(i: int) -> Point:
        return points[i % count] if closed else points[max(0, min(count - 1, i))]

    out: list[Point] = []
    for i in range(last):
        a, b, c, d = at(i - 1), at(i), at(i + 1), at(i + 2)
        first = (b[0] + (c[0] - a[0]) / 6, b[1] + (c[1] - a[1]) / 6)
        second = (c[0] - (d[0] - b[0]) / 6, c[1] - (d[1] - b[1]) / 6)
        out.extend(bezier(b, first, second, c, steps)[:-1])
    out.append(points[0] if closed else points[-1])
    return out


def placed(
    points: Iterable[Point], *, at: Point, turn: float = 0.0, scale: float = 1.0, flip: bool = False
) -> list[Point]:
    """Local points turned clockwise about the origin, scaled, and moved to a place."""
    move = placement(at=at, turn=turn, scale=scale, flip=flip)
    return [move(point) for point in points]


def placement(
    *, at: Point, turn: float = 0.0, scale: float = 1.0, flip: bool = False
) -> Callable[[Point], Point]:
    """The function that maps one local point to the drawing."""
    cos, sin = math.cos(math.radians(turn)) * scale, math.sin(math.radians(turn)) * scale
    side = -1.0 if flip else 1.0

    def move(point: Point) -> Point:
        x, y = point[0] * side, point[1]
        return at[0] + x * cos - y * sin, at[1] + x * sin + y * cos

    return move


def bone(p0: Point, r0: float, p1: Point, r1: float) -> str:
    """Path data for the hull of two circles: a limb that tapers."""
    dx, dy = p1[0] - p0[0], p1[1] - p0[1]
    length = math.hypot(dx, dy)
    if length <= abs(r0 - r1) + 0.01:
        (x, y), r = (p0, r0) if r0 >= r1 else (p1, r1)
        radius = number(r)
        return (
            f"M{number(x - r)} {number(y)}a{radius} {radius} 0 1 1 {number(2 * r)} 0"
            f"a{radius} {radius} 0 1 1 {number(-2 * r)} 0Z"
        )
    heading = math.atan2(dy, dx)
    spread = math.acos((r0 - r1) / length)

    def on(center: Point, radius: float, angle: float) -> str:
        x, y = center[0] + radius * math.cos(angle), center[1] + radius * math.sin(angle)
        return f"{number(x)} {number(y)}"

    a, b = heading - spread, heading + spread
    far_arc = 1 if r1 > r0 else 0
    return (
        f"M{on(p0, r0, a)}L{on(p1, r1, a)}"
        f"A{number(r1)} {number(r1)} 0 {far_arc} 1 {on(p1, r1, b)}"
        f"L{on(p0, r0, b)}A{number(r0)} {number(r0)} 0 {1 - far_arc} 1 {on(p0, r0, a)}Z"
    )
