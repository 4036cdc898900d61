"""Draw the site's small pictures into ``lms/core/static/lms_core/art``: ornament, icons, card.

``python scripts/draw_brand.py`` gives the same files every time; colors come from tokens.css.
"""

import math
import random
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageDraw

sys.path.insert(0, str(Path(__file__).parent.parent))

from lms.core import art
from lms.core.contrast import TOKENS, read_theme

OUT = TOKENS.parent / "art"
# the mark, on a grid of 42 by 30: the dots of a hairline, thinning out
MARK = (
    (7, 22, 4.6),
    (17.5, 20, 3.5),
    (26, 16.5, 2.5),
    (33, 12, 1.7),
    (38.4, 7, 1.1),
    (15, 10.5, 2.2),
    (23.5, 7.5, 1.4),
    (30.5, 3.6, 0.9),
)
Curve = tuple[art.Point, art.Point, art.Point, art.Point]
# right half of a head and of its hairline, as cubic curves (start, two handles, end), 640 wide
HEAD: tuple[Curve, ...] = (
    ((320, 62), (404, 62), (480, 92), (522, 166)),
    ((522, 166), (556, 230), (558, 320), (544, 402)),
)
HAIRLINE: tuple[Curve, ...] = (
    ((320, 231), (352, 231), (388, 229), (420, 221)),
    ((420, 221), (446, 214), (462, 205), (470, 190)),
    ((470, 190), (486, 214), (518, 262), (514, 306)),
    ((514, 306), (510, 350), (522, 384), (544, 402)),
)
SCALE = 4  # drawn larger, then shrunk, so that the dots are round


def main() -> None:
    """Write every file."""
    css = TOKENS.read_text(encoding="utf-8")
    light, dark = read_theme(css, "light"), read_theme(css, "dark")
    (OUT / "hairline.svg").write_text(art.stipple_strip(), encoding="utf-8")
    (OUT / "head.svg").write_text(head_shape(), encoding="utf-8")
    (OUT / "head-dots.svg").write_text(head_dots(), encoding="utf-8")
    (OUT / "favicon.svg").write_text(favicon(light, dark), encoding="utf-8")
    mark(32, 0.96, light["ink"]).save(OUT / "favicon-32.png", optimize=True)
    mark(180, 0.66, light["ink"], light["ground"]).save(OUT / "apple-touch-icon.png", optimize=True)
    mark(512, 0.62, light["ink"], light["ground"]).save(OUT / "icon-512.png", optimize=True)
    card(light).quantize(48).save(OUT / "card.png", optimize=True)


def favicon(light: dict[str, str], dark: dict[str, str]) -> str:
    """Return the mark in a square, dark on light tabs and light on dark ones."""
    dots = "".join(f'<circle cx="{x:g}" cy="{y + 6:g}" r="{r * 1.12:.2f}"/>' for x, y, r in MARK)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 42 42"><style>'
        f"circle{{fill:{light['ink']}}}"
        f"@media (prefers-color-scheme:dark){{circle{{fill:{dark['ink']}}}}}"
        f"</style>{dots}</svg>\n"
    )


def mark(side: int, share: float, ink: str, ground: str | None = None) -> Image.Image:
    """Return the mark centered in a square of ``side`` pixels, ``share`` of it wide."""
    picture = Image.new("RGBA", (side * SCALE, side * SCALE), ground or (0, 0, 0, 0))
    unit = side * SCALE * share / 42
    left, top = side * SCALE * (1 - share) / 2, side * SCALE / 2 - 14 * unit
    draw = ImageDraw.Draw(picture)
    for x, y, radius in MARK:
        dot(draw, left + x * unit, top + y * unit, radius * unit * 1.1, ink)
    return picture.resize((side, side), Image.Resampling.LANCZOS)


