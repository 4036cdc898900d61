"""Drawings as SVG text: counted dots, marks of the register, icons, and the stipple ornament.

Pure functions. Nothing here carries a color or a style attribute: shapes have classes, and the
stylesheet colors them, so that both themes and a strict Content-Security-Policy hold.
"""

import math
import random
from collections.abc import Callable, Iterable, Iterator
from html import escape
from itertools import islice

Point = tuple[float, float]

MANY = 60  # units; with more of them the ring's dots get a finer outline
UNIT_STATES = {"d": "done", "n": "now", "t": "todo", "x": "miss", "c": "crit"}

ICONS = {
    # state marks: the shape says it before the color does
    "ok": '<circle cx="10" cy="10" r="8.5"/><path d="M6 10.3l2.8 2.8L14 7.5"/>',
    "warn": '<circle cx="10" cy="10" r="8.5"/><path d="M10 5.2V10l3.2 2"/>',
    "stop": '<path d="M6.5 1.5h7l5 5v7l-5 5h-7l-5-5v-7z"/><path d="M7 7l6 6m0-6l-6 6"/>',
    "none": '<circle cx="10" cy="10" r="8.5"/><path d="M6.5 10h7"/>',
    "pause": '<circle cx="10" cy="10" r="8.5"/><path d="M7.7 6.8v6.4M12.3 6.8v6.4"/>',
    "next": '<circle cx="10" cy="10" r="8.5"/><path d="M6 10h7.6M10.4 6.6L13.8 10l-3.4 3.4"/>',
    "info": '<circle cx="10" cy="10" r="8.5"/><path d="M10 9.2v4.9M10 6v.2"/>',
    "tri": '<path d="M10 2.4L18.6 17H1.4z"/><path d="M10 8v4.2M10 14.5v.2"/>',
    # things and actions
    "arrow": '<path d="M3.5 10h13M11.5 5l5 5-5 5"/>',
    "calendar": '<path d="M3 5h14v12H3zM3 9h14M7 3v4M13 3v4"/>',
    "camera": '<path d="M2.5 6.5h3.6L7.6 4h4.8l1.5 2.5h3.6v10h-15z"/>'
    '<circle cx="10" cy="11" r="3"/>',
    "close": '<path d="M5 5l10 10M15 5L5 15"/>',
    "document": '<path d="M5 2.5h6.5L15 6v11.5H5zM11.5 2.5V6H15"/>',
    "download": '<path d="M10 3v9.5M5.8 8.6l4.2 4.2 4.2-4.2M3.5 17h13"/>',
    "external": '<path d="M8 4.5H4v12h12v-4M11.5 3.5h5v5M16 4l-7 7"/>',
    "flag": '<path d="M5 18V3h10l-2.5 3.5L15 10H5"/>',
    "lock": '<rect x="4" y="9" width="12" height="8" rx="1.5"/><path d="M7 9V6.5a3 3 0 016 0V9"/>',
    "mail": '<path d="M2.5 4.5h15v11h-15zM2.5 5l7.5 6 7.5-6"/>',
    "pencil": '<path d="M4 13l9.5-9.5 3 3L7 16l-4 1z"/>',
    "person": '<circle cx="10" cy="6.5" r="3.5"/>'
    '<path d="M3 17.5c.6-4 3.2-5.8 7-5.8s6.4 1.8 7 5.8"/>',
    "pin": '<path d="M10 18C6.2 13.4 4.3 10.1 4.3 7.8a5.7 5.7 0 0111.4 0c0 2.3-1.9 5.6-5.7 10.2z"/>'
    '<circle cx="10" cy="7.8" r="2"/>',
    "play": '<path d="M6 3.5v13l10.5-6.5z"/>',
    "print": '<path d="M6 7V2.5h8V7M6 14H3V7h14v7h-3M6 11.5h8v6H6z"/>',
    "search": '<circle cx="8.5" cy="8.5" r="5.5"/><path d="M12.7 12.7L17.5 17.5"/>',
    "trash": '<path d="M3.5 5.5h13M8 5V3h4v2M5.5 5.5l.7 12h7.6l.7-12M8.5 9v5M11.5 9v5"/>',
    "up": '<path d="M10 16.5V7M5.8 11L10 6.8l4.2 4.2M3.5 3h13"/>',
}
"""Strokes of the line icons, drawn on a 20 by 20 grid."""

