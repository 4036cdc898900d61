"""Heads: the front view with its landmarks, hairlines, scales of hair loss, the five views."""

import math
from collections.abc import Callable
from functools import lru_cache

from .geometry import (
    Point,
    bezier,
    distance_to,
    is_inside,
    line_path,
    mirrored,
    smooth_path,
    smooth_points,
)
from .stipple import Dot, field, thinned
from .svg import Drawing

MIDDLE = 320.0

_HEAD_RIGHT = (
    bezier((320, 62), (404, 62), (480, 92), (522, 166), 14)[:-1]
    + bezier((522, 166), (556, 230), (558, 320), (544, 402), 14)[:-1]
    + bezier((544, 402), (541, 430), (538, 470), (536, 566), 8)
)
HEAD: list[Point] = mirrored(_HEAD_RIGHT, MIDDLE)[:-1] + _HEAD_RIGHT

# The temple, where the side hair meets the face, is the same under every hairline.
_TEMPLE = (
    bezier((470, 190), (486, 214), (518, 262), (514, 306), 10)[1:]
    + bezier((514, 306), (510, 350), (522, 384), (524, 450), 8)[1:]
    + [(537, 470)]
)


def _whole(right: list[Point]) -> list[Point]:
    return mirrored(right, MIDDLE)[:-1] + right


NATURAL = _whole(
    bezier((320, 231), (352, 231), (388, 229), (420, 221), 12)
    + bezier((420, 221), (446, 214), (462, 205), (470, 190), 10)[1:]
    + _TEMPLE
)
TOO_LOW = _whole(
    bezier((320, 318), (370, 319), (420, 314), (462, 306), 12)
    + bezier((462, 306), (492, 302), (508, 320), (512, 352), 10)[1:]
    + [(524, 450), (537, 470)]
)
RULER = _whole([(320, 226), (468, 226), (470, 226), (500, 262), (514, 306), (524, 450), (537, 470)])

Shape = list[Point]


@lru_cache(maxsize=8)
def _hair(line: tuple[Point, ...], *, hard: bool, left: float = 0, top: float = 0) -> list[Dot]:
    """Dots between the crown and a hairline; a soft line thins out over its first millimeters."""
    shape = HEAD + list(line)[::-1]

    def spacing(x: float, y: float) -> float | None:
        if not is_inside(x, y, shape):
            return None
        edge = distance_to(x, y, HEAD)
        if edge < 3:
            return None
        inside = distance_to(x, y, line)
        if hard:
            return 5.2
        reach = 40 if y < 250 and abs(x - MIDDLE) < 170 else 20
        depth = min(1.0, inside / reach)
        return (5.0 + 9.5 * math.pow(1 - depth, 2.1)) * (1 if edge > 26 else 0.86)

    dots = field(640, 470, spacing, seed=21, tries=52_000)
    if hard:
        return dots
    return thinned(dots, lambda p: 0.36 + 0.8 * min(1.0, distance_to(p.x, p.y, line) / 22), seed=5)


def _face(d: Drawing, *, drop: float = 0.0) -> None:
    """The outline of a head from the front, down to the closed eyes."""
    d.open_group(transform=f"translate(0 {drop:g})")
    for side in (1, -1):

        def x(value: float, side: int = side) -> float:
            return MIDDLE + side * value

        d.path(
            f"M{x(218)} 420C{x(232)} 396 {x(258)} 404 {x(256)} 440C{x(254)} 486 {x(240)} 520 "
            f"{x(226)} 566L{x(214)} 566Z",
            fill="ill-skin",
        )
        d.path(
            f"M{x(230)} 428C{x(244)} 420 {x(246)} 446 {x(240)} 470", stroke="ill-line", opacity=0.5
        )
    d.path(line_path(HEAD, closed=True), fill="ill-skin")
    d.close_group()


def _brows_and_lids(d: Drawing, *, drop: float = 0.0) -> None:
    upper = bezier((362, 432), (392, 404), (440, 396), (486, 424))
    lower = bezier((486, 424), (444, 412), (402, 416), (364, 444))
    brow = field(
        140,
        60,
        lambda x, y: 4.4 if is_inside(x, y, upper + lower) else None,
        seed=4,
        tries=4000,
        left=355,
        top=390,
    )
    d.open_group(transform=f"translate(0 {drop:g})")
    both = brow + [Dot(2 * MIDDLE - p.x, p.y, p.gap) for p in brow]
    d.dots(both, "ill-dot", 2.9)
    for side in (1, -1):
        a, b, c, e = (MIDDLE + side * v for v in (50, 72, 128, 150))
        d.path(f"M{a} 470C{b} 487 {c} 488 {e} 466", stroke="ill-line", width=2.2, opacity=0.8)
    d.close_group()


