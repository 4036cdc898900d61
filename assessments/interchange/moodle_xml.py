"""Moodle XML, as the question bank of Moodle 1.9 to 5 writes it."""

import base64
import binascii
import html
import re
from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.interchange import build, moodle_cloze, moodle_drag, moodle_plugins
from assessments.interchange.build import NumberAnswer, Option
from assessments.interchange.draft import Draft, shorten
from assessments.interchange.formatting import formatted
from assessments.interchange.formulas import FormulaRefused, parameter_name, translate
from assessments.interchange.html import inner_words
from assessments.interchange.images import Files
from assessments.interchange.model import MAX_OPTIONS, ImportedQuestion, ImportRefused, Raw
from assessments.interchange.reading import Entry, Reading
from assessments.interchange.safe_xml import (
    Element,
    attribute,
    child,
    children,
    descendants,
    has_too_many_parts,
    inner_markup,
    name,
    parse_xml,
    text_of,
    unnest,
)
from assessments.interchange.text import number, percent, plain_number

_CDATA = re.compile(r"^\s*<!\[CDATA\[(.*)\]\]>\s*$", re.DOTALL)
_WRITTEN_IN_WORDS = re.compile(r"[A-Za-z]{2}")


def parse(data: bytes, *, files: Files | None = None, base: str = "") -> Reading:
    """Every question of a Moodle XML file. Raises ImportRefused for other XML."""
    reading = Reading("moodlexml")
    root = parse_xml(data, warn=reading.warn)
    unnest(root, "question")
    if name(root) == "question":
        found = [root]
    elif name(root) == "quiz" or next(descendants(root, "question"), None) is not None:
        found = children(root, "question") or list(descendants(root, "question"))
    else:
        raise ImportRefused(_("This XML is no Moodle question bank: it has no “quiz”."))
    category: tuple[str, ...] = ()
    for element in found:
        kind = attribute(element, "type").lower()
        if kind == "category":
            category = _category(element)
            continue
        draft = Draft("moodlexml", files or Files(), base=base, category=category)
        reading.add(Entry(draft, kind, _reader(element, kind, draft)))
    if not reading.total:
        reading.warn(_("No question was found in this file."))
    return reading


def _reader(element: Element, kind: str, draft: Draft) -> Callable[[], ImportedQuestion]:
    draft.name = inner_words(_text(child(element, "name")))
    line = getattr(element, "sourceline", None)
    if line:
        draft.where = _("line %(n)s") % {"n": line}
    return lambda: _question(element, kind, draft)


def _category(element: Element) -> tuple[str, ...]:
    path = text_of(child(element, "category", "text")) or text_of(child(element, "category"))
    parts = path.replace("//", "\0").split("/")
    skipped = {"top", "$course$", "$module$", "$system$", "$cat1$"}
    return tuple(
        part.replace("\0", "/").strip()
        for part in parts
        if part.strip() and part.strip().lower() not in skipped
    )


# --- texts


def _text(element: Element | None) -> str:
    """The content of ``<text>`` in ``element``, or of ``element`` itself in old files."""
    if element is None:
        return ""
    holder = child(element, "text")
    holder = element if holder is None else holder
    content = inner_markup(holder) if children(holder) else (holder.text or "")
    # files edited by hand escape their CDATA mark
    wrapped = _CDATA.match(content)
    return (wrapped[1] if wrapped else content).strip()


def _markup(element: Element | None, default: str = "moodle_auto_format") -> str:
    """As :func:`_text`, in the text format the element names."""
    if element is None:
        return ""
    style = attribute(element, "format") or default
    return formatted(_text(element), style)


def _style(element: Element) -> str:
    question = child(element, "questiontext")
    return attribute(question, "format") if question is not None else ""


def _stem(element: Element, draft: Draft) -> str:
    question = child(element, "questiontext")
    markup = _markup(question)
    old_picture = text_of(child(element, "image"))
    if old_picture and re.search(r"\.\w{3,4}$", old_picture):
        markup += f'<p><img src="{html.escape(old_picture)}" alt=""></p>'
    return draft.stem(markup)


