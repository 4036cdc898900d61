"""QTI 1.2 and what speaks it: Canvas, its new quizzes, Blackboard, Respondus, ASI samples."""

from collections.abc import Iterator
from functools import partial

from django.utils.translation import gettext as _

from assessments.interchange.draft import Draft
from assessments.interchange.images import Files
from assessments.interchange.model import ImportRefused
from assessments.interchange.qti12_item import Item
from assessments.interchange.qti12_readers import read_question
from assessments.interchange.reading import Entry, Reading
from assessments.interchange.safe_xml import (
    Element,
    attribute,
    child,
    children,
    descendants,
    name,
    parse_xml,
    text_of,
    unnest,
)
from lms.core.sanitize import clean_text

_ROOT_SECTIONS = {"root_section", "main", "root section"}
# what Canvas writes where nobody gave a title
_NO_TITLES = {"question", "untitled", "untitled question"}


def parse(data: bytes, *, files: Files | None = None, base: str = "") -> Reading:
    """Every item of a QTI 1.x file. Raises ImportRefused for other XML."""
    reading = Reading("qti12")
    root = parse_xml(data, warn=reading.warn)
    if name(root) not in {"questestinterop", "item", "assessment", "section", "objectbank"}:
        raise ImportRefused(_("This XML is not QTI 1.x: it has no “questestinterop”."))
    unnest(root, "item")
    shared = _shared_texts(root) if b"parent_stimulus_item_ident" in data else {}
    for element, category in _items(root, ()):
        draft = Draft("qti12", files or Files(), base=base, category=category)
        title = clean_text(attribute(element, "title"))
        draft.name = "" if title.lower() in _NO_TITLES else title
        draft.ref = attribute(element, "ident")
        draft.where = _("line %(n)s") % {"n": element.sourceline}
        fields = _fields(element)
        kind = _kind(fields)
        item = Item(element, draft, kind, fields)
        item.stimulus = shared.get(_parent_text(element, fields))
        item.is_stimulus = draft.ref in shared
        reading.add(Entry(draft, kind, partial(read_question, item)))
    if next(descendants(root, "bankentry_item", "itemref", "sourcebank_ref"), None) is not None:
        reading.warn(_("The file also refers to questions of a bank that is not in it."))
    if next(descendants(root, "selection_number"), None) is not None:
        reading.warn(
            _("How many questions of a group are drawn there is not taken over; an exam says that.")
        )
    if not reading.total:
        reading.warn(_("No question was found in this file."))
    return reading


def _parent_text(element: Element, fields: dict[str, str]) -> str:
    """The identifier of the text an item, or a section around it, belongs to; "" without one."""
    named = fields.get("parent_stimulus_item_ident", "")
    around = element.getparent()
    while not named and around is not None:
        named = attribute(around, "parent_stimulus_item_ident")
        around = around.getparent()
    return named


def _shared_texts(root: Element) -> dict[str, Element]:
    """Items that are the text of other items, by identifier, as Canvas's new quizzes write them."""
    items = {attribute(found, "ident"): found for found in descendants(root, "item")}
    wanted = {_parent_text(found, _fields(found)) for found in items.values()}
    return {ident: found for ident, found in items.items() if ident and ident in wanted}


def _items(
    element: Element, category: tuple[str, ...]
) -> Iterator[tuple[Element, tuple[str, ...]]]:
    if name(element) == "item":
        yield element, category
        return
    for found in children(element):
        tag = name(found)
        if tag == "item":
            yield found, category
        elif tag in {"assessment", "section", "objectbank"}:
            title = clean_text(attribute(found, "title"))
            named = title and title.lower() not in _ROOT_SECTIONS
            yield from _items(found, (*category, title) if named else category)


def _fields(item: Element) -> dict[str, str]:
    found = {}
    for entry in descendants(item, "qtimetadatafield"):
        label = text_of(child(entry, "fieldlabel")).lower()
        found[label] = text_of(child(entry, "fieldentry"))
    for entry in descendants(item, "qmd_itemtype", "bbmd_questiontype"):
        found.setdefault(name(entry), text_of(entry))
    return found


_KINDS = {
    "multiple choice": "multiple_choice_question",
    "multiple answer": "multiple_answers_question",
    "true/false": "true_false_question",
    "either/or": "multiple_choice_question",
    "essay": "essay_question",
    "short response": "essay_question",
    "file upload": "file_upload_question",
    "fill in the blank": "short_answer_question",
    "numeric": "numerical_question",
    "ordering": "ordering_question",
    "matching": "matching_question",
    "cc.multiple_choice.v0p1": "multiple_choice_question",
    "cc.multiple_response.v0p1": "multiple_answers_question",
    "cc.true_false.v0p1": "true_false_question",
    "cc.fib.v0p1": "short_answer_question",
    "cc.essay.v0p1": "essay_question",
}


def _kind(fields: dict[str, str]) -> str:
    """The type an item says it is, in Canvas's words; "" when it does not say."""
    for label in ("question_type", "cc_profile", "bbmd_questiontype", "qmd_itemtype"):
        if stated := fields.get(label, "").strip().lower():
            return _KINDS.get(stated, stated if label == "question_type" else "")
    return ""
