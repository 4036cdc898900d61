"""Tools on the tray: syringes and cups, the set-up, a cartridge in section."""

import math
import random

from .geometry import bone, line_path, number, placed, smooth_path
from .stipple import field
from .svg import Drawing

LINE = 2.6


def dilution() -> Drawing:
    """Water first, then pigment, then stir."""
    d = Drawing(
        720,
        400,
        title="Diluting pigment: water first, then pigment",
        desc=(
            "Three steps from left to right. A syringe measures sterile water from a vial into an "
            "empty cup. A small syringe adds a little pigment from a bottle to the water. The cup "
            "is stirred; below it a row of dots runs from dark to pale for stronger and weaker "
            "mixtures."
        ),
    )
    for x in (232, 472):
        d.path(f"M{x} 214h34m-11 -9l11 9l-11 9", stroke="pigment", width=4)
    _vial(d, 62, 226)
    _syringe(d, 150, 28, filled=0.72, liquid="water", wide=15)
    _drop(d, 150, 206, "pigment")
    _cup(d, 150, 250, 0.0, "water", 1)
    _bottle(d, 302, 326, 0.72)
    _syringe(d, 398, 36, filled=0.24, liquid="tone-pigment", wide=10)
    _drop(d, 398, 206, "ill-dot")
    _cup(d, 398, 250, 0.62, "water", 1)
    d.path("M618 196L590 316", stroke="line-strong", width=7)
    _cup(d, 592, 250, 0.66, "tone-pigment", 0.55, front=True)
    for i, strength in enumerate((0.9, 0.65, 0.42, 0.24, 0.12)):
        d.circle(520 + i * 36, 366, 13, fill="tone-1")
        d.circle(520 + i * 36, 366, 13, fill="tone-pigment", opacity=strength)
        d.circle(520 + i * 36, 366, 13, stroke="ill-line", width=1.6)
    return d


def _vial(d: Drawing, x: float, y: float) -> None:
    d.rect(x - 20, y, 40, 104, fill="water", stroke="ill-line", line=LINE, radius=7)
    d.path(f"M{x - 9} {y}V{y - 12}H{x + 9}V{y}", fill="paper", stroke="ill-line", width=LINE)
    d.rect(x - 14, y - 26, 28, 14, fill="line-strong", stroke="ill-line", line=LINE, radius=3)
    d.rect(x - 20, y + 30, 40, 40, fill="paper", stroke="ill-line", line=LINE)
    _drop(d, x, y + 43, "graphite", 0.9)


def _bottle(d: Drawing, x: float, y: float, scale: float) -> None:
    """A closed pigment bottle standing on y."""
    w, h = 76 * scale, 104 * scale
    left, right, neck = number(x - w / 2), number(x + w / 2), number(y - h - 24 * scale)
    curve = number(y - h - 18 * scale)
    shoulder = (
        f"M{left} {y}V{number(y - h)}Q{left} {curve} {number(x - w * 0.2)} {neck}"
        f"H{number(x + w * 0.2)}Q{right} {curve} {right} {number(y - h)}V{y}Z"
    )
    d.path(shoulder, fill="graphite", stroke="ill-line", width=LINE)
    cap = 46 * scale
    d.path(
        f"M{number(x - 15 * scale)} {number(y - h - 24 * scale)}"
        f"L{number(x - 9 * scale)} {number(y - h - 24 * scale - cap)}H{number(x + 9 * scale)}"
        f"L{number(x + 15 * scale)} {number(y - h - 24 * scale)}Z",
        fill="paper",
        stroke="ill-line",
        width=LINE,
    )
    d.rect(x - w / 2, y - h * 0.82, w, h * 0.56, fill="paper", stroke="ill-line", line=LINE)
    for i, share in enumerate((0.7, 0.7, 0.42)):
        start = x - w * 0.38
        d.path(
            f"M{number(start)} {number(y - h * 0.68 + i * 13 * scale)}h{number(w * share)}",
            stroke="line-strong",
            width=2.4,
            dash=".1 5",
        )