def _head_with(
    line: Shape,
    *,
    title: str,
    desc: str,
    hard: bool = False,
    height: int = 575,
    ground: str = "skin-1",
) -> Drawing:
    drop = 10.0
    d = Drawing(640, height, title=title, desc=desc, ground=ground)
    _face(d, drop=drop)
    dots = _hair(tuple(line), hard=hard)
    d.open_group(transform=f"translate(0 {drop:g})")
    d.mixed_dots(dots, "ill-dot", seed=3, widths=(1.8, 2.4, 3.0))
    d.close_group()
    _brows_and_lids(d, drop=drop)
    return d


def hairline_landmarks() -> Drawing:
    """The points and verticals from which a hairline is measured."""
    d = _head_with(
        NATURAL,
        title="Landmarks of a hairline",
        desc=(
            "A head from the front with a soft stippled hairline. Dotted verticals run through "
            "the middle of each pupil and the outer corner of each eye. Pins mark the midfrontal "
            "point, the two frontotemporal apexes on the outer verticals, and the two points above "
            "the pupils. A measured line runs from the midfrontal point down to the glabella."
        ),
    )
    d.path(
        "M320 40V560M422 170V560M218 170V560M467 160V560M173 160V560",
        stroke="ill-line",
        width=2,
        dash=".1 7",
        opacity=0.75,
    )
    d.path("M320 241V448M310 241h20M310 448h20", stroke="ill-line", width=2)
    for x, y in ((320, 241), (173, 201), (467, 201), (218, 231), (422, 231), (320, 448)):
        d.circle(x, y, 6, fill="ill-pin", stroke="ill-line", width=2.2)
    return d


def hairline_natural() -> Drawing:
    """Straight from afar, irregular up close, feathered in front."""
    return _head_with(
        NATURAL,
        title="A natural hairline",
        desc=(
            "A head from the front. The hairline stands well above the brows, recedes at the "
            "temples, and its front edge is feathered: single dots first, density behind."
        ),
    )


def hairline_too_low() -> Drawing:
    """A line that a face grows out of."""
    return _head_with(
        TOO_LOW,
        title="A hairline drawn too low",
        desc=(
            "A head from the front. The hairline lies low on the forehead and closes the temples, "
            "so the forehead is short and the face looks like that of a much younger person."
        ),
    )


def hairline_ruler_straight() -> Drawing:
    """The helmet: one straight hard edge with corners."""
    return _head_with(
        RULER,
        hard=True,
        title="A ruler-straight hairline",
        desc=(
            "A head from the front. The hairline is one hard straight edge with square corners at "
            "the temples and full density right to the edge, like the rim of a helmet."
        ),
    )


def course_hero() -> Drawing:
    """The stippled head of the course page, with the names of its guides."""
    d = Drawing(
        640,
        560,
        title="A hairline planned and stippled",
        desc=(
            "A head from the front with a stippled hairline and guides: the height above the "
            "brows, the verticals through the pupils and through the outer corners of the eyes."
        ),
    )
    _face(d)
    d.mixed_dots(_hair(tuple(NATURAL), hard=False), "ill-dot", seed=3, widths=(1.8, 2.4, 3.0))
    _brows_and_lids(d)
    d.path(
        "M320 34V500M420 160V500M220 160V500M470 150V500M170 150V500",
        stroke="ill-line",
        width=1.9,
        dash=".1 6.4",
        opacity=0.75,
    )
    d.path("M320 231V438M312 231h16M312 438h16", stroke="ill-line", width=1.7)
    d.text(334, 352, "height", size=24, fill="ill-line")
    for x, anchor, word in (
        (412, "end", "pupil"),
        (228, "start", "pupil"),
        (478, "start", "canthus"),
        (162, "end", "canthus"),
    ):
        d.text(x, 530, word, size=24, fill="ill-line", anchor=anchor)
    for x, y in ((320, 231), (470, 190), (170, 190), (420, 221), (220, 221)):
        d.circle(x, y, 5.4, fill="ill-pin", stroke="ill-line", width=2)
    return d


