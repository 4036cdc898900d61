"""Sections through scalp skin: what lies where, and what depth does to a dot."""

import random

from .geometry import bone
from .stipple import field
from .svg import Drawing

# 200 units are one millimeter in the section, 400 in the close views.
SURFACE = 130


def skin_section() -> Drawing:
    """The layers to scale, with a deposit too shallow, right, and too deep."""
    d = Drawing(
        720,
        540,
        title="Section through scalp skin with three pigment deposits",
        desc=(
            "To scale. A thin epidermis about 0.1 millimeter thick lies on a dermis that reaches "
            "to about 1.7 millimeters, with fat below. The first deposit sits in the epidermis and "
            "flakes away; the second sits just under the border, in the upper dermis, small and "
            "round; the third is deep in the dermis, where it is wide, soft-edged and blue."
        ),
        ground="surface",
    )
    rng = random.Random(9)
    top, fat = SURFACE, SURFACE + 340
    d.rect(0, fat - 14, 720, 540 - fat + 14, fill="fig-subcutis")
    d.path(
        f"M0 {top + 10}H720V{fat}C600 {fat + 16} 520 {fat - 10} 400 {fat + 6}S160 {fat - 8} 0 "
        f"{fat + 6}Z",
        fill="fig-reticular",
    )
    band = top + 82
    d.path(
        f"M0 {top + 10}H720V{band - 2}C640 {band + 10} 560 {band - 10} 470 {band}S300 {band + 8} "
        f"200 {band - 2}S60 {band + 6} 0 {band - 2}Z",
        fill="fig-papillary",
    )
    d.path(_epidermis(720, top, 20), fill="fig-epidermis")
    d.path(
        "".join(_fiber(rng, 700, band + 20, fat - 16, 26, 70) for _ in range(74)),
        stroke="fig-line",
        width=1,
        opacity=0.35,
    )
    d.path(
        "".join(_fiber(rng, 712, top + 42, band - 6, 8, 12) for _ in range(90)),
        stroke="fig-line",
        width=1,
        opacity=0.4,
    )
    x = 22.0
    while x < 730:
        radius = rng.uniform(22, 28)
        d.circle(x, fat + 40 + rng.uniform(-4, 6), radius, stroke="fig-line", width=1, opacity=0.4)
        x += radius * 2 + rng.uniform(6, 14)
    _follicle(d, 552, top, 376)
    for y in (top + 29, band):
        d.path(f"M0 {y}H532", stroke="pigment", width=2.6, dash=".1 7")
    # what each needle left behind
    d.circle(150, top + 11, 7, fill="tone-pigment", stroke="fig-text")
    d.path("M128 118l8-6M166 117l9-4M180 124l8-6M112 124l6-7", stroke="fig-text", width=2)
    d.circle(322, top + 48, 9, fill="tone-pigment", stroke="fig-text")
    for radius, strength in ((58, 0.26), (46, 0.26), (34, 0.26), (22, 0.5)):
        d.ellipse(482, 306, radius, radius * 0.86, fill="fig-blue", opacity=strength)
    for x, tip in ((150, top + 2), (322, top + 37), (482, 280)):
        needle(d, x, 24, tip)
    _scale(d, 700, top)
    return d


def skin_too_shallow() -> Drawing:
    """A deposit in the epidermis, and the faint dots that are left after healing."""
    d = close_view(
        "Too shallow",
        "The needle stopped in the epidermis. The pigment leaves with the flakes of the renewed "
        "outer skin. Seen from above after healing, most dots are gone and the rest are faint.",
    )
    d.circle(215, 132, 13, fill="tone-pigment", stroke="fig-text", opacity=0.9)
    for x, y, turn in ((150, 94, -14), (268, 88, 10), (308, 100, 24), (112, 104, 6)):
        d.path(
            f"M{x - 17} {y}q17 -9 34 0q-17 8 -34 0Z",
            fill="fig-epidermis",
            stroke="fig-line",
            width=1.2,
            extra=f' transform="rotate({turn} {x} {y})"',
        )
        d.circle(x, y - 1, 3, fill="tone-pigment", opacity=0.8)
    needle(d, 215, 14, 122, 7)
    dots = lens(d)
    d.dots(dots[::3], "ill-dot", 7, opacity=0.28)
    d.dots(dots[1::6], "ill-dot", 6, opacity=0.2)
    return d


def skin_right() -> Drawing:
    """A deposit in the upper dermis, and the small gray dots that stay."""
    d = close_view(
        "Right: the upper dermis",
        "The needle passed just below the wavy border of the epidermis. The deposit is small and "
        "round. Seen from above after healing, the dots are small, separate and neutral.",
    )
    d.circle(215, 208, 14, fill="tone-pigment", stroke="fig-text")
    needle(d, 215, 14, 192, 7)
    d.dots(lens(d), "ill-dot", 9)
    return d


def skin_too_deep() -> Drawing:
    """A deposit in the deep dermis, and the wide blue dots that it makes."""
    d = close_view(
        "Too deep",
        "The needle went into the loose deep dermis, where the pigment spreads. Seen from above "
        "after healing, the dots are wide, soft-edged, bluish, and run together.",
    )
    for radius, strength in ((70, 0.24), (56, 0.26), (42, 0.28), (26, 0.5)):
        d.ellipse(215, 352, radius, radius * 0.72, fill="fig-blue", opacity=strength)
    needle(d, 215, 14, 322, 7)
    dots = lens(d)
    for width, strength in ((31, 0.3), (23, 0.4), (13, 0.55)):
        d.dots(dots, "fig-blue", width, opacity=strength)
    d.close_group()
    d.circle(570, 210, 122, stroke="ill-line", width=2.4)
    return d


