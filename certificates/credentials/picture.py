"""Pictures: the badge (the seal of the certificate page) and the card of a shared link. Pure."""

import functools
import io
import math
from pathlib import Path
from typing import Any

from certificates.documents.palette import GRAPHITE, PAPER, PIGMENT, SOFT

SIZE = 640
_CENTER = SIZE / 2
_COUNT, _REACH = 300, 0.56
# what the sites that show links ask for
CARD_SIZE = (1200, 630)
_MARGIN, _TEXT_WIDTH, _CHECK_WIDTH = 84, 640, 740
_TITLE_SIZES, _TITLE_HEIGHT, _LEADING = (76, 66, 58, 50, 42, 34), 300, 1.16


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


def link_card(*, title: str, issuer: str, check: str) -> bytes:
    """A picture of 1200 x 630 for shared links to an award, its certificates or a clinic.

    ``check`` is the line under the title. What the serif face cannot draw is left out, never drawn
    as boxes.
    """
    import font_source_serif_pro
    from PIL import Image, ImageDraw, ImageFont

    from certificates.documents.faces import load_faces

    folder = Path(font_source_serif_pro.font_directory)
    covers = load_faces().hero[0].covers

    def face(weight: str, size: int) -> Any:
        return ImageFont.truetype(str(folder / f"SourceSerifPro-{weight}.ttf"), size)

    regular = functools.partial(face, "Regular")
    card = Image.new("RGB", CARD_SIZE, _hexadecimal(PAPER))
    with Image.open(io.BytesIO(badge_png())) as seal:
        # cut by the edge, like the stipple of the page
        card.paste(seal, (CARD_SIZE[0] - 380, -5), seal)
    pen = ImageDraw.Draw(card)
    if covers(issuer):
        pen.text((_MARGIN, 74), issuer, _hexadecimal(PIGMENT), face("Regular", 34))
    if covers(title):
        for size in _TITLE_SIZES:
            light = face("Light", size)
            lines = _broken(title, light)
            if len(lines) * size * _LEADING <= _TITLE_HEIGHT:
                break
        top = 300 - len(lines) * size * _LEADING / 2
        for index, line in enumerate(lines):
            pen.text((_MARGIN, top + index * size * _LEADING), line, _hexadecimal(GRAPHITE), light)
    if covers(check):
        sizes = (30, 26, 22, 18)
        soft = next((f for f in map(regular, sizes) if f.getlength(check) <= _CHECK_WIDTH), None)
        pen.text((_MARGIN, 520), check, _hexadecimal(SOFT), soft or regular(sizes[-1]))
    buffer = io.BytesIO()
    card.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _broken(text: str, face: Any) -> list[str]:
    """``text`` in lines that fit beside the seal, broken at spaces."""
    lines: list[str] = []
    for word in text.split():
        if lines and face.getlength(f"{lines[-1]} {word}") <= _TEXT_WIDTH:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
