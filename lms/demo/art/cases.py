"""Scalps before and after, painted as pixels: what the portfolio of a practitioner takes in.

The portfolio keeps photographs, and no photograph of a person belongs in a demonstration. Each of
these is painted from the same fields of dots as the drawings, and says on itself what it is.
"""

import io
import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from .geometry import is_inside
from .heads import Density, norwood, ramp, top_outline
from .stipple import field, thinned

LABEL: Final = "Synthetic drawing. No real person."
_WIDTH, _HEIGHT, _FINE = 720, 540, 2


@dataclass(frozen=True)
class Look:
    """One scalp: where hair grows, where dots were placed, and how the picture was taken."""

    hair: Density
    work: Density
    skin: tuple[int, int, int]
    wall: tuple[tuple[int, int, int], tuple[int, int, int]]
    seed: int
    size: float
    center: tuple[float, float]
    turn: int
    fresh: bool = False


def _crown(x: float, y: float) -> float:
    front = ramp(0.66 - y, 0.0, 0.2)
    return front * (0.14 + 0.86 * ramp(math.hypot(x, (y + 0.28) * 0.86), 0.2, 0.56))


LOOKS: Final[dict[str, Look]] = {
    "hairline": Look(
        hair=norwood(0.42, 0.02),
        work=norwood(0.62, 0.44),
        skin=(226, 189, 162),
        wall=((214, 216, 214), (168, 172, 174)),
        seed=410,
        size=214,
        center=(360, 240),
        turn=0,
    ),
    "crown": Look(
        hair=_crown,
        work=lambda x, y: 1 - ramp(math.hypot(x, (y + 0.28) * 0.86), 0.34, 0.62),
        skin=(168, 118, 84),
        wall=((96, 108, 112), (150, 160, 160)),
        seed=430,
        size=226,
        center=(332, 306),
        turn=188,
    ),
    "shaved": Look(
        hair=norwood(0.3, 0.0, band=0.86),
        work=norwood(0.56, 0.38),
        skin=(238, 208, 188),
        wall=((128, 98, 84), (206, 190, 178)),
        seed=450,
        size=204,
        center=(384, 236),
        turn=18,
        fresh=True,
    ),
}


def paint(look: Look, *, treated: bool) -> bytes:
    """The scalp before or after its treatment, as a JPEG file."""
    from PIL import Image, ImageDraw, ImageFilter, ImageFont

    large = (_WIDTH * _FINE, _HEIGHT * _FINE)
    mask = Image.new("L", large, 0)
    ImageDraw.Draw(mask).polygon(
        [(x * _FINE, y * _FINE) for x, y in top_outline(*look.center, look.size)], fill=255
    )
    head = _skin(look, treated=treated)
    draw = ImageDraw.Draw(head, "RGBA")
    _dots(draw, look, look.hair, gap=5.4, ink=(46, 34, 28, 225), seed=look.seed, widths=(2.0, 2.9))
    if treated:
        ink = (40, 32, 32, 215) if look.fresh else (66, 54, 48, 185)
        _dots(draw, look, look.work, gap=6.2, ink=ink, seed=look.seed + 5, widths=(1.8, 2.6))
    mask = mask.filter(ImageFilter.GaussianBlur(2))
    picture = _shaded(*look.wall, Image.linear_gradient("L"))
    turned = [layer.rotate(look.turn, Image.Resampling.BICUBIC) for layer in (head, mask)]
    picture.paste(turned[0], mask=turned[1])
    picture = picture.resize((_WIDTH, _HEIGHT), Image.Resampling.LANCZOS)
    draw = ImageDraw.Draw(picture, "RGBA")
    # above the address that the portfolio writes in the corner, where its screen asks for one
    font, top = ImageFont.load_default(size=24), _HEIGHT - 116
    draw.rectangle((0, top, draw.textlength(LABEL, font) + 28, top + 38), fill=(20, 22, 24, 255))
    draw.text((14, top + 5), LABEL, font=font, fill=(255, 255, 255, 255))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def _shaded(first: tuple[int, ...], second: tuple[int, ...], shade: Any) -> Any:
    """From the first color to the second, as ``shade`` grows lighter."""
    from PIL import Image

    large = (_WIDTH * _FINE, _HEIGHT * _FINE)
    begin, end = (Image.new("RGB", large, color) for color in (first, second))
    return Image.composite(end, begin, shade.resize(large))


def _skin(look: Look, *, treated: bool) -> Any:
    """Skin that is lit from one side; red where the needle was an hour ago."""
    from PIL import Image

    dark = tuple(int(value * 0.74) for value in look.skin)
    skin = _shaded(look.skin, dark, Image.radial_gradient("L"))
    if treated and look.fresh:
        skin = Image.blend(skin, Image.new("RGB", skin.size, (214, 132, 118)), 0.28)
    return skin


def _dots(
    draw: Any,
    look: Look,
    density: Density,
    *,
    gap: float,
    ink: tuple[int, int, int, int],
    seed: int,
    widths: tuple[float, float],
) -> None:
    (cx, cy), size = look.center, look.size
    outline = top_outline(cx, cy, size)

    def value(x: float, y: float) -> float:
        return density((x - cx) / size, (y - cy) / size)

    def spacing(x: float, y: float) -> float | None:
        here = value(x, y)
        if here <= 0.02 or not is_inside(x, y, outline):
            return None
        return float(gap * (1 + 1.6 * (1 - min(1.0, here)) ** 1.4))

    dots = field(
        2 * size,
        2 * size,
        spacing,
        seed=seed,
        tries=int(size * size * 0.5),
        left=cx - size,
        top=cy - size,
    )
    rng = random.Random(seed + 2)
    for dot in thinned(dots, lambda dot: min(1.0, 0.2 + value(dot.x, dot.y)), seed=seed + 1):
        half = rng.uniform(*widths) * _FINE / 2
        x, y = dot.x * _FINE, dot.y * _FINE
        draw.ellipse((x - half, y - half, x + half, y + half), fill=ink)


PICTURES: Final[dict[str, Callable[[], bytes]]] = {
    f"case-{name}-{side}": partial(paint, look, treated=side == "after")
    for name, look in LOOKS.items()
    for side in ("before", "after")
}
"""Every picture by the name of its file."""
