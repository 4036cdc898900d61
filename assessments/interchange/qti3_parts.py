"""The pieces QTI 3 items are written with: declarations, mappings, feedback, rules of scoring."""

import html
from collections.abc import Sequence
from decimal import Decimal

from assessments.interchange.html import as_xml

_TEMPLATES = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates"
MATCH = f'<qti-response-processing template="{_TEMPLATES}/match_correct.xml"/>'
MAP = f'<qti-response-processing template="{_TEMPLATES}/map_response.xml"/>'


def escaped(text: str) -> str:
    return html.escape(text)


def rich(markup: str) -> str:
    return as_xml(markup, picture=lambda name: f"../images/{name}")


def modal(ident: str, content: str) -> str:
    return (
        f'<qti-modal-feedback outcome-identifier="FEEDBACK" identifier="{ident}" '
        f'show-hide="show"><qti-content-body>{content}</qti-content-body></qti-modal-feedback>'
    )


def inline(ident: str, text: str) -> str:
    if not text:
        return ""
    return (
        f'<qti-feedback-inline outcome-identifier="FEEDBACK" identifier="{ident}" '
        f'show-hide="show">{html.escape(text, quote=False)}</qti-feedback-inline>'
    )


def declare(
    ident: str,
    cardinality: str,
    base: str,
    correct: Sequence[str],
    mapping: str = "",
) -> str:
    values = "".join(f"<qti-value>{html.escape(text)}</qti-value>" for text in correct)
    told = f"<qti-correct-response>{values}</qti-correct-response>" if values else ""
    return (
        f'<qti-response-declaration identifier="{ident}" cardinality="{cardinality}" '
        f'base-type="{base}">{told}{mapping}</qti-response-declaration>'
    )


def mapping_of(entries: Sequence[tuple[str, str]], *, lowest: str = "", case: str = "") -> str:
    bound = f' lower-bound="{lowest}"' if lowest else ""
    flag = f' case-sensitive="{case}"' if case else ""
    rows = "".join(
        f'<qti-map-entry map-key="{escaped(key)}" mapped-value="{value}"{flag}/>'
        for key, value in entries
    )
    return f'<qti-mapping default-value="0"{bound}>{rows}</qti-mapping>'


def equal(ident: str, tolerance: str, kind: str) -> str:
    if Decimal(tolerance):
        mode = f'tolerance-mode="{kind}" tolerance="{tolerance} {tolerance}"'
    else:
        mode = 'tolerance-mode="exact"'
    return (
        f'<qti-equal {mode}><qti-variable identifier="{ident}"/>'
        f'<qti-correct identifier="{ident}"/></qti-equal>'
    )


def adding(test: str, gain: str) -> str:
    """A response condition that adds ``gain`` to the score."""
    return (
        f"<qti-response-condition><qti-response-if>{test}"
        '<qti-set-outcome-value identifier="SCORE"><qti-sum><qti-variable identifier="SCORE"/>'
        f"{gain}</qti-sum></qti-set-outcome-value></qti-response-if></qti-response-condition>"
    )


def constant(value: str) -> str:
    return f'<qti-base-value base-type="float">{value}</qti-base-value>'


def unit_shown(unit: str) -> str:
    return f'<span class="stipple-unit"> {html.escape(unit)}</span>' if unit else ""


def mapped(ident: str, weight: str) -> str:
    gain = f'<qti-product><qti-map-response identifier="{ident}"/>{constant(weight)}</qti-product>'
    return (
        '<qti-set-outcome-value identifier="SCORE"><qti-sum><qti-variable identifier="SCORE"/>'
        f"{gain}</qti-sum></qti-set-outcome-value>"
    )
