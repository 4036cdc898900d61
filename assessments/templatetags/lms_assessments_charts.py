"""Bars as SVG. Every picture says its figures in words too."""

from collections.abc import Sequence
from typing import Any

from django import template

register = template.Library()
LABEL_X, BAR_X, LONGEST, STEP = 88, 96, 320, 24


@register.inclusion_tag("lms_assessments/admin/includes/bars.html")
def bars(found: Sequence[Any], label: str) -> dict[str, Any]:
    """Horizontal bars under each other; the figures are read out as one sentence."""
    rows = [
        {
            "bar": bar,
            "y": place * STEP + 4,
            "text_y": place * STEP + 17,
            "width": max(1, round(bar.percent * LONGEST / 100)),
            "end": BAR_X + round(bar.percent * LONGEST / 100) + 8,
        }
        for place, bar in enumerate(found)
    ]
    words = ", ".join(f"{bar.label}: {bar.text}" for bar in found)
    return {
        "rows": rows,
        "label": label,
        "words": words,
        "height": len(rows) * STEP,
        "label_x": LABEL_X,
        "bar_x": BAR_X,
    }


@register.inclusion_tag("lms_assessments/admin/includes/bar.html")
def bar(found: Any) -> dict[str, Any]:
    """One bar in a table cell, with its figure beside it."""
    return {"bar": found, "css": "lms-bar"}


@register.inclusion_tag("lms_assessments/admin/includes/bar.html")
def small_bar(found: Any) -> dict[str, Any]:
    """A short bar in a narrow cell, with its figure beside it."""
    return {"bar": found, "css": "lms-bar lms-bar-small"}
