"""The interactions of QTI 2 and 3, each as one of our question types."""

import html
import re
from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.interchange import build, qti_blanks, qti_graphics
from assessments.interchange.build import NumberAnswer, Option
from assessments.interchange.draft import Draft, shorten
from assessments.interchange.html import inner_words
from assessments.interchange.model import MAX_OPTIONS, ImportedQuestion, Raw
from assessments.interchange.qti_tree import (
    INLINE_INTERACTIONS,
    Declaration,
    ItemTree,
    attr,
    below,
    kid,
    kids,
    sort_feedback,
    tag,
    take_apart,
    words_in,
)
from assessments.interchange.safe_xml import Element, has_too_many_parts
from assessments.interchange.text import number
from lms.core.sanitize import clean_text

ZERO, ONE = Decimal(0), Decimal(1)
_MARKS = re.compile("(?:<div>)?\0(\\d+)\0(?:</div>)?")
_MIME = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/*": "jpg,png",
    "text/plain": "txt",
    "application/msword": "doc",
    "application/vnd.ms-excel": "xls",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "video/mp4": "mp4",
}


def read_item(element: Element, draft: Draft) -> ImportedQuestion:
    """One assessment item as a question. Raises QuestionRefused."""
    if has_too_many_parts(element):
        draft.refuse(_("The question has more than %(n)s answers.") % {"n": MAX_OPTIONS})
    item = take_apart(element, draft)
    asking = [found for found in item.interactions if tag(found) != "endAttemptInteraction"]
    if len(asking) < len(item.interactions):
        draft.lost(_("A button that ends or changes the attempt (such as a hint) was left out."))
    for place, found in enumerate(item.interactions):
        if tag(found) == "endAttemptInteraction":
            item.markup = item.markup.replace(f"\0{place}\0", "")
    if not asking:
        draft.refuse(_("This is a description: it asks nothing, so it is no question."))
    kinds = {tag(found) for found in asking}
    if kinds != {"orderInteraction"}:
        _say_own_rules(item)
    if len(asking) > 1 or kinds == {"inlineChoiceInteraction"} or _is_named_blank(asking[0]):
        if kinds <= INLINE_INTERACTIONS | {"choiceInteraction", "gapMatchInteraction"}:
            what, raw = qti_blanks.read(item)
            return draft.question(what, raw)
        draft.refuse(_("The item mixes several kinds of answers; that is not possible here."))
    (kind,) = kinds
    read = _READERS.get(kind)
    if read is None:
        draft.refuse(_refusal(kind))
    what, raw = read(item, asking[0])
    return draft.question(what, raw)


def _say_own_rules(item: ItemTree) -> None:
    """A note for marks that a rule of the item's own gives for an answer beside the right one."""
    for branch in below(kid(item.element, "responseProcessing"), "responseElseIf"):
        named = any(
            list(below(test, "baseValue"))
            for test in kids(branch)
            if tag(test) not in {"setOutcomeValue", "responseCondition"}
        )
        if named and _gains(branch):
            item.draft.lost(
                _("Part of the marks for another answer, given by a rule of its own, is not kept.")
            )


def _gains(branch: Element) -> bool:
    """Whether the score rises by a constant in this branch of the response processing."""
    return any(
        (number(words_in(value)) or ZERO) > 0
        for change in kids(branch, "setOutcomeValue")
        if attr(change, "identifier").upper().startswith("SCORE")
        for value in below(change, "baseValue")
    )


def _refusal(kind: str) -> str:
    reasons = {
        "graphicOrderInteraction": _("Ordering places on a picture is not possible here."),
        "graphicAssociateInteraction": _("Linking places on a picture is not possible here."),
        "graphicGapMatchInteraction": _("Dragging onto a picture is not possible here."),
        "positionObjectStage": _("Placing objects on a picture is not possible here."),
        "positionObjectInteraction": _("Placing objects on a picture is not possible here."),
        "mediaInteraction": _("Playing a recording is no question here."),
        "drawingInteraction": _("Drawing on a picture is not possible here; ask for a file."),
        "customInteraction": _("The item needs a program of its own (custom interaction)."),
        "portableCustomInteraction": _("The item needs a program of its own (custom interaction)."),
    }
    return reasons.get(
        kind, _("Questions of the type “%(type)s” cannot be read here.") % {"type": kind[:40]}
    )


def _is_named_blank(element: Element) -> bool:
    named = attr(element, "responseIdentifier").startswith(qti_blanks.PREFIX)
    return named and tag(element) in INLINE_INTERACTIONS


# --- texts


def stem_of(item: ItemTree, interaction: Element, *, mark: str = "") -> str:
    """Text of the item, then the prompt of its interaction."""
    prompt = item.inside(kid(interaction, "prompt"))
    body = _MARKS.sub(mark, item.markup)
    repeated = inner_words(prompt) == inner_words(body) and "<img" not in prompt
    if not repeated and (inner_words(prompt) or "<img" in prompt):
        body = f"<div>{body}</div><div>{prompt}</div>"
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


def _option_parts(item: ItemTree, element: Element) -> tuple[str, str]:
    """Markup and feedback of one option."""
    feedback = "".join(
        item.inside(found) for found in below(element, "feedbackInline", "feedbackBlock")
    )
    markup = item.inside(element, without=("feedbackInline", "feedbackBlock"))
    return markup, feedback


def weights(item: ItemTree, declaration: Declaration, idents: list[str]) -> dict[str, Decimal]:
    """What each option is worth: the mapping where there is one, else the correct response."""
    correct = declaration.correct or _compared_values(item, declaration.ident)
    if len(correct) == 1 and correct[0] not in idents and " " in correct[0]:
        # several values written into one element
        correct = correct[0].split()
    mapped = {ident: declaration.mapping.get(ident, ZERO) for ident in idents}
    if any(value > 0 for value in mapped.values()) and (
        not correct or all(mapped.get(ident, ZERO) > 0 for ident in correct)
    ):
        return mapped
    return {ident: ONE if ident in correct else min(mapped[ident], ZERO) for ident in idents}


def _compared_values(item: ItemTree, ident: str) -> list[str]:
    """Constants the response is compared with where the score rises, for items without a key."""
    found: list[str] = []
    for branch in below(kid(item.element, "responseProcessing"), "responseIf", "responseElseIf"):
        if found or not _gains(branch):
            continue
        for test in below(branch, "match", "member", "equal", "stringMatch", "contains"):
            if any(attr(part, "identifier") == ident for part in below(test, "variable")):
                found += [words_in(value) for value in below(test, "baseValue")]
    return found


# --- the interactions


def _choice(item: ItemTree, interaction: Element) -> tuple[str, Raw]:
    draft, declaration = item.draft, item.declaration(interaction)
    shown = kids(interaction, "simpleChoice") or list(below(interaction, "simpleChoice"))
    idents = [attr(found, "identifier") for found in shown]
    several = declaration.cardinality in {"multiple", "ordered"}
    if several and attr(interaction, "maxChoices") == "1" and len(declaration.correct) <= 1:
        several = False
    parts = [_option_parts(item, found) for found in shown]
    own = sort_feedback(item, idents)
    worth = weights(item, declaration, idents)
    best = max(worth.values(), default=ZERO)
    total = sum(value for value in worth.values() if value > 0)
    if best <= 0:
        draft.refuse(_("The file does not say which option is right."))
    shares = {ident: value / (total if several else best) for ident, value in worth.items()}
    texts = [inner_words(markup).casefold() for markup, _feedback in parts]
    stem = stem_of(item, interaction)
    feedback = {
        ident: " ".join(dict.fromkeys(part for part in (told, own.get(ident, "")) if part))
        for ident, (_markup, told) in zip(idents, parts, strict=True)
    }
    if not several and sorted(texts) == ["false", "true"] and sum(worth.values()) == best:
        right = idents[[worth[ident] for ident in idents].index(best)]
        wrong = next(ident for ident in idents if ident != right)
        return build.true_false(
            draft,
            stem,
            texts[idents.index(right)] == "true",
            right_feedback=feedback[right] + "".join(item.told.right),
            wrong_feedback=feedback[wrong] + "".join(item.told.wrong),
            explanation="".join(item.told.general),
        )
    options = [
        build.option(draft, markup, max(min(shares[ident], ONE), -ONE), feedback[ident])
        for ident, (markup, _told) in zip(idents, parts, strict=True)
    ]
    return build.choice(draft, stem, options, several=several, explanation=explained(item))


def _hottext(item: ItemTree, interaction: Element) -> tuple[str, Raw]:
    draft, declaration = item.draft, item.declaration(interaction)
    shown = list(below(interaction, "hottext"))
    idents = [attr(found, "identifier") for found in shown]
    worth = weights(item, declaration, idents)
    several = declaration.cardinality != "single" and attr(interaction, "maxChoices") != "1"
    own = sort_feedback(item, idents)
    best = max(worth.values(), default=ZERO)
    total = sum(value for value in worth.values() if value > 0)
    if best <= 0:
        draft.refuse(_("The file does not say which option is right."))
    content = item.inside(interaction, without=("prompt",))
    prompt = item.inside(kid(interaction, "prompt"))
    stem = draft.stem(
        f"<div>{_MARKS.sub('', item.markup)}</div><div>{prompt}</div><div>{content}</div>"
    )
    draft.info(_("Words to mark in a text became the options of a choice question."))
    options = [
        Option(
            draft.words(item.inside(found)),
            worth[ident] / (total if several else best),
            draft.words(own.get(ident, "")),
        )
        for ident, found in zip(idents, shown, strict=True)
    ]
    return build.choice(draft, stem, options, several=several, explanation=explained(item))


def _order(item: ItemTree, interaction: Element) -> tuple[str, Raw]:
    draft, declaration = item.draft, item.declaration(interaction)
    texts = {
        attr(found, "identifier"): draft.words(_option_parts(item, found)[0])
        for found in kids(interaction, "simpleChoice")
    }
    order = declaration.correct
    if len(order) == 1 and order[0] not in texts:
        order = order[0].split()
    order = list(dict.fromkeys(ident for ident in order if ident in texts))
    if len(order) < 2:
        draft.refuse(_("The file does not say the whole right order."))
    if len(order) < len(texts):
        draft.lost(_("Steps that belong nowhere in the order were left out."))
    if any(
        kids(found, "baseValue")
        for found in below(kid(item.element, "responseProcessing"), "ordered")
    ):
        draft.lost(_("Part of the marks for another order is given by the steps' own rules here."))
    sort_feedback(item)
    pairs = []
    for entry in attr(interaction, "data-pairs").split():
        before, sign, after = re.split(r"(>+)", entry, maxsplit=1)
        if before in texts and after in texts:
            pairs.append({"before": before, "after": after, "critical": sign == ">>"})
    own_keys = attr(interaction, "data-keys") == "kept"
    return build.ordering(
        draft,
        stem_of(item, interaction),
        [texts[ident] for ident in order],
        explained(item),
        pairs,
        order if own_keys else (),
    )


def _pairs_of(item: ItemTree, declaration: Declaration) -> list[tuple[str, str]]:
    found = declaration.correct or [key for key, value in declaration.mapping.items() if value > 0]
    pairs = []
    for entry in found:
        parts = entry.split()
        if len(parts) % 2:
            item.draft.refuse(_("A pair of the correct response is damaged."))
        pairs += list(zip(parts[::2], parts[1::2], strict=True))
    if not pairs:
        item.draft.refuse(_("The file does not say which pairs are right."))
    values = {value for value in declaration.mapping.values() if value > 0}
    if len(values) > 1:
        item.draft.lost(_("Pairs have different weights there; here each counts the same."))
    return pairs


def _match(item: ItemTree, interaction: Element) -> tuple[str, Raw]:
    draft, declaration = item.draft, item.declaration(interaction)
    sets = kids(interaction, "simpleMatchSet")
    if len(sets) != 2:
        draft.refuse(_("A matching question needs two lists of items."))
    firsts, seconds = ({attr(found, "identifier"): found for found in kids(part)} for part in sets)
    pairs = [
        (left, right)
        for left, right in _pairs_of(item, declaration)
        if left in firsts and right in seconds
    ]
    if len({left for left, _right in pairs}) < len(pairs):
        if len({right for _left, right in pairs}) < len(pairs):
            draft.refuse(_("The same item has several right partners; one is possible here."))
        draft.info(_("The two lists of the matching question changed sides."))
        pairs = [(right, left) for left, right in pairs]
        firsts, seconds = seconds, firsts
    lefts = {ident: draft.inline(_option_parts(item, found)[0]) for ident, found in firsts.items()}
    rights = {ident: _associable(item, found) for ident, found in seconds.items()}
    used = {left for left, _right in pairs}
    if len(used) < len(lefts):
        draft.lost(_("Items without a partner were left out."))
    ordered = sorted(pairs, key=lambda pair: list(lefts).index(pair[0]))
    sort_feedback(item)
    return build.matching(
        draft,
        stem_of(item, interaction),
        [(lefts[left], rights[right]) for left, right in ordered],
        list(rights.values()),
        explained(item),
    )


def _associable(item: ItemTree, element: Element) -> str:
    markup, _feedback = _option_parts(item, element)
    return item.draft.words(markup)


def _associate(item: ItemTree, interaction: Element) -> tuple[str, Raw]:
    draft, declaration = item.draft, item.declaration(interaction)
    texts = {
        attr(found, "identifier"): _associable(item, found)
        for found in kids(interaction, "simpleAssociableChoice")
    }
    pairs = [pair for pair in _pairs_of(item, declaration) if pair[0] in texts and pair[1] in texts]
    used = [ident for pair in pairs for ident in pair]
    if len(set(used)) < len(used):
        draft.refuse(_("The same item has several right partners; one is possible here."))
    draft.info(_("Pairs out of one list became a matching question with two sides."))
    sort_feedback(item)
    return build.matching(
        draft,
        stem_of(item, interaction),
        [(html.escape(texts[one], quote=False), texts[two]) for one, two in pairs],
        [text for ident, text in texts.items() if ident not in used],
        explained(item),
    )


def _text_entry(item: ItemTree, interaction: Element) -> tuple[str, Raw]:
    draft, declaration = item.draft, item.declaration(interaction)
    item.markup = re.sub(r'<span class="stipple-unit">.*?</span>', "", item.markup)
    accepted = text_answers(item, declaration)
    own = sort_feedback(item, [f"T{place}" for place in range(len(accepted))])
    before, _mark, after = item.markup.partition("\0")
    after = after.partition("\0")[2]
    inline = bool(inner_words(after)) or _in_sentence(before)
    mark = f" {build.BLANK} " if inline else ""
    stem = re.sub(r"_ ([.,;:!?])", r"_\1", stem_of(item, interaction, mark=mark))
    if declaration.base_type in {"float", "integer"}:
        return _number(item, interaction, declaration, stem)
    answers = [
        Option(clean_text(text), share, draft.words(own.get(f"T{place}", "")))
        for place, (text, share) in enumerate(accepted)
    ]
    if not answers:
        draft.refuse(_("The file does not say which answer is right."))
    return build.short_text(
        draft,
        stem,
        answers,
        case_sensitive=declaration.case_sensitive,
        explanation=explained(item),
    )


def _in_sentence(before: str) -> bool:
    """Whether the field stands in a line of text, and not alone in a line of its own."""
    line = re.split(r"</?(?:p|div|li|td|th|br|blockquote)\b[^>]*>", before)[-1]
    return bool(inner_words(line))


def text_answers(item: ItemTree, declaration: Declaration) -> list[tuple[str, Decimal]]:
    """Accepted texts with their share of the marks."""
    best = max(declaration.mapping.values(), default=ZERO)
    found = {text: value / best for text, value in declaration.mapping.items() if best > 0 and text}
    known = {text.casefold() for text in found}
    for text in declaration.correct or ([] if found else _compared_values(item, declaration.ident)):
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


def _number(
    item: ItemTree, interaction: Element, declaration: Declaration, stem: str
) -> tuple[str, Raw]:
    draft = item.draft
    found = number_answers(item, declaration)
    best, explanation = build.best_number(draft, found, explained(item))
    assert best.value is not None
    return build.numeric(
        draft,
        stem,
        best.value,
        best.tolerance,
        kind=best.kind,
        unit=html.escape(attr(interaction, "data-unit"), quote=False),
        unit_required=attr(interaction, "data-unit-required") == "true",
        explanation=explanation,
    )


def _slider(item: ItemTree, interaction: Element) -> tuple[str, Raw]:
    sort_feedback(item)
    item.draft.lost(_("A slider became a number to write."))
    return _number(item, interaction, item.declaration(interaction), stem_of(item, interaction))


def _extended(item: ItemTree, interaction: Element) -> tuple[str, Raw]:
    draft, declaration = item.draft, item.declaration(interaction)
    sort_feedback(item)
    guide = draft.html(item.guide) if item.guide else ""
    if declaration.correct:
        model = html.escape(" ".join(declaration.correct), quote=False)
        guide += draft.html(f"<p>{html.escape(_('Model answer:'))} {model}</p>")
    limits = [number(attr(interaction, name)) for name in ("data-min-words", "data-max-words")]
    lowest, highest = (int(value) if value is not None else None for value in limits)
    return build.essay(
        draft,
        stem_of(item, interaction),
        minimum=lowest,
        maximum=highest,
        guide=guide,
        explanation=explained(item),
    )


def _upload(item: ItemTree, interaction: Element) -> tuple[str, Raw]:
    draft = item.draft
    sort_feedback(item)
    kinds = attr(interaction, "type").lower().split()
    extensions = ",".join(_MIME.get(kind, kind.rsplit("/", 1)[-1]) for kind in kinds)
    files, size = (number(attr(interaction, name)) for name in ("data-files", "data-megabytes"))
    return build.file_answer(
        draft,
        stem_of(item, interaction),
        extensions=attr(interaction, "data-extensions") or extensions,
        files=int(files) if files else 1,
        megabytes=int(size) if size else 10,
        guide=draft.html(item.guide) if item.guide else "",
        explanation=explained(item),
    )


def _gap_match(item: ItemTree, interaction: Element) -> tuple[str, Raw]:
    return qti_blanks.read(item)


def _hotspot(item: ItemTree, interaction: Element) -> tuple[str, Raw]:
    sort_feedback(item)
    return qti_graphics.read(
        item, interaction, stem_of(item, interaction), explained(item), weights
    )


_READERS: dict[str, Callable[[ItemTree, Element], tuple[str, Raw]]] = {
    "choiceInteraction": _choice,
    "hottextInteraction": _hottext,
    "orderInteraction": _order,
    "matchInteraction": _match,
    "associateInteraction": _associate,
    "textEntryInteraction": _text_entry,
    "extendedTextInteraction": _extended,
    "uploadInteraction": _upload,
    "sliderInteraction": _slider,
    "gapMatchInteraction": _gap_match,
    "hotspotInteraction": _hotspot,
    "selectPointInteraction": _hotspot,
}
