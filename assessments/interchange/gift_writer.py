"""GIFT, written so that Moodle and our own reader read the same."""

import html
import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.interchange.model import ImportedQuestion, Raw
from assessments.interchange.text import percent, plain_number

_SPECIAL = re.compile(r"([\\~=#{}:])")
_SIMPLE = re.compile(r"<p>([^<>]*)</p>")
_FORMAT = re.compile(r"^\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_TYPES = {"single", "multiple", "true_false", "numeric", "short_text", "matching", "essay"}


def check(question: ImportedQuestion) -> list[str]:
    """What GIFT loses of ``question``. Raises ValueError for what it cannot hold at all."""
    raw, kind = question.raw, question.type
    if kind not in _TYPES:
        raise ValueError(_("GIFT has no questions of this type; use QTI 3.0 or Moodle XML."))
    if question.assets:
        raise ValueError(_("GIFT holds no pictures; use QTI 3.0 or Moodle XML."))
    told = []
    if kind == "numeric":
        if raw["tolerance_kind"] == "relative":
            told.append(_("The tolerance in percent is written as a number."))
        if raw["unit"]:
            told.append(_("The unit is not written."))
    if kind == "short_text":
        if raw["case_sensitive"]:
            told.append(_("That capital letters matter is not written."))
        if raw["hold_near_misses"]:
            told.append(_("That near misses wait for a person is not written."))
    if kind == "essay" and (raw["guide"] or raw["minimum_words"] or raw["maximum_words"]):
        told.append(_("The marking guide and word limits are not written."))
    if _arrows(kind, raw):
        raise ValueError(_("An answer holds an arrow (->), which GIFT takes for a pair."))
    return told


def _arrows(kind: str, raw: Raw) -> bool:
    if kind == "short_text":
        return any("->" in answer["text"] + answer["feedback"] for answer in raw["answers"])
    if kind == "matching":
        texts = [text for pair in raw["pairs"] for text in pair.values()] + raw["distractors"]
        return any("->" in text for text in texts)
    return False


def write(questions: Sequence[ImportedQuestion]) -> bytes:
    """A GIFT file in UTF-8."""
    parts: list[str] = []
    category: tuple[str, ...] = ()
    for question in questions:
        if question.category != category:
            category = question.category
            path = "/".join(part.replace("/", "//") for part in category) or "top"
            parts.append(f"$CATEGORY: {path}\n")
        parts.append(_question(question))
    return "\n".join(parts).encode()


def _question(question: ImportedQuestion) -> str:
    remarks = f"// {' '.join(question.name.split())}"
    if question.ref:
        remarks += f" [id:{_bracketed(question.ref)}]"
    remarks += "".join(f" [tag:{_bracketed(tag)}]" for tag in question.tags)
    name = _escape(question.name)
    answers = _WRITERS[question.type](question.raw)
    if question.raw["explanation"]:
        answers = f"{answers}\n####{_rich(question.raw['explanation'])}"
    body = f"{{{answers}\n}}" if "\n" in answers else f"{{{answers}}}"
    return f"{remarks}\n::{name}::{_rich(question.raw['stem'])}{body}\n"


def _bracketed(text: str) -> str:
    return re.sub(r"([\\\]])", r"\\\1", " ".join(text.split()))


def _escape(text: str) -> str:
    """Control characters escaped; a line break is written ``\\n``."""
    return _SPECIAL.sub(r"\\\1", text).replace("\n", "\\n")


def _rich(markup: str) -> str:
    simple = _SIMPLE.fullmatch(markup)
    if simple and not _FORMAT.match(simple[1]) and "\n" not in simple[1]:
        return _escape(simple[1])
    return f"[html]{_escape(markup)}"


def _plain(text: str) -> str:
    """A plain text where markup is read."""
    written = _escape(html.escape(text, quote=False))
    return f"[html]{written}" if _FORMAT.match(text) else written


def _label(markup: str) -> str:
    """Markup without a paragraph of its own."""
    plain = "<" not in markup and not _FORMAT.match(markup)
    return _escape(markup) if plain else f"[html]{_escape(markup)}"


def _typed(text: str) -> str:
    """A plain text that is compared letter by letter."""
    return f"[plain]{_escape(text)}" if _FORMAT.match(text) else _escape(text)


def _told(feedback: str) -> str:
    return f"#{_plain(feedback)}" if feedback else ""


def _weighted(sign: str, fraction: Decimal, text: str) -> str:
    """``sign`` with its weight, which is left out where it is the usual one."""
    if fraction == 1 and sign == "=" and not text.lstrip().startswith("%"):
        return f"{sign}{text}"
    if fraction == 0 and sign == "~" and not text.lstrip().startswith("%"):
        return f"{sign}{text}"
    return f"{sign}%{percent(fraction)}%{text}"


def _single(raw: Raw) -> str:
    lines = [
        _weighted(
            "=" if choice["correct"] else "~", Decimal(choice["correct"]), _plain(choice["text"])
        )
        + _told(choice["feedback"])
        for choice in raw["choices"]
    ]
    return "\n\t" + "\n\t".join(lines)


def _multiple(raw: Raw) -> str:
    share = Decimal(1) / sum(choice["correct"] for choice in raw["choices"])
    lines = [
        _weighted("~", share if choice["correct"] else -share, _plain(choice["text"]))
        + _told(choice["feedback"])
        for choice in raw["choices"]
    ]
    return "\n\t" + "\n\t".join(lines)


def _true_false(raw: Raw) -> str:
    return raw["answer"].upper() + _told(raw["feedback"])


def _numeric(raw: Raw) -> str:
    margin = Decimal(raw["tolerance"])
    if raw["tolerance_kind"] == "relative":
        margin = abs(Decimal(raw["answer"])) * margin / 100
    written = f"#{raw['answer']}"
    return f"{written}:{plain_number(margin)}" if margin else written


def _short(raw: Raw) -> str:
    lines = [
        _weighted("=", Decimal(answer["fraction"]), _typed(answer["text"]))
        + _told(answer["feedback"])
        for answer in raw["answers"]
    ]
    return "\n\t" + "\n\t".join(lines)


def _matching(raw: Raw) -> str:
    lines = [f"={_label(pair['left'])} -> {_typed(pair['right'])}" for pair in raw["pairs"]]
    lines += [f"= -> {_typed(text)}" for text in raw["distractors"]]
    return "\n\t" + "\n\t".join(lines)


def _essay(raw: Raw) -> str:
    return ""


_WRITERS: dict[str, Callable[[Raw], str]] = {
    "single": _single,
    "multiple": _multiple,
    "true_false": _true_false,
    "numeric": _numeric,
    "short_text": _short,
    "matching": _matching,
    "essay": _essay,
}
