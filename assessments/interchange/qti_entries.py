"""What a QTI 2 or 3 item accepts in writing: texts, or numbers with their tolerance."""

from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.interchange import build
from assessments.interchange.build import ONE, ZERO, NumberAnswer
from assessments.interchange.draft import shorten
from assessments.interchange.qti_parts import compared_values
from assessments.interchange.qti_tree import (
    Declaration,
    ItemTree,
    attr,
    below,
    kid,
    kids,
    tag,
    words_in,
)
from assessments.interchange.text import number


def text_answers(item: ItemTree, declaration: Declaration) -> list[tuple[str, Decimal]]:
    """Accepted texts with their share of the marks."""
    best = max(declaration.mapping.values(), default=ZERO)
    found = {text: value / best for text, value in declaration.mapping.items() if best > 0 and text}
    known = {text.casefold() for text in found}
    for text in declaration.correct or ([] if found else compared_values(item, declaration.ident)):
        if text and text.casefold() not in known:
            found[text] = ONE
            known.add(text.casefold())
    return list(found.items())


def number_answers(item: ItemTree, declaration: Declaration) -> list[NumberAnswer]:
    """Accepted numbers: correct response or mapping, with the tolerance scoring gives them."""
    margins = _tolerances(item, declaration.ident)
    found: list[NumberAnswer] = []
    for text, share in text_answers(item, declaration):
        value = number(text)
        if value is None:
            item.draft.refuse(_("“%(text)s” is not a number.") % {"text": shorten(text, 40)})
        kind, margin = margins.get("correct", margins.get(text, ("absolute", ZERO)))
        found.append(NumberAnswer(value, margin, max(share, ZERO), kind=kind))
    low, high = _bounds(item, declaration.ident)
    if low is not None and high is not None:
        middle, half = build.between(low, high)
        exact = next((answer for answer in found if answer.value == middle), None)
        if exact is None or exact.tolerance < half:
            found = [NumberAnswer(middle, half)]
    return found


def _tolerances(item: ItemTree, ident: str) -> dict[str, tuple[str, Decimal]]:
    """Kind and size of the tolerance each comparison with ``ident`` allows."""
    found: dict[str, tuple[str, Decimal]] = {}
    for test in below(kid(item.element, "responseProcessing"), "equal", "equalRounded"):
        if not any(attr(part, "identifier") == ident for part in below(test, "variable")):
            continue
        against = next(below(test, "correct", "baseValue"), None)
        if against is None:
            continue
        key = "correct" if tag(against) == "correct" else words_in(against)
        if tag(test) == "equalRounded":
            figures = number(attr(test, "figures", "0"))
            if (
                attr(test, "roundingMode") == "decimalPlaces"
                and figures is not None
                and figures < 20
            ):
                found[key] = ("absolute", Decimal(10) ** -int(figures) / 2)
            continue
        sizes = [number(part) for part in attr(test, "tolerance").split()]
        known = [size for size in sizes if size is not None]
        mode = attr(test, "toleranceMode", "exact").lower()
        if mode in {"absolute", "relative"} and known:
            if len(set(known)) > 1:
                item.draft.lost(_("The tolerance is wider on one side there; the wider is taken."))
            found[key] = (mode, max(known))
    return found


def _bounds(item: ItemTree, ident: str) -> tuple[Decimal | None, Decimal | None]:
    low: Decimal | None = None
    high: Decimal | None = None
    for test in below(kid(item.element, "responseProcessing"), "gte", "gt", "lte", "lt"):
        parts = kids(test)
        if len(parts) != 2 or attr(parts[0], "identifier") != ident or tag(parts[1]) != "baseValue":
            continue
        value = number(words_in(parts[1]))
        if tag(test) in {"gte", "gt"}:
            low = value
        else:
            high = value
    return low, high
