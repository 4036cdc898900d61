"""Words typed or chosen in QTI 1.x: one field, blanks in running text, Canvas's named blanks."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.interchange import build, qti12_numbers
from assessments.interchange.build import Option
from assessments.interchange.html import inner_words
from assessments.interchange.model import Raw
from assessments.interchange.moodle_cloze import select_blank
from assessments.interchange.qti12_item import (
    ZERO,
    Item,
    Response,
    Told,
    explained,
    item_stem,
    read_told,
)
from assessments.interchange.safe_xml import attribute, descendants
from assessments.interchange.text import plain_number
from lms.core.sanitize import clean_text


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


def fill_in(item: Item) -> tuple[str, Raw]:
    draft = item.draft
    told = read_told(item, {})
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
            draft.stem(item_stem(item)),
            answers,
            case_sensitive=any(case for _text, _score, case in values),
            explanation=explained(item, told),
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
    return build.blanks(draft, draft.stem(markup), raws, explained(item, told))


def blank_name(response: Response) -> str:
    return re.sub(r"^response_", "", response.ident)


def named_blanks(item: Item) -> tuple[str, Raw]:
    """Canvas: the text says ``[name]`` and a response is called ``response_name``."""
    draft = item.draft
    told = read_told(item, {})
    markup = item.markup.replace("\0", "").replace("[[", "[").replace("]]", "]")
    raws: list[Raw] = []
    for place, response in enumerate(item.responses, start=1):
        label = f"b{place}"
        mark = f"[{blank_name(response)}]"
        if mark not in markup:
            mark = f"[{inner_words(response.prompt)}]"
        if mark not in markup:
            draft.refuse(_("A blank in the text has no answers, or the other way round."))
        markup = markup.replace(mark, f"\0{label}\0", 1)
        raws.append(_named_blank(item, response, label, told))
    markup = re.sub("\0(b\\d+)\0", r"[[\1]]", markup)
    return build.blanks(draft, draft.stem(markup), raws, explained(item, told))


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
    if not item.kind and not kinds:
        # without a word about the type: spellings of one word are typed, others chosen from
        words = {inner_words(markup).casefold() for _ident, markup in response.labels}
        choosing = len(words) > 1
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
