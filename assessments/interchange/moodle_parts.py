"""What questions of Moodle's XML are made of: texts in their formats, feedback, weights, flags."""

import html
import re
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.interchange import build
from assessments.interchange.draft import Draft
from assessments.interchange.formatting import formatted
from assessments.interchange.safe_xml import (
    Element,
    attribute,
    child,
    children,
    inner_markup,
    text_of,
)
from assessments.interchange.text import number

_CDATA = re.compile(r"^\s*<!\[CDATA\[(.*)\]\]>\s*$", re.DOTALL)


def held_text(element: Element | None) -> str:
    """The content of ``<text>`` in ``element``, or of ``element`` itself in old files."""
    if element is None:
        return ""
    holder = child(element, "text")
    holder = element if holder is None else holder
    content = inner_markup(holder) if children(holder) else (holder.text or "")
    # files edited by hand escape their CDATA mark
    wrapped = _CDATA.match(content)
    return (wrapped[1] if wrapped else content).strip()


def held_markup(element: Element | None, default: str = "moodle_auto_format") -> str:
    """As :func:`held_text`, in the text format the element names."""
    if element is None:
        return ""
    style = attribute(element, "format") or default
    return formatted(held_text(element), style)


def style_of(element: Element) -> str:
    question = child(element, "questiontext")
    return attribute(question, "format") if question is not None else ""


def stem_of(element: Element, draft: Draft) -> str:
    question = child(element, "questiontext")
    markup = held_markup(question)
    old_picture = text_of(child(element, "image"))
    if old_picture and re.search(r"\.\w{3,4}$", old_picture):
        markup += f'<p><img src="{html.escape(old_picture)}" alt=""></p>'
    return draft.stem(markup)


def general_feedback(element: Element, draft: Draft) -> str:
    style = style_of(element) or "moodle_auto_format"
    return draft.html(held_markup(child(element, "generalfeedback"), style))


def explained(element: Element, draft: Draft) -> str:
    """The general feedback with that for right, partly right and wrong answers."""
    return build.keep_outcome_feedback(
        draft,
        general_feedback(element, draft),
        right=held_markup(child(element, "correctfeedback")),
        partly=held_markup(child(element, "partiallycorrectfeedback")),
        wrong=held_markup(child(element, "incorrectfeedback")),
    )


def fraction_of(element: Element, draft: Draft) -> Decimal:
    source = attribute(element, "fraction", default="0")
    value = number(source)
    if value is None:
        draft.refuse(_("The weight “%(text)s” of an answer is no number.") % {"text": source[:20]})
    fraction = value / 100
    if not -1 <= fraction <= 1:
        draft.refuse(_("An answer has a weight beyond 100%."))
    return fraction


def flag(element: Element, tag: str, default: bool = False) -> bool:
    found = text_of(child(element, tag)).lower()
    return default if not found else found not in {"0", "false", "no"}


def whole(element: Element, tag: str) -> int:
    value = number(text_of(child(element, tag)))
    return int(value) if value is not None and abs(value) < 10**12 else 0
