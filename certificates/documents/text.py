"""Plain text before it meets a font: cheap to import, no typesetting library."""

import math
import unicodedata

from django.utils.translation import gettext as _

# joiners shape their neighbors and need no glyph of their own
JOINERS = "\u200c\u200d"
# marks that order or join text invisibly; on paper they could only deceive
_INVISIBLE = frozenset(
    "\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)


class MissingGlyphs(ValueError):
    """No face covers some characters; ``characters`` holds them in order of appearance."""

    def __init__(self, characters: str) -> None:
        self.characters = characters
        super().__init__("no glyph for " + ", ".join(f"U+{ord(c):04X}" for c in characters))


class PageOverflow(ValueError):
    """Text that does not fit the page even in the smallest type; ``excess`` in points."""

    def __init__(self, heading: str, excess: float) -> None:
        self.heading, self.excess = heading, excess
        super().__init__(
            _("“%(heading)s” is too long for the page. Shorten it by about %(lines)d lines.")
            % {"heading": heading[:60], "lines": math.ceil(excess / 9.5)}
        )


def normalize(text: str) -> str:
    """NFC without bidi controls and zero-width marks (joiners stay: they shape)."""
    return unicodedata.normalize("NFC", "".join(c for c in text if c not in _INVISIBLE))


def clusters_of(text: str) -> list[str]:
    """Letters with the marks and joiners that belong to them, so that one face draws both."""
    clusters: list[str] = []
    for character in text:
        is_mark = unicodedata.category(character) in ("Mn", "Mc", "Me") or character in JOINERS
        if clusters and is_mark:
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters
