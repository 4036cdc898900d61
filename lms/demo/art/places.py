"""Four clinics, one of each type that clients meet: calm fronts and rooms."""

import math
from collections.abc import Callable

from .geometry import bone, is_inside, smooth_path, smooth_points
from .stipple import Dot, field, thinned
from .svg import Drawing

LINE = 2.6
WIDTH, HEIGHT = 640, 400


def clinic_1() -> Drawing:
    """A specialized SMP clinic: a shop front with a stippled window."""
    d = _scene("A small clinic for scalp micropigmentation",
               "A calm shop front. In its wide window hangs a large stippled hairline; beside it a "
               "door with a round handle and a small plain sign.")  # fmt: skip
    _pavement(d)
    d.rect(70, 60, 500, 280, fill="surface", stroke="ill-line", line=LINE)
    d.rect(70, 60, 500, 44, fill="pigment", stroke="ill-line", line=LINE)
    d.path("M96 82h120", stroke="ground", width=5, dash=".1 9")
    d.rect(98, 126, 300, 186, fill="ill-skin-2", stroke="ill-line", line=LINE)
    _window_dots(d, 98, 126, 300, 186)
    d.path("M248 126V312", stroke="surface", width=7)
    d.rect(436, 126, 100, 214, fill="skin-2", stroke="ill-line", line=LINE)
    d.rect(452, 142, 68, 110, fill="pigment-wash", stroke="ill-line", line=LINE)
    d.circle(522, 268, 5, fill="ill-line")
    _plant(d, 424, 340, 0.9)
    _plant(d, 88, 340, 0.7)
    return d


def clinic_2() -> Drawing:
    """A hair restoration center: a larger building."""
    d = _scene("A hair restoration center",
               "A three-story building with regular windows, an entrance under a flat canopy, and "
               "two young trees in front.")  # fmt: skip
    _pavement(d)
    d.rect(150, 36, 340, 304, fill="surface", stroke="ill-line", line=LINE)
    d.path("M136 36H504", stroke="ill-line", width=8)
    for row in range(3):
        for column in range(5):
            if row == 2 and column in (1, 2, 3):
                continue
            x, y = 176 + column * 61, 66 + row * 92
            d.rect(x, y, 42, 58, fill="pigment-wash", stroke="ill-line", line=2)
            d.path(f"M{x + 21} {y}v58", stroke="ill-line", width=1.4)
    d.rect(226, 256, 188, 84, fill="skin-2", stroke="ill-line", line=LINE)
    d.path("M320 256V340M273 256V340M367 256V340", stroke="ill-line", width=2)
    d.rect(206, 240, 228, 14, fill="pigment", stroke="ill-line", line=LINE)
    _tree(d, 84, 340, 1.0, 3)
    _tree(d, 562, 340, 1.2, 9)
    return d


def clinic_3() -> Drawing:
    """A medical aesthetic clinic: a bright treatment room."""
    d = _scene("A treatment room in a medical aesthetic clinic",
               "A treatment couch under a lamp with a magnifier, a trolley with drawers, a basin "
               "with a tap, and a framed picture of stippled dots.")  # fmt: skip
    d.rect(0, 318, WIDTH, 82, fill="skin-2")
    d.path("M0 318H640", stroke="ill-line", width=2)
    # couch
    d.path(bone((190, 262), 17, (380, 262), 17), fill="pigment", stroke="ill-line", width=LINE)
    d.path(bone((392, 256), 17, (454, 190), 15), fill="pigment", stroke="ill-line", width=LINE)
    d.path("M286 280V330M236 344H336M286 330L250 344M286 330L322 344", stroke="ill-line", width=6)
    d.path(bone((444, 184), 10, (462, 168), 10), fill="surface", stroke="ill-line", width=LINE)
    # lamp
    d.path("M548 344V120L470 82", stroke="ill-line", width=6)
    d.path("M516 344H580", stroke="ill-line", width=6)
    d.circle(452, 90, 30, fill="pigment-wash", stroke="ill-line", width=5)
    light = field(
        190, 130,
        lambda x, y: 9.0 if abs(x - 440) < 18 + (y - 120) * 0.4 and y > 126 else None,
        seed=2, tries=1500, left=340, top=120,
    )  # fmt: skip
    d.dots([p for p in light if p.y < 178], "pigment", 2.2, opacity=0.6)
    # trolley and basin
    d.rect(76, 222, 76, 112, fill="surface", stroke="ill-line", line=LINE, radius=4)
    d.path("M76 258H152M76 294H152M106 240h16M106 276h16M106 314h16", stroke="ill-line", width=2.2)
    d.path("M92 222v-16h14v16M118 222v-24h10v24", stroke="ill-line", width=LINE)
    d.circle(90, 341, 6, fill="ill-line")
    d.circle(138, 341, 6, fill="ill-line")
    d.rect(196, 62, 120, 92, fill="ill-skin-2", stroke="ill-line", line=LINE)
    _window_dots(d, 196, 62, 120, 92, gap=5.2, widths=(1.7, 2.1, 2.5))
    return d