def _syringe(d: Drawing, x: float, y: float, *, filled: float, liquid: str, wide: float) -> None:
    """A syringe pointing down; ``filled`` is the share of its barrel that is full."""
    top, length = y + 34, 92
    d.path(f"M{x} {y}V{top + length * (1 - filled):g}", stroke="ill-line", width=5)
    d.path(f"M{x - wide} {y}H{x + wide}", stroke="ill-line", width=6)
    d.rect(x - wide, top, 2 * wide, length, fill="paper")
    d.rect(x - wide, top + length * (1 - filled), 2 * wide, length * filled, fill=liquid)
    d.path(f"M{x - wide} {top + length * (1 - filled):g}h{2 * wide}", stroke="ill-line", width=6)
    d.path(
        f"M{x - wide} {top}V{top + length}L{x - 4} {top + length + 12}V{top + length + 24}"
        f"H{x + 4}V{top + length + 12}L{x + wide} {top + length}V{top}",
        stroke="ill-line",
        width=LINE,
    )
    d.path(f"M{x - wide - 12} {top}H{x + wide + 12}", stroke="ill-line", width=5)
    ticks = "".join(f"M{x + wide} {top + 12 + i * 13}h{-9 if i % 2 else -6}" for i in range(6))
    d.path(ticks, stroke="graphite", width=1.8)


def _drop(d: Drawing, x: float, y: float, role: str, scale: float = 1.3) -> None:
    s = scale
    d.path(
        f"M{number(x)} {number(y - 9 * s)}q{8 * s:g} {10 * s:g} {4 * s:g} {15 * s:g}"
        f"a{5.6 * s:g} {5.6 * s:g} 0 0 1 {-8 * s:g} 0q{-4 * s:g} {-5 * s:g} {4 * s:g} {-15 * s:g}Z",
        fill=role,
    )


def _cup(
    d: Drawing,
    x: float,
    y: float,
    level: float,
    liquid: str,
    strength: float,
    *,
    front: bool = False,
) -> None:
    """A small cup; ``level`` is how far it is filled."""
    high, wide, foot = 76.0, 46.0, 30.0
    d.path(
        f"M{x - wide} {y}L{x - foot} {y + high}H{x + foot}L{x + wide} {y}Z",
        fill="paper",
        opacity=0.72 if front else 1,
    )
    if level:
        top = y + high * (1 - level)
        half = wide - (wide - foot) * (1 - level)
        for role, alpha in (
            (("water", 1.0), (liquid, strength)) if strength < 1 else ((liquid, 1.0),)
        ):
            d.path(
                f"M{x - half:g} {top:g}L{x - foot} {y + high}H{x + foot}L{x + half:g} {top:g}Z",
                fill=role,
                opacity=alpha,
            )
        d.path(f"M{x - half:g} {top:g}H{x + half:g}", stroke="graphite", width=2)
    d.path(
        f"M{x - wide} {y}L{x - foot} {y + high}H{x + foot}L{x + wide} {y}",
        stroke="ill-line",
        width=LINE,
    )
    d.path(f"M{x - wide - 8} {y}H{x + wide + 8}", stroke="ill-line", width=5)


def tray_setup() -> Drawing:
    """What lies where before the first dot."""
    d = Drawing(
        720,
        480,
        title="A work surface ready to start",
        desc=(
            "A covered work surface. Apart from it, on a shelf, stands the closed pigment bottle. "
            "On the surface are three filled single-use caps, a cartridge in its sealed pouch, a "
            "machine and its cord under barrier film, and at the right a sharps container."
        ),
    )
    d.path(
        "M262 82H676Q694 82 694 100V444Q694 462 676 462H44Q26 462 26 444V280Q26 262 44 262H226"
        "Q244 262 244 244V100Q244 82 262 82Z",
        fill="surface",
        stroke="line-strong",
        width=2.4,
        dash=".1 7",
    )
    # the bottle, closed and away
    d.path("M48 238H220", stroke="ill-line", width=5)
    d.path("M70 238v18M198 238v18", stroke="ill-line", width=LINE)
    _bottle(d, 134, 236, 0.86)
    # caps
    for x, y, strength in ((296, 226, 0.9), (352, 226, 0.55), (324, 274, 0.3)):
        d.circle(x, y, 25, fill="ground", stroke="ill-line", width=LINE)
        d.circle(x, y, 18, fill="paper")
        d.circle(x, y, 18, fill="tone-pigment", opacity=strength)
        d.circle(x, y, 18, stroke="ill-line", width=1.8)
    _pouch(d)
    _sharps(d, 616, 268)
    _machine(d)
    return d


