"""The numbers a QTI 1.x item accepts, with their tolerance."""

from decimal import Decimal

from assessments.interchange.build import NumberAnswer, between
from assessments.interchange.qti12_scoring import Scoring
from assessments.interchange.safe_xml import Element, attribute, children, name, text_of
from assessments.interchange.text import number

_LOW, _HIGH = {"vargte", "vargt"}, {"varlte", "varlt"}


def answers(scoring: Scoring, ident: str) -> list[NumberAnswer]:
    """Every accepted number of the response ``ident``, worth its share of the best."""
    found: list[tuple[Decimal, NumberAnswer]] = []
    for rule in scoring.rules:
        if not rule.rewards:
            continue
        score = sum((value for _action, value in rule.changes), Decimal(0))
        found += [(score, answer) for answer in _read(rule.condition, ident)]
    best = max((score for score, _answer in found), default=Decimal(0))
    if best <= 0:
        return []
    return [
        NumberAnswer(answer.value, answer.tolerance, score / best, kind=answer.kind)
        for score, answer in found
    ]


def _read(node: Element, ident: str) -> list[NumberAnswer]:
    exact: list[NumberAnswer] = []
    ranges: list[tuple[Decimal, Decimal]] = []
    nested: list[NumberAnswer] = []
    low: Decimal | None = None
    high: Decimal | None = None
    for found in children(node):
        tag = name(found)
        if tag in {"and", "or", "conditionvar"}:
            inside = _read(found, ident)
            middle = inside[0].value if len(inside) == 1 else None
            if tag == "and" and middle is not None:
                margin = inside[0].tolerance
                ranges.append((middle - margin, middle + margin))
            else:
                nested += inside
            continue
        if attribute(found, "respident") not in {ident, ""}:
            continue
        value = number(text_of(found))
        if value is None:
            continue
        if tag == "varequal":
            exact.append(_exact(found, value))
        elif tag in _LOW:
            low = value
        elif tag in _HIGH:
            high = value
    if low is not None and high is not None:
        ranges.append((low, high))
    return [*nested, *_joined(exact, ranges)]


def _exact(element: Element, value: Decimal) -> NumberAnswer:
    margin = number(attribute(element, "margin"))
    places = number(attribute(element, "precision"))
    if margin is None and places is not None and 0 <= places <= 20:
        decimals = attribute(element, "precisiontype").lower().startswith("dec")
        last = -int(places) if decimals else value.adjusted() - int(places) + 1
        return NumberAnswer(value, Decimal(10) ** last / 2)
    if margin is None:
        return NumberAnswer(value)
    if attribute(element, "margintype").lower().startswith("percent"):
        return NumberAnswer(value, abs(margin), kind="relative")
    return NumberAnswer(value, abs(margin))


def _joined(exact: list[NumberAnswer], ranges: list[tuple[Decimal, Decimal]]) -> list[NumberAnswer]:
    """An exact value inside a range is the middle of that range, said twice."""
    done = []
    # Canvas says margins twice: at the number, and as a range
    rest = [] if exact and all(answer.tolerance for answer in exact) else list(ranges)
    for answer in exact:
        if answer.value is None:
            continue
        holding = next((span for span in rest if span[0] <= answer.value <= span[1]), None)
        if holding is None:
            done.append(answer)
            continue
        rest.remove(holding)
        middle, half = between(*holding)
        if answer.kind == "relative" or middle == answer.value:
            margin = answer.tolerance if answer.kind == "relative" else half
            done.append(NumberAnswer(answer.value, margin, kind=answer.kind))
        else:
            done.append(NumberAnswer(middle, half))
    return done + [NumberAnswer(*between(*span)) for span in rest]
