"""A QTI 1.x item taken apart: texts, responses, feedback, scoring."""

import html
import re
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.interchange import build
from assessments.interchange.draft import Draft
from assessments.interchange.html import inner_words
from assessments.interchange.qti12_scoring import Scoring, read_rules
from assessments.interchange.safe_xml import (
    Element,
    attribute,
    child,
    children,
    descendants,
    inner_markup,
    name,
    text_of,
)

_RESPONSES = {"response_lid", "response_str", "response_num", "response_xy", "response_grp"}
_MARKUP = re.compile(
    r"</?(p|br|b|i|em|strong|div|span|img|ul|ol|li|sub|sup|table|a|h\d|font)\b", re.I
)
# here the text inside a response is one side of a pair, not part of the question
_LABELED = {"matching_question", "categorization_question"}
ZERO = Decimal(0)


@dataclass
class Response:
    """One place of an item where something is answered."""

    ident: str
    element: Element
    cardinality: str
    prompt: str
    labels: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Item:
    """An item taken apart: its text with a mark where each response stands, and its scoring."""

    element: Element
    draft: Draft
    kind: str
    fields: dict[str, str]
    markup: str = ""
    responses: list[Response] = field(default_factory=list)
    # Blackboard lists the right sides of pairs once, for the labels of every response in turn
    rights: list[str] = field(default_factory=list)
    scoring: Scoring = field(default_factory=lambda: Scoring([]))
    feedback: dict[str, str] = field(default_factory=dict)
    # the item whose text stands before this one, and whether this one is such a text
    stimulus: Element | None = None
    is_stimulus: bool = False


# --- taking an item apart


def material(element: Element, draft: Draft) -> str:
    parts = []
    for found in children(element):
        tag = name(found)
        if tag in {"mattext", "mat_formattedtext"}:
            parts.append(_mattext(found))
        elif tag == "mattextemphasis":
            words = html.escape(text_of(found), quote=False)
            parts.append(f"<em>{words}</em>")
        elif tag == "matbreak":
            parts.append("<br>")
        elif tag == "matimage":
            parts.append(_matimage(found, draft))
        elif tag in {"matvideo", "mataudio", "matapplet", "matapplication", "mat_extension"}:
            if tag != "mat_extension" or children(found):
                inside = "".join(_mattext(deep) for deep in descendants(found, "mat_formattedtext"))
                parts.append(inside)
                if not inside:
                    draft.lost(_("A recording, video or program was left out."))
        elif tag == "matemtext":
            parts.append(f"<em>{html.escape(text_of(found), quote=False)}</em>")
        elif tag in {"material", "altmaterial", "flow_mat", "material_ref"}:
            parts.append(material(found, draft))
    return "".join(parts)


def _mattext(element: Element) -> str:
    kind = (attribute(element, "texttype", "type") or "text/plain").lower()
    if children(element):
        return inner_markup(element)
    text = element.text or ""
    if "html" in kind or "xhtml" in kind or _MARKUP.search(text):
        return text
    return html.escape(text, quote=False)


def _matimage(element: Element, draft: Draft) -> str:
    source = attribute(element, "uri", "entityref")
    if not source:
        draft.lost(_("A picture written into the text (data:) was left out; attach it as a file."))
        return ""
    label = html.escape(attribute(element, "label"))
    return f'<img src="{html.escape(source)}" alt="{label}">'


