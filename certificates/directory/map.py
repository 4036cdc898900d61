"""A map drawn by ourselves: towns as dots, rings of distance, pins numbered like the list. Pure.

Points are put on a plane that touches the Earth at the map's center (equirectangular, longitudes
shrunk by the cosine of its latitude): true to within a percent over the distances of a search.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from certificates.directory.gazetteer import Town
from certificates.directory.geo import EARTH_KM, Box, Point, box_around, distance_km

WIDTH, HEIGHT = 640, 420
MARGIN = 34
# rings are drawn at round distances
ROUND = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000)
SMALLEST_KM = 3.0
PIN_REACH = 24
MOST_NAMES = 10
NAME_HEIGHT, LETTER_WIDTH = 17, 7.0


@dataclass(frozen=True)
class View:
    """What part of the Earth the map shows: its center and how many kilometers a unit is."""

    center: Point
    km_per_unit: float

    def place(self, point: Point) -> tuple[float, float]:
        """x to the right and y down, in units of the drawing."""
        per_degree = math.pi * EARTH_KM / 180 / self.km_per_unit
        across = point.longitude - self.center.longitude
        across = (across + 180) % 360 - 180
        x = WIDTH / 2 + across * math.cos(math.radians(self.center.latitude)) * per_degree
        y = HEIGHT / 2 - (point.latitude - self.center.latitude) * per_degree
        return round(x, 1), round(y, 1)

    @property
    def box(self) -> Box:
        """A box that holds what the map shows."""
        return box_around(self.center, math.hypot(WIDTH, HEIGHT) / 2 * self.km_per_unit)


@dataclass(frozen=True)
class Pin:
    """Results at one spot, by the numbers they have in the list."""

    x: float
    y: float
    numbers: tuple[int, ...]
    names: tuple[str, ...]
    url: str

    @property
    def label(self) -> str:
        """What stands in the pin: "3", "3–5", "3 +2"."""
        first, last = self.numbers[0], self.numbers[-1]
        if len(self.numbers) == 1:
            return str(first)
        if last - first == len(self.numbers) - 1:
            return f"{first}–{last}"
        return f"{first} +{len(self.numbers) - 1}"

    @property
    def half_width(self) -> float:
        return 13 + max(0, len(self.label) - 2) * 3.6

    @property
    def left(self) -> float:
        return round(self.x - self.half_width, 1)

    @property
    def top(self) -> float:
        return round(self.y - 13, 1)

    @property
    def width(self) -> float:
        return round(2 * self.half_width, 1)


@dataclass(frozen=True)
class Ring:
    """A distance from the middle. ``label_y`` is where its words stand, None where nothing fits."""

    km: int
    radius: float
    label_y: float | None
    is_limit: bool

    @property
    def miles(self) -> int:
        return round(self.km / 1.609344)


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Name:
    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Map:
    """Everything on the drawing, in units of its view box."""

    pins: tuple[Pin, ...]
    rings: tuple[Ring, ...]
    dots: tuple[Dot, ...]
    names: tuple[Name, ...]
    has_middle: bool
    width: int = WIDTH
    height: int = HEIGHT
    middle_x: float = WIDTH / 2
    middle_y: float = HEIGHT / 2


@dataclass(frozen=True)
class Marked:
    """One result to be drawn: its number in the list, its name and where it is."""

    number: int
    name: str
    url: str
    point: Point


def view_of(points: Sequence[Point], middle: Point | None, radius: float = 0) -> View | None:
    """The view that shows ``points``: around ``middle`` where there is one, else around them all.

    Within ``radius`` kilometers the circle fills the map, so that it stays the same from page to
    page. None where there is nothing to show.
    """
    if not points and not (middle and radius):
        return None
    if middle is None:
        south, north = min(p.latitude for p in points), max(p.latitude for p in points)
        west, east = min(p.longitude for p in points), max(p.longitude for p in points)
        middle = Point((south + north) / 2, (west + east) / 2)
    reach = radius or max((distance_km(middle, point) for point in points), default=0)
    return View(middle, max(reach, SMALLEST_KM) / (HEIGHT / 2 - MARGIN))


def draw(
    view: View,
    marked: Sequence[Marked],
    towns: Sequence[Town],
    *,
    middle: Point | None,
    radius: float = 0,
) -> Map:
    """Draw ``marked`` among ``towns``, the largest first; names of towns never overlap anything."""
    pins = _pins(view, marked)
    rings = _rings(view, radius, pins) if middle else ()
    taken = [(pin.x, pin.y, pin.half_width + 4, 16.0) for pin in pins]
    taken += [(WIDTH / 2, ring.label_y - 4, 24.0, 9.0) for ring in rings if ring.label_y]
    if middle:
        taken.append((WIDTH / 2, HEIGHT / 2, 10.0, 10.0))
    dots: list[Dot] = []
    names: list[Name] = []
    for town in towns:
        x, y = view.place(town.point)
        if not (0 < x < WIDTH and 0 < y < HEIGHT):
            continue
        dots.append(Dot(x, y, round(1.2 + min(3.2, math.sqrt(town.population) / 190), 1)))
        half = len(town.name) * LETTER_WIDTH / 2
        spot = (x, y - 11.0, half, NAME_HEIGHT / 2)
        fits = half < x < WIDTH - half and y > 22
        if fits and len(names) < MOST_NAMES and not any(_overlap(spot, other) for other in taken):
            taken.append(spot)
            names.append(Name(x, round(y - 7, 1), town.name))
    return Map(pins, rings, tuple(dots), tuple(names), has_middle=middle is not None)


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return abs(one[0] - other[0]) < one[2] + other[2] and abs(one[1] - other[1]) < one[3] + other[3]


def _rings(view: View, radius: float, pins: Sequence[Pin]) -> tuple[Ring, ...]:
    reach = HEIGHT / 2 * view.km_per_unit
    limit = round(radius)
    inner = [km for km in ROUND if km < 0.75 * (limit or reach) and km * 8 > reach][-2:]
    kilometers = [*inner, limit] if limit else [*inner, *(k for k in ROUND if k in _last(reach))]
    found = []
    for km in dict.fromkeys(kilometers):
        size = km / view.km_per_unit
        found.append(Ring(km, round(size, 1), _label_y(size, pins), is_limit=km == limit))
    return tuple(found)


def _label_y(size: float, pins: Sequence[Pin]) -> float | None:
    """The words of a ring stand at its foot, else at its head, and never under a pin.

    Pins and words are as large as a phone draws them.
    """
    middle = (WIDTH / 2, HEIGHT / 2, 18.0, 18.0)
    drawn = [middle, *((pin.x, pin.y, 1.5 * pin.half_width, 1.5 * 13) for pin in pins)]
    for y in (HEIGHT / 2 + size - 6, HEIGHT / 2 - size + 15):
        if not any(_overlap((WIDTH / 2, y - 5, 26.0, 9.0), other) for other in drawn):
            return round(y, 1)
    return None


def _last(reach: float) -> list[int]:
    fitting = [km for km in ROUND if km < reach * 0.95]
    return fitting[-1:]


def _pins(view: View, marked: Sequence[Marked]) -> tuple[Pin, ...]:
    """One pin for each spot; results too close to be told apart share one."""
    groups: list[tuple[float, float, list[Marked]]] = []
    for one in marked:
        x, y = view.place(one.point)
        if not (0 <= x <= WIDTH and 0 <= y <= HEIGHT):
            continue
        x, y = min(max(x, 16.0), WIDTH - 16.0), min(max(y, 16.0), HEIGHT - 16.0)
        near = (g for g in groups if abs(g[0] - x) < PIN_REACH + 6 and abs(g[1] - y) < PIN_REACH)
        if group := next(near, None):
            group[2].append(one)
        else:
            groups.append((x, y, [one]))
    return tuple(
        Pin(x, y, tuple(m.number for m in all_), tuple(m.name for m in all_), f"#r{all_[0].number}")
        for x, y, all_ in groups
    )