def clinic_4() -> Drawing:
    """A tattoo studio with a place for SMP."""
    d = _scene("A tattoo studio with an SMP workplace",
               "A studio with a brick wall, a row of frames with dot patterns, a stool, a "
               "reclining chair, and a covered work tray.")  # fmt: skip
    bricks = ""
    for row in range(9):
        y = 30 + row * 32
        bricks += f"M0 {y}H640"
        bricks += "".join(f"M{x + (32 if row % 2 else 0)} {y}v32" for x in range(0, 660, 64))
    d.path(bricks, stroke="line", width=2)
    d.rect(0, 318, WIDTH, 82, fill="skin-2")
    d.path("M0 318H640", stroke="ill-line", width=2)
    rules: tuple[Callable[[float, float], float | None], ...] = (
        lambda x, y: 5.0 + abs(math.hypot(x - 48, y - 56) - 30) * 0.5,
        lambda x, y: 4.4 + y * 0.09,
        lambda x, y: 4.6 + 4.4 * abs(math.sin(x / 14 + y / 30)),
        lambda x, y: 4.6 + 0.09 * math.hypot(x - 20, y - 20),
    )
    for i, rule in enumerate(rules):
        x = 60 + i * 136
        d.rect(x, 52, 112, 128, fill="surface", stroke="ill-line", line=LINE)
        dots = field(96, 112, rule, seed=i + 1, tries=2500)
        placed = [(p.x + x + 8, p.y + 60) for p in dots if 4 < p.x < 92 and 4 < p.y < 108]
        d.dots(placed, "dot", 2.2)
    # chair
    d.path(bone((250, 276), 16, (352, 276), 16), fill="pigment", stroke="ill-line", width=LINE)
    d.path(bone((238, 266), 15, (212, 206), 14), fill="pigment", stroke="ill-line", width=LINE)
    d.path("M300 292V344M252 352H348", stroke="ill-line", width=6)
    # stool and tray
    d.path(bone((120, 280), 11, (164, 280), 11), fill="skin-3", stroke="ill-line", width=LINE)
    d.path("M142 291V336M112 352L142 334L172 352", stroke="ill-line", width=5)
    d.rect(430, 248, 146, 14, fill="surface", stroke="ill-line", line=LINE, radius=4)
    d.path("M503 262V346M462 354H544", stroke="ill-line", width=6)
    d.path("M446 248v-16h20v16M478 248v-16h20v16", fill="surface", stroke="ill-line", width=LINE)
    d.path(bone((520, 240), 7, (560, 232), 5), fill="ink-2", stroke="ill-line", width=LINE)
    return d


def _scene(title: str, desc: str) -> Drawing:
    return Drawing(WIDTH, HEIGHT, title=title, desc=desc)


def _pavement(d: Drawing) -> None:
    d.rect(0, 340, WIDTH, 60, fill="skin-2")
    d.path("M0 340H640", stroke="ill-line", width=2)
    dots = field(WIDTH, 52, lambda x, y: 8.0 + (y - 340) * 0.22, seed=7, tries=5000, top=345)
    d.dots(dots, "ill-dot", 1.8, opacity=0.45)


def _window_dots(
    d: Drawing,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    gap: float = 6.2,
    widths: tuple[float, ...] = (2.0, 2.6, 3.2),
) -> None:
    """A stippled hairline that fills the upper part of a frame."""

    def line(u: float) -> float:
        t = (u - x) / width
        return y + height * (0.66 - 0.26 * abs(2 * t - 1) ** 3 + 0.02 * math.sin(t * 40))

    def spacing(u: float, v: float) -> float | None:
        depth = (line(u) - v) / (height * 0.3)
        if depth < 0 or v < y + 5 or u < x + 5 or u > x + width - 5:
            return None
        return gap * (1 + 1.5 * (1 - min(1.0, depth)) ** 2)

    dots = field(width, height, spacing, seed=13, tries=9000, left=x, top=y)

    def keep(p: Dot) -> float:
        return 0.35 + (line(p.x) - p.y) / (height * 0.2)

    d.mixed_dots(thinned(dots, keep, seed=3), "ill-dot", seed=1, widths=widths)


def _plant(d: Drawing, x: float, y: float, scale: float) -> None:
    s = scale
    d.path(
        f"M{x - 15 * s:g} {y - 34 * s:g}H{x + 15 * s:g}L{x + 11 * s:g} {y}H{x - 11 * s:g}Z",
        fill="skin-3",
        stroke="ill-line",
        width=LINE,
    )
    for dx, dy in ((-22, -76), (-8, -94), (8, -92), (22, -74)):
        d.path(
            f"M{x:g} {y - 34 * s:g}Q{x + dx * 0.2 * s:g} {y + (dy + 20) * s:g} {x + dx * s:g} "
            f"{y + dy * s:g}",
            stroke="ok",
            width=4 * s,
        )


def _tree(d: Drawing, x: float, y: float, scale: float, seed: int) -> None:
    s = scale
    d.path(f"M{x} {y}V{y - 92 * s:g}", stroke="ill-line", width=5)
    crown = smooth_points(
        [
            (
                x + 52 * s * math.cos(a) * (1 + 0.08 * math.sin(3 * a)),
                y - 132 * s + 60 * s * math.sin(a),
            )
            for a in (i * math.tau / 10 for i in range(10))
        ],
        8,
        closed=True,
    )
    d.path(smooth_path(crown[::4], closed=True), fill="ok", opacity=0.22)
    leaves = field(
        120 * s,
        140 * s,
        lambda u, v: 5.2 + (u - x + 50) * 0.02 if is_inside(u, v, crown) else None,
        seed=seed,
        tries=4000,
        left=x - 60 * s,
        top=y - 200 * s,
    )
    d.mixed_dots(leaves, "ok", seed=seed, widths=(2.2, 2.8, 3.4))