def _pouch(d: Drawing) -> None:
    """A cartridge in its sealed pouch, indicator at the corner."""
    d.rect(410, 126, 196, 112, fill="pigment-wash", stroke="ill-line", line=LINE, radius=5)
    d.path("M424 126V238M592 126V238", stroke="ill-line", width=1.8, dash=".1 6")
    d.path("M486 171H548V201H486L462 190V182Z", fill="surface")
    d.path(
        "M438 186H462M462 182L486 171H548V201H486L462 190ZM500 171V201M512 171V201M524 171V201",
        stroke="ill-line",
        width=LINE,
    )
    d.circle(572, 146, 9, fill="ok")
    d.path("M436 148h70M436 222h44", stroke="line-strong", width=2.4, dash=".1 5")


def _sharps(d: Drawing, x: float, y: float) -> None:
    d.path(
        f"M{x - 60} {y + 24}L{x - 50} {y + 168}H{x + 50}L{x + 60} {y + 24}Z",
        fill="warn-wash",
        stroke="ill-line",
        width=LINE,
    )
    d.rect(x - 66, y, 132, 26, fill="fig-subcutis", stroke="ill-line", line=LINE, radius=6)
    d.rect(x - 26, y - 12, 52, 14, fill="graphite", stroke="ill-line", line=LINE, radius=4)
    d.path(f"M{x - 53} {y + 66}H{x + 53}", stroke="ill-line", width=2.2, dash=".1 7")
    for dx, dy, turn in ((-18, 108, 24), (14, 122, -30), (-6, 138, 70)):
        ends = placed([(-16, 0), (16, 0)], at=(x + dx, y + dy), turn=turn)
        d.path(line_path(ends), stroke="ill-line", width=2.4)
        d.circle(*ends[0], 3.4, fill="ill-line")


def _machine(d: Drawing) -> None:
    """A pen machine under film; the sleeve runs on over the cord."""
    cord = "M118 400C78 412 88 436 56 438S30 424 20 436"
    d.path(cord, stroke="pigment-wash", width=26)
    d.path(cord, stroke="ill-line", width=5)
    film = [
        (96, 392),
        (126, 352),
        (250, 306),
        (330, 322),
        (346, 352),
        (300, 382),
        (180, 428),
        (118, 428),
    ]
    d.path(smooth_path(film, closed=True), fill="pigment-wash")
    d.path(bone((128, 396), 17, (228, 360), 19), fill="graphite", stroke="ill-line", width=LINE)
    d.path(bone((238, 357), 15, (284, 340), 13), fill="line-strong", stroke="ill-line", width=LINE)
    d.path(bone((292, 337), 9, (314, 329), 4), fill="surface", stroke="ill-line", width=LINE)
    d.path(smooth_path(film, closed=True), stroke="pigment", width=2.2)
    d.path("M150 366l16 10M206 340l14 12M262 322l8 12", stroke="pigment", width=2, opacity=0.8)


