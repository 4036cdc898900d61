"""Fields of dots with a minimum distance that may vary over the plane (Poisson disk sampling)."""

import math
import random
from collections.abc import Callable
from typing import NamedTuple


class Dot(NamedTuple):
    """One dot and the distance that it keeps from its neighbors."""

    x: float
    y: float
    gap: float


Spacing = Callable[[float, float], float | None]


def field(
    width: float,
    height: float,
    spacing: Spacing,
    *,
    seed: int,
    tries: int = 30_000,
    left: float = 0.0,
    top: float = 0.0,
) -> list[Dot]:
    """Dart throwing: a dart stays when it keeps its distance.

    ``spacing`` gives the wanted distance at a place, or None where no dot may lie. Two dots are
    held apart by the smaller of their two distances, so that densities meet without a seam.
    """
    rng = random.Random(seed)
    cell = 14.0
    grid: dict[tuple[int, int], list[Dot]] = {}
    kept: list[Dot] = []
    for _ in range(tries):
        x, y = left + rng.uniform(0, width), top + rng.uniform(0, height)
        gap = spacing(x, y)
        if gap is None:
            continue
        column, row, reach = int(x // cell), int(y // cell), int(gap // cell) + 1
        near = (
            other
            for i in range(column - reach, column + reach + 1)
            for j in range(row - reach, row + reach + 1)
            for other in grid.get((i, j), ())
        )
        if all((o.x - x) ** 2 + (o.y - y) ** 2 >= min(gap, o.gap) ** 2 for o in near):
            dot = Dot(x, y, gap)
            kept.append(dot)
            grid.setdefault((column, row), []).append(dot)
    return kept


def thinned(dots: list[Dot], keep: Callable[[Dot], float], *, seed: int) -> list[Dot]:
    """The dots that a coin of the given weight keeps, for edges that fade."""
    rng = random.Random(seed)
    return [dot for dot in dots if rng.random() < keep(dot)]


def shared_out(dots: list[Dot], shares: tuple[float, ...], *, seed: int) -> list[list[Dot]]:
    """The dots dealt at random into groups of the given shares, for dots of several sizes."""
    rng = random.Random(seed)
    groups: list[list[Dot]] = [[] for _ in shares]
    for dot in dots:
        pick = rng.random() * math.fsum(shares)
        for group, share in zip(groups, shares, strict=True):
            pick -= share
            if pick <= 0:
                group.append(dot)
                break
        else:
            groups[-1].append(dot)
    return groups
