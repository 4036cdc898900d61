"""Question types that widely used plugins bring to Moodle: rows to judge (mtf, kprime), gapfill."""

import html
import re
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.interchange import build
from assessments.interchange.build import Option
from assessments.interchange.draft import Draft
from assessments.interchange.html import inner_words
from assessments.interchange.model import Raw
from assessments.interchange.moodle_cloze import select_blank
from assessments.interchange.safe_xml import Element, attribute, child, children, text_of
from assessments.interchange.text import number

# "\\s+" between words stands for a space, "\\$" for the sign itself
_SPACES = re.compile(r"\\s[+*]?")
_ESCAPED = re.compile(r"\\([^\w\s])")
_PATTERN = re.compile(r"\\\w|(?<!\\)[\^$*+?()\[\]{}]|\.[*+]")


def read_rows(draft: Draft, element: Element, stem: str, explanation: str) -> tuple[str, Raw]:
    """Statements, each judged by one of the columns, are a matching question."""
    columns = {
        attribute(column, "number"): draft.words(text_of(child(column, "responsetext", "text")))
        for column in children(element, "column")
    }
    right: dict[str, str] = {}
    for weight in children(element, "weight"):
        worth = number(text_of(child(weight, "value")))
        if worth is not None and worth > 0:
            right[attribute(weight, "rownumber")] = attribute(weight, "columnnumber")
    pairs = []
    for row in children(element, "row"):
        answer = columns.get(right.get(attribute(row, "number"), ""), "")
        if not answer:
            draft.refuse(_("The file does not say which answer a statement has."))
        pairs.append((draft.inline(text_of(child(row, "optiontext", "text"))), answer))
        if inner_words(text_of(child(row, "feedbacktext", "text"))):
            draft.lost(_("Feedback for a single pair cannot be kept."))
    if text_of(child(element, "scoringmethod")) not in {"", "subpoints"}:
        draft.lost(_("A wrong statement costs more there; here each earns its share."))
    return build.matching(draft, stem, pairs, list(columns.values()), explanation)


def read_gapfill(draft: Draft, element: Element, markup: str, explanation: str) -> tuple[str, Raw]:
    """``[cat|dog]`` in the text is a blank; the display says whether it is written or chosen."""
    signs = text_of(child(element, "delimitchars")) or "[]"
    opening, closing = re.escape(signs[0]), re.escape(signs[-1])
    # a tag is passed over whole: brackets in an address are no gap
    gap = re.compile(f"<[^<>]{{1,2000}}>|{opening}([^{opening}{closing}]{{1,400}}){closing}")
    if text_of(child(element, "casesensitive")) == "1":
        draft.lost(_("A blank minds capital letters there; blanks do not here."))
    if text_of(child(element, "noduplicates")) == "1":
        draft.lost(_("A word given in two blanks counts once there; here each blank counts."))
    literal = text_of(child(element, "disableregex")) == "1"
    chosen = text_of(child(element, "answerdisplay")) in {"dragdrop", "dropdown"}
    accepted = [_words(draft, found, literal=literal) for found in gap.findall(markup) if found]
    wrong = [
        " ".join(_literal(inner_words(text_of(child(answer, "text")))).split())
        for answer in children(element, "answer")
        if (number(attribute(answer, "fraction", default="0")) or 0) <= 0
    ]
    listed = list(dict.fromkeys([*(words[0] for words in accepted), *wrong]))
    raws: list[Raw] = []

    def place(found: re.Match[str]) -> str:
        if not found[1]:
            return found[0]
        words, label = accepted[len(raws)], f"b{len(raws) + 1}"
        if chosen and len(listed) > 1:
            options = [Option(text, Decimal(text in words)) for text in listed]
            raws.append(select_blank(draft, label, options))
        else:
            if chosen:
                draft.info(_("The only word to choose from is to be written here."))
            answers = build.answer_list(draft, [Option(text, Decimal(1)) for text in words])
            raws.append(build.blank(label, "text", answers=answers))
        return f"[[{label}]]"

    return build.blanks(draft, draft.stem(gap.sub(place, markup)), raws, explanation)


def _words(draft: Draft, found: str, *, literal: bool) -> list[str]:
    """What a blank accepts. Regular expressions and blanks to leave empty are refused.

    The plugin reads each gap as a regular expression unless the question switches that off.
    """
    words = [" ".join(inner_words(part).split()) for part in found.split("|")]
    patterns = not literal and any(_PATTERN.search(_SPACES.sub(" ", word)) for word in words)
    if not all(words) or "!!" in words or patterns:
        draft.refuse(
            _("The blank “%(text)s” is a pattern or stays empty; that is not possible here.")
            % {"text": html.unescape(found)[:40]}
        )
    return words if literal else [_literal(word) for word in words]


def _literal(word: str) -> str:
    """A word of a regular expression that stands for itself, without its escapes."""
    return _ESCAPED.sub(r"\1", _SPACES.sub(" ", word))