def cartridge_membrane() -> Drawing:
    """A cartridge in section: the membrane stops what the spring lets through."""
    d = Drawing(
        720,
        360,
        title="A needle cartridge in section",
        desc=(
            "A cartridge cut lengthwise, the needles at the left. Pigment fills the nozzle up to a "
            "closed rubber membrane across the whole body; behind the membrane the chamber is "
            "clean and holds an open coil spring and the plunger. Dotted arrows run back from the "
            "nozzle and end at the membrane."
        ),
        ground="surface",
    )
    body = "M86 160L300 92H650V268H300L86 200Z"
    d.path(body, fill="skin-1")
    wet = "M86 160L300 92H428Q446 136 430 176H90V184H430Q446 224 428 268H300L86 200Z"
    d.path(wet, fill="pigment-wash")

    def inside(x: float, y: float) -> float | None:
        edge = 20 + 68 * min(1.0, max(0.0, (x - 86) / 214)) - 8
        return 9.5 if 96 < x < 418 and 14 < abs(y - 180) < edge else None

    ink = field(340, 180, inside, seed=6, tries=16_000, left=86, top=90)
    d.mixed_dots(ink, "dot", seed=2, widths=(2.4, 3.2, 4.0))
    coil = "".join(f"M{482 + i * 17} 112l12 136" for i in range(8))
    d.path(coil, stroke="fig-text", width=4.4)
    # needles, rod, plunger
    for dy in (-7, 0, 7):
        d.path(f"M44 {180 + dy * 0.5:g}L70 {180 + dy:g}H230", stroke="fig-text", width=2.6)
    d.rect(222, 166, 30, 28, fill="line-strong", stroke="fig-text", line=LINE, radius=3)
    d.rect(252, 172, 372, 16, fill="line-strong", stroke="fig-text", line=LINE)
    d.rect(618, 142, 22, 76, fill="line-strong", stroke="fig-text", line=LINE, radius=3)
    d.path("M640 168H706V192H640", fill="line-strong", stroke="fig-text", width=LINE)
    # membrane
    for side in (1, -1):
        fold = (
            f"M428 {180 + side * 86}C452 {180 + side * 70} 404 {180 + side * 52} 438 "
            f"{180 + side * 36}C452 {180 + side * 28} 440 {180 + side * 16} 430 {180 + side * 9}"
        )
        d.path(fold, stroke="fig-text", width=13)
        d.path(fold, stroke="pigment", width=8)
    d.path(body, stroke="fig-text", width=4)
    d.path("M86 160V200", stroke="skin-1", width=5)
    for y in (122, 238):
        d.path(f"M318 {y}H398", stroke="pigment", width=4)
        d.path(f"M388 {y - 9}l10 9l-10 9M408 {y - 13}v26", stroke="pigment", width=4)
    return d


def verify_phone() -> Drawing:
    """A certificate, and a telephone that asks the register about it."""
    d = Drawing(
        720,
        420,
        title="Checking a certificate with a telephone",
        desc=(
            "A landscape certificate with lines of writing, a square code and a field of fine dots "
            "along its foot. In front of it a telephone shows a large check mark in a disk."
        ),
    )
    d.rect(70, 50, 480, 320, fill="paper", stroke="ill-line", line=LINE, radius=4)
    d.path("M110 96H250", stroke="graphite", width=5, dash=".1 9")
    d.path("M110 142H350", stroke="graphite", width=15)
    d.path("M110 184H360M110 206H380M110 228H300", stroke="line-strong", width=4, dash=".1 8")

    def spacing(x: float, y: float) -> float | None:
        depth = (y - 268 + 7 * math.sin(x / 45)) / 96
        return 5.6 + 16 * math.pow(1 - min(1.0, depth), 1.7) if depth > 0 else None

    fade = field(468, 108, spacing, seed=23, tries=14_000, left=76, top=256)
    d.mixed_dots([p for p in fade if p.y < 364], "graphite", seed=6, widths=(1.7, 2.2, 2.7))
    _code(d, 378, 78, 13.3)
    d.open_group(transform="translate(10 0)")
    d.rect(462, 112, 170, 286, fill="graphite", stroke="ill-line", line=LINE, radius=22)
    d.rect(474, 136, 146, 238, fill="paper", radius=8)
    d.circle(547, 216, 46, fill="solid-ok")
    d.path("M525 217l16 16 29 -33", stroke="paper", width=9)
    d.path("M500 292H594", stroke="graphite", width=11)
    d.path("M500 318H580M500 338H594", stroke="line-strong", width=4, dash=".1 8")
    d.path("M528 125H566", stroke="paper", width=4, opacity=0.6)
    d.close_group()
    return d


def _code(d: Drawing, x: float, y: float, size: float) -> None:
    """A square code that only looks like one: it leads nowhere."""
    rng = random.Random(7)
    cells = [
        (column, row)
        for column in range(8)
        for row in range(8)
        if rng.random() < 0.46 and not (column < 3 and (row < 3 or row > 4))
    ]
    cells = [(c, r) for c, r in cells if not (c > 4 and r < 3)]
    step = size / 1.9
    data = "".join(
        f"M{x + c * step:g} {y + r * step:g}h{step:g}v{step:g}h{-step:g}Z" for c, r in cells
    )
    d.path(data, fill="graphite")
    for c, r in ((0, 0), (5, 0), (0, 5)):
        d.rect(
            x + c * step + 1,
            y + r * step + 1,
            3 * step - 3,
            3 * step - 3,
            stroke="graphite",
            line=3,
        )
        d.rect(x + (c + 1.1) * step, y + (r + 1.1) * step, step * 0.7, step * 0.7, fill="graphite")