DOT_ICONS = {
    "done": '<circle class="u-done" cx="7" cy="7" r="4.6"/>',
    "now": '<circle class="u-now" cx="7" cy="7" r="4.6"/>',
    "todo": '<circle class="u-todo" cx="7" cy="7" r="4.6"/>',
    "miss": '<circle class="u-miss" cx="7" cy="7" r="4.6"/>',
    "theory": '<circle class="h-th" cx="7" cy="7" r="5"/>',
    "practical": '<circle class="h-pr" cx="7" cy="7" r="5.6"/>',
}
"""Progress dots, drawn on a 14 by 14 grid; they keep the fill of their state."""

SEALS = {
    "ok": '<circle class="m-f" cx="48" cy="48" r="40"/><path class="m-l" d="M30 49l13 13 24-27"/>',
    "warn": '<circle class="m-o" cx="48" cy="48" r="38"/><path class="m-o" d="M48 26v23l15 10"/>',
    "pause": '<circle class="m-o" cx="48" cy="48" r="38"/>'
    '<path class="m-o" d="M38 34v28M58 34v28"/>',
    "next": '<circle class="m-o" cx="48" cy="48" r="38"/>'
    '<path class="m-o" d="M29 48h36M51 33l15 15-15 15"/>',
    "stop": '<path class="m-f" d="M32 10h32l22 22v32l-22 22H32L10 64V32z"/>'
    '<path class="m-l" d="M33 33l30 30m0-30l-30 30"/>',
    "none": "".join(
        f'<circle class="m-d" cx="{48 + 38 * math.cos(i * math.pi / 9):.1f}" '
        f'cy="{48 + 38 * math.sin(i * math.pi / 9):.1f}" r="3.2"/>'
        for i in range(18)
    )
    + '<path class="m-o" d="M37 39c0-15 23-14 22 0 0 9-11 9-11 18"/>'
    '<circle class="m-d" cx="48" cy="68" r="3.4"/>',
}
"""Marks of the register's answers, drawn on a 96 by 96 grid."""


def icon(name: str, *, label: str = "") -> str:
    """Draw the icon ``name``; without a label it is hidden from screen readers.

    Raises KeyError when there is no such icon.
    """
    said = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    if name in DOT_ICONS:
        return f'<svg class="dot" viewBox="0 0 14 14" {said}>{DOT_ICONS[name]}</svg>'
    return f'<svg class="icon" viewBox="0 0 20 20" {said}>{ICONS[name]}</svg>'


def seal(kind: str) -> str:
    """Draw the mark of a register answer: ok, warn, pause, next, stop or none."""
    return f'<svg class="seal" viewBox="0 0 96 96" aria-hidden="true">{SEALS[kind]}</svg>'


def ring(
    total: int,
    done: int,
    current: int | None = None,
    *,
    label: str = "",
    of_text: str = "of {total}",
    size: int = 148,
) -> str:
    """Draw one dot for each unit of a course, clockwise from the top.

    ``done`` is held between 0 and ``total``: the ring is counted from units, so it cannot pass
    100 %. ``current`` is the place (from 0) of the unit the learner is in.
    """
    total = max(total, 0)
    done = min(max(done, 0), total)
    center = size / 2
    radius = center - 9
    dot = min(7.0, math.pi * radius / max(total, 1) * 0.62)
    dots = []
    for i in range(total):
        angle = 2 * math.pi * i / total - math.pi / 2
        x, y = center + radius * math.cos(angle), center + radius * math.sin(angle)
        state = "done" if i < done else "now" if i == current else "todo"
        dots.append(f'<circle class="u-{state}" cx="{x:.1f}" cy="{y:.1f}" r="{dot:.1f}"/>')
    return (
        f'<svg class="{"ring fine" if total > MANY else "ring"}" viewBox="0 0 {size} {size}" '
        f'role="img" aria-label="{escape(label)}">'
        f"{''.join(dots)}"
        f'<text class="ring-n" x="{center:g}" y="{center + 2:g}" text-anchor="middle">{done}</text>'
        f'<text class="ring-s" x="{center:g}" y="{center + 23:g}" text-anchor="middle">'
        f"{escape(of_text.format(total=total))}</text></svg>"
    )


def unit_dots(states: Iterable[str]) -> str:
    """Draw one dot for each state, in words (done, now, todo, miss, crit) or by first letter.

    Letters are d, n, t, x (missed) and c (a missed critical item). The dots are hidden from screen
    readers: the words beside them say the same. Raises KeyError for an unknown state.
    """
    words = [state if state in UNIT_STATES.values() else UNIT_STATES[state] for state in states]
    drawn = []
    for i, word in enumerate(words):
        x = i * 14 + 7
        drawn.append(f'<circle class="u-{word}" cx="{x}" cy="7" r="4.6"/>')
        if word == "crit":
            drawn.append(f'<path class="u-critx" d="M{x - 2.2:g} 4.8l4.4 4.4m0-4.4l-4.4 4.4"/>')
    width = len(words) * 14
    return (
        f'<svg class="udots" viewBox="0 0 {width} 14" width="{width}" height="14" '
        f'aria-hidden="true">{"".join(drawn)}</svg>'
    )


