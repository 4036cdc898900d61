"""The inks of the certificate."""

import functools

from certificates.enums import Inks

Color = tuple[float, float, float]


def _hex(value: str) -> Color:
    red, green, blue = (int(value[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


PAPER = _hex("FCFAF6")
GRAPHITE = _hex("2B2927")
SOFT = _hex("6A635C")
PIGMENT = _hex("8E4A31")
# petrol, moss and oxblood are the accents of the screens: tokens.css has them as --pigment, --ok
# and --stop
INKS: dict[str, Color] = {
    Inks.CLAY: PIGMENT,
    Inks.PETROL: _hex("12505C"),
    Inks.MOSS: _hex("285C33"),
    Inks.OXBLOOD: _hex("951D25"),
    Inks.GRAPHITE: GRAPHITE,
}


def mix(start: Color, end: Color, part: float) -> Color:
    """The color at ``part`` (0..1) of the way between two."""
    red, green, blue = (a + (b - a) * part for a, b in zip(start, end, strict=True))
    return red, green, blue


@functools.lru_cache(256)
def operator(color: Color, name: str = "rg") -> str:
    """PDF operator that sets ``color``: ``rg`` for filling, ``RG`` for lines."""
    red, green, blue = color
    return f"{red:.3f} {green:.3f} {blue:.3f} {name}"
