"""Response processing of QTI 1.x, evaluated just far enough to find the key.

Conditions are asked about made-up answers: what is this option worth, what that set of options?
Scores of all variables count together, since exporters name them as they like.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from assessments.interchange.safe_xml import Element, attribute, child, children, name, text_of
from assessments.interchange.text import number

Answers = Mapping[str, frozenset[str]]
ZERO = Decimal(0)


@dataclass(frozen=True)
class Test:
    """One comparison of a condition."""

    sign: str
    respident: str
    value: str
    negated: bool
    element: Element = field(compare=False)


@dataclass(frozen=True)
class Rule:
    """One respcondition: when, what it adds or sets, which feedback it shows."""

    condition: Element
    changes: tuple[tuple[str, Decimal], ...]
    feedback: tuple[str, ...]
    stops: bool

    @property
    def rewards(self) -> bool:
        return any(value > 0 and action in {"set", "add"} for action, value in self.changes)

    @property
    def is_otherwise(self) -> bool:
        """Whether it is for answers that no rule before it was for."""
        return [name(found) for found in children(self.condition)] == ["other"]

    def tests(self) -> Iterator[Test]:
        yield from _tests(self.condition, negated=False)


def _tests(node: Element, *, negated: bool) -> Iterator[Test]:
    for found in children(node):
        tag = name(found)
        if tag in {"and", "or", "conditionvar"}:
            yield from _tests(found, negated=negated)
        elif tag == "not":
            yield from _tests(found, negated=not negated)
        elif tag.startswith("var"):
            yield Test(tag, attribute(found, "respident"), text_of(found), negated, found)


@dataclass
class Scoring:
    """The rules of one item. ``several`` holds the responses that take more than one value."""

    rules: list[Rule]
    several: frozenset[str] = frozenset()

    def score(self, answers: Answers) -> Decimal:
        """What ``answers`` earn."""
        total, held = ZERO, False
        for rule in self.rules:
            if not rule.changes or (held and rule.is_otherwise):
                continue
            if not self.holds(rule.condition, answers):
                continue
            held = True
            for action, value in rule.changes:
                if action == "set":
                    total = value
                elif action == "subtract":
                    total -= value
                else:
                    total += value
            if rule.stops:
                break
        return total

    def holds(self, condition: Element, answers: Answers) -> bool:
        """Whether a conditionvar is true of ``answers``."""
        return self._all(children(condition), answers)

    def _all(self, nodes: list[Element], answers: Answers) -> bool:
        """All of ``nodes``; alternatives for one single response count as one."""
        alternatives: dict[str, bool] = {}
        for node in nodes:
            ident = attribute(node, "respident")
            if name(node) == "varequal" and ident not in self.several:
                alternatives[ident] = alternatives.get(ident, False) or self._one(node, answers)
            elif not self._one(node, answers):
                return False
        return all(alternatives.values())

    def _one(self, node: Element, answers: Answers) -> bool:
        tag = name(node)
        if tag == "and":
            return all(self._one(found, answers) for found in children(node))
        if tag == "or":
            return any(self._one(found, answers) for found in children(node))
        if tag == "not":
            return not self._all(children(node), answers)
        if tag == "other":
            return True
        given = answers.get(attribute(node, "respident"), frozenset())
        value = text_of(node)
        if tag == "unanswered":
            return not given if attribute(node, "respident") else not any(answers.values())
        if tag == "varequal":
            if attribute(node, "case").lower() == "yes":
                return value in given
            return value in given or value.casefold() in {text.casefold() for text in given}
        if tag in {"varsubset", "varsubstring"}:
            return any(value.casefold() in text.casefold() for text in given)
        if tag in {"varlt", "varlte", "vargt", "vargte"}:
            return any(_compares(tag, text, value) for text in given)
        return False


def _compares(sign: str, given: str, bound: str) -> bool:
    left, right = number(given), number(bound)
    if left is None or right is None:
        return False
    return {
        "varlt": left < right,
        "varlte": left <= right,
        "vargt": left > right,
        "vargte": left >= right,
    }[sign]


def read_rules(item: Element) -> list[Rule]:
    """The rules of an item, in order, over all its resprocessing blocks."""
    rules = []
    for processing in children(item, "resprocessing"):
        for found in children(processing, "respcondition", "respcond"):
            condition = child(found, "conditionvar")
            if condition is None:
                continue
            changes = []
            for change in children(found, "setvar"):
                action = attribute(change, "action", default="Add").lower()
                value = number(text_of(change))
                if value is None and text_of(change).lower().endswith(".max"):
                    value = Decimal(100)
                changes.append((action, value if value is not None else ZERO))
            rules.append(
                Rule(
                    condition,
                    tuple(changes),
                    tuple(
                        attribute(shown, "linkrefid")
                        for shown in children(found, "displayfeedback")
                    ),
                    attribute(found, "continue").lower() == "no" and bool(changes),
                )
            )
    if not any(rule.rewards for rule in rules):
        rules = [_by_feedback(rule) for rule in rules]
    return rules


def _by_feedback(rule: Rule) -> Rule:
    """Where no rule gives points, as in Blackboard, the one that says "correct" is the key's."""
    if rule.changes or "correct" not in rule.feedback:
        return rule
    return replace(rule, changes=(("add", Decimal(100)),))
