"""QTI 1.2 and what speaks it: Canvas, its new quizzes, Blackboard, Respondus, ASI samples."""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from django.utils.translation import gettext as _

from assessments.interchange import build, qti12_numbers
from assessments.interchange.build import Draft, Option
from assessments.interchange.formulas import FormulaRefused, parameter_name, translate
from assessments.interchange.html import inner_words
from assessments.interchange.images import Files
from assessments.interchange.model import ImportedQuestion, ImportRefused, Raw
from assessments.interchange.moodle_cloze import select_blank
from assessments.interchange.moodle_drag import region
from assessments.interchange.qti12_scoring import Scoring, read_rules
from assessments.interchange.reading import Entry, Reading
from assessments.interchange.safe_xml import (
    Element,
    attribute,
    child,
    children,
    descendants,
    inner_markup,
    name,
    parse_xml,
    text_of,
    unnest,
)
from assessments.interchange.shapes import as_points
from assessments.interchange.text import number, plain_number
from lms.core.sanitize import clean_text

_RESPONSES = {"response_lid", "response_str", "response_num", "response_xy", "response_grp"}
_MARKUP = re.compile(
    r"</?(p|br|b|i|em|strong|div|span|img|ul|ol|li|sub|sup|table|a|h\d|font)\b", re.I
)
_ROOT_SECTIONS = {"root_section", "main", "root section"}
ZERO = Decimal(0)


@dataclass
class Response:
    """One place of an item where something is answered."""

    ident: str
    element: Element
    cardinality: str
    prompt: str
    labels: list[tuple[str, str]] = field(default_factory=list)
    before: int = 0


@dataclass
class Item:
    """An item taken apart: its text with a mark where each response stands, and its scoring."""

    element: Element
    draft: Draft
    kind: str
    fields: dict[str, str]
    markup: str = ""
    responses: list[Response] = field(default_factory=list)
    scoring: Scoring = field(default_factory=lambda: Scoring([]))
    feedback: dict[str, str] = field(default_factory=dict)


def parse(data: bytes, *, files: Files | None = None, base: str = "") -> Reading:
    """Every item of a QTI 1.x file. Raises ImportRefused for other XML."""
    reading = Reading("qti12")
    root = parse_xml(data, warn=reading.warn)
    if name(root) not in {"questestinterop", "item", "assessment", "section", "objectbank"}:
        raise ImportRefused(_("This XML is not QTI 1.x: it has no “questestinterop”."))
    unnest(root, "item")
    for element, category in _items(root, ()):
        draft = Draft("qti12", files or Files(), base=base, category=category)
        draft.name = clean_text(attribute(element, "title"))
        draft.ref = attribute(element, "ident")
        draft.where = _("line %(n)s") % {"n": element.sourceline}
        fields = _fields(element)
        kind = _kind(fields)
        item = Item(element, draft, kind, fields)
        reading.add(Entry(draft, kind, partial(_question, item)))
    if not reading.total:
        reading.warn(_("No question was found in this file."))
    return reading


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


# --- taking an item apart


def _material(element: Element, draft: Draft) -> str:
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
            parts.append(_material(found, draft))
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


def _take_apart(item: Item) -> None:
    parts: list[str] = []
    presentation = child(item.element, "presentation")
    if presentation is None:
        item.draft.refuse(_("The item shows nothing: it has no presentation."))

    def walk(element: Element) -> None:
        for found in children(element):
            tag = name(found)
            if tag in _RESPONSES:
                response = _response(found, item.draft)
                response.before = len(parts)
                parts.append("\0")
                item.responses.append(response)
            elif tag in {"material", "flow_mat"}:
                parts.append(_material(found, item.draft))
            elif tag in {"flow", "flow_label"}:
                walk(found)

    walk(presentation)
    item.markup = "".join(parts)
    several = frozenset(
        response.ident
        for response in item.responses
        if response.cardinality in {"multiple", "ordered"}
    )
    item.scoring = Scoring(read_rules(item.element), several)
    for found in children(item.element, "itemfeedback"):
        markup = "".join(_material(part, item.draft) for part in _materials(found))
        if inner_words(markup):
            item.feedback[attribute(found, "ident")] = markup


def _materials(element: Element) -> list[Element]:
    return [
        found
        for found in descendants(element, "material")
        if name(found.getparent()) not in {"material", "altmaterial"}
    ]


