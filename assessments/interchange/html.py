"""Markup from outside, made into the little our rich text knows; nothing is fetched.

A small linear reader first maps what other systems write (div, h1, object, dl) and takes out
pictures, scripts and players one by one, so that each loss can be named. What it writes then passes
:func:`lms.core.sanitize.clean_html`, the one gate for untrusted markup.
"""

import html
import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from assessments.interchange.markup_tokens import VOID, tokens
from assessments.interchange.markup_tree import BLOCKS, Node, Picture, Say, picture_source, tree_of
from assessments.interchange.model import MAX_FIELD_CHARACTERS, QuestionRefused
from assessments.interchange.text import CONTROL
from lms.core.sanitize import clean_html, clean_text

_SPACE = re.compile(r"[ \t\n\f]+")
_SUPER = dict(zip("0123456789+-−=()nix", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱˣ", strict=True))
_SUB = dict(zip("0123456789+-−=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓ", strict=True))


def clean_markup(markup: str, *, picture: Picture, lost: Say) -> str:
    """``markup`` as our rich text: paragraphs, lists, tables, emphasis, known pictures.

    ``picture(source, alternative text)`` answers the new source of a picture, or None (after
    saying why) to leave it out. ``lost`` hears what else is left out. Cleaning what is clean
    changes nothing. Raises QuestionRefused for absurdly long markup.
    """
    if len(markup) > MAX_FIELD_CHARACTERS:
        raise QuestionRefused(_("A text of this question is too long to be read."))
    markup = CONTROL.sub("", markup).replace("\r", "\n")
    if "<" not in markup and "&" not in markup:
        words = _SPACE.sub(" ", markup).strip(" ")
        return f"<p>{html.escape(words, quote=False)}</p>" if words.strip() else ""
    written = _write(tree_of(markup, picture=picture, lost=lost))
    for _round in range(3):
        cleaned = clean_html(written).strip()
        if cleaned == written:
            break
        written = _write(
            tree_of(cleaned, picture=lambda source, alt: source, lost=lambda text: None)
        )
    return cleaned


def words_of(markup: str, *, picture: Picture, lost: Say) -> str:
    """``markup`` as one line of plain text; small digits stay small, emphasis is lost aloud."""
    if "<" not in markup and "&" not in markup:
        return clean_text(markup)
    return _words(tree_of(markup, picture=picture, lost=lost), lost=lost)


def inner_words(markup: str) -> str:
    """``markup`` of ours as one line of plain text, with nothing to say about it."""
    known = markup[:MAX_FIELD_CHARACTERS]
    return words_of(known, picture=lambda source, alt: None, lost=lambda text: None)


def as_xml(markup: str, *, picture: Callable[[str], str] = lambda source: source) -> str:
    """Clean ``markup`` of ours as well-formed XML; ``picture`` answers where a picture lies."""
    parts = []
    for kind, tag, attributes in tokens(markup):
        if kind == "text":
            parts.append(html.escape(tag, quote=False))
        elif kind == "end":
            parts.append(f"</{tag}>")
        else:
            if tag == "img":
                attributes = {**attributes, "src": picture(attributes.get("src", ""))}
            told = "".join(f' {key}="{html.escape(value)}"' for key, value in attributes.items())
            parts.append(f"<{tag}{told}/>" if tag in VOID else f"<{tag}{told}>")
    return "".join(parts)


def pictures_in(markup: str) -> list[tuple[str, str]]:
    """Sources and alternative texts of the pictures in ``markup``."""
    found = []
    for kind, tag, attributes in tokens(markup[:MAX_FIELD_CHARACTERS]):
        if kind in {"start", "void"} and (source := picture_source(tag, attributes)):
            found.append((source, clean_text(attributes.get("alt", ""))))
    return found


def _write(root: Node) -> str:
    parts: list[str] = []
    for child in root.children:
        _write_node(child, parts, pre=False)
    return "".join(parts).strip()


def _write_node(node: Node | str, parts: list[str], *, pre: bool) -> None:
    if isinstance(node, str):
        text = node if pre else _SPACE.sub(" ", node)
        if not pre and text.startswith(" ") and parts and _ends_in_gap(parts[-1]):
            text = text[1:]
        if text:
            parts.append(html.escape(text, quote=False))
        return
    if node.name in BLOCKS or node.name == "br":
        _trim(parts)
    attributes = "".join(
        f' {name}="{html.escape(value)}"'.replace("&#x27;", "'")
        for name, value in node.attributes.items()
    )
    parts.append(f"<{node.name}{attributes}>")
    if node.name in VOID:
        return
    for child in node.children:
        _write_node(child, parts, pre=pre or node.name == "pre")
    if node.name in BLOCKS and not (pre or node.name == "pre"):
        _trim(parts)
    parts.append(f"</{node.name}>")


_GAP = re.compile(rf"(<(/?({'|'.join(sorted(BLOCKS))})|br)[^>]*>| )$")


def _ends_in_gap(text: str) -> bool:
    return bool(_GAP.search(text[-400:]))


def _trim(parts: list[str]) -> None:
    if parts and not parts[-1].startswith("<"):
        parts[-1] = parts[-1].rstrip(" \n\t\f")


def _small(text: str, table: dict[str, str], sign: str) -> str:
    text = text.strip()
    if text and all(letter in table for letter in text):
        return "".join(table[letter] for letter in text)
    return f"{sign}{text}" if text else ""


def _words(root: Node, *, lost: Say) -> str:
    parts: list[str] = []
    told: set[str] = set()

    def walk(node: Node | str) -> None:
        if isinstance(node, str):
            parts.append(node)
            return
        if node.name in {"sub", "sup"}:
            start = len(parts)
            for child in node.children:
                walk(child)
            text = "".join(parts[start:])
            del parts[start:]
            parts.append(
                _small(text, _SUPER if node.name == "sup" else _SUB, "^_"[node.name == "sub"])
            )
            return
        if node.name in {"b", "strong", "i", "em", "u", "code", "a"} and "emphasis" not in told:
            told.add("emphasis")
            lost(_("Emphasis and links inside an option or label were reduced to plain words."))
        if node.name in BLOCKS or node.name == "br":
            parts.append(" ")
        for child in node.children:
            walk(child)
        if node.name in BLOCKS:
            parts.append(" ")

    walk(root)
    return clean_text("".join(parts))
