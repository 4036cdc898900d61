"""The badge of a clinic as a picture: a pure function of what the register said at a moment.

As a picture it may stand on any page, so it brings its colors with it and loads nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 340, 96
_NAME_LENGTH = 36
_OK = '<circle cx="38" cy="40" r="21"/><path d="M28 41l7 7L48 33"/>'
_STOP = '<path d="M30 19h16l12 12v18L46 61H30L18 49V31z"/><path d="M30 32l16 16m0-16L30 48"/>'


@dataclass(frozen=True)
class BadgeFace:
    """What stands on a badge: the answer, whose it is, when it was looked up, where to check."""

    is_ok: bool
    answer: str
    name: str
    looked_up: str
    check: str

    @property
    def words(self) -> str:
        """Everything it says, for who does not see it."""
        parts = (self.answer, self.name, self.looked_up, self.check)
        return ". ".join(part for part in parts if part)


def draw_badge(face: BadgeFace, colors: Mapping[str, str], *, rtl: bool = False) -> str:
    """The badge as SVG text; ``colors`` are design tokens by name."""
    ground = colors["solid-ok" if face.is_ok else "solid-stop"]
    ink = colors["on-solid"]
    lines = (
        (face.answer, 30, 'font-size="14.5" font-weight="700"'),
        (_shortened(face.name), 51, 'font-size="13"'),
        (face.looked_up, 69, 'font-size="11"'),
        (face.check, 84, 'font-size="11"'),
    )
    # the mark stands where reading starts
    text_at, mark_at, way = (WIDTH - 72, WIDTH - 76, ' direction="rtl"') if rtl else (72, 0, "")
    text = "".join(
        f'<text x="{text_at}" y="{y}" {look}{way}>{escape(line)}</text>' for line, y, look in lines
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(face.words)}">'
        f"<title>{escape(face.words)}</title>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="8" fill="{ground}"/>'
        f'<g transform="translate({mark_at} 8)" fill="none" stroke="{ink}" stroke-width="3.4" '
        f'stroke-linecap="round" stroke-linejoin="round">{_OK if face.is_ok else _STOP}</g>'
        f'<g fill="{ink}" font-family="system-ui, -apple-system, Segoe UI, Roboto, sans-serif">'
        f"{text}</g></svg>"
    )


def _shortened(name: str) -> str:
    return name if len(name) <= _NAME_LENGTH else name[: _NAME_LENGTH - 1].rstrip() + "…"