# --- heads from above -----------------------------------------------------------------------

Density = Callable[[float, float], float]


def top_outline(cx: float, cy: float, size: float) -> list[Point]:
    """A head from above, the nose at the bottom; ``size`` is half its length."""
    half = [
        (0.0, -1.0),
        (0.3, -0.955),
        (0.57, -0.8),
        (0.75, -0.52),
        (0.825, -0.15),
        (0.79, 0.22),
        (0.68, 0.56),
        (0.48, 0.84),
        (0.24, 0.965),
        (0.0, 1.0),
    ]
    right = [(cx + x * size, cy + y * size) for x, y in half]
    left = [(2 * cx - x, y) for x, y in right[1:-1]][::-1]
    return smooth_points(right + left, 6, closed=True)


def _top_head(
    d: Drawing,
    cx: float,
    cy: float,
    size: float,
    density: Density,
    *,
    seed: int,
    gap: float = 4.6,
    widths: tuple[float, ...] = (1.5, 2.0, 2.5),
    skin: str = "ill-skin-3",
    ink: str = "ill-dot",
) -> None:
    """A head from above; ``density`` maps head coordinates (-1 to 1) to 0 bald .. 1 dense."""
    for side in (1, -1):
        x = cx + side * size * 0.8
        d.path(
            f"M{x:.1f} {cy - size * 0.1:.1f}q{side * size * 0.16:.1f} {size * 0.02:.1f} "
            f"{side * size * 0.1:.1f} {size * 0.2:.1f}q{-side * size * 0.04:.1f} "
            f"{size * 0.08:.1f} {-side * size * 0.12:.1f} {size * 0.04:.1f}Z",
            fill=skin,
        )
    # the nose just shows beyond the forehead
    d.path(
        f"M{cx - size * 0.1:.1f} {cy + size * 0.96:.1f}q{size * 0.1:.1f} {size * 0.24:.1f} "
        f"{size * 0.2:.1f} 0Z",
        fill=skin,
    )
    outline = top_outline(cx, cy, size)
    d.path(smooth_path(outline[::3], closed=True), fill=skin)

    def spacing(x: float, y: float) -> float | None:
        if not is_inside(x, y, outline):
            return None
        if distance_to(x, y, [*outline, outline[0]]) < 2:
            return None
        value = density((x - cx) / size, (y - cy) / size)
        if value <= 0.02:
            return None
        return gap * (1 + 1.7 * math.pow(1 - min(1.0, value), 1.4))

    dots = field(
        2 * size,
        2 * size,
        spacing,
        seed=seed,
        tries=int(size * size * 1.1),
        left=cx - size,
        top=cy - size,
    )
    dots = thinned(
        dots,
        lambda p: min(1.0, 0.25 + density((p.x - cx) / size, (p.y - cy) / size)),
        seed=seed + 1,
    )
    d.mixed_dots(dots, ink, seed=seed + 2, widths=widths)


def ramp(value: float, start: float, end: float) -> float:
    return max(0.0, min(1.0, (value - start) / (end - start)))


def _hair_front(x: float, front: float, temple: float) -> float:
    """Where the hair begins, measured toward the nose: a middle line and receding temples."""
    side = ramp(abs(x), 0.16, 0.5)
    return front + (temple - front) * side * side * (3 - 2 * side)


def _rim(x: float, y: float) -> float:
    """How far out a place of a head from above lies: 0 in the middle, 1 on the outline."""
    width = 0.825 if y < -0.1 else 0.825 - 0.2 * (y + 0.1)
    return math.hypot(x / width, y)


def norwood(front: float, temple: float, crown: float = 0.0, band: float = 0.0) -> Density:
    """A pattern of loss: hairline, temples, radius of the bald crown, inner edge of the horseshoe.

    ``band`` is the rim value from which hair is kept once the top is bare; zero keeps the top.
    """

    def density(x: float, y: float) -> float:
        sides = ramp(_rim(x, y), band or 0.76, (band or 0.76) + 0.1) * ramp(0.4 - y, 0.0, 0.16)
        if band:
            return sides
        value = ramp(_hair_front(x, front, temple) - y, 0.0, 0.14)
        if crown:
            hole = math.hypot(x * 0.92, y + 0.4)
            value *= ramp(hole, crown - 0.02, crown + 0.12)
        return max(value, sides)

    return density


