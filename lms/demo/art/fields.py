"""Fields of dots: density, spacing, layering, healing. Sizes are to the scale that is drawn in."""

import math
import random
from collections.abc import Callable, Iterable

from .geometry import Point, number, smooth_path
from .stipple import Dot, field, thinned
from .svg import Drawing


def density_gradient() -> Drawing:
    """A hairline in close view: few dots at the edge, more behind. 44 units are 1 mm."""
    unit = 43.2
    d = Drawing(
        720,
        460,
        title="The density gradient behind a hairline",
        desc=(
            "A strip of scalp to scale, the hairline at the left. In the first 5 millimeters the "
            "dots are few and small, from 5 to 10 millimeters there are more, and beyond 10 "
            "millimeters they stand about 1 millimeter apart. Dotted lines divide the zones."
        ),
        ground="ill-skin",
    )

    def spacing(x: float, y: float) -> float | None:
        edge = 34 + 12 * math.sin(y / 43) + 7 * math.sin(y / 13 + 1)
        depth = (x - edge) / unit
        if depth < 0:
            return None
        reach = min(1.0, depth / 10)
        return unit * (0.98 + 0.95 * math.pow(1 - reach, 1.6))

    dots = field(720, 424, spacing, seed=12, tries=16_000)
    dots = thinned(dots, lambda p: min(1.0, 0.62 + p.x / 560), seed=4)
    for low, high, width in ((0, 216, 9.5), (216, 432, 11), (432, 721, 12)):
        d.dots([p for p in dots if low <= p.x < high], "ill-dot", width)
    d.path("M216 0V420M432 0V420", stroke="ill-line", width=2.2, dash=".1 8")
    d.rect(0, 420, 720, 40, fill="skin-1")
    _ruler(d, 468, 441, 5 * unit, 5, ink="ink")
    return d


def dot_spacing() -> Drawing:
    """Even but not regular: about 1 mm apart, between the pores. 48 units are 1 mm."""
    d = _patch(
        "Even, irregular dots",
        "A close view of scalp, 10 millimeters wide. Dots of equal size stand about 1 millimeter "
        "apart, evenly but in no pattern, between the pale pores. A small bar shows 1 millimeter.",
    )
    _patch_dots(d, field(480, 360, lambda x, y: 43.0, seed=8, tries=20_000))
    return d


def dot_grid_bad() -> Drawing:
    """Dots in rows: the eye finds the pattern at once."""
    d = _patch(
        "Dots in a grid",
        "The same area of scalp. The dots stand in straight rows and columns, so the eye sees a "
        "printed pattern instead of hair.",
    )
    rng = random.Random(2)
    dots = [
        (24 + i * 48 + rng.uniform(-2, 2), 36 + j * 48 + rng.uniform(-2, 2))
        for i in range(10)
        for j in range(7)
    ]
    _patch_dots(d, dots)
    return d


def dot_clumped_bad() -> Drawing:
    """Dots that crowd: stains and holes."""
    d = _patch(
        "Clumped dots",
        "The same area of scalp. The dots crowd together in clumps that merge into stains, with "
        "empty holes between them.",
    )
    rng = random.Random(14)
    centers = field(480, 360, lambda x, y: 118.0, seed=6, tries=400)
    dots = []
    for center in centers:
        for _ in range(8):
            angle, reach = rng.uniform(0, math.tau), abs(rng.gauss(0, 21))
            dots.append((center.x + reach * math.cos(angle), center.y + reach * math.sin(angle)))
    _patch_dots(d, [p for p in dots if 8 < p[0] < 472 and 8 < p[1] < 352])
    return d


def _patch(title: str, desc: str) -> Drawing:
    d = Drawing(480, 400, title=title, desc=desc, ground="ill-skin")
    pores = field(480, 360, lambda x, y: 29.0, seed=33, tries=3000)
    d.dots(pores, "ill-line", 3, opacity=0.28)
    return d


def _patch_dots(d: Drawing, dots: Iterable[Point | Dot]) -> None:
    """The dots, and the strip below with its bar of one millimeter."""
    d.dots(dots, "ill-dot", 13)
    d.rect(0, 360, 480, 40, fill="skin-1")
    _ruler(d, 216, 380, 48, 1, ink="ink")


def _ruler(d: Drawing, x: float, y: float, length: float, steps: int, *, ink: str) -> None:
    """A bar of known length; the caption or legend says which."""
    ticks = "".join(f"M{number(x + length * i / steps)} {y - 8}v16" for i in range(steps + 1))
    d.path(f"M{x} {y}h{number(length)}{ticks}", stroke=ink, width=2.6)


# --- sessions -------------------------------------------------------------------------------


