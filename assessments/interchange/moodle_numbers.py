"""Moodle's numbers: one value with its tolerance and unit, or a formula with parameters."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.interchange import build
from assessments.interchange.build import NumberAnswer
from assessments.interchange.draft import Draft, shorten
from assessments.interchange.formulas import FormulaRefused, parameter_name, translate
from assessments.interchange.html import inner_words
from assessments.interchange.model import Raw
from assessments.interchange.moodle_parts import (
    fraction_of,
    general_feedback,
    held_markup,
    held_text,
    stem_of,
    whole,
)
from assessments.interchange.safe_xml import Element, child, children, text_of
from assessments.interchange.text import number, plain_number


def _unit(element: Element, draft: Draft) -> tuple[str, bool]:
    """The unit of a number and whether it must be given."""
    found: list[tuple[Decimal, str]] = []
    for unit in children(child(element, "units"), "unit"):
        factor = number(text_of(child(unit, "multiplier")) or "1")
        label = text_of(child(unit, "unit_name"))
        if factor is not None and label:
            found.append((factor, label))
    if not found:
        return "", False
    label = next((text for factor, text in found if factor == 1), found[0][1])
    if len(found) > 1:
        draft.lost(
            _("Other units than %(unit)s cannot be accepted: %(list)s.")
            % {"unit": label, "list": ", ".join(text for _f, text in found if text != label)}
        )
    required = whole(element, "unitgradingtype") in {1, 2}
    if required and whole(element, "showunits") == 0:
        draft.lost(
            _("A missing unit costs part of the marks there; here it makes the answer wrong.")
        )
    return label, required


def numerical(element: Element, draft: Draft) -> tuple[str, Raw]:
    stem, explanation = stem_of(element, draft), general_feedback(element, draft)
    found: list[NumberAnswer] = []
    for answer in children(element, "answer"):
        text, feedback = inner_words(held_text(answer)), held_markup(child(answer, "feedback"))
        if text in {"*", ""}:
            found.append(NumberAnswer(None, fraction=Decimal(0), feedback=feedback))
            continue
        value = number(text)
        margin = number(text_of(child(answer, "tolerance")) or "0")
        if value is None or margin is None:
            draft.refuse(_("“%(text)s” is not a number.") % {"text": shorten(text, 40)})
        found.append(NumberAnswer(value, abs(margin), fraction_of(answer, draft), feedback))
    best, explanation = build.best_number(draft, found, explanation)
    assert best.value is not None
    unit, required = _unit(element, draft)
    return build.numeric(
        draft,
        stem,
        best.value,
        best.tolerance,
        unit=unit,
        unit_required=required,
        explanation=explanation,
    )


def calculated(element: Element, draft: Draft) -> tuple[str, Raw]:
    stem_markup, explanation = (
        held_markup(child(element, "questiontext")),
        general_feedback(element, draft),
    )
    if re.search(r"\{=", stem_markup):
        draft.refuse(_("The text computes values ({= }); only parameters can be shown here."))
    names: dict[str, str] = {}
    parameters = []
    for found in children(child(element, "dataset_definitions"), "dataset_definition"):
        label = held_text(child(found, "name"))
        low, high = (number(held_text(child(found, tag))) for tag in ("minimum", "maximum"))
        places = number(held_text(child(found, "decimals")) or "0")
        if low is None or high is None or places is None or not 0 <= places <= 12:
            draft.refuse(_("A parameter of the formula has no range."))
        names[label] = parameter_name(label)
        parameters.append(
            {
                "name": names[label],
                "minimum": plain_number(min(low, high)),
                "maximum": plain_number(max(low, high)),
                "step": plain_number(Decimal(10) ** -int(places)),
            }
        )
        if held_text(child(found, "distribution")).lower() == "loguniform":
            draft.lost(_("A parameter is drawn evenly here, not on a logarithmic scale."))
    if not parameters:
        draft.refuse(_("The question has no parameters in the file."))
    for label, new in names.items():
        stem_markup = stem_markup.replace(f"{{{label}}}", f"{{{new}}}")
    answers = [answer for answer in children(element, "answer") if held_text(answer) != "*"]
    if not answers:
        draft.refuse(_("The question has no formula."))
    best = max(answers, key=lambda answer: fraction_of(answer, draft))
    if len(answers) > 1:
        draft.lost(_("Only the best formula is kept; others for part of the marks are not."))
    try:
        formula = translate(held_text(best), parameters=set(names.values()), braced=True)
    except FormulaRefused as error:
        draft.refuse(
            _("The formula uses “%(piece)s”, which is not possible here.") % {"piece": error}
        )
    margin = number(text_of(child(best, "tolerance")) or "0") or Decimal(0)
    # 1 is relative (a share), 2 nominal; geometric ranges have no equal
    relative = whole(best, "tolerancetype") != 2
    if whole(best, "tolerancetype") == 3:
        draft.lost(_("A geometric tolerance is read as a relative one."))
    decimals = whole(best, "correctanswerlength")
    if whole(best, "correctanswerformat") == 2:
        draft.lost(_("The answer is rounded to significant figures there, to decimals here."))
    unit, _required = _unit(element, draft)
    explanation = build.keep_outcome_feedback(
        draft, explanation, right=held_markup(child(best, "feedback"))
    )
    return "calculated", {
        "stem": draft.stem(stem_markup),
        "parameters": parameters,
        "formula": formula,
        "unit": unit,
        "tolerance": plain_number(abs(margin) * 100 if relative else abs(margin)),
        "tolerance_kind": "relative" if relative else "absolute",
        "decimals": min(max(decimals, 0), 10),
        "steps": [],
        "explanation": explanation,
    }
