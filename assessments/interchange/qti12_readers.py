"""What each kind of QTI 1.x item becomes."""

import html
from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.interchange import build, qti12_numbers
from assessments.interchange.formulas import FormulaRefused, parameter_name, translate
from assessments.interchange.html import inner_words
from assessments.interchange.model import MAX_OPTIONS, ImportedQuestion, Raw
from assessments.interchange.qti12_blanks import blank_name, fill_in, named_blanks
from assessments.interchange.qti12_choice import choice
from assessments.interchange.qti12_graphics import hotspot
from assessments.interchange.qti12_item import (
    ZERO,
    Item,
    Response,
    explained,
    item_stem,
    material,
    materials,
    read_told,
    take_apart,
)
from assessments.interchange.safe_xml import (
    Element,
    attribute,
    child,
    children,
    descendants,
    has_too_many_parts,
    name,
    text_of,
)
from assessments.interchange.text import number, plain_number

# --- a question


def read_question(item: Item) -> ImportedQuestion:
    draft = item.draft
    if has_too_many_parts(item.element):
        draft.refuse(_("The question has more than %(n)s answers.") % {"n": MAX_OPTIONS})
    take_apart(item)
    draft.hint = inner_words(item.markup.replace("\0", " "))[:80]
    describes = item.kind in {"text_only_question", "stimulus_question"}
    if item.is_stimulus and not item.responses:
        draft.refuse(_("This is the text of other questions; it stands before each of them."))
    if describes or not (item.responses or item.kind == "file_upload_question"):
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
        "multiple_choice_question": choice,
        "multiple_answers_question": choice,
        "true_false_question": choice,
        "short_answer_question": fill_in,
        "fill_in_multiple_blanks_question": named_blanks,
        "multiple_dropdowns_question": named_blanks,
        "matching_question": _matching,
        "categorization_question": _categories,
        "numerical_question": qti12_numbers_reader,
        "calculated_question": _calculated,
        "essay_question": _essay,
        "file_upload_question": _upload,
        "ordering_question": _ordering,
        "hot_spot_question": hotspot,
    }
    if item.kind in named:
        return named[item.kind]
    if item.kind and item.kind.endswith("read_question"):
        item.draft.refuse(
            _("Questions of the type “%(type)s” cannot be read here.") % {"type": item.kind[:40]}
        )
    if not item.responses:
        item.draft.refuse(_("The item shows nothing: it has no presentation."))
    tags = {name(response.element) for response in item.responses}
    first = item.responses[0]
    if tags == {"response_lid"}:
        if any(response.cardinality == "ordered" for response in item.responses):
            return _ordering
        if f"[{blank_name(first)}]" in item.markup and first.ident.startswith("response_"):
            return named_blanks
        if len(item.responses) == 1:
            return hotspot if _has_hotspots(first) else choice
        return _matching
    if tags == {"response_xy"}:
        return hotspot
    if tags <= {"response_str", "response_num"}:
        if all(f"[{blank_name(response)}]" in item.markup for response in item.responses):
            return named_blanks
        return _typed(item)
    if tags == {"response_grp"}:
        item.draft.refuse(_("Grouped responses (drag and drop) of QTI 1.x cannot be read here."))
    item.draft.refuse(_("The item mixes several kinds of answers; that is not possible here."))


def _has_hotspots(response: Response) -> bool:
    return next(descendants(response.element, "render_hotspot"), None) is not None


def _typed(item: Item) -> Callable[[Item], tuple[str, Raw]]:
    first = item.responses[0]
    fib = next(descendants(first.element, "render_fib"), None)
    style = attribute(fib, "fibtype").lower() if fib is not None else ""
    rows = number(attribute(fib, "rows")) if fib is not None else None
    if len(item.responses) > 1:
        return fill_in
    if name(first.element) == "response_num" or style in {"decimal", "integer", "number"}:
        return qti12_numbers_reader
    scored = any(
        test.sign.startswith("var")
        for rule in item.scoring.rules
        if rule.rewards
        for test in rule.tests()
    )
    return fill_in if scored and not (rows is not None and rows > 5) else _essay


# --- the kinds


