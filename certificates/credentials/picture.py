"""The picture of a badge: the seal of the certificate page, as SVG and as PNG. Pure."""

import functools
import io
import math

from certificates.documents.palette import PAPER, PIGMENT

SIZE = 640
_CENTER = SIZE / 2
_COUNT, _REACH = 300, 0.56


def _hexadecimal(color: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in color)


def _dots() -> list[tuple[float, float, float]]:
    """Middle and radius of every dot: a sunflower ring, strongest at two fifths of its radius."""
    dots = []
    reach = _CENTER - 44
    for index in range(14, _COUNT):
        angle = index * math.pi * (3 - math.sqrt(5))
        part = math.sqrt(index / _COUNT)
        strength = 1 - abs(part - 0.46) / _REACH
        radius = (0.18 + 0.78 * max(0.0, strength) ** 1.3) * reach / 33
        dots.append(
            (
                round(_CENTER + reach * part * math.cos(angle), 1),
                round(_CENTER - reach * part * math.sin(angle), 1),
                round(radius, 2),
            )
        )
    return dots


@functools.cache
def badge_svg() -> str:
    """The picture as SVG."""
    dots = "".join(f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}"/>' for x, y, r in _dots())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" '
        f'width="{SIZE}" height="{SIZE}">'
        f'<circle cx="{_CENTER:g}" cy="{_CENTER:g}" r="{_CENTER - 6:g}" '
        f'fill="{_hexadecimal(PAPER)}" stroke="{_hexadecimal(PIGMENT)}" stroke-width="4"/>'
        f'<g fill="{_hexadecimal(PIGMENT)}">{dots}</g></svg>'
    )


@functools.cache
def badge_png() -> bytes:
    """The same as PNG, transparent outside the disk."""
    from PIL import Image, ImageDraw

    scale = 4
    large = Image.new("RGBA", (SIZE * scale, SIZE * scale), (0, 0, 0, 0))
    pen = ImageDraw.Draw(large)
    edge = 6 * scale
    box = (edge, edge, SIZE * scale - edge, SIZE * scale - edge)
    pen.ellipse(box, fill=_hexadecimal(PAPER), outline=_hexadecimal(PIGMENT), width=4 * scale)
    for x, y, radius in _dots():
        pen.ellipse(
            tuple(scale * side for side in (x - radius, y - radius, x + radius, y + radius)),
            fill=_hexadecimal(PIGMENT),
        )
    buffer = io.BytesIO()
    large.resize((SIZE, SIZE), Image.Resampling.LANCZOS).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
