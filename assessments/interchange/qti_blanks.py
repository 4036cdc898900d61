"""Items with several small answers in one text: text entry, inline choice, gaps, choices."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.interchange import build
from assessments.interchange.build import Option
from assessments.interchange.html import inner_words
from assessments.interchange.model import Raw
from assessments.interchange.moodle_cloze import select_blank
from assessments.interchange.qti_entries import number_answers, text_answers
from assessments.interchange.qti_parts import explained, weights
from assessments.interchange.qti_tree import (
    Declaration,
    ItemTree,
    attr,
    below,
    kid,
    kids,
    sort_feedback,
    tag,
    words_in,
)
from assessments.interchange.safe_xml import Element
from assessments.interchange.text import fraction_text, number, plain_number
from lms.core.sanitize import clean_text

# response identifiers we write, so that blanks keep their names
PREFIX = "BLANK_"
_UNIT = re.compile(r'<span class="stipple-unit">.*?</span>')


def read(item: ItemTree) -> tuple[str, Raw]:
    """Type and raw value of an item whose interactions are all small."""
    draft = item.draft
    markup = _UNIT.sub("", item.markup.replace("[[", "[ [").replace("]]", "] ]"))
    raws: list[Raw] = []
    place = 0
    while place < len(item.interactions):
        interaction = item.interactions[place]
        kind = tag(interaction)
        mark = f"\0{place}\0"
        if kind == "endAttemptInteraction":
            markup = markup.replace(mark, "")
        elif kind == "gapMatchInteraction":
            markup = markup.replace(mark, _gaps(item, interaction, raws))
        else:
            label = _label(interaction, raws)
            prompt = item.inside(kid(interaction, "prompt"))
            markup = markup.replace(mark, f"{prompt} [[{label}]] " if prompt else f"[[{label}]]")
            raws.append(_small(item, interaction, label))
        place += 1
    sort_feedback(item)
    stem = draft.stem(markup)
    return build.blanks(draft, stem, raws, explained(item))


def weight_of(element: Element) -> str:
    """The weight we wrote beside an interaction, "1" without one."""
    value = number(attr(element, "data-weight", "1"))
    return plain_number(value) if value is not None and 0 <= value <= 9999 else "1"


def _label(interaction: Element, raws: list[Raw]) -> str:
    ident = attr(interaction, "responseIdentifier")
    own = clean_text(ident[len(PREFIX) :])[:40] if ident.startswith(PREFIX) else ""
    taken = {raw["name"] for raw in raws}
    return own if own and own not in taken else f"b{len(raws) + 1}"


def _small(item: ItemTree, interaction: Element, label: str) -> Raw:
    declaration = item.declaration(interaction)
    weight = weight_of(interaction)
    if tag(interaction) == "textEntryInteraction":
        return _entry(item, interaction, declaration, label, weight)
    shown = list(below(interaction, "inlineChoice", "simpleChoice"))
    if declaration.cardinality not in {"single", "record"} and len(declaration.correct) > 1:
        item.draft.refuse(
            _("A blank asks for several options at once; a blank has one answer here.")
        )
    idents = [attr(found, "identifier") for found in shown]
    worth = weights(item, declaration, idents)
    best = max(worth.values(), default=Decimal(0))
    if best <= 0:
        item.draft.refuse(_("The file does not say which option is right."))
    options = []
    for found, ident in zip(shown, idents, strict=True):
        feedback = "".join(item.inside(told) for told in below(found, "feedbackInline"))
        text = item.draft.words(item.inside(found, without=("feedbackInline", "feedbackBlock")))
        options.append(
            Option(text, max(worth[ident] / best, Decimal(-1)), item.draft.words(feedback))
        )
    if tag(interaction) == "choiceInteraction":
        item.draft.info(_("A choice inside a longer item became a blank to choose from."))
    return select_blank(item.draft, label, options, weight)


def _entry(
    item: ItemTree, interaction: Element, declaration: Declaration, label: str, weight: str
) -> Raw:
    draft = item.draft
    if declaration.base_type in {"float", "integer"}:
        best, _explanation = build.best_number(draft, number_answers(item, declaration), "")
        assert best.value is not None
        margin = best.tolerance
        if best.kind == "relative":
            margin = abs(best.value) * margin / 100
        return build.blank(
            label,
            "numeric",
            weight=weight,
            answer=plain_number(best.value),
            tolerance=plain_number(margin),
            unit=clean_text(attr(interaction, "data-unit")),
        )
    if declaration.case_sensitive:
        draft.lost(_("A blank minds capital letters there; blanks do not here."))
    told = item.told.by_identifier
    answers = [
        Option(clean_text(text), share, draft.words(told.pop(f"{label}-T{place}", "")))
        for place, (text, share) in enumerate(text_answers(item, declaration))
    ]
    return build.blank(label, "text", weight=weight, answers=build.answer_list(draft, answers))


def _weight(worth: Decimal, *, most: Decimal) -> str:
    """A gap's weight beside the others; where all are below 1 the largest becomes 1.

    Weights below 1 would be read as shares that have to make 1.
    """
    if worth <= 0:
        return "1"
    return plain_number(worth) if most >= 1 else fraction_text(worth / most)


def _gaps(item: ItemTree, interaction: Element, raws: list[Raw]) -> str:
    """The text of a gap match with its gaps as blanks; every word is an option of every gap."""
    draft, declaration = item.draft, item.declaration(interaction)
    words: dict[str, str] = {}
    for found in kids(interaction, "gapText", "gapImg"):
        text = draft.words(item.inside(found))
        if tag(found) == "gapImg":
            text = text or clean_text(attr(found, "objectLabel") or _alternative(found))
            if not text:
                draft.refuse(_("Pictures to drag into a text are not possible here."))
            draft.lost(_("Pictures to drag into a text became words."))
        words[attr(found, "identifier")] = text
    right: dict[str, set[str]] = {}
    worth: dict[str, Decimal] = {}
    if declaration.default < 0 or any(value < 0 for value in declaration.mapping.values()):
        draft.lost(_("Minus marks for a wrong answer cannot be kept: it counts zero."))
    pairs = declaration.correct or [key for key, value in declaration.mapping.items() if value > 0]
    for entry in pairs:
        one, _space, two = entry.partition(" ")
        word, gap = (one, two.strip()) if one in words else (two.strip(), one)
        if word in words:
            right.setdefault(gap, set()).add(word)
            worth[gap] = max(worth.get(gap, Decimal(0)), declaration.mapping.get(entry, Decimal(0)))
    if len(set(words.values())) < 2:
        draft.refuse(_("A blank to choose from needs at least two different options."))

    def replace(found: Element) -> str | None:
        kind = tag(found)
        if kind in {"gapText", "gapImg", "prompt"}:
            return ""
        if kind == "gap":
            ident = attr(found, "identifier")
            accepted = right.get(ident)
            if not accepted:
                draft.refuse(_("A blank has no right answer."))
            label = f"b{len(raws) + 1}"
            options = [Option(text, Decimal(key in accepted)) for key, text in words.items()]
            weight = _weight(worth[ident], most=max(worth.values()))
            raws.append(select_blank(draft, label, options, weight))
            return f"[[{label}]]"
        return None

    text = item.inside(interaction, first=replace)
    prompt = item.inside(kid(interaction, "prompt"))
    return f"<div>{prompt}</div><div>{text}</div>" if inner_words(prompt) else text


def _alternative(element: Element) -> str:
    for found in below(element, "img", "object"):
        return attr(found, "alt") or words_in(found)
    return ""
