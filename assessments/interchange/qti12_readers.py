"""What each kind of QTI 1.x item becomes."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.interchange import build, qti12_numbers
from assessments.interchange.draft import Draft
from assessments.interchange.formulas import FormulaRefused, parameter_name, translate
from assessments.interchange.html import inner_words
from assessments.interchange.model import MAX_OPTIONS, ImportedQuestion, Raw
from assessments.interchange.moodle_drag import region
from assessments.interchange.qti12_blanks import blank_name, fill_in, named_blanks
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
from assessments.interchange.shapes import as_points
from assessments.interchange.text import number, plain_number

# --- a question


def read_question(item: Item) -> ImportedQuestion:
    draft = item.draft
    if has_too_many_parts(item.element):
        draft.refuse(_("The question has more than %(n)s answers.") % {"n": MAX_OPTIONS})
    take_apart(item)
    draft.hint = inner_words(item.markup.replace("\0", " "))[:80]
    describes = item.kind in {"text_only_question", "stimulus_question"}
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
        "multiple_choice_question": _choice,
        "multiple_answers_question": _choice,
        "true_false_question": _choice,
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
        "hot_spot_question": _hotspot,
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
            return _hotspot if _has_hotspots(first) else _choice
        return _matching
    if tags == {"response_xy"}:
        return _hotspot
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
    told = read_told(item, key)
    stem = draft.stem(item_stem(item))
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
    return build.choice(draft, stem, options, several=several, explanation=explained(item, told))


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
    guide = "".join(
        material(part, draft)
        for found in descendants(item.element, "solutionmaterial")
        for part in materials(found)
    )
    return build.essay(
        draft,
        draft.stem(item_stem(item)),
        guide=draft.html(guide) if guide else "",
        explanation=explained(item, told),
    )


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
        label = draft.words(material(found, draft)) or _("Region %(n)s") % {"n": place}
        regions.append(region(label, points, correct=right))
    if not regions or not any(found["correct"] for found in regions):
        draft.refuse(_("The file does not say which region is right."))
    told = read_told(item, {})
    markup = re.sub(r"<img[^>]*>", "", item_stem(item))
    return "hotspot", {
        "stem": draft.stem(markup),
        "image": {"file": picture},
        "alt": "",
        "regions": regions,
        "false_click_cost": "0",
        "explanation": explained(item, told),
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