def close_view(title: str, desc: str) -> Drawing:
    d = Drawing(720, 420, title=title, desc=desc, ground="surface")
    rng = random.Random(31)
    top = 112
    clip = d.clip("M0 0H410V420H0Z")
    d.open_group(clip=clip)
    d.rect(0, top + 20, 410, 420 - top, fill="fig-reticular")
    d.path(
        f"M0 {top + 20}H410V{top + 172}C330 {top + 184} 250 {top + 160} 160 {top + 174}S60 "
        f"{top + 180} 0 {top + 168}Z",
        fill="fig-papillary",
    )
    d.path(_epidermis(420, top, 40, 30), fill="fig-epidermis")
    d.path(
        "".join(_fiber(rng, 410, top + 196, 412, 40, 90) for _ in range(26)),
        stroke="fig-line",
        width=1.3,
        opacity=0.35,
    )
    d.path(
        "".join(_fiber(rng, 410, top + 78, top + 160, 12, 20) for _ in range(40)),
        stroke="fig-line",
        width=1.3,
        opacity=0.4,
    )
    for y in (top + 62, top + 170):
        d.path(f"M0 {y}H410", stroke="pigment", width=2.8, dash=".1 8")
    d.close_group()
    return d


def lens(d: Drawing) -> list[tuple[float, float]]:
    """The healed scalp from above, under a round loupe; leaves the places of its dots."""
    d.circle(570, 210, 122, fill="ill-skin")
    pores = field(
        250,
        250,
        lambda x, y: 11 if (x - 570) ** 2 + (y - 210) ** 2 < 116**2 else None,
        seed=17,
        tries=4000,
        left=445,
        top=85,
    )
    d.dots(pores, "ill-line", 1.6, opacity=0.35)
    clip = d.clip("M448 210a122 122 0 1 1 244 0a122 122 0 1 1-244 0Z")
    places = field(
        250,
        250,
        lambda x, y: 31 if (x - 570) ** 2 + (y - 210) ** 2 < 112**2 else None,
        seed=5,
        tries=5000,
        left=445,
        top=85,
    )
    d.circle(570, 210, 122, stroke="ill-line", width=2.4)
    if d.title == "Too deep":
        d.open_group(clip=clip)
    return [(p.x, p.y) for p in places]


def _epidermis(width: int, top: int, thick: int, step: int = 18) -> str:
    """A flat surface above, rete ridges below."""
    out = (
        f"M0 {top}C{width * 0.17:.0f} {top - 5} {width * 0.33:.0f} {top + 5} {width / 2:.0f} {top}"
    )
    out += f"S{width * 0.83:.0f} {top - 5} {width} {top}V{top + thick + 2}"
    x, i = width, 0
    while x > 0:
        low = top + thick + (thick * 0.7 if i % 2 == 0 else -thick * 0.3)
        end = top + thick + (thick * 0.2 if i % 2 == 0 else 0)
        out += f"Q{x - step / 2:g} {low:g} {x - step} {end:g}"
        x -= step
        i += 1
    return out + f"L0 {top + thick}Z"


def _fiber(
    rng: random.Random, width: float, low: float, high: float, short: float, long: float
) -> str:
    x, y, length = rng.uniform(-8, width), rng.uniform(low, high), rng.uniform(short, long)
    bend, rise = rng.uniform(-9, 9) * length / 60, rng.uniform(-4, 4)
    return f"M{x:.0f} {y:.0f}q{length / 2:.0f} {bend:.0f} {length:.0f} {rise:.0f}"


def needle(d: Drawing, x: float, start: float, tip: float, half: float = 4.5) -> None:
    taper = min(60.0, (tip - start) * 0.6)
    d.path(
        f"M{x - half} {start}V{tip - taper:g}L{x} {tip:g}L{x + half} {tip - taper:g}V{start}Z",
        fill="surface",
        stroke="fig-text",
        width=1.5,
    )
    d.path(f"M{x - half} {start}h{2 * half}", stroke="fig-text", width=3)


def _follicle(d: Drawing, x: float, top: int, depth: int) -> None:
    foot = top + depth - 66
    sheath = f"M{x - 12} {top + 4}C{x - 4} {top + 80} {x + 2} {foot - 90} {x} {foot}"
    sheath += f"C{x} {foot + 30} {x + 30} {foot + 30} {x + 30} {foot}"
    sheath += f"C{x + 26} {foot - 90} {x + 18} {top + 80} {x + 10} {top + 4}Z"
    d.path(sheath, fill="fig-epidermis", stroke="fig-line", width=1, opacity=1)
    d.path(
        f"M{x + 15} {foot + 6}C{x + 14} {foot - 90} {x + 6} {top + 50} {x - 12} 22",
        stroke="fig-text",
        width=6,
    )
    d.circle(x + 15, foot + 11, 9, fill="fig-text")
    # the gland that opens into the follicle
    lobes = bone((x + 22, top + 112), 5, (x + 44, top + 112), 13)
    lobes += bone((x + 24, top + 114), 6, (x + 38, top + 134), 14)
    d.path(lobes, fill="fig-subcutis", stroke="fig-line", width=3)
    d.path(lobes, fill="fig-subcutis")


def _scale(d: Drawing, x: float, top: float) -> None:
    steps = ((0, ""), (100, "0.5"), (200, "1.0"), (300, "1.5"))
    d.path(
        f"M{x} {top}V{top + 340}" + "".join(f"M{x - 9} {top + y}h9" for y, _ in steps),
        stroke="fig-text",
        width=1.6,
    )
    for y, label in steps[1:]:
        d.text(x - 14, top + y + 9, label, size=27, fill="fig-text", anchor="end")
    d.text(x, top - 14, "mm", size=27, fill="fig-text", anchor="end")