def hours(theory: float, practical: float, *, label: str = "", columns: int = 25) -> str:
    """Draw one dot for each hour, theory first (open), then practical (filled).

    Part hours are drawn as a whole dot, each kind rounded half up; the label has the exact number.
    """
    open_dots, filled = (max(0, math.floor(float(value) + 0.5)) for value in (theory, practical))
    count = open_dots + filled
    rows = math.ceil(count / columns)
    dots = "".join(
        f'<circle class="{"h-th" if i < open_dots else "h-pr"}" '
        f'cx="{i % columns * 16 + 8}" cy="{i // columns * 16 + 8}" '
        f'r="{"5" if i < open_dots else "5.6"}"/>'
        for i in range(count)
    )
    return (
        f'<svg class="hours" viewBox="0 0 {columns * 16} {rows * 16}" role="img" '
        f'aria-label="{escape(label)}">{dots}</svg>'
    )


def stipple_strip(*, width: int = 640, height: int = 56, seed: int = 11) -> str:
    """Draw the ornament: a strip of dots, dense below and feathered above, that tiles sideways."""
    parts = []
    points = list(strip_points(width, height, seed=seed))
    for low, high, stroke in ((0, 0.4, 1.3), (0.4, 0.7, 1.7), (0.7, 1.01, 2.1)):
        path = "".join(f"M{x:.1f} {y:.1f}h.01" for x, y in points if low <= y / height < high)
        parts.append(
            f'<path d="{path}" fill="none" stroke="#000" stroke-linecap="round" '
            f'stroke-width="{stroke}"/>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{"".join(parts)}</svg>'
    )


def strip_points(width: int, height: int, *, seed: int = 11) -> Iterator[Point]:
    """Yield the dots of the ornament; the same seed gives the same dots."""
    rnd = random.Random(seed)

    def spacing(x: float, y: float) -> float:
        # irregular from near, straight from afar, like a hairline
        turn = x / width * 2 * math.pi
        edge = 0.1 * math.sin(turn * 3) + 0.06 * math.sin(turn * 7 + 1)
        return 4.6 + 15 * (1 - max(0.0, min(1.0, y / height + edge))) ** 1.7

    for x, y in scatter(width, height, spacing, seed=seed, tries=40000, wrap=True):
        if rnd.random() < 0.25 + 0.9 * y / height:
            yield x, y


def scatter(
    width: float,
    height: float,
    spacing: Callable[[float, float], float],
    *,
    seed: int,
    tries: int,
    wrap: bool = False,
    keep: Callable[[float, float], bool] = lambda x, y: True,
) -> Iterator[Point]:
    """Yield points, no two of which are nearer than the smaller of their spacings.

    Only points for which ``keep`` holds are tried; ``wrap`` makes the left and right edges
    neighbors. Poisson-disc sampling by dart throwing on a grid of cells (Cook, "Stochastic
    sampling in computer graphics", 1986).
    """
    rnd = random.Random(seed)
    cell = 14
    columns = math.ceil(width / cell)
    grid: dict[tuple[int, int], list[tuple[float, float, float]]] = {}
    for x, y in islice(_darts(rnd, width, height), tries):
        if not keep(x, y):
            continue
        own = spacing(x, y)
        reach = int(own // cell) + 1
        column, row = int(x // cell), int(y // cell)
        near = (
            grid.get(((column + i) % columns if wrap else column + i, row + j), ())
            for i in range(-reach, reach + 1)
            for j in range(-reach, reach + 1)
        )
        if all(
            _gap(x - a, width, wrap) ** 2 + (y - b) ** 2 >= min(own, other) ** 2
            for points in near
            for a, b, other in points
        ):
            grid.setdefault((column, row), []).append((x, y, own))
            yield x, y


def _darts(rnd: random.Random, width: float, height: float) -> Iterator[Point]:
    while True:
        yield rnd.uniform(0, width), rnd.uniform(0, height)


def _gap(distance: float, width: float, wrap: bool) -> float:
    distance = abs(distance)
    return min(distance, width - distance) if wrap else distance
