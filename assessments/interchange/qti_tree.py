"""QTI 2 and 3 items taken apart: one set of names for both, declarations, body, feedback.

QTI 3 writes ``qti-choice-interaction`` and ``max-choices`` where QTI 2 writes ``choiceInteraction``
and ``maxChoices``; here both are the latter.
"""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext as _

from assessments.interchange.draft import Draft
from assessments.interchange.html import inner_words
from assessments.interchange.model import ImportRefused
from assessments.interchange.safe_xml import Element, inner_markup, parse_xml
from assessments.interchange.safe_xml import name as local_name
from assessments.interchange.text import number

BLOCK_INTERACTIONS = {
    *("choiceInteraction", "orderInteraction", "associateInteraction", "matchInteraction"),
    *("gapMatchInteraction", "extendedTextInteraction", "hotspotInteraction", "hottextInteraction"),
    *("selectPointInteraction", "graphicOrderInteraction", "graphicAssociateInteraction"),
    *("graphicGapMatchInteraction", "positionObjectInteraction", "positionObjectStage"),
    *("sliderInteraction", "mediaInteraction", "drawingInteraction", "uploadInteraction"),
    *("customInteraction", "portableCustomInteraction", "endAttemptInteraction"),
}
INLINE_INTERACTIONS = {"textEntryInteraction", "inlineChoiceInteraction"}
INTERACTIONS = BLOCK_INTERACTIONS | INLINE_INTERACTIONS
_HIDDEN = {
    *("feedbackInline", "feedbackBlock", "modalFeedback", "templateInline", "templateBlock"),
    *(
        "rubricBlock",
        "stylesheet",
        "catalogInfo",
        "companionMaterialsInfo",
        "templateBlockFeedback",
    ),
}
# some writers pass their items through tools for HTML, which write all names small
_LOWERED = {
    known.lower(): known
    for known in (
        *INTERACTIONS,
        *("simpleChoice", "inlineChoice", "gapText", "gapImg", "simpleMatchSet"),
        *("simpleAssociableChoice", "hotspotChoice", "feedbackInline", "feedbackBlock"),
    )
}
_MARK = "\0{}\0"
_BODY_WRAPPERS = {"contentBody", "include", "infoControl"}


def tag(element: Element) -> str:
    """The name of ``element`` as QTI 2 writes it."""
    return _as_in_qti2(local_name(element))


@lru_cache(maxsize=2000)
def _as_in_qti2(found: str) -> str:
    if not found.startswith("qti-"):
        return _LOWERED.get(found, found)
    head, *rest = found[4:].split("-")
    return head + "".join(part[:1].upper() + part[1:] for part in rest)


def attr(element: Element | None, name: str, default: str = "") -> str:
    """The attribute ``name`` (as QTI 2 writes it), whatever its dashes, case or namespace."""
    if element is None:
        return default
    wanted = name.replace("-", "").lower()
    for key, value in element.attrib.items():
        local = key.rsplit("}", 1)[-1].rsplit(":", 1)[-1]
        if local.replace("-", "").lower() == wanted:
            return str(value).strip()
    return default


def kids(element: Element | None, *names: str) -> list[Element]:
    """The children of ``element`` called one of ``names`` (all without names)."""
    if element is None:
        return []
    return [found for found in element if tag(found) and (not names or tag(found) in names)]


def kid(element: Element | None, *path: str) -> Element | None:
    for step in path:
        found = kids(element, step)
        if not found:
            return None
        element = found[0]
    return element


def below(element: Element | None, *names: str) -> Iterator[Element]:
    """Everything below ``element`` called one of ``names``."""
    if element is None:
        return
    for found in element.iter():
        if found is not element and tag(found) in names:
            yield found


def words_in(element: Element | None) -> str:
    return "" if element is None else "".join(element.itertext()).strip()


@dataclass(frozen=True)
class Area:
    shape: str
    coords: str
    value: Decimal


@dataclass
class Declaration:
    """A response variable: its type, the correct response, and what responses are mapped to."""

    ident: str
    cardinality: str
    base_type: str
    correct: list[str]
    mapping: dict[str, Decimal]
    case_sensitive: bool
    areas: list[Area]
    default: Decimal = Decimal(0)