def _general(element: Element, draft: Draft) -> str:
    style = _style(element) or "moodle_auto_format"
    return draft.html(_markup(child(element, "generalfeedback"), style))


def _explained(element: Element, draft: Draft) -> str:
    """The general feedback with that for right, partly right and wrong answers."""
    return build.keep_outcome_feedback(
        draft,
        _general(element, draft),
        right=_markup(child(element, "correctfeedback")),
        partly=_markup(child(element, "partiallycorrectfeedback")),
        wrong=_markup(child(element, "incorrectfeedback")),
    )


def _fraction(element: Element, draft: Draft) -> Decimal:
    source = attribute(element, "fraction", default="0")
    value = number(source)
    if value is None:
        draft.refuse(_("The weight “%(text)s” of an answer is no number.") % {"text": source[:20]})
    fraction = value / 100
    if not -1 <= fraction <= 1:
        draft.refuse(_("An answer has a weight beyond 100%."))
    return fraction


def _flag(element: Element, tag: str, default: bool = False) -> bool:
    found = text_of(child(element, tag)).lower()
    return default if not found else found not in {"0", "false", "no"}


def _whole(element: Element, tag: str) -> int:
    value = number(text_of(child(element, tag)))
    return int(value) if value is not None and abs(value) < 10**12 else 0


# --- a question


def _question(element: Element, kind: str, draft: Draft) -> ImportedQuestion:
    if kind in _REFUSED:
        draft.refuse(_refusal(kind))
    read = _READERS.get(kind)
    if read is None:
        if not kind:
            draft.refuse(_("The question does not say which type it is."))
        draft.refuse(
            _("Questions of Moodle's type “%(type)s” cannot be read here.") % {"type": kind[:40]}
        )
    if len(children(element)) > 2 * MAX_OPTIONS or has_too_many_parts(element):
        draft.refuse(_("The question has more than %(n)s answers.") % {"n": MAX_OPTIONS})
    draft.files = _own_files(element, draft)
    draft.ref = text_of(child(element, "idnumber"))
    draft.tags = tuple(_text(tag) for tag in children(child(element, "tags"), "tag"))
    what, raw = read(element, draft)
    _say_rest(element, kind, draft)
    return draft.question(what, raw)


def _own_files(element: Element, draft: Draft) -> Files:
    """The files written into a question; one that is no Base64 is not there."""
    own: dict[str, bytes] = {}
    for found in descendants(element, "file"):
        path = attribute(found, "path").strip("/")
        label = attribute(found, "name")
        place = f"{path}/{label}" if path else label
        try:
            data = base64.b64decode("".join((found.text or "").split()), validate=False)
        except (binascii.Error, ValueError):
            continue
        if label and data:
            own[place] = data
    old = child(element, "image_base64")
    source = text_of(child(element, "image"))
    if old is not None and source:
        try:
            own[source] = base64.b64decode("".join(text_of(old).split()), validate=False)
        except (binascii.Error, ValueError):
            own.pop(source, None)
    return Files({**draft.files.files, **own}) if own else draft.files


def _say_rest(element: Element, kind: str, draft: Draft) -> None:
    """A note for what a Moodle question has and a question here has not."""
    penalty = number(text_of(child(element, "penalty")) or "0")
    if penalty and kind not in {"essay"}:
        draft.lost(
            _("The penalty of %(percent)s%% for each further try is not kept.")
            % {"percent": percent(penalty).split(".")[0]}
        )
    points = number(text_of(child(element, "defaultgrade")) or "1")
    if points is not None and points != 1:
        draft.lost(
            _("It is worth %(n)s points there; here an exam decides what a question is worth.")
            % {"n": plain_number(points)}
        )
    if any(inner_words(_text(hint)) for hint in children(element, "hint")):
        draft.lost(_("Hints between tries are not kept."))
    if _flag(element, "hidden"):
        draft.info(_("It is hidden in Moodle."))


