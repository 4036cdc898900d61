"""Colors of the drawings: the design tokens, as a light and a dark value for each role.

The SVG files stand alone, so they cannot read the CSS custom properties of the site. These pairs
repeat the values of ``lms_core/tokens.css``; a role whose two values are equal needs no dark rule.
"""

from typing import Final

TONES: Final = ("#f0d9c8", "#e0bb9f", "#c4946f", "#9a6a48", "#6d462f", "#4a2f22")
TONE_PIGMENT: Final = "#1d130e"

ROLES: Final[dict[str, tuple[str, str]]] = {
    "ground": ("#f7f1ed", "#1a1b1e"),
    "surface": ("#fffcfa", "#232427"),
    "skin-1": ("#efe3db", "#2a2828"),
    "skin-2": ("#e3cec0", "#393230"),
    "skin-3": ("#c9a793", "#6d5648"),
    "line": ("#ddcdc2", "#3f3b39"),
    "line-strong": ("#89766a", "#94867c"),
    "ink": ("#23262b", "#f4eae3"),
    "ink-2": ("#45484d", "#d3c8c0"),
    "pigment": ("#12505c", "#9dc7cc"),
    "pigment-wash": ("#dae7e7", "#1e3336"),
    "ok": ("#285c33", "#9fd3a3"),
    "stop": ("#951d25", "#f5aaa3"),
    "stop-wash": ("#f8dfda", "#452322"),
    "warn-wash": ("#f7e5c3", "#3a2d14"),
    "dot": ("#23262b", "#e3cec0"),
    "ill-skin": ("#e0bb9f", "#76503a"),
    "ill-skin-2": ("#f0d9c8", "#9a6a48"),
    "ill-skin-3": (TONES[1], TONES[3]),
    "ill-dot": ("#4a2f22", "#1b110c"),
    "ill-line": ("#4a2f22", "#f3e2d5"),
    "ill-pin": ("#f6e6da", "#1b110c"),
    "fig-epidermis": ("#e7c4ad", "#8d6552"),
    "fig-papillary": ("#f3d9cd", "#5f443b"),
    "fig-reticular": ("#f0cfc4", "#4c3731"),
    "fig-subcutis": ("#f6e3ae", "#5c482f"),
    "fig-line": ("#7d5f50", "#d8b9a6"),
    "fig-text": ("#23262b", "#f4eae3"),
    "fig-blue": ("#47697c", "#86b0c6"),
    # things that keep their color in the dark: paper, water, the body of a machine
    "paper": ("#fffcfa", "#fffcfa"),
    "water": ("#dae7e7", "#dae7e7"),
    "solid-ok": ("#22592f", "#22592f"),
    "graphite": ("#45484d", "#45484d"),
    "tone-1": (TONES[0], TONES[0]),
    "tone-2": (TONES[1], TONES[1]),
    "tone-3": (TONES[2], TONES[2]),
    "tone-4": (TONES[3], TONES[3]),
    "tone-5": (TONES[4], TONES[4]),
    "tone-6": (TONES[5], TONES[5]),
    "tone-pigment": (TONE_PIGMENT, TONE_PIGMENT),
}