def take_apart(item: Item) -> None:
    parts: list[str] = []
    presentation = child(item.element, "presentation")
    if presentation is None:
        item.draft.refuse(_("The item shows nothing: it has no presentation."))

    def walk(element: Element) -> None:
        for found in children(element):
            tag = name(found)
            if tag in _RESPONSES:
                response = _response(found, item.draft)
                parts.append("\0")
                item.responses.append(response)
            elif tag in {"material", "flow_mat"}:
                parts.append(material(found, item.draft))
            elif attribute(found, "class").upper() == "RIGHT_MATCH_BLOCK":
                item.rights += [
                    "".join(material(part, item.draft) for part in materials(side))
                    for side in children(found)
                ]
            elif tag == "flow" and item.kind in _LABELED and children(found, "response_lid"):
                response = _response(children(found, "response_lid")[0], item.draft)
                response.prompt = "".join(
                    material(part, item.draft)
                    for side in children(found, "flow", "material")
                    for part in ([side] if name(side) == "material" else materials(side))
                )
                item.responses.append(response)
            elif tag in {"flow", "flow_label"}:
                walk(found)

    if item.stimulus is not None and item.stimulus is not item.element:
        shared = (material(part, item.draft) for part in materials(item.stimulus))
        parts.append(f"<div>{''.join(shared)}</div>")
    walk(presentation)
    for response in item.responses:
        if len(response.labels) == len(item.rights):
            response.labels = [
                (ident, text or right)
                for (ident, text), right in zip(response.labels, item.rights, strict=True)
            ]
    item.markup = "".join(parts)
    several = frozenset(
        response.ident
        for response in item.responses
        if response.cardinality in {"multiple", "ordered"}
    )
    item.scoring = Scoring(read_rules(item.element), several)
    for found in children(item.element, "itemfeedback"):
        markup = "".join(material(part, item.draft) for part in materials(found))
        if inner_words(markup):
            item.feedback[attribute(found, "ident")] = markup


def materials(element: Element) -> list[Element]:
    return [
        found
        for found in descendants(element, "material")
        if name(found.getparent()) not in {"material", "altmaterial"}
    ]


def _response(element: Element, draft: Draft) -> Response:
    prompt = "".join(material(found, draft) for found in children(element, "material", "flow_mat"))
    response = Response(
        attribute(element, "ident"),
        element,
        attribute(element, "rcardinality", default="Single").lower(),
        prompt,
    )
    for label in descendants(element, "response_label"):
        materials = "".join(
            material(found, draft) for found in children(label, "material", "flow_mat")
        )
        response.labels.append((attribute(label, "ident"), materials or (label.text or "").strip()))
    return response


# --- feedback


@dataclass
class Told:
    """Feedback of an item by what it belongs to."""

    general: str = ""
    right: str = ""
    wrong: str = ""
    options: dict[str, str] = field(default_factory=dict)


def read_told(item: Item, key: dict[str, frozenset[str]]) -> Told:
    told = Told()
    labels = {label for response in item.responses for label, _text in response.labels}
    for rule in item.scoring.rules:
        for link in rule.feedback:
            markup = item.feedback.get(link)
            if not markup:
                continue
            tests = [test for test in rule.tests() if not test.negated]
            own = link[:-3] if link.endswith("_fb") else ""
            if link == "general_fb":
                told.general = markup
            elif link.lower() in {"correct_fb", "general_correct_fb", "correct"}:
                told.right = markup
            elif link.lower() in {"general_incorrect_fb", "incorrect_fb", "incorrect"}:
                told.wrong = markup
            elif own in labels:
                told.options[own] = markup
            elif (len(tests) == 1 and tests[0].value in labels) or (
                len(tests) == 1 and tests[0].sign == "varequal" and not labels
            ):
                told.options.setdefault(tests[0].value, markup)
            elif item.scoring.holds(rule.condition, key):
                told.right = told.right or markup
            else:
                told.wrong = told.wrong or markup
    shown = {link for rule in item.scoring.rules for link in rule.feedback}
    for ident, markup in item.feedback.items():
        if ident not in shown:
            if ident in {"general_fb", "solution", "Solution"} or len(item.feedback) == 1:
                told.general = told.general or markup
            else:
                item.draft.lost(_("Feedback that nothing in the file leads to was left out."))
    return told


def explained(item: Item, told: Told) -> str:
    return build.keep_outcome_feedback(
        item.draft,
        item.draft.html(told.general) if told.general else "",
        right=told.right,
        wrong=told.wrong,
    )


def item_stem(item: Item, *, mark: str = "") -> str:
    markup = item.markup.replace("\0", mark)
    if not item.responses:
        return markup
    if not inner_words(markup) and item.responses[0].prompt:
        markup = item.responses[0].prompt
    elif len(item.responses) == 1 and item.kind not in _LABELED:
        markup = f"<div>{markup}</div><div>{item.responses[0].prompt}</div>"
    return markup