_REFUSED = {
    *("description", "random", "randomsamatch", "ddimageortext", "missingtype"),
    "calculatedmulti",
}


def _refusal(kind: str) -> str:
    return {
        "description": _("This is a description: it asks nothing, so it is no question."),
        "random": _("This stands for a random question; exams here draw from the bank themselves."),
        "randomsamatch": _("It is made of random short answer questions and has none of its own."),
        "ddimageortext": _(
            "Dragging words or pictures onto a picture has no equal here; a hotspot or matching "
            "question may do."
        ),
        "calculatedmulti": _(
            "Its options are computed from values drawn for each attempt; options here are fixed. "
            "Ask for the result in a calculated question."
        ),
        "missingtype": _("Moodle itself had lost the type of this question."),
    }[kind]


def _options(element: Element, draft: Draft) -> list[Option]:
    style = _style(element)
    done = []
    for answer in children(element, "answer"):
        markup = _markup(answer, style or "moodle_auto_format")
        feedback = _markup(child(answer, "feedback"), style or "moodle_auto_format")
        fraction = _fraction(answer, draft)
        if not markup.strip() and not inner_words(feedback) and fraction <= 0:
            draft.info(_("An empty option was left out."))
            continue
        done.append(build.option(draft, markup, fraction, feedback))
    return done


def _multichoice(element: Element, draft: Draft) -> tuple[str, Raw]:
    stem, explanation = _stem(element, draft), _explained(element, draft)
    options = _options(element, draft)
    several = not _flag(element, "single", default=True)
    if several:
        total = sum(option.fraction for option in options if option.fraction > 0)
        if options and total and abs(total - 1) > build.ROUNDING * len(options):
            draft.lost(
                _("The right options add up to %(percent)s%% there; here they make full marks.")
                % {"percent": percent(total)}
            )
    return build.choice(draft, stem, options, several=several, explanation=explanation)


def _all_or_nothing(element: Element, draft: Draft) -> tuple[str, Raw]:
    stem, explanation = _stem(element, draft), _explained(element, draft)
    draft.lost(_("It is all or nothing there; here right picks earn part of the marks."))
    return build.choice(
        draft, stem, _options(element, draft), several=True, explanation=explanation
    )


def _truefalse(element: Element, draft: Draft) -> tuple[str, Raw]:
    stem = _stem(element, draft)
    feedback: dict[bool, str] = {}
    right: bool | None = None
    answers = children(element, "answer")
    for place, answer in enumerate(answers):
        words = inner_words(_text(answer)).casefold()
        # translated files write their own words, true first
        truth = words in {"true", "t", "1"} or (words not in {"false", "f", "0"} and place == 0)
        if _fraction(answer, draft) > 0:
            right = truth
        feedback[truth] = _markup(child(answer, "feedback"))
    if right is None:
        draft.refuse(_("No option is marked as right."))
    return build.true_false(
        draft,
        stem,
        right,
        right_feedback=feedback.get(right, ""),
        wrong_feedback=feedback.get(not right, ""),
        explanation=_markup(child(element, "generalfeedback"), _style(element) or "html"),
    )


def _literal(element: Element) -> str:
    """An answer typed by hand: text, but files from old versions hold escaped markup."""
    text = _text(element)
    if attribute(element, "format") in {"html"} and re.search(r"</?\w+[^>]*>|&\w+;", text):
        return inner_words(text)
    return " ".join(text.split())


def _shortanswer(element: Element, draft: Draft) -> tuple[str, Raw]:
    stem, explanation = _stem(element, draft), _general(element, draft)
    answers = [
        Option(
            _literal(answer),
            _fraction(answer, draft),
            draft.words(_markup(child(answer, "feedback"))),
        )
        for answer in children(element, "answer")
    ]
    return build.short_text(
        draft, stem, answers, case_sensitive=_flag(element, "usecase"), explanation=explanation
    )


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
    required = _whole(element, "unitgradingtype") in {1, 2}
    if required and _whole(element, "showunits") == 0:
        draft.lost(
            _("A missing unit costs part of the marks there; here it makes the answer wrong.")
        )
    return label, required


