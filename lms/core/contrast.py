"""Check of the stylesheets: contrast of every pair of colors in both themes, and where colors live.

``python -m lms.core.contrast`` prints the table and ends with 1 when something is wrong. Ratios are
those of WCAG 2.2 (relative luminance of sRGB, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TOKENS = Path(__file__).parent / "static" / "lms_core" / "tokens.css"
ROOT = Path(__file__).parent.parent.parent

AA, AAA, NON_TEXT = 4.5, 7.0, 3.0


@dataclass(frozen=True)
class Pair:
    """A color and the backgrounds it must be readable on."""

    text: str
    grounds: tuple[str, ...]
    minimum: float
    use: str


def _pair(text: str, grounds: str, minimum: float, use: str) -> Pair:
    return Pair(text, tuple(grounds.split()), minimum, use)


PAIRS = (
    _pair("ink", "ground surface skin-1 skin-2", AAA, "body text, titles"),
    _pair("ink-2", "ground surface skin-1", AAA, "secondary text"),
    _pair("ink-3", "ground surface skin-1", AA, "meta: dates, counts"),
    _pair("pigment", "ground surface skin-1 pigment-wash", AA, "links, current state"),
    _pair("pigment-deep", "ground surface skin-1 pigment-wash", AA, "link hover"),
    _pair("on-pigment", "pigment pigment-deep", AAA, "primary button"),
    _pair("ink", "pigment-wash ok-wash warn-wash stop-wash", AAA, "body on a wash"),
    _pair("ink-2", "pigment-wash ok-wash warn-wash stop-wash", AA, "meta on a wash"),
    _pair("pigment", "ok-wash warn-wash stop-wash", AA, "links on a wash"),
    _pair("ok", "ground surface skin-1 ok-wash", AA, "state word and icon"),
    _pair("warn", "ground surface skin-1 warn-wash", AA, "state word and icon"),
    _pair("stop", "ground surface skin-1 stop-wash", AA, "state word and icon"),
    _pair("on-solid", "solid-ok solid-warn solid-stop solid-none", AAA, "verify answer"),
    _pair("ground", "ink", AAA, "answered question dot"),
    _pair("fig-text", "fig-papillary fig-reticular fig-subcutis surface", AA, "figure labels"),
    _pair("ill-line", "ill-skin", AA, "labels in drawings"),
    _pair("line-strong", "ground surface skin-1", NON_TEXT, "control borders (non-text)"),
    _pair("focus", "ground surface skin-1 skin-2", NON_TEXT, "focus ring (non-text)"),
)

_HEX = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})\b")
_LITERAL = re.compile(
    r"#[0-9a-fA-F]{3,8}\b(?![\w-])|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(", re.IGNORECASE
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_THEMES = {
    "light": r":root \{\s*color-scheme: light;(.*?)\n  \}",
    "dark": r':root:not\(\[data-theme="light"\]\) \{(.*?)\n    \}',
    "explicit dark": r':root\[data-theme="dark"\] \{(.*?)\n  \}',
}


def read_theme(css: str, theme: str) -> dict[str, str]:
    """Return the colors of ``theme`` ("light", "dark", "explicit dark") as name -> "#rrggbb".

    Raises ValueError when the stylesheet has no such block.
    """
    block = re.search(_THEMES[theme], css, re.DOTALL)
    if block is None:
        raise ValueError(f"no block for the {theme} theme")
    return dict(_HEX.findall(block.group(1)))


def contrast(first: str, second: str) -> float:
    """Return the WCAG contrast ratio of two colors, between 1 and 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def find_problems(css: str) -> Iterator[str]:
    """Yield a sentence for each pair below its minimum and for dark blocks that differ."""
    light, dark = read_theme(css, "light"), read_theme(css, "dark")
    if dark != read_theme(css, "explicit dark"):
        yield "The two dark blocks of tokens.css differ."
    for theme, colors in (("light", light), ("dark", {**light, **dark})):
        for pair in PAIRS:
            for ground in pair.grounds:
                ratio = contrast(colors[pair.text], colors[ground])
                if ratio < pair.minimum:
                    yield (
                        f"{theme}: {pair.text} on {ground} is {ratio:.2f}, "
                        f"less than {pair.minimum:g} ({pair.use})."
                    )


def find_literals(css: str) -> list[str]:
    """Return the color literals outside comments; only tokens.css may have any."""
    return _LITERAL.findall(_COMMENT.sub("", css))


def table(css: str) -> str:
    """Return every pair with its ratios in both themes, as a Markdown table."""
    light = read_theme(css, "light")
    dark = {**light, **read_theme(css, "dark")}
    lines = ["| text | on | used for | min | light | dark |", "|---|---|---|---|---|---|"]
    for pair in PAIRS:
        ratios = [
            " / ".join(
                f"{contrast(colors[pair.text], colors[ground]):.1f}" for ground in pair.grounds
            )
            for colors in (light, dark)
        ]
        grounds = ", ".join(f"`{ground}`" for ground in pair.grounds)
        lines.append(
            f"| `{pair.text}` | {grounds} | {pair.use} | {pair.minimum:g} "
            f"| {ratios[0]} | {ratios[1]} |"
        )
    return "\n".join(lines)


def stylesheets(root: Path = ROOT) -> Iterator[Path]:
    """Yield the stylesheets of the packages under ``root``, except the tokens."""
    for package in ("lms", "courses", "assessments", "certificates"):
        for path in sorted((root / package).rglob("static/**/*.css")):
            if path.resolve() != TOKENS.resolve():
                yield path


def main() -> int:
    """Print the table, then what is wrong; return the exit status."""
    css = TOKENS.read_text(encoding="utf-8")
    problems = list(find_problems(css))
    for path in stylesheets():
        for literal in find_literals(path.read_text(encoding="utf-8")):
            problems.append(f"{path.relative_to(ROOT)}: color literal {literal}; use a token.")
    print(table(css))
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def _luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


if __name__ == "__main__":
    sys.exit(main())