def session_layers() -> Drawing:
    """The same patch after each of three sessions."""
    d = Drawing(
        720,
        340,
        title="Three sessions on the same patch of scalp",
        desc=(
            "Three panels of one hairline. After the first session the dots are few and pale. "
            "After the second there are more dots between them and some are darker. After the "
            "third the density is even, and single fine dots soften the front edge."
        ),
    )

    def edge(x: float) -> float:
        return 214 + 7 * math.sin(x / 28) + 4 * math.sin(x / 9)

    def grown(start: list[Dot], gap: float, low: Callable[[float], float], seed: int) -> list[Dot]:
        """New dots between the old ones."""

        def spacing(x: float, y: float) -> float | None:
            if y > low(x) or any((p.x - x) ** 2 + (p.y - y) ** 2 < gap * gap for p in start):
                return None
            return gap * (1 + 0.5 * max(0.0, 1 - (low(x) - y) / 40))

        return field(212, 262, spacing, seed=seed, tries=9000, top=26)

    first = grown([], 17.5, edge, 1)
    second = grown(first, 9.2, edge, 2)
    third = grown(first + second, 6.6, lambda x: edge(x) + 22, 3)
    third = thinned(third, lambda p: 0.32 if p.y > edge(p.x) - 6 else 0.75, seed=3)
    panels: list[list[tuple[list[Dot], float, float]]] = [
        [(first, 4.2, 0.55)],
        [(first, 4.2, 0.62), (second, 4.4, 0.85)],
        [(first, 4.2, 0.72), (second, 4.4, 0.95), (third, 3.2, 0.95)],
    ]
    for i, layers in enumerate(panels):
        x = 18 + i * 236
        d.rect(x, 26, 212, 288, fill="ill-skin", radius=8)
        d.open_group(transform=f"translate({x} 0)")
        for dots, width, strength in layers:
            inset = [p for p in dots if 6 < p.x < 206 and p.y > 33]
            d.dots(inset, "ill-dot", width, opacity=strength)
        d.close_group()
        # one, two, three: counted, not lettered
        for k in range(i + 1):
            d.circle(x + 106 + (k - i / 2) * 18, 293, 5, fill="ill-line")
    return d


# --- healing --------------------------------------------------------------------------------


def healing_timeline() -> Drawing:
    """Five looks at one spot: the session day, two days, a week, two weeks, a month."""
    d = Drawing(
        720,
        300,
        title="How the dots heal",
        desc=(
            "Five round views of the same spot along a dotted line. Right after the session the "
            "dots are dark and the skin around them is red. After two days the redness fades. "
            "Within the first week tiny scabs lie on the dots. In the second week the scabs are "
            "gone and the dots look pale. After about a month the dots are settled, small and gray."
        ),
        ground="surface",
    )
    xs = (76, 218, 360, 502, 644)
    d.path(f"M{xs[0]} 240H{xs[-1]}", stroke="line-strong", width=2.4, dash=".1 8")
    local = field(
        124, 124, lambda x, y: 15.5 if math.hypot(x - 62, y - 62) < 54 else None, seed=3, tries=2500
    )
    spots: list[Point] = [(p.x - 62, p.y - 62) for p in local]
    for i, x in enumerate(xs):
        d.circle(x, 118, 62, fill="ill-skin")
        places = [(x + px, 118 + py) for px, py in spots]
        if i == 0:
            d.dots(places, "stop", 13, opacity=0.16)
            d.circle(x, 118, 62, fill="stop", opacity=0.13)
            d.dots(places, "ill-dot", 7)
        elif i == 1:
            d.dots(places, "stop", 12, opacity=0.12)
            d.dots(places, "ill-dot", 6.6, opacity=0.95)
        elif i == 2:
            _scabs(d, places)
        elif i == 3:
            d.dots(places, "ill-dot", 4.6, opacity=0.42)
        else:
            d.dots(places, "ill-dot", 5, opacity=0.85)
        d.circle(x, 118, 62, stroke="ill-line", width=2)
        d.path(f"M{x} 186V226", stroke="line-strong", width=1.6)
        d.circle(x, 240, 8, fill="pigment")
    return d


def _scabs(d: Drawing, places: list[Point]) -> None:
    rng = random.Random(41)
    d.dots(places, "ill-dot", 5.4, opacity=0.6)
    flakes = []
    for x, y in places:
        turn = rng.uniform(0, math.tau)
        around = [
            (
                x + rng.uniform(4.4, 6.6) * math.cos(turn + k * math.tau / 6),
                y + rng.uniform(4.4, 6.6) * math.sin(turn + k * math.tau / 6),
            )
            for k in range(6)
        ]
        flakes.append(smooth_path(around, closed=True))
    d.path("".join(flakes), fill="ill-dot", opacity=0.35)
    d.path("".join(flakes[::2]), stroke="ill-dot", width=1.2, opacity=0.9)