def _response(element: Element, draft: Draft) -> Response:
    prompt = "".join(_material(found, draft) for found in children(element, "material", "flow_mat"))
    response = Response(
        attribute(element, "ident"),
        element,
        attribute(element, "rcardinality", default="Single").lower(),
        prompt,
    )
    for label in descendants(element, "response_label"):
        materials = "".join(
            _material(found, draft) for found in children(label, "material", "flow_mat")
        )
        response.labels.append((attribute(label, "ident"), materials or (label.text or "").strip()))
    return response


# --- a question


def _question(item: Item) -> ImportedQuestion:
    draft = item.draft
    _take_apart(item)
    if item.kind in {"text_only_question", "stimulus_question"} or not item.responses:
        draft.refuse(_("This is a description: it asks nothing, so it is no question."))
    points = number(item.fields.get("points_possible", "1"))
    if points is not None and points != 1:
        draft.lost(
            _("It is worth %(n)s points there; here an exam decides what a question is worth.")
            % {"n": plain_number(points)}
        )
    what, raw = _reader(item)(item)
    return draft.question(what, raw)


def _reader(item: Item) -> Callable[[Item], tuple[str, Raw]]:
    named: dict[str, Callable[[Item], tuple[str, Raw]]] = {
        "multiple_choice_question": _choice,
        "multiple_answers_question": _choice,
        "true_false_question": _choice,
        "short_answer_question": _fill_in,
        "fill_in_multiple_blanks_question": _named_blanks,
        "multiple_dropdowns_question": _named_blanks,
        "matching_question": _matching,
        "categorization_question": _categories,
        "numerical_question": qti12_numbers_reader,
        "calculated_question": _calculated,
        "essay_question": _essay,
        "file_upload_question": _upload,
        "ordering_question": _ordering,
        "hot_spot_question": _hotspot,
    }
    if item.kind in named:
        return named[item.kind]
    if item.kind and item.kind.endswith("_question"):
        item.draft.refuse(
            _("Questions of the type “%(type)s” cannot be read here.") % {"type": item.kind[:40]}
        )
    tags = {name(response.element) for response in item.responses}
    first = item.responses[0]
    if tags == {"response_lid"}:
        if any(response.cardinality == "ordered" for response in item.responses):
            return _ordering
        if len(item.responses) == 1:
            return _hotspot if any(descendants(first.element, "render_hotspot")) else _choice
        if any(f"[{_blank_name(response)}]" in item.markup for response in item.responses):
            return _named_blanks
        return _matching
    if tags == {"response_xy"}:
        return _hotspot
    if tags <= {"response_str", "response_num"}:
        return _typed(item)
    if tags == {"response_grp"}:
        item.draft.refuse(_("Grouped responses (drag and drop) of QTI 1.x cannot be read here."))
    item.draft.refuse(_("The item mixes several kinds of answers; that is not possible here."))


def _typed(item: Item) -> Callable[[Item], tuple[str, Raw]]:
    first = item.responses[0]
    fib = next(descendants(first.element, "render_fib"), None)
    style = attribute(fib, "fibtype").lower() if fib is not None else ""
    rows = number(attribute(fib, "rows")) if fib is not None else None
    if len(item.responses) > 1:
        return _fill_in
    if name(first.element) == "response_num" or style in {"decimal", "integer", "number"}:
        return qti12_numbers_reader
    scored = any(
        test.sign.startswith("var")
        for rule in item.scoring.rules
        if rule.rewards
        for test in rule.tests()
    )
    return _fill_in if scored and not (rows is not None and rows > 5) else _essay


# --- feedback


@dataclass
class Told:
    """Feedback of an item by what it belongs to."""

    general: str = ""
    right: str = ""
    wrong: str = ""
    options: dict[str, str] = field(default_factory=dict)


def _told(item: Item, key: dict[str, frozenset[str]]) -> Told:
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


def _explained(item: Item, told: Told) -> str:
    return build.keep_outcome_feedback(
        item.draft,
        item.draft.html(told.general) if told.general else "",
        right=told.right,
        wrong=told.wrong,
    )


def _stem(item: Item, *, mark: str = "") -> str:
    markup = item.markup.replace("\0", mark)
    if not inner_words(markup) and item.responses[0].prompt:
        markup = item.responses[0].prompt
    elif len(item.responses) == 1 and inner_words(item.responses[0].prompt):
        markup = f"<div>{markup}</div><div>{item.responses[0].prompt}</div>"
    return markup