def norwood_scale() -> Drawing:
    """The seven stages of the Norwood-Hamilton scale, from above."""
    d = Drawing(
        720,
        470,
        title="The Norwood-Hamilton scale",
        desc=(
            "Seven heads from above, forehead at the bottom. I: full hair. II: slight recession at "
            "the temples. III: deep temples. IV: deeper front and a bald crown, with a band of "
            "hair between them. V: the band is thin. VI: the band is gone. VII: only a horseshoe "
            "of hair at the sides and back."
        ),
    )
    stages = (
        ("I", norwood(0.82, 0.74)),
        ("II", norwood(0.76, 0.54)),
        ("III", norwood(0.7, 0.26)),
        ("IV", norwood(0.44, 0.06, crown=0.24)),
        ("V", norwood(0.24, -0.02, crown=0.34)),
        ("VI", norwood(0, 0, band=0.62)),
        ("VII", norwood(0, 0, band=0.82)),
    )
    for i, (name, density) in enumerate(stages):
        row, column = divmod(i, 4)
        x = 90 + column * 180 + (90 if row else 0)
        y = 108 + row * 232
        _top_head(d, x, y, 82, density, seed=40 + i, gap=3.8)
        d.text(x, y + 118, name, size=27, fill="ink", anchor="middle")
    return d


def ludwig_scale() -> Drawing:
    """The three grades of the Ludwig scale: the part widens, the hairline stays."""
    d = Drawing(
        720,
        312,
        title="The Ludwig scale",
        desc=(
            "Three heads from above with long hair parted in the middle, shown as dots, forehead "
            "at the bottom. I: the part is slightly wider. II: the part is clearly wide and the "
            "crown thin. III: the crown is almost bare. The hair at the forehead is kept in all."
        ),
    )
    for i, (name, width, core) in enumerate(
        (("I", 0.1, 0.16), ("II", 0.24, 0.1), ("III", 0.46, 0))
    ):
        x, y, size = 120 + i * 240, 138, 110
        _parted_head(d, x, y, size, width, core, seed=70 + i)
        d.text(x, 290, name, size=27, fill="ink", anchor="middle")
    return d


def _parted_head(
    d: Drawing, cx: float, cy: float, size: float, width: float, core: float, *, seed: int
) -> None:
    outline = top_outline(cx, cy, size)
    d.path(smooth_path(outline[::3], closed=True), fill="ill-skin-3")
    roots = field(
        2 * size,
        2 * size,
        lambda x, y: 4.1 if is_inside(x, y, outline) else None,
        seed=seed,
        tries=12_000,
        left=cx - size,
        top=cy - size,
    )

    def keep(p: Dot) -> float:
        x, y = (p.x - cx) / size, (p.y - cy) / size
        # the bare strip is widest behind the forehead and closes at the front and the back
        strip = width * max(0.0, 1 - ((y + 0.05) / 0.78) ** 2)
        inside = ramp(abs(x), 0.02 + strip * 0.5, 0.05 + strip * 1.15)
        frontal = ramp(y, 0.5, 0.62) * ramp(abs(x), 0.0, 0.05)
        return max(core + (1 - core) * inside, frontal) * ramp(0.8 - y, 0.0, 0.1)

    kept = thinned(roots, keep, seed=seed + 1)
    d.mixed_dots(kept, "ill-dot", seed=seed + 2, widths=(1.6, 2.0, 2.4))


def before_scalp() -> Drawing:
    """A thinning crown from above, before treatment."""
    return _scalp(
        "A thinning crown before treatment",
        "A head from above. The hair at the sides and the front is dense and clipped short; "
        "at the crown the scalp shows through.",
        treated=False,
    )


def after_scalp() -> Drawing:
    """The same scalp after treatment: dots between the hairs, blended into the edge."""
    return _scalp(
        "The same crown after treatment",
        "The same head from above. Fine pigment dots now lie between the clipped hairs of the "
        "crown, so that the density is even and no edge shows.",
        treated=True,
    )