def _matching(item: Item) -> tuple[str, Raw]:
    draft = item.draft
    pairs: list[tuple[str, str]] = []
    seen: dict[str, str] = {}
    for response in item.responses:
        left = draft.inline(response.prompt)
        texts = {label: draft.words(markup) for label, markup in response.labels}
        seen.update(texts)
        worth = {label: item.scoring.score({response.ident: frozenset({label})}) for label in texts}
        best = max(worth, key=lambda label: worth[label], default=None)
        if best is None or worth[best] <= 0:
            best = _named_answer(item, response, set(texts))
        if best is None:
            draft.refuse(
                _("The file does not say which answer belongs to “%(left)s”.")
                % {"left": inner_words(left)[:60]}
            )
        pairs.append((left, texts[best]))
    told = read_told(item, {})
    if told.options:
        draft.lost(_("Feedback for a single pair cannot be kept."))
    return build.matching(
        draft, draft.stem(item_stem(item)), pairs, list(seen.values()), explained(item, told)
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
        texts.update({label: draft.inline(markup) for label, markup in response.labels})
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
    told = read_told(item, {})
    return build.matching(draft, draft.stem(item_stem(item)), pairs, boxes, explained(item, told))


def qti12_numbers_reader(item: Item) -> tuple[str, Raw]:
    """A numeric question."""
    draft, response = item.draft, item.responses[0]
    found = qti12_numbers.answers(item.scoring, response.ident)
    told = read_told(item, {})
    if any(inner_words(markup) for markup in told.options.values()):
        draft.lost(_("Feedback for a single number cannot be kept."))
    best, explanation = build.best_number(draft, found, explained(item, told))
    assert best.value is not None
    return build.numeric(
        draft,
        draft.stem(item_stem(item)),
        best.value,
        best.tolerance,
        kind=best.kind,
        explanation=explanation,
    )


def _essay(item: Item) -> tuple[str, Raw]:
    draft = item.draft
    told = read_told(item, {})
    guide = html.escape(item.fields.get("grading_notes", ""), quote=False)
    guide += "".join(
        material(part, draft)
        for found in descendants(item.element, "solutionmaterial")
        for part in materials(found)
    )
    lowest, highest = _word_limits(item.responses[0].element)
    return build.essay(
        draft,
        draft.stem(item_stem(item)),
        minimum=lowest,
        maximum=highest,
        guide=draft.html(guide) if guide else "",
        explanation=explained(item, told),
    )


def _word_limits(element: Element) -> tuple[int | None, int | None]:
    """The fewest and most words Canvas asks for, None where it does not mind."""
    if attribute(element, "word_limit_enabled").lower() != "yes":
        return None, None
    lowest, highest = (number(attribute(element, f"word_limit_{end}")) for end in ("min", "max"))
    return (int(lowest) if lowest else None), (int(highest) if highest else None)


def _upload(item: Item) -> tuple[str, Raw]:
    told = read_told(item, {})
    presentation = child(item.element, "presentation")
    allowed = attribute(presentation, "allowed_types") or item.fields.get("allowed_types", "")
    files = number(attribute(presentation, "files_count"))
    return build.file_answer(
        item.draft,
        item.draft.stem(item_stem(item)),
        extensions=allowed,
        files=int(files) if files else 1,
        explanation=explained(item, told),
    )


def _ordering(item: Item) -> tuple[str, Raw]:
    draft, response = item.draft, item.responses[0]
    texts = {label: draft.words(markup) for label, markup in response.labels}
    extension = child(response.element, "render_extension")
    if any(inner_words(material(found, draft)) for found in children(extension, "material")):
        draft.lost(_("The labels above and below the list were left out."))
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
    told = read_told(item, {response.ident: frozenset(order)})
    return build.ordering(
        draft, draft.stem(item_stem(item)), [texts[label] for label in order], explained(item, told)
    )


def _calculated(item: Item) -> tuple[str, Raw]:
    draft = item.draft
    holder = next(descendants(item.element, "calculated"), None)
    formulas = [text_of(found) for found in descendants(holder, "formula")]
    if not formulas:
        draft.refuse(_("The question has no formula."))
    if len(formulas) > 1:
        draft.refuse(_("The question computes in several lines; one formula is possible here."))
    markup = item_stem(item)
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
    told = read_told(item, {})
    return "calculated", {
        "stem": draft.stem(markup),
        "parameters": parameters,
        "formula": formula,
        "unit": "",
        "tolerance": plain_number(abs(value)),
        "tolerance_kind": "relative" if relative else "absolute",
        "decimals": min(max(int(places or 0), 0), 10),
        "steps": [],
        "explanation": explained(item, told),
    }
