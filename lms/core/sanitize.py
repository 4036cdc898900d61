"""Untrusted text is cleaned once, where it enters."""

import re
import unicodedata

import bleach
from bleach.css_sanitizer import CSSSanitizer

ALLOWED_TAGS = frozenset(
    {"p", "br", "b", "strong", "i", "em", "u", "sub", "sup", "ul", "ol", "li", "a", "h2", "h3"}
    | {"h4", "blockquote", "code", "pre", "table", "thead", "tbody", "tr", "th", "td", "caption"}
    | {"span", "img"}
)
ALLOWED_ATTRIBUTES = {
    "a": ["href", "title"],
    "img": ["src", "alt", "width", "height"],
    "th": ["scope", "colspan", "rowspan"],
    "td": ["colspan", "rowspan"],
    "span": ["lang", "dir", "style"],
    "p": ["style"],
}
ALLOWED_PROTOCOLS = frozenset({"http", "https", "mailto"})
_CSS = CSSSanitizer(allowed_css_properties=["text-align", "font-weight", "font-style"])
# Bidi overrides and zero-width characters can make two different strings look the same.
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

# Paragraphs of plain words with simple emphasis, nothing nested and no attribute: bleach answers
# the same after a hundred times the work. Most questions of a bank are like this.
_WORDS = "(?:[\t\n\x20-\x25\x27-;=?-~\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd]|&(?:amp|lt|gt);)*"
_EMPHASIS = "|".join(
    f"<{tag}>{_WORDS}</{tag}>" for tag in ("b", "strong", "i", "em", "u", "sub", "sup")
)
_PLAIN = re.compile(f"(?:<p>{_WORDS}(?:(?:{_EMPHASIS}){_WORDS})*</p>)+")


def clean_html(text: str) -> str:
    """Return ``text`` with only harmless markup left; scripts, styles and handlers are removed."""
    if _PLAIN.fullmatch(text):
        return text
    return bleach.clean(
        _CONTROL.sub("", text),
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        protocols=ALLOWED_PROTOCOLS,
        css_sanitizer=_CSS,
        strip=True,
        strip_comments=True,
    )


def clean_text(text: str) -> str:
    """Return one line of plain text: NFC, no control, bidi or zero-width characters."""
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", _CONTROL.sub("", text)))
    return " ".join(text.split())


def clean_lines(text: str) -> str:
    """Return plain text of several lines, each as :func:`clean_text` makes it, no two empty."""
    lines = [
        clean_text(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