def _scalp(title: str, desc: str, *, treated: bool) -> Drawing:
    d = Drawing(640, 480, title=title, desc=desc)
    cx, cy, size = 320.0, 236.0, 216.0

    def native(x: float, y: float) -> float:
        front = ramp(_hair_front(x, 0.7, 0.52) - y, 0.0, 0.2)
        hole = math.hypot(x, (y + 0.28) * 0.86)
        return front * (0.16 + 0.84 * ramp(hole, 0.2, 0.56))

    _top_head(d, cx, cy, size, native, seed=90, gap=6.2, widths=(1.9, 2.5, 3.1))
    if treated:
        outline = top_outline(cx, cy, size)

        def spacing(x: float, y: float) -> float | None:
            if not is_inside(x, y, outline):
                return None
            u, v = (x - cx) / size, (y - cy) / size
            hole = math.hypot(u, (v + 0.28) * 0.86)
            inside = 1 - ramp(hole, 0.3, 0.6)
            return 6.8 + 7 * (1 - inside) if inside > 0.03 else None

        dots = field(432, 432, spacing, seed=91, tries=30_000, left=104, top=20)
        d.mixed_dots(dots, "ill-dot", seed=92, widths=(1.8, 2.3, 2.8), opacity=0.9)
    return d


# --- five views -----------------------------------------------------------------------------


def five_views() -> Drawing:
    """The views of a case: front, left and right at 45 degrees, vertex, occiput."""
    d = Drawing(
        720,
        540,
        title="Five views of one head",
        desc=(
            "The same clipped head five times at the same size. Top row: from the front, from the "
            "left at 45 degrees, from the right at 45 degrees. Bottom row: from above, and from "
            "behind."
        ),
    )
    _small_front(d, 125, 150)
    _three_quarter(d, 360, 150, flip=False)
    _three_quarter(d, 595, 150, flip=True)
    _top_head(d, 242, 400, 104, norwood(0.7, 0.44), seed=60, gap=4.6)
    _occiput(d, 478, 410)
    return d


def _blob(
    d: Drawing,
    outline: list[Point],
    hair: list[Point],
    *,
    seed: int,
    soft: list[Point],
    reach: float = 16,
    skin: str = "ill-skin-3",
    ink: str = "ill-dot",
    gap: float = 4.4,
) -> None:
    """A skin shape and dots in its hair polygon, thinning toward the ``soft`` line."""
    d.path(smooth_path(outline, closed=True), fill=skin)
    curve = smooth_points(outline, 6, closed=True)
    left, right = min(p[0] for p in curve), max(p[0] for p in curve)
    top, low = min(p[1] for p in curve), max(p[1] for p in curve)
    line = smooth_points(soft, 6)

    def spacing(x: float, y: float) -> float | None:
        if not (is_inside(x, y, hair) and is_inside(x, y, curve)):
            return None
        return gap * (1 + 1.5 * (1 - min(1.0, distance_to(x, y, line) / reach)) ** 2)

    dots = field(
        right - left,
        low - top,
        spacing,
        seed=seed,
        tries=int((right - left) * (low - top) * 0.3),
        left=left,
        top=top,
    )
    dots = thinned(
        dots, lambda p: 0.4 + 0.7 * min(1.0, distance_to(p.x, p.y, line) / reach), seed=seed
    )
    d.mixed_dots(dots, ink, seed=seed + 1, widths=(1.5, 2.0, 2.5))


def _small_front(d: Drawing, cx: float, cy: float) -> None:
    for side in (1, -1):
        d.path(
            f"M{cx + side * 76} {cy + 4}q{side * 18} -8 {side * 15} 16q{-side * 3} 24 "
            f"{-side * 18} 30Z",
            fill="ill-skin-3",
        )
    half = [(0, -112), (40, -105), (70, -72), (79, -20), (74, 30), (62, 74), (36, 108), (0, 120)]
    outline = [(cx + x, cy + y) for x, y in half]
    outline += [(cx - x, cy + y) for x, y in half[1:-1]][::-1]
    line = [
        (-82, 20),
        (-70, -10),
        (-56, -52),
        (-30, -43),
        (0, -40),
        (30, -43),
        (56, -52),
        (70, -10),
    ]
    line += [(82, 20)]
    soft = [(cx + x, cy + y) for x, y in line]
    hair = [*soft, (cx + 120, cy - 130), (cx - 120, cy - 130)]
    _blob(d, outline, hair, seed=51, soft=soft)
    for side in (1, -1):
        d.path(
            f"M{cx + side * 18} {cy + 22}q{side * 16} 9 {side * 32} -1", stroke="ill-line", width=2
        )
        d.path(
            f"M{cx + side * 14} {cy + 4}q{side * 18} -12 {side * 38} -2",
            stroke="ill-dot",
            width=3,
            dash=".1 4.2",
        )
    d.path(f"M{cx - 9} {cy + 56}q9 6 18 0", stroke="ill-line", width=2, opacity=0.7)
    d.path(f"M{cx - 19} {cy + 82}q19 7 38 0", stroke="ill-line", width=2, opacity=0.7)


