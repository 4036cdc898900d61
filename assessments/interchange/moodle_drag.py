"""Moodle's gaps filled from a word list (gapselect, ddwtos) and markers on a picture (ddmarker)."""

import base64
import binascii
import html
import re
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.interchange import build
from assessments.interchange.build import Option
from assessments.interchange.draft import Draft
from assessments.interchange.html import inner_words
from assessments.interchange.images import PictureRefused
from assessments.interchange.model import Raw
from assessments.interchange.moodle_cloze import select_blank
from assessments.interchange.safe_xml import Element, attribute, child, children, text_of
from assessments.interchange.shapes import as_points

_PLACE = re.compile(r"\[\[\s*(\d{1,3})\s*(?:[^\]\d][^\]]{0,40})?\]\]")


def read_gap_words(
    draft: Draft, element: Element, markup: str, explanation: str
) -> tuple[str, Raw]:
    """``[[1]]`` in the text is the first word of the list; words of its group are the options."""
    words: list[tuple[str, str]] = []
    for found in children(element, "selectoption", "dragbox"):
        label = draft.words(text_of(child(found, "text")))
        words.append((label, text_of(child(found, "group")) or "1"))
        if text_of(child(found, "infinite")) not in {"", "0"}:
            draft.info(_("A word may be used for several blanks; here that is always so."))
    raws: list[Raw] = []

    def place(found: re.Match[str]) -> str:
        which = int(found[1])
        if not 1 <= which <= len(words):
            draft.refuse(_("A blank in the text has no word in the list."))
        right, group = words[which - 1]
        options = [Option(text, Decimal(text == right)) for text, own in words if own == group]
        if len({option.text for option in options}) < 2:
            draft.lost(
                _("A blank with a single word to choose asks nothing; the word is in the text.")
            )
            return html.escape(right, quote=False)
        label = f"b{len(raws) + 1}"
        raws.append(select_blank(draft, label, options))
        return f"[[{label}]]"

    stem = _PLACE.sub(place, markup)
    return build.blanks(draft, draft.stem(stem), raws, explanation)


def read_markers(draft: Draft, element: Element, stem: str, explanation: str) -> tuple[str, Raw]:
    """A question with one kind of marker is a hotspot; several kinds have no equal here."""
    labels = [inner_words(text_of(child(drag, "text"))) for drag in children(element, "drag")]
    drops = children(element, "drop")
    used = {text_of(child(drop, "choice")) for drop in drops}
    if len(used) != 1 or not drops:
        draft.refuse(
            _("Several different markers are dragged onto the picture; a hotspot here has one.")
        )
    picture = _background(draft, element)
    size = draft.sizes[picture]
    regions = []
    for place, drop in enumerate(drops, start=1):
        points = as_points(text_of(child(drop, "shape")), text_of(child(drop, "coords")), size)
        if not points:
            draft.refuse(_("A region on the picture has no usable outline."))
        regions.append(region(_("Region %(n)s") % {"n": place}, points))
    chosen = labels[int(next(iter(used))) - 1 : int(next(iter(used)))] if labels else []
    if len(labels) > 1:
        draft.lost(_("Markers that belong nowhere were left out."))
    return "hotspot", {
        "stem": stem,
        "image": {"file": picture},
        "alt": chosen[0] if chosen else "",
        "regions": regions,
        "false_click_cost": "0",
        "explanation": explanation,
    }


def region(
    label: str,
    points: str,
    *,
    weight: str = "1",
    correct: bool = True,
    critical: bool = False,
) -> Raw:
    """One region of a hotspot question."""
    return {
        "label": label,
        "points": points,
        "weight": weight,
        "correct": correct,
        "critical": critical,
    }


def _background(draft: Draft, element: Element) -> str:
    found = children(element, "file")
    if not found:
        draft.refuse(_("This question needs its picture. %(why)s") % {"why": ""})
    try:
        data = base64.b64decode("".join((found[0].text or "").split()), validate=False)
        return draft.take(data)
    except (binascii.Error, ValueError, PictureRefused) as error:
        shown = attribute(found[0], "name")[:60]
        draft.refuse(
            _("The picture %(name)s was left out: %(reason)s.") % {"name": shown, "reason": error}
        )