def read_declaration(element: Element) -> Declaration:
    mapping: dict[str, Decimal] = {}
    sensitive = False
    for entry in below(kid(element, "mapping"), "mapEntry"):
        value = number(attr(entry, "mappedValue"))
        if value is not None:
            mapping[attr(entry, "mapKey")] = value
        # the flag of one entry speaks for all: a question here minds capitals or does not
        sensitive = sensitive or attr(entry, "caseSensitive").lower() == "true"
    if len({key.casefold() for key in mapping}) < len(mapping):
        sensitive = sensitive or len(set(mapping.values())) > 1
    areas = [
        Area(
            attr(entry, "shape"),
            attr(entry, "coords"),
            number(attr(entry, "mappedValue")) or Decimal(0),
        )
        for entry in below(kid(element, "areaMapping"), "areaMapEntry")
    ]
    return Declaration(
        attr(element, "identifier"),
        attr(element, "cardinality", "single").lower(),
        attr(element, "baseType").lower(),
        [
            " ".join(words_in(value).split())
            for value in below(kid(element, "correctResponse"), "value")
        ],
        mapping,
        sensitive,
        areas,
        number(attr(kid(element, "mapping"), "defaultValue")) or Decimal(0),
    )


@dataclass
class Told:
    """Feedback of an item by what it belongs to."""

    general: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    by_identifier: dict[str, str] = field(default_factory=dict)


@dataclass
class ItemTree:
    """An item: its text with ``\\0n\\0`` where interaction ``n`` stands, and what belongs to it."""

    element: Element
    draft: Draft
    declarations: dict[str, Declaration] = field(default_factory=dict)
    interactions: list[Element] = field(default_factory=list)
    markup: str = ""
    guide: str = ""
    told: Told = field(default_factory=Told)

    def declaration(self, interaction: Element) -> Declaration:
        ident = attr(interaction, "responseIdentifier", "RESPONSE")
        found = self.declarations.get(ident)
        if found is None and len(self.declarations) == 1:
            found = next(iter(self.declarations.values()))
        if found is None:
            self.draft.refuse(_("An answer of the item is declared nowhere in the file."))
        return found

    def inside(
        self,
        element: Element | None,
        *,
        without: Sequence[str] = (),
        first: Callable[[Element], str | None] = lambda found: None,
    ) -> str:
        """The content of ``element`` as markup; nested interactions become marks.

        ``first`` may answer for an element before anybody else does.
        """

        def replace(found: Element) -> str | None:
            kind = tag(found)
            answered = first(found)
            if answered is not None:
                return answered
            if kind in INTERACTIONS:
                self.interactions.append(found)
                mark = _MARK.format(len(self.interactions) - 1)
                return mark if kind in INLINE_INTERACTIONS else f"<div>{mark}</div>"
            if kind in without:
                return ""
            if kind in _HIDDEN:
                return self._hidden(found, kind)
            if kind == "printedVariable":
                self.draft.refuse(_("The text shows values that are drawn for each candidate."))
            if kind in {"prompt", *_BODY_WRAPPERS} or local_name(found).startswith("qti-"):
                return inner_markup(found, replace=replace)
            if kind == "hottext":
                return inner_markup(found, replace=replace)
            if kind == "picture":
                shown = next(below(found, "img"), None)
                return None if shown is None else _picture_markup(shown)
            return None

        return inner_markup(element, replace=replace)

    def _hidden(self, element: Element, kind: str) -> str:
        if kind == "rubricBlock":
            views = attr(element, "view", "candidate").lower()
            content = self.inside(element)
            if "candidate" in views:
                return f"<div>{content}</div>"
            self.guide += f"<div>{content}</div>"
            return ""
        if kind in {"feedbackInline", "feedbackBlock"}:
            self.tell(element)
            return ""
        if kind in {"templateInline", "templateBlock"}:
            self.draft.refuse(_("The text shows values that are drawn for each candidate."))
        return ""

    def tell(self, element: Element) -> None:
        """Keep what a feedback element says under what it belongs to."""
        markup = self.inside(element)
        if not inner_words(markup) and "<img" not in markup:
            return
        ident = attr(element, "identifier")
        if attr(element, "showHide", "show").lower() == "hide":
            self.draft.lost(_("Feedback that is hidden for some answers is shown always."))
        self.told.by_identifier[ident] = self.told.by_identifier.get(ident, "") + markup