def _three_quarter(d: Drawing, cx: float, cy: float, *, flip: bool) -> None:
    """A head turned by 45 degrees; unflipped it shows its left side and looks to the left."""
    side = -1 if flip else 1

    def at(points: list[Point]) -> list[Point]:
        return [(cx + side * x, cy + y) for x, y in points]

    outline = at(
        [
            (-14, -114), (26, -110), (64, -86), (86, -46), (89, 0), (82, 34), (66, 56), (54, 74),
            (40, 98), (10, 116), (-18, 124), (-40, 119), (-52, 104), (-60, 80), (-66, 58),
            (-72, 40), (-70, 18), (-75, -8), (-78, -44), (-58, -92),
        ]
    )  # fmt: skip
    soft = at(
        [(-90, -34), (-66, -42), (-40, -42), (-14, -50), (2, -58), (16, -34), (26, 0), (28, 34)]
    )
    hair = [*soft, *at([(40, 50), (60, 56), (130, 60), (130, -140), (-110, -140), (-110, -30)])]
    _blob(d, outline, hair, seed=53, soft=soft)
    ear = at([(34, 4), (44, -8), (57, -4), (60, 14), (52, 34), (40, 40), (35, 26)])
    d.path(smooth_path(ear, closed=True), fill="ill-skin-3", stroke="ill-line", width=1.6)
    d.path(smooth_path(at([(43, 6), (52, 6), (49, 22)])), stroke="ill-line", width=1.6, opacity=0.7)
    for near, far, y in ((2, -26, 24), (-48, -66, 22)):
        curve = at([(near, y), ((near + far) / 2, y + 7), (far, y - 1)])
        d.path(smooth_path(curve), stroke="ill-line", width=2)
        brow = at([(near + 4, y - 18), ((near + far) / 2, y - 25), (far, y - 19)])
        d.path(smooth_path(brow), stroke="ill-dot", width=3, dash=".1 4.2")
    nose = at([(-40, 18), (-49, 44), (-54, 56), (-48, 62), (-36, 61)])
    d.path(smooth_path(nose), stroke="ill-line", width=2, opacity=0.7)
    mouth = at([(-48, 85), (-34, 89), (-12, 83)])
    d.path(smooth_path(mouth), stroke="ill-line", width=2, opacity=0.7)


def _occiput(d: Drawing, cx: float, cy: float) -> None:
    neck = [(cx + x, cy + y) for x, y in ((-46, 40), (-44, 84), (-58, 118), (58, 118), (44, 84))]
    d.path(line_path([*neck, (cx + 46, cy + 40)], closed=True), fill="ill-skin-3")
    for side in (1, -1):
        d.path(
            f"M{cx + side * 76} {cy - 12}q{side * 20} -12 {side * 17} 14q{-side * 2} 26 "
            f"{-side * 19} 34Z",
            fill="ill-skin-3",
        )
    half = [(0, -118), (42, -110), (72, -76), (82, -26), (76, 20), (60, 58), (34, 80), (0, 86)]
    outline = [(cx + x, cy + y) for x, y in half]
    outline += [(cx - x, cy + y) for x, y in half[1:-1]][::-1]
    line = [(-78, 30), (-58, 42), (-40, 74), (-16, 82), (0, 80), (16, 82), (40, 74), (58, 42)]
    soft = [(cx + x, cy + y) for x, y in [*line, (78, 30)]]
    hair = [*soft, (cx + 120, cy - 140), (cx - 120, cy - 140)]
    _blob(d, outline, hair, seed=57, soft=soft, reach=10)
    d.path(f"M{cx - 14} {cy + 104}q14 -5 28 0", stroke="ill-line", width=1.6, opacity=0.5)
