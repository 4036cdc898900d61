"""What the interactions of QTI 2 and 3 share: text, explanation, options and their worth."""

import html
import re
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.interchange import build
from assessments.interchange.build import ONE, ZERO
from assessments.interchange.html import inner_words
from assessments.interchange.qti_tree import Declaration, ItemTree, attr, below, kid, kids, words_in
from assessments.interchange.safe_xml import Element
from assessments.interchange.text import number

# where interactions stand in the text of an item, see ItemTree
MARKS = re.compile("(?:<div>)?\0(\\d+)\0(?:</div>)?")


def gains(branch: Element) -> bool:
    """Whether the score rises by a constant in this branch of the response processing."""
    return any(
        (number(words_in(value)) or ZERO) > 0
        for change in kids(branch, "setOutcomeValue")
        if attr(change, "identifier").upper().startswith("SCORE")
        for value in below(change, "baseValue")
    )


def stem_of(item: ItemTree, interaction: Element, *, mark: str = "") -> str:
    """Text of the item, then the prompt of its interaction."""
    prompt = item.inside(kid(interaction, "prompt"))
    body = MARKS.sub(mark, item.markup)
    repeated = inner_words(prompt) == inner_words(body) and "<img" not in prompt
    if not repeated and (inner_words(prompt) or "<img" in prompt):
        body = f"<div>{body}</div><div>{prompt}</div>"
    if item.draft.name and not (inner_words(body) or "<img" in body or "<object" in body):
        item.draft.info(_("The question has no text of its own; its name stands in for it."))
        body = html.escape(item.draft.name, quote=False)
    return item.draft.stem(body)


def explained(item: ItemTree) -> str:
    """The explanation: general feedback, then that for right and wrong answers."""
    told = item.told
    return build.keep_outcome_feedback(
        item.draft,
        build.joined(*(item.draft.html(markup) for markup in told.general)),
        right="".join(told.right),
        wrong="".join(told.wrong),
    )


def option_parts(item: ItemTree, element: Element) -> tuple[str, str]:
    """Markup and feedback of one option."""
    feedback = "".join(
        item.inside(found) for found in below(element, "feedbackInline", "feedbackBlock")
    )
    markup = item.inside(element, without=("feedbackInline", "feedbackBlock"))
    return markup, feedback


def weights(item: ItemTree, declaration: Declaration, idents: list[str]) -> dict[str, Decimal]:
    """What each option is worth: the mapping where there is one, else the correct response."""
    correct = declaration.correct or compared_values(item, declaration.ident)
    if len(correct) == 1 and correct[0] not in idents and " " in correct[0]:
        # several values written into one element
        correct = correct[0].split()
    mapped = {ident: declaration.mapping.get(ident, ZERO) for ident in idents}
    if any(value > 0 for value in mapped.values()) and (
        not correct or all(mapped.get(ident, ZERO) > 0 for ident in correct)
    ):
        return mapped
    return {ident: ONE if ident in correct else min(mapped[ident], ZERO) for ident in idents}


def compared_values(item: ItemTree, ident: str) -> list[str]:
    """Constants the response is compared with where the score rises, for items without a key."""
    found: list[str] = []
    for branch in below(kid(item.element, "responseProcessing"), "responseIf", "responseElseIf"):
        if found or not gains(branch):
            continue
        for test in below(branch, "match", "member", "equal", "stringMatch", "contains"):
            if any(attr(part, "identifier") == ident for part in below(test, "variable")):
                found += [words_in(value) for value in below(test, "baseValue")]
    return found