# --- the kinds


def _choice(item: Item) -> tuple[str, Raw]:
    draft, response = item.draft, item.responses[0]
    if len(item.responses) > 1:
        draft.refuse(_("The item mixes several kinds of answers; that is not possible here."))
    several = response.cardinality == "multiple" or item.kind == "multiple_answers_question"
    if several:
        item.scoring.several |= {response.ident}
        fractions = _several_key(item, response)
    else:
        scores = {
            label: item.scoring.score({response.ident: frozenset({label})})
            for label, _text in response.labels
        }
        best = max(scores.values(), default=ZERO)
        if best <= 0:
            draft.refuse(_("The file does not say which option is right."))
        fractions = {label: score / best for label, score in scores.items()}
    key = {response.ident: frozenset(label for label, share in fractions.items() if share > 0)}
    told = _told(item, key)
    stem = draft.stem(_stem(item))
    words = [(label, inner_words(markup).casefold()) for label, markup in response.labels]
    if not several and {word for _label, word in words} == {"true", "false"} and len(words) == 2:
        truth = {label: word == "true" for label, word in words}
        right = max(fractions, key=lambda label: fractions[label])
        wrong = next(label for label in truth if label != right)
        return build.true_false(
            draft,
            stem,
            truth[right],
            right_feedback=told.options.get(right, "") + told.right,
            wrong_feedback=told.options.get(wrong, "") + told.wrong,
            explanation=told.general,
        )
    options = [
        build.option(
            draft,
            markup,
            max(min(fractions[label], Decimal(1)), Decimal(-1)),
            told.options.get(label, ""),
        )
        for label, markup in response.labels
    ]
    return build.choice(draft, stem, options, several=several, explanation=_explained(item, told))


def _several_key(item: Item, response: Response) -> dict[str, Decimal]:
    """What each option of a multiple response is worth, as shares that add up to one."""
    scoring, ident = item.scoring, response.ident
    labels = [label for label, _text in response.labels]
    nothing = scoring.score({})
    alone = {label: scoring.score({ident: frozenset({label})}) - nothing for label in labels}
    candidates = [frozenset(label for label in labels if alone[label] > 0)]
    for rule in scoring.rules:
        if rule.rewards:
            named = {test.value for test in rule.tests() if not test.negated}
            candidates.append(frozenset(named & set(labels)))
    key = max(
        (candidate for candidate in candidates if candidate),
        key=lambda candidate: (scoring.score({ident: candidate}), len(candidate)),
        default=frozenset(),
    )
    if not key or scoring.score({ident: key}) <= nothing:
        item.draft.refuse(_("The file does not say which option is right."))
    gains = sum(alone[label] for label in key)
    if all(alone[label] > 0 for label in key) and gains > 0:
        return {label: alone[label] / gains for label in labels}
    share = Decimal(1) / len(key)
    return {label: share if label in key else min(alone[label], ZERO) for label in labels}


def _values(item: Item, ident: str) -> list[tuple[str, Decimal, bool]]:
    """The texts that earn marks for ``ident``: text, score, whether case matters."""
    found: dict[str, tuple[Decimal, bool]] = {}
    for rule in item.scoring.rules:
        for test in rule.tests():
            if test.respident != ident or test.negated or test.sign != "varequal":
                continue
            if not rule.rewards or not test.value:
                continue
            score = sum((value for _action, value in rule.changes), ZERO)
            case = attribute(test.element, "case").lower() == "yes"
            if test.value not in found or found[test.value][0] < score:
                found[test.value] = (score, case)
    return [(text, score, case) for text, (score, case) in found.items()]


def _fill_in(item: Item) -> tuple[str, Raw]:
    draft = item.draft
    told = _told(item, {})
    if len(item.responses) == 1 and not inner_words(item.markup.split("\0")[-1]):
        response = item.responses[0]
        values = _values(item, response.ident)
        if not values:
            draft.refuse(_("The file does not say which answer is right."))
        best = max(score for _text, score, _case in values)
        answers = [
            Option(clean_text(text), score / best, draft.words(told.options.get(text, "")))
            for text, score, _case in values
        ]
        return build.short_text(
            draft,
            draft.stem(_stem(item)),
            answers,
            case_sensitive=any(case for _text, _score, case in values),
            explanation=_explained(item, told),
        )
    return _inline_blanks(item, told)