def _picture_markup(element: Element) -> str:
    source, alt = html.escape(attr(element, "src")), html.escape(attr(element, "alt"))
    return f'<img src="{source}" alt="{alt}">'


def take_apart(element: Element, draft: Draft) -> ItemTree:
    """The item in pieces."""
    item = ItemTree(element, draft)
    if kids(element, "templateDeclaration") and kids(element, "templateProcessing"):
        draft.refuse(
            _("The item draws values for each candidate (templates); write it as a calculated one.")
        )
    for found in kids(element, "responseDeclaration"):
        declaration = read_declaration(found)
        item.declarations[declaration.ident] = declaration
    if attr(element, "adaptive").lower() == "true":
        draft.lost(_("It is adaptive there, going on after each try; here it is answered once."))
    stimulus = "".join(_stimulus(found, item) for found in kids(element, "assessmentStimulusRef"))
    body = kid(element, "itemBody")
    if body is None:
        draft.refuse(_("The item has no body."))
    item.markup = stimulus + item.inside(body)
    for found in kids(element, "modalFeedback"):
        item.tell(found)
    return item


def _stimulus(element: Element, item: ItemTree) -> str:
    """The text several items share, out of its own file of the package."""
    href = attr(element, "href")
    data = item.draft.files.find(href, base=item.draft.base)
    if data is None:
        item.draft.lost(_("The shared text %(name)s is not in the file.") % {"name": href[:80]})
        return ""
    try:
        root = parse_xml(data, warn=lambda message: None)
    except ImportRefused:
        item.draft.lost(_("The shared text %(name)s cannot be read.") % {"name": href[:80]})
        return ""
    body = kid(root, "stimulusBody")
    return item.inside(body if body is not None else root)


def sort_feedback(item: ItemTree, options: Sequence[str] = ()) -> dict[str, str]:
    """Feedback of single options by their identifier; the rest goes to general, right or wrong."""
    branches = _branches(item)
    own: dict[str, str] = {}
    for ident, markup in item.told.by_identifier.items():
        lowered = ident.lower()
        branch = branches.get(ident, "")
        if ident in options:
            own[ident] = markup
        elif branch in {"right", "wrong"}:
            (item.told.right if branch == "right" else item.told.wrong).append(markup)
        elif re.search(r"incorrect|wrong|false", lowered):
            item.told.wrong.append(markup)
        elif re.search(r"correct|right", lowered):
            item.told.right.append(markup)
        else:
            item.told.general.append(markup)
    return own


def _branches(item: ItemTree) -> dict[str, str]:
    """Feedback identifiers set where the response is found correct, or where it is not."""
    processing = kid(item.element, "responseProcessing")
    found: dict[str, str] = {}
    for change in below(processing, "setOutcomeValue"):
        branch = change.getparent()
        if branch is None:
            continue
        kind = tag(branch)
        if kind not in {"responseIf", "responseElse", "responseElseIf"}:
            continue
        tests = [
            test
            for step in kids(branch)
            if tag(step) != "setOutcomeValue"
            for test in (step, *step.iterdescendants())
        ]
        # some find out first whether the response is right, and ask for that word afterwards
        words = {words_in(test).lower() for test in tests if tag(test) == "baseValue"}
        if stated := words & {"correct", "incorrect"}:
            for value in below(change, "baseValue"):
                found.setdefault(words_in(value), "right" if stated == {"correct"} else "wrong")
            continue
        asks_correct = any(tag(test) == "correct" for test in tests)
        negated = any(tag(step) == "not" for step in kids(branch))
        right = kind == "responseIf" and asks_correct and not negated
        wrong = kind == "responseElse" or (kind == "responseIf" and asks_correct and negated)
        for value in below(change, "baseValue"):
            if right or wrong:
                found.setdefault(words_in(value), "right" if right else "wrong")
    return found