def card(light: dict[str, str]) -> Image.Image:
    """Return the picture shown where a link to the site is shared: 1200 by 630, without words."""
    width, height, scale = 1200, 630, 2
    picture = Image.new("RGB", (width * scale, height * scale), light["skin-1"])
    draw = ImageDraw.Draw(picture)

    def edge(x: float) -> float:
        t = (x - 600) / 600
        return 350 - 150 * t * t + 5 * math.sin(x / 37) + 3 * math.sin(x / 11)

    def spacing(x: float, y: float) -> float:
        depth = edge(x) - y
        return 999.0 if depth < 0 else 11 + 26 * (1 - min(1.0, depth / 170)) ** 2

    draw.ellipse([s * scale for s in (40, -170, 1160, 1300)], fill=light["ill-skin"])
    for i, (x, y) in enumerate(art.scatter(width, height, spacing, seed=4, tries=60000)):
        inside = ((x - 600) / 552) ** 2 + ((y - 565) / 727) ** 2 < 1
        if inside and edge(x) > y:
            dot(draw, x * scale, y * scale, (2.1, 2.8, 3.6)[i % 3] * scale, light["ill-dot"])
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def head_shape() -> str:
    """Return the outline of a head from the front, cut above the brows, as a mask."""
    points = "L".join(f"{x:.0f} {y:.0f}" for x, y in mirrored(HEAD))
    return head_svg(f'<path d="M{points}Z"/>')


def head_dots(seed: int = 21) -> str:
    """Return the hair of that head as dots, dense behind and thin at the hairline, as a mask."""
    head, line = mirrored(HEAD), mirrored(HAIRLINE)
    scalp = [*head, *reversed(line)]
    rnd = random.Random(seed)

    def spacing(x: float, y: float) -> float:
        middle = y < 250 and abs(x - 320) < 170
        near = min(1.0, distance(x, y, line) / (40 if middle else 20))
        return (4.9 + 9.5 * (1 - near) ** 2.1) * (1 if distance(x, y, head) > 26 else 0.84)

    sizes: dict[str, list[str]] = {"1.7": [], "2.3": [], "2.9": []}
    for x, y in art.scatter(640, 410, spacing, seed=seed, tries=70000, keep=within(scalp, head)):
        if rnd.random() < 0.36 + 0.8 * min(1, distance(x, y, line) / 22):
            size = rnd.choices(list(sizes), (42, 36, 22))[0]
            sizes[size].append(f"M{x:.1f} {y:.1f}h.01")
    return head_svg(
        "".join(
            f'<path d="{"".join(dots)}" fill="none" stroke="#000" stroke-linecap="round" '
            f'stroke-width="{size}"/>'
            for size, dots in sizes.items()
        )
    )


def head_svg(body: str) -> str:
    """Wrap shapes of the head in the same window."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="70 50 500 300" '
        f'width="500" height="300">{body}</svg>\n'
    )


def mirrored(curves: tuple[Curve, ...]) -> list[art.Point]:
    """Return points along ``curves`` and their mirror image, from left to right."""
    right = [point for curve in curves for point in along(*curve)]
    return [(640 - x, y) for x, y in reversed(right)] + right


def along(
    a: art.Point, b: art.Point, c: art.Point, d: art.Point, steps: int = 20
) -> list[art.Point]:
    """Return points along a cubic Bezier curve."""
    points = []
    for t in (i / steps for i in range(steps + 1)):
        weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
        x, y = (sum(w * p[k] for w, p in zip(weights, (a, b, c, d), strict=True)) for k in (0, 1))
        points.append((x, y))
    return points


def distance(x: float, y: float, line: list[art.Point]) -> float:
    """Return how far a point is from a line of points."""
    return min(math.hypot(x - a, y - b) for a, b in line)


def within(area: list[art.Point], edge: list[art.Point]) -> Callable[[float, float], bool]:
    """Return the test for points inside ``area`` and not on ``edge``."""

    def test(x: float, y: float) -> bool:
        inside = False
        for (x1, y1), (x2, y2) in pairwise([area[-1], *area]):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
        return inside and distance(x, y, edge) > 3

    return test


def dot(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, color: str) -> None:
    """Draw one round dot."""
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=color)


if __name__ == "__main__":
    main()