def _inline_blanks(item: Item, told: Told) -> tuple[str, Raw]:
    """Blanks that stand in the running text."""
    draft = item.draft
    raws: list[Raw] = []
    markup = item.markup
    for place, response in enumerate(item.responses, start=1):
        label = f"b{place}"
        markup = markup.replace("\0", f" {inner_words(response.prompt)} [[{label}]] ", 1)
        numbers = qti12_numbers.answers(item.scoring, response.ident)
        fib = next(descendants(response.element, "render_fib"), None)
        style = attribute(fib, "fibtype").lower() if fib is not None else ""
        if style in {"decimal", "integer"} and numbers:
            best, _explanation = build.best_number(draft, numbers, "")
            raws.append(
                build.blank(
                    label,
                    "numeric",
                    answer=plain_number(best.value or ZERO),
                    tolerance=plain_number(best.tolerance),
                )
            )
            continue
        values = _values(item, response.ident)
        if any(case for _text, _score, case in values):
            draft.lost(_("A blank minds capital letters there; blanks do not here."))
        options = [Option(clean_text(text), Decimal(1)) for text, _score, _case in values]
        raws.append(build.blank(label, "text", answers=build.answer_list(draft, options)))
    return build.blanks(draft, draft.stem(markup), raws, _explained(item, told))


def _blank_name(response: Response) -> str:
    return re.sub(r"^response_", "", response.ident)


def _named_blanks(item: Item) -> tuple[str, Raw]:
    """Canvas: the text says ``[name]`` and a response is called ``response_name``."""
    draft = item.draft
    told = _told(item, {})
    markup = item.markup.replace("\0", "").replace("[[", "[").replace("]]", "]")
    raws: list[Raw] = []
    for place, response in enumerate(item.responses, start=1):
        label = f"b{place}"
        mark = f"[{_blank_name(response)}]"
        if mark not in markup:
            mark = f"[{inner_words(response.prompt)}]"
        if mark not in markup:
            draft.refuse(_("A blank in the text has no answers, or the other way round."))
        markup = markup.replace(mark, f"\0{label}\0", 1)
        raws.append(_named_blank(item, response, label, told))
    markup = re.sub("\0(b\\d+)\0", r"[[\1]]", markup)
    return build.blanks(draft, draft.stem(markup), raws, _explained(item, told))


def _named_blank(item: Item, response: Response, label: str, told: Told) -> Raw:
    draft = item.draft
    element_labels = list(descendants(response.element, "response_label"))
    kinds = {attribute(found, "answer_type").lower() for found in element_labels} - {""}
    algorithms = {attribute(found, "scoring_algorithm") for found in element_labels}
    choosing = item.kind == "multiple_dropdowns_question" or bool(kinds & {"dropdown", "wordbank"})
    scores = {
        ident: item.scoring.score({response.ident: frozenset({ident})})
        for ident, _markup in response.labels
    }
    if choosing:
        options = [
            Option(
                draft.words(markup),
                Decimal(scores[ident] > 0),
                draft.words(told.options.get(ident, "")),
            )
            for ident, markup in response.labels
        ]
        return select_blank(draft, label, options)
    if "TextRegex" in algorithms:
        draft.refuse(_("A blank is checked with a regular expression; that is not possible here."))
    answers = []
    for ident, markup in response.labels:
        text = draft.words(markup)
        if "TextContainsAnswer" in algorithms:
            text = f"*{text}*"
        answers.append(Option(text, Decimal(1), draft.words(told.options.get(ident, ""))))
    if "TextCloseEnough" in algorithms:
        draft.lost(_("A blank forgives typing mistakes there; here only the answers given count."))
    if not answers:
        values = _values(item, response.ident)
        answers = [Option(clean_text(text), Decimal(1)) for text, _score, _case in values]
    return build.blank(label, "text", answers=build.answer_list(draft, answers))


def _matching(item: Item) -> tuple[str, Raw]:
    draft = item.draft
    pairs: list[tuple[str, str]] = []
    seen: dict[str, str] = {}
    for response in item.responses:
        left = draft.words(response.prompt)
        texts = {label: draft.words(markup) for label, markup in response.labels}
        seen.update(texts)
        worth = {label: item.scoring.score({response.ident: frozenset({label})}) for label in texts}
        best = max(worth, key=lambda label: worth[label], default=None)
        if best is None or worth[best] <= 0:
            best = _named_answer(item, response, set(texts))
        if best is None:
            draft.refuse(
                _("The file does not say which answer belongs to “%(left)s”.") % {"left": left[:60]}
            )
        pairs.append((left, texts[best]))
    told = _told(item, {})
    if told.options:
        draft.lost(_("Feedback for a single pair cannot be kept."))
    return build.matching(
        draft, draft.stem(_stem(item)), pairs, list(seen.values()), _explained(item, told)
    )


