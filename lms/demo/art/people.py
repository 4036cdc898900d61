"""Portraits for people who do not exist: stippled heads, clearly drawings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .geometry import Point, distance_to, is_inside, smooth_path, smooth_points
from .stipple import Dot, field, thinned
from .svg import Drawing

SIZE = 400
CX = 200.0


@dataclass(frozen=True)
class Look:
    """What tells one portrait from another."""

    skin: str
    ink: str
    ground: str
    coat: str
    hair: str
    beard: bool = False
    glasses: bool = False
    words: str = ""


LOOKS = (
    Look("tone-5", "tone-pigment", "skin-2", "pigment", "bun", words="hair in a high bun"),
    Look("tone-1", "tone-6", "pigment-wash", "ink-2", "side", glasses=True, beard=True,
         words="short side-parted hair, a short beard and glasses"),
    Look("tone-2", "tone-5", "skin-2", "skin-3", "long", words="shoulder-length hair"),
    Look("tone-3", "tone-pigment", "skin-1", "pigment", "clipped", beard=True,
         words="clipped hair and a short beard"),
    Look("tone-4", "tone-pigment", "pigment-wash", "skin-3", "curly", words="short curly hair"),
    Look("tone-2", "tone-6", "skin-1", "ink-2", "scarf", words="a headscarf"),
    Look("tone-6", "tone-pigment", "skin-2", "pigment", "clipped", glasses=True,
         words="clipped hair and glasses"),
    Look("tone-1", "tone-5", "skin-1", "line-strong", "bob", words="a chin-length bob"),
)  # fmt: skip


def portrait(index: int) -> Drawing:
    """Portrait number ``index``, from 1."""
    look = LOOKS[index - 1]
    d = Drawing(
        SIZE,
        SIZE,
        title=f"Drawn portrait {index}",
        desc=f"A simple stippled drawing of an invented person with {look.words}, eyes closed.",
        ground=look.ground,
    )
    behind, front = HAIR[look.hair]
    if behind:
        _fill(d, behind, look, seed=index, dense=True)
    _bust(d, look)
    _face(d, look, index)
    for shape in front:
        _fill(d, shape, look, seed=index + 20, dense=look.hair != "clipped")
    if look.hair == "scarf":
        _scarf(d)
    if look.glasses:
        for side in (1, -1):
            d.circle(CX + side * 33, 196, 24, stroke="tone-pigment", width=3.4)
        d.path("M191 193q9 -6 18 0M143 190l-12 -4M257 190l12 -4", stroke="tone-pigment", width=3.4)
    return d


def _both(half: Sequence[Point]) -> list[Point]:
    right = [(CX + x, y) for x, y in half]
    return right + [(2 * CX - x, y) for x, y in right if x != CX][::-1]


HEAD = _both([(0, 84), (38, 89), (66, 118), (76, 166), (72, 212), (58, 252), (32, 284), (0, 294)])
CURVE = smooth_points(HEAD, 8, closed=True)


def _bust(d: Drawing, look: Look) -> None:
    d.path("M164 262V330Q200 352 236 330V262Z", fill=look.skin)
    d.path("M164 286Q200 322 236 286V300Q200 336 164 300Z", fill="tone-pigment", opacity=0.14)
    d.path("M46 400C50 346 96 326 160 318Q200 352 240 318C304 326 350 346 354 400Z", fill=look.coat)
    d.path("M160 318Q200 358 240 318", stroke="ground", width=3, opacity=0.7)
    cloth = field(
        320,
        80,
        lambda x, y: 9.0 if y > 334 + abs(x - 200) * 0.14 and 62 < x < 338 else None,
        seed=8,
        tries=2600,
        left=40,
        top=320,
    )
    d.dots([p for p in cloth if p.y < 397], "ground", 1.8, opacity=0.4)


def _face(d: Drawing, look: Look, seed: int) -> None:
    if look.hair != "scarf":
        for side in (1, -1):
            x = CX + side * 70
            d.path(
                f"M{x} 184q{side * 20} -8 {side * 16} 16q{-side * 4} 24 {-side * 20} 28Z",
                fill=look.skin,
            )
    d.path(smooth_path(HEAD, closed=True), fill=look.skin)

    def shade(x: float, y: float) -> float | None:
        if not is_inside(x, y, CURVE):
            return None
        edge = distance_to(x, y, CURVE)
        return 5.4 + edge * 0.42 if x > 214 and edge < 24 and edge > 2 else None

    shadow = field(90, 230, shade, seed=seed + 60, tries=5000, left=205, top=84)
    d.dots([p for p in shadow if p.y > 150], look.ink, 1.7, opacity=0.5)
    for side in (1, -1):
        d.path(
            f"M{CX + side * 16} 196q{side * 17} 10 {side * 34} -1",
            stroke="tone-pigment",
            width=3,
            opacity=0.85,
        )
        d.path(
            f"M{CX + side * 13} 173q{side * 18} -11 {side * 40} -1",
            stroke=look.ink,
            width=4,
            dash=".1 4.8",
        )
    d.path("M191 233q9 6 18 0", stroke="tone-pigment", width=2.6, opacity=0.6)
    d.path("M181 258q19 8 38 0", stroke="tone-pigment", width=2.8, opacity=0.7)
    if look.beard:
        _beard(d, look, seed)


def _beard(d: Drawing, look: Look, seed: int) -> None:
    mouth = smooth_points([(172, 258), (200, 246), (228, 258), (200, 272)], 6, closed=True)

    def spacing(x: float, y: float) -> float | None:
        if not is_inside(x, y, CURVE) or is_inside(x, y, mouth):
            return None
        edge = 248 - 40 * max(0.0, (abs(x - CX) - 44) / 30)
        if y < edge and not (236 < y < 252 and abs(x - CX) < 30 and y > 240):
            return None
        return 5.2

    dots = field(160, 110, spacing, seed=seed + 80, tries=6000, left=120, top=190)
    d.mixed_dots(dots, look.ink, seed=seed, widths=(2.0, 2.6, 3.1))


def _fill(d: Drawing, shape: list[Point], look: Look, *, seed: int, dense: bool) -> None:
    """Hair: a soft tone under dense dots, or dots alone for clipped hair."""
    curve = smooth_points(shape, 8, closed=True)
    if dense:
        d.path(smooth_path(shape, closed=True), fill=look.ink)
    left, right = min(p[0] for p in curve), max(p[0] for p in curve)
    top, low = min(p[1] for p in curve), max(p[1] for p in curve)

    def spacing(x: float, y: float) -> float | None:
        if not is_inside(x, y, curve):
            return None
        return 6.4 if dense else 5.0

    dots = field(
        right - left,
        low - top,
        spacing,
        seed=seed,
        tries=int((right - left) * (low - top) * 0.18),
        left=left,
        top=top,
    )
    if dense:
        light = look.ink == "tone-pigment"
        shine = "tone-4" if light else "tone-pigment"
        d.mixed_dots(dots, shine, seed=seed, widths=(2.0, 2.5, 3.0), opacity=0.6)
        return
    fade = _hairline(curve)
    dots = thinned(dots, fade, seed=seed)
    d.mixed_dots(dots, look.ink, seed=seed, widths=(2.0, 2.6, 3.1))


def _hairline(curve: list[Point]) -> Callable[[Dot], float]:
    low = max(p[1] for p in curve)

    def keep(p: Dot) -> float:
        return min(1.0, 0.45 + (low - p.y) / 40)

    return keep


def _scarf(d: Drawing) -> None:
    outer = _both(
        [(0, 66), (52, 76), (84, 118), (92, 178), (86, 240), (98, 312), (66, 344), (0, 352)]
    )
    inner = _both([(0, 112), (34, 118), (58, 146), (64, 190), (54, 238), (30, 272), (0, 282)])
    ring = smooth_path(outer, closed=True) + smooth_path(inner[::-1], closed=True)
    d.path(ring, fill="pigment", extra=' fill-rule="evenodd"')
    edge = smooth_points(inner, 8, closed=True)
    out = smooth_points(outer, 8, closed=True)

    def spacing(x: float, y: float) -> float | None:
        if is_inside(x, y, edge) or not is_inside(x, y, out):
            return None
        return 5.5 + min(distance_to(x, y, edge) * 0.25, 9)

    folds = field(200, 300, spacing, seed=4, tries=9000, left=100, top=62)
    folds = [p for p in folds if distance_to(p.x, p.y, edge) > 3 and distance_to(p.x, p.y, out) > 3]
    d.dots(folds, "ground", 2.1, opacity=0.55)


_CAP: list[Point] = [
    (0, 74), (44, 80), (76, 114), (84, 168), (77, 184), (72, 158), (62, 138), (40, 132), (0, 128),
]  # fmt: skip
_CLIPPED: list[Point] = [
    (0, 84), (38, 89), (66, 118), (76, 166), (73, 196), (68, 168), (58, 140), (30, 130), (0, 127),
]  # fmt: skip
_SIDE: list[Point] = [
    (126, 184), (120, 132), (146, 88), (196, 70), (252, 84), (280, 130), (275, 184), (268, 150),
    (250, 124), (206, 118), (160, 120), (140, 146),
]  # fmt: skip
_LONG: list[Point] = [
    (0, 66), (56, 76), (92, 124), (98, 200), (104, 290), (92, 334), (60, 322), (0, 318),
]  # fmt: skip
_PARTED: list[Point] = [
    (128, 200), (122, 140), (146, 92), (198, 72), (254, 90), (278, 140), (272, 200), (262, 152),
    (214, 118), (182, 128), (146, 152),
]  # fmt: skip
_CURLS: list[Point] = [
    (0, 62), (50, 66), (84, 104), (90, 150), (80, 186), (72, 160), (64, 140), (46, 138), (30, 128),
    (0, 132),
]  # fmt: skip
_FRINGE: list[Point] = [
    (0, 70), (48, 76), (82, 116), (88, 182), (84, 240), (72, 230), (70, 170), (56, 150), (0, 148),
]  # fmt: skip
_BOB: list[Point] = [(0, 64), (58, 74), (94, 122), (98, 196), (100, 256), (76, 276), (0, 270)]
_BUN: list[Point] = [(0, 22), (30, 30), (38, 56), (22, 84), (0, 90)]
_HALO: list[Point] = [(0, 40), (50, 46), (90, 78), (106, 128), (98, 180), (76, 200), (0, 190)]

# what lies behind the head, and what lies on it
HAIR: dict[str, tuple[list[Point], list[list[Point]]]] = {
    "clipped": ([], [_both(_CLIPPED)]),
    "side": ([], [_SIDE]),
    "bun": (_both(_BUN), [_both(_CAP)]),
    "long": (_both(_LONG), [_PARTED]),
    "curly": (_both(_HALO), [_both(_CURLS)]),
    "scarf": ([], []),
    "bob": (_both(_BOB), [_both(_FRINGE)]),
}