def _numerical(element: Element, draft: Draft) -> tuple[str, Raw]:
    stem, explanation = _stem(element, draft), _general(element, draft)
    found: list[NumberAnswer] = []
    for answer in children(element, "answer"):
        text, feedback = inner_words(_text(answer)), _markup(child(answer, "feedback"))
        if text in {"*", ""}:
            found.append(NumberAnswer(None, fraction=Decimal(0), feedback=feedback))
            continue
        value = number(text)
        margin = number(text_of(child(answer, "tolerance")) or "0")
        if value is None or margin is None:
            draft.refuse(_("“%(text)s” is not a number.") % {"text": shorten(text, 40)})
        found.append(NumberAnswer(value, abs(margin), _fraction(answer, draft), feedback))
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


def _matching(element: Element, draft: Draft) -> tuple[str, Raw]:
    stem, explanation = _stem(element, draft), _explained(element, draft)
    pairs: list[tuple[str, str]] = []
    spare: list[str] = []
    for sub in children(element, "subquestion"):
        left = draft.inline(_markup(sub, _style(element) or "html"))
        right = " ".join(inner_words(html.escape(_text(child(sub, "answer")), quote=False)).split())
        if attribute(child(sub, "answer"), "format") == "html" or (
            _WRITTEN_IN_WORDS.search(right) and re.search(r"</?\w+[^>]*>|&\w+;", right)
        ):
            right = draft.words(_text(child(sub, "answer")))
        if left:
            pairs.append((left, right))
        elif right:
            spare.append(right)
    return build.matching(draft, stem, pairs, spare, explanation)