def _named_answer(item: Item, response: Response, labels: set[str]) -> str | None:
    """The label a joint condition (all pairs at once) names for ``response``."""
    for rule in item.scoring.rules:
        for test in rule.tests():
            if (
                rule.rewards
                and not test.negated
                and test.respident == response.ident
                and test.value in labels
            ):
                return test.value
    return None


def _categories(item: Item) -> tuple[str, Raw]:
    """Canvas sorts things into boxes; here each thing is paired with its box."""
    draft = item.draft
    texts: dict[str, str] = {}
    box_of: dict[str, str] = {}
    for response in item.responses:
        box = draft.words(response.prompt)
        texts.update({label: draft.words(markup) for label, markup in response.labels})
        for rule in item.scoring.rules:
            for test in rule.tests():
                if test.negated or test.respident != response.ident or test.value not in texts:
                    continue
                if rule.rewards and box_of.setdefault(test.value, box) != box:
                    draft.refuse(
                        _("The same item has several right partners; one is possible here.")
                    )
    if len(box_of) < len(texts):
        draft.lost(_("Things that belong in none of the boxes were left out."))
    pairs = [(texts[label], box_of[label]) for label in texts if label in box_of]
    boxes = [draft.words(response.prompt) for response in item.responses]
    told = _told(item, {})
    return build.matching(draft, draft.stem(_stem(item)), pairs, boxes, _explained(item, told))


def qti12_numbers_reader(item: Item) -> tuple[str, Raw]:
    """A numeric question."""
    draft, response = item.draft, item.responses[0]
    found = qti12_numbers.answers(item.scoring, response.ident)
    told = _told(item, {})
    if any(inner_words(markup) for markup in told.options.values()):
        draft.lost(_("Feedback for a single number cannot be kept."))
    best, explanation = build.best_number(draft, found, _explained(item, told))
    assert best.value is not None
    return build.numeric(
        draft,
        draft.stem(_stem(item)),
        best.value,
        best.tolerance,
        kind=best.kind,
        explanation=explanation,
    )


def _essay(item: Item) -> tuple[str, Raw]:
    draft = item.draft
    told = _told(item, {})
    guide = "".join(
        _material(part, draft)
        for found in descendants(item.element, "solutionmaterial")
        for part in _materials(found)
    )
    return build.essay(
        draft,
        draft.stem(_stem(item)),
        guide=draft.html(guide) if guide else "",
        explanation=_explained(item, told),
    )


def _upload(item: Item) -> tuple[str, Raw]:
    told = _told(item, {})
    allowed = item.fields.get("allowed_extensions", "") or item.fields.get("allowed_types", "")
    return build.file_answer(
        item.draft,
        item.draft.stem(_stem(item)),
        extensions=allowed,
        explanation=_explained(item, told),
    )


def _ordering(item: Item) -> tuple[str, Raw]:
    draft, response = item.draft, item.responses[0]
    texts = {label: draft.words(markup) for label, markup in response.labels}
    order: list[str] = []
    for rule in item.scoring.rules:
        if not rule.rewards:
            continue
        named = [test.value for test in rule.tests() if not test.negated and test.value in texts]
        if len(named) > len(order):
            order = list(dict.fromkeys(named))
    if sorted(order) != sorted(texts):
        added = [
            test.value
            for rule in item.scoring.rules
            if rule.rewards
            for test in rule.tests()
            if test.value in texts
        ]
        order = list(dict.fromkeys(added))
    if sorted(order) != sorted(texts):
        draft.refuse(_("The file does not say the whole right order."))
    told = _told(item, {response.ident: frozenset(order)})
    return build.ordering(
        draft, draft.stem(_stem(item)), [texts[label] for label in order], _explained(item, told)
    )


