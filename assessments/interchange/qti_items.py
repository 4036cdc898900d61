"""The interactions of QTI 2 and 3, each as one of our question types."""

import html
import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from assessments.interchange import build, qti_blanks, qti_graphics
from assessments.interchange.build import Option
from assessments.interchange.draft import Draft
from assessments.interchange.html import inner_words
from assessments.interchange.model import MAX_OPTIONS, ImportedQuestion, Raw
from assessments.interchange.qti_choice import choice, hottext
from assessments.interchange.qti_entries import number_answers, text_answers
from assessments.interchange.qti_parts import explained, gains, option_parts, stem_of
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
)
from assessments.interchange.safe_xml import Element, has_too_many_parts
from assessments.interchange.text import number
from lms.core.sanitize import clean_text

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
        if kinds != {"extendedTextInteraction"}:
            draft.refuse(_several_refusal(kinds))
        what, raw = _several_texts(item)
        return draft.question(what, raw)
    (kind,) = kinds
    read = _READERS.get(kind)
    if read is None:
        draft.refuse(_refusal(kind))
    what, raw = read(item, asking[0])
    return draft.question(what, raw)


def _several_refusal(kinds: set[str]) -> str:
    if len(kinds) > 1:
        return _("The item mixes several kinds of answers; that is not possible here.")
    return _("The item asks several things at once; make a question of each.")


def _say_own_rules(item: ItemTree) -> None:
    """A note for marks that a rule of the item's own gives for an answer beside the right one."""
    for branch in below(kid(item.element, "responseProcessing"), "responseElseIf"):
        named = any(
            list(below(test, "baseValue"))
            for test in kids(branch)
            if tag(test) not in {"setOutcomeValue", "responseCondition"}
        )
        if named and gains(branch):
            item.draft.lost(
                _("Part of the marks for another answer, given by a rule of its own, is not kept.")
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


def _order(item: ItemTree, interaction: Element) -> tuple[str, Raw]:
    draft, declaration = item.draft, item.declaration(interaction)
    texts = {
        attr(found, "identifier"): draft.words(option_parts(item, found)[0])
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
    lefts = {ident: draft.inline(option_parts(item, found)[0]) for ident, found in firsts.items()}
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
    markup, _feedback = option_parts(item, element)
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


def _several_texts(item: ItemTree) -> tuple[str, Raw]:
    """Several fields to write in as one essay; what each asks stays where it stood."""
    item.draft.lost(_("It has several fields to write in; here one answer is written for all."))
    sort_feedback(item)
    models: list[str] = []
    for place, found in enumerate(item.interactions):
        if tag(found) == "extendedTextInteraction":
            models += item.declaration(found).correct
            prompt = item.inside(kid(found, "prompt"))
            item.markup = item.markup.replace(f"\0{place}\0", f"{prompt} {build.BLANK}")
    stem = item.draft.stem(item.markup)
    return build.essay(item.draft, stem, guide=_guide(item, models), explanation=explained(item))


def _guide(item: ItemTree, models: list[str]) -> str:
    """What markers read: the rubric of the item, then the answers it holds for right."""
    guide = item.draft.html(item.guide) if item.guide else ""
    if models:
        model = html.escape(" ".join(models), quote=False)
        guide += item.draft.html(f"<p>{html.escape(_('Model answer:'))} {model}</p>")
    return guide


def _extended(item: ItemTree, interaction: Element) -> tuple[str, Raw]:
    draft, declaration = item.draft, item.declaration(interaction)
    sort_feedback(item)
    guide = _guide(item, declaration.correct)
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
    return qti_graphics.read(item, interaction)


_READERS: dict[str, Callable[[ItemTree, Element], tuple[str, Raw]]] = {
    "choiceInteraction": choice,
    "hottextInteraction": hottext,
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
