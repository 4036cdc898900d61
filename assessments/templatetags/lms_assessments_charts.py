"""Bars as SVG. Every picture says its figures in words too."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.translation import gettext

register = template.Library()
LABEL_X, BAR_X, LONGEST, STEP = 88, 96, 320, 24
TREND_X, TREND_WIDTH, SHORT = 150, 220, 20


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


@register.inclusion_tag("lms_assessments/admin/includes/trend.html")
def trend(found: Sequence[Any], label: str) -> dict[str, Any]:
    """Cohorts under each other, mean scores joined by a line, a stroke at the share that passed.

    People without a cohort have a row, but no place in the line.
    """

    def across(share: float) -> float:
        return round(TREND_X + share * TREND_WIDTH, 1)

    rows = [
        {
            "label": row.label,
            "short": row.label if len(row.label) <= SHORT else f"{row.label[: SHORT - 1]}…",
            "y": (y := place * STEP + 14),
            "text_y": y + 4,
            "top": y - 9,
            "low": y + 9,
            "mean_x": across(row.mean),
            "passed_x": across(row.passed),
        }
        for place, row in enumerate(found)
    ]
    bottom = len(rows) * STEP + 4
    words = "; ".join(
        gettext("%(cohort)s: mean %(mean)s, passed %(passed)s")
        % {"cohort": row.label, "mean": row.mean_text, "passed": row.passed_text}
        for row in found
    )
    return {
        "rows": rows,
        "label": label,
        "words": words,
        "path": " ".join(
            f"{row['mean_x']},{row['y']}"
            for row, cohort in zip(rows, found, strict=True)
            if cohort.cohort_id
        ),
        "grid": [{"x": across(share / 4), "text": f"{25 * share}\u00a0%"} for share in range(5)],
        "label_x": TREND_X - 14,
        "bottom": bottom,
        "axis_y": bottom + 16,
        "key_x": TREND_X,
        "key_two_x": TREND_X + 115,
        "key_y": bottom + 36,
        "key_text_y": bottom + 40,
        "key_top": bottom + 27,
        "key_low": bottom + 45,
        "height": bottom + 50,
    }


@register.inclusion_tag("lms_assessments/admin/includes/bar.html")
def small_bar(found: Any) -> dict[str, Any]:
    """A short bar in a narrow cell, with its figure beside it."""
    return {"bar": found, "css": "lms-bar lms-bar-small"}