def _hotspot(item: Item) -> tuple[str, Raw]:
    draft, response = item.draft, item.responses[0]
    image = next(descendants(item.element, "matimage"), None)
    picture = draft.needed_picture(attribute(image, "uri") if image is not None else "")
    rewarded = {
        test.value
        for rule in item.scoring.rules
        if rule.rewards
        for test in rule.tests()
        if not test.negated
    }
    inside = " ".join(rewarded)
    regions = []
    shown: Sequence[Element] = list(descendants(response.element, "response_label"))
    for place, found in enumerate(shown, start=1):
        coords = (found.text or "").strip() or text_of(found)
        points = _outline(
            attribute(found, "rarea", default="ellipse"), coords, draft, picture, image
        )
        if not points:
            draft.refuse(_("A region on the picture has no usable outline."))
        ident = attribute(found, "ident")
        right = not rewarded or ident in rewarded or (bool(coords) and coords in inside)
        label = draft.words(_material(found, draft)) or _("Region %(n)s") % {"n": place}
        regions.append(region(label, points, correct=right))
    if not regions or not any(found["correct"] for found in regions):
        draft.refuse(_("The file does not say which region is right."))
    told = _told(item, {})
    markup = re.sub(r"<img[^>]*>", "", _stem(item))
    return "hotspot", {
        "stem": draft.stem(markup),
        "image": {"file": picture},
        "alt": "",
        "regions": regions,
        "false_click_cost": "0",
        "explanation": _explained(item, told),
    }


def _outline(shape: str, coords: str, draft: Draft, picture: str, image: Element) -> str:
    values = [number(part) for part in re.split(r"[\s,]+", coords) if part]
    given = [value for value in values if value is not None]
    if len(given) != len(values) or not given:
        return ""
    kind = shape.lower()
    if max(given) <= 1:
        return as_points("rect" if len(given) == 4 else "poly", coords, (1, 1))
    width, height = draft.sizes[picture]
    stated = number(attribute(image, "width")), number(attribute(image, "height"))
    if stated[0] and stated[1]:
        width, height = int(stated[0]), int(stated[1])
    if len(given) == 4 and kind in {"ellipse", "rectangle"}:
        # ASI 1.2: x, y, width, height
        left, top, across, down = given
        if kind == "ellipse":
            halves = f"{left},{top},{across / 2},{down / 2}"
            return as_points("ellipse", halves, (width, height))
        return as_points("rect", f"{left},{top},{left + across},{top + down}", (width, height))
    return as_points("poly" if kind == "bounded" else kind, coords, (width, height))


def _calculated(item: Item) -> tuple[str, Raw]:
    draft = item.draft
    holder = next(descendants(item.element, "calculated"), None)
    formulas = [text_of(found) for found in descendants(holder, "formula")]
    if not formulas:
        draft.refuse(_("The question has no formula."))
    if len(formulas) > 1:
        draft.refuse(_("The question computes in several lines; one formula is possible here."))
    markup = _stem(item)
    parameters = []
    for found in children(child(holder, "vars"), "var"):
        low, high = number(text_of(child(found, "min"))), number(text_of(child(found, "max")))
        places = number(attribute(found, "scale", default="0"))
        if low is None or high is None or places is None or not 0 <= places <= 12:
            draft.refuse(_("A parameter of the formula has no range."))
        label = attribute(found, "name")
        own = parameter_name(label)
        markup = markup.replace(f"[{label}]", f"{{{own}}}")
        parameters.append(
            {
                "name": own,
                "minimum": plain_number(min(low, high)),
                "maximum": plain_number(max(low, high)),
                "step": plain_number(Decimal(10) ** -int(places)),
            }
        )
    if not parameters:
        draft.refuse(_("The question has no parameters in the file."))
    names = {str(parameter["name"]) for parameter in parameters}
    try:
        formula = translate(formulas[0], parameters=names, braced=False)
    except FormulaRefused as error:
        draft.refuse(
            _("The formula uses “%(piece)s”, which is not possible here.") % {"piece": error}
        )
    margin = text_of(child(holder, "answer_tolerance")) or "0"
    relative = margin.rstrip().endswith("%")
    value = number(margin.rstrip("% ")) or ZERO
    places = number(attribute(child(holder, "formulas"), "decimal_places", default="2"))
    told = _told(item, {})
    return "calculated", {
        "stem": draft.stem(markup),
        "parameters": parameters,
        "formula": formula,
        "unit": "",
        "tolerance": plain_number(abs(value)),
        "tolerance_kind": "relative" if relative else "absolute",
        "decimals": min(max(int(places or 0), 0), 10),
        "steps": [],
        "explanation": _explained(item, told),
    }