def _essay(element: Element, draft: Draft) -> tuple[str, Raw]:
    stem, explanation = _stem(element, draft), _general(element, draft)
    guide = draft.html(_markup(child(element, "graderinfo")))
    if inner_words(_text(child(element, "responsetemplate"))):
        draft.lost(_("The text that stands in the answer from the start is not kept."))
    attachments = _whole(element, "attachments")
    style = text_of(child(element, "responseformat"))
    if style == "noinline":
        size = _whole(element, "maxbytes")
        return build.file_answer(
            draft,
            stem,
            extensions=text_of(child(element, "filetypeslist")),
            files=attachments if attachments > 0 else (5 if attachments < 0 else 1),
            megabytes=-(-size // (1024 * 1024)) or 10,
            guide=guide,
            explanation=explanation,
        )
    if attachments:
        draft.lost(_("Files beside a written answer are not possible; ask for them separately."))
    return build.essay(
        draft,
        stem,
        minimum=_whole(element, "minwordlimit"),
        maximum=_whole(element, "maxwordlimit"),
        guide=guide,
        explanation=explanation,
    )


def _cloze(element: Element, draft: Draft) -> tuple[str, Raw]:
    # brackets and braces of blanks are read before the markup is cleaned
    markup = _markup(child(element, "questiontext"))
    return moodle_cloze.read(draft, markup, _general(element, draft))


def _ordering(element: Element, draft: Draft) -> tuple[str, Raw]:
    stem, explanation = _stem(element, draft), _explained(element, draft)
    answers = children(element, "answer")
    placed = [(number(attribute(answer, "fraction")), answer) for answer in answers]
    if all(place is not None for place, _answer in placed):
        placed.sort(key=lambda item: item[0] or Decimal(0))
    steps = [draft.words(_markup(answer, "html")) for _place, answer in placed]
    if text_of(child(element, "selecttype")).upper() not in {"", "ALL", "0"}:
        draft.lost(_("A random part of the steps is shown there; here all of them are."))
    grading = text_of(child(element, "gradingtype")).upper()
    if grading not in {"", "RELATIVE_NEXT_EXCLUDE_LAST", "1"}:
        draft.info(_("Here each step that directly precedes the next counts alike."))
    return build.ordering(draft, stem, steps, explanation)


def _calculated(element: Element, draft: Draft) -> tuple[str, Raw]:
    stem_markup, explanation = _markup(child(element, "questiontext")), _general(element, draft)
    if re.search(r"\{=", stem_markup):
        draft.refuse(_("The text computes values ({= }); only parameters can be shown here."))
    names: dict[str, str] = {}
    parameters = []
    for found in children(child(element, "dataset_definitions"), "dataset_definition"):
        label = _text(child(found, "name"))
        low, high = (number(_text(child(found, tag))) for tag in ("minimum", "maximum"))
        places = number(_text(child(found, "decimals")) or "0")
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
        if _text(child(found, "distribution")).lower() == "loguniform":
            draft.lost(_("A parameter is drawn evenly here, not on a logarithmic scale."))
    if not parameters:
        draft.refuse(_("The question has no parameters in the file."))
    for label, new in names.items():
        stem_markup = stem_markup.replace(f"{{{label}}}", f"{{{new}}}")
    answers = [answer for answer in children(element, "answer") if _text(answer) != "*"]
    if not answers:
        draft.refuse(_("The question has no formula."))
    best = max(answers, key=lambda answer: _fraction(answer, draft))
    if len(answers) > 1:
        draft.lost(_("Only the best formula is kept; others for part of the marks are not."))
    try:
        formula = translate(_text(best), parameters=set(names.values()), braced=True)
    except FormulaRefused as error:
        draft.refuse(
            _("The formula uses “%(piece)s”, which is not possible here.") % {"piece": error}
        )
    margin = number(text_of(child(best, "tolerance")) or "0") or Decimal(0)
    # 1 is relative (a share), 2 nominal; geometric ranges have no equal
    relative = _whole(best, "tolerancetype") != 2
    if _whole(best, "tolerancetype") == 3:
        draft.lost(_("A geometric tolerance is read as a relative one."))
    decimals = _whole(best, "correctanswerlength")
    if _whole(best, "correctanswerformat") == 2:
        draft.lost(_("The answer is rounded to significant figures there, to decimals here."))
    unit, _required = _unit(element, draft)
    explanation = build.keep_outcome_feedback(
        draft, explanation, right=_markup(child(best, "feedback"))
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


def _gap_words(element: Element, draft: Draft) -> tuple[str, Raw]:
    explained = _explained(element, draft)
    return moodle_drag.read_gap_words(
        draft, element, _markup(child(element, "questiontext")), explained
    )


def _markers(element: Element, draft: Draft) -> tuple[str, Raw]:
    stem, explained = _stem(element, draft), _explained(element, draft)
    return moodle_drag.read_markers(draft, element, stem, explained)


def _rows(element: Element, draft: Draft) -> tuple[str, Raw]:
    stem, explanation = _stem(element, draft), _general(element, draft)
    return moodle_plugins.read_rows(draft, element, stem, explanation)


def _gapfill(element: Element, draft: Draft) -> tuple[str, Raw]:
    explained = _explained(element, draft)
    markup = _markup(child(element, "questiontext"))
    return moodle_plugins.read_gapfill(draft, element, markup, explained)


_READERS: dict[str, Callable[[Element, Draft], tuple[str, Raw]]] = {
    "multichoice": _multichoice,
    "oumultiresponse": _all_or_nothing,
    "multichoiceset": _all_or_nothing,
    "truefalse": _truefalse,
    "shortanswer": _shortanswer,
    "numerical": _numerical,
    "matching": _matching,
    "match": _matching,
    "ddmatch": _matching,
    "mtf": _rows,
    "kprime": _rows,
    "gapfill": _gapfill,
    "essay": _essay,
    "cloze": _cloze,
    "multianswer": _cloze,
    "ordering": _ordering,
    "calculated": _calculated,
    "calculatedsimple": _calculated,
    "gapselect": _gap_words,
    "ddwtos": _gap_words,
    "ddmarker": _markers,
}
