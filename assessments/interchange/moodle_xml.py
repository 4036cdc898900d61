"""Moodle XML, as the question bank of Moodle 1.9 to 5 writes it."""

import base64
import binascii
import html
import re
from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.interchange import build, build_choice, moodle_cloze, moodle_drag, moodle_plugins
from assessments.interchange.build import Option
from assessments.interchange.draft import Draft
from assessments.interchange.html import inner_words, pictures_in
from assessments.interchange.images import Files
from assessments.interchange.model import MAX_OPTIONS, ImportedQuestion, ImportRefused, Raw
from assessments.interchange.moodle_numbers import calculated, numerical
from assessments.interchange.moodle_parts import (
    explained,
    flag,
    fraction_of,
    general_feedback,
    held_markup,
    held_text,
    stem_of,
    style_of,
    whole,
)
from assessments.interchange.reading import Entry, Reading
from assessments.interchange.safe_xml import (
    Element,
    attribute,
    child,
    children,
    descendants,
    has_too_many_parts,
    name,
    parse_xml,
    text_of,
    unnest,
)
from assessments.interchange.text import number, percent, plain_number

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
    draft.name = inner_words(held_text(child(element, "name")))
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
    draft.tags = tuple(held_text(tag) for tag in children(child(element, "tags"), "tag"))
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
    if any(inner_words(held_text(hint)) for hint in children(element, "hint")):
        draft.lost(_("Hints between tries are not kept."))
    if flag(element, "hidden"):
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
    style = style_of(element)
    done = []
    for answer in children(element, "answer"):
        markup = held_markup(answer, style or "moodle_auto_format")
        feedback = held_markup(child(answer, "feedback"), style or "moodle_auto_format")
        fraction = fraction_of(answer, draft)
        if not markup.strip() and not inner_words(feedback) and fraction <= 0:
            draft.info(_("An empty option was left out."))
            continue
        done.append(build_choice.option(draft, markup, fraction, feedback))
    return done


def _multichoice(element: Element, draft: Draft) -> tuple[str, Raw]:
    stem, explanation = stem_of(element, draft), explained(element, draft)
    options = _options(element, draft)
    several = not flag(element, "single", default=True)
    if several:
        total = sum(option.fraction for option in options if option.fraction > 0)
        if options and total and abs(total - 1) > build.ROUNDING * len(options):
            draft.lost(
                _("The right options add up to %(percent)s%% there; here they make full marks.")
                % {"percent": percent(total)}
            )
    return build_choice.choice(draft, stem, options, several=several, explanation=explanation)


def _all_or_nothing(element: Element, draft: Draft) -> tuple[str, Raw]:
    stem, explanation = stem_of(element, draft), explained(element, draft)
    draft.lost(_("It is all or nothing there; here right picks earn part of the marks."))
    return build_choice.choice(
        draft, stem, _options(element, draft), several=True, explanation=explanation
    )


def _truefalse(element: Element, draft: Draft) -> tuple[str, Raw]:
    stem = stem_of(element, draft)
    feedback: dict[bool, str] = {}
    right: bool | None = None
    answers = children(element, "answer")
    for place, answer in enumerate(answers):
        words = inner_words(held_text(answer)).casefold()
        # translated files write their own words, true first
        truth = words in {"true", "t", "1"} or (words not in {"false", "f", "0"} and place == 0)
        if fraction_of(answer, draft) > 0:
            right = truth
        feedback[truth] = held_markup(child(answer, "feedback"))
    if right is None:
        draft.refuse(_("No option is marked as right."))
    return build_choice.true_false(
        draft,
        stem,
        right,
        right_feedback=feedback.get(right, ""),
        wrong_feedback=feedback.get(not right, ""),
        explanation=held_markup(child(element, "generalfeedback"), style_of(element) or "html"),
    )


def _literal(element: Element) -> str:
    """An answer typed by hand: text, but files from old versions hold escaped markup."""
    text = held_text(element)
    if attribute(element, "format") in {"html"} and re.search(r"</?\w+[^>]*>|&\w+;", text):
        return inner_words(text)
    return " ".join(text.split())


def _shortanswer(element: Element, draft: Draft) -> tuple[str, Raw]:
    stem, explanation = stem_of(element, draft), general_feedback(element, draft)
    answers = [
        Option(
            _literal(answer),
            fraction_of(answer, draft),
            draft.words(held_markup(child(answer, "feedback"))),
        )
        for answer in children(element, "answer")
    ]
    return build.short_text(
        draft, stem, answers, case_sensitive=flag(element, "usecase"), explanation=explanation
    )


def _matching(element: Element, draft: Draft) -> tuple[str, Raw]:
    stem, explanation = stem_of(element, draft), explained(element, draft)
    pairs: list[tuple[str, str]] = []
    spare: list[str] = []
    for sub in children(element, "subquestion"):
        left = draft.inline(held_markup(sub, style_of(element) or "html"))
        right = " ".join(
            inner_words(html.escape(held_text(child(sub, "answer")), quote=False)).split()
        )
        if attribute(child(sub, "answer"), "format") == "html" or (
            _WRITTEN_IN_WORDS.search(right) and re.search(r"</?\w+[^>]*>|&\w+;", right)
        ):
            right = _answer_words(draft, held_text(child(sub, "answer")))
        if left:
            pairs.append((left, right))
        elif right:
            spare.append(right)
    return build.matching(draft, stem, pairs, spare, explanation)


def _answer_words(draft: Draft, markup: str) -> str:
    """The right side of a pair as words; a picture alone leaves its description."""
    words = draft.words(markup)
    if words:
        return words
    return " ".join(alt for _source, alt in pictures_in(markup) if alt)


def _auto_graded(element: Element, draft: Draft) -> tuple[str, Raw]:
    draft.lost(_("Marks for its length and its phrases are given there; here a person marks it."))
    return _essay(element, draft)


def _essay(element: Element, draft: Draft) -> tuple[str, Raw]:
    stem, explanation = stem_of(element, draft), general_feedback(element, draft)
    guide = draft.html(held_markup(child(element, "graderinfo")))
    if inner_words(held_text(child(element, "responsetemplate"))):
        draft.lost(_("The text that stands in the answer from the start is not kept."))
    attachments = whole(element, "attachments")
    style = text_of(child(element, "responseformat"))
    if style == "noinline":
        size = whole(element, "maxbytes")
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
        minimum=whole(element, "minwordlimit"),
        maximum=whole(element, "maxwordlimit"),
        guide=guide,
        explanation=explanation,
    )


def _cloze(element: Element, draft: Draft) -> tuple[str, Raw]:
    # brackets and braces of blanks are read before the markup is cleaned
    markup = held_markup(child(element, "questiontext"))
    return moodle_cloze.read(draft, markup, general_feedback(element, draft))


def _ordering(element: Element, draft: Draft) -> tuple[str, Raw]:
    stem, explanation = stem_of(element, draft), explained(element, draft)
    answers = children(element, "answer")
    placed = [(number(attribute(answer, "fraction")), answer) for answer in answers]
    if all(place is not None for place, _answer in placed):
        placed.sort(key=lambda item: item[0] or Decimal(0))
    steps = [draft.words(held_markup(answer, "html")) for _place, answer in placed]
    if text_of(child(element, "selecttype")).upper() not in {"", "ALL", "0"}:
        draft.lost(_("A random part of the steps is shown there; here all of them are."))
    grading = text_of(child(element, "gradingtype")).upper()
    if grading not in {"", "RELATIVE_NEXT_EXCLUDE_LAST", "1"}:
        draft.info(_("Here each step that directly precedes the next counts alike."))
    return build.ordering(draft, stem, steps, explanation)


def _gap_words(element: Element, draft: Draft) -> tuple[str, Raw]:
    explanation = explained(element, draft)
    return moodle_drag.read_gap_words(
        draft, element, held_markup(child(element, "questiontext")), explanation
    )


def _markers(element: Element, draft: Draft) -> tuple[str, Raw]:
    stem, explanation = stem_of(element, draft), explained(element, draft)
    return moodle_drag.read_markers(draft, element, stem, explanation)


def _rows(element: Element, draft: Draft) -> tuple[str, Raw]:
    stem, explanation = stem_of(element, draft), general_feedback(element, draft)
    return moodle_plugins.read_rows(draft, element, stem, explanation)


def _gapfill(element: Element, draft: Draft) -> tuple[str, Raw]:
    explanation = explained(element, draft)
    markup = held_markup(child(element, "questiontext"))
    return moodle_plugins.read_gapfill(draft, element, markup, explanation)


_READERS: dict[str, Callable[[Element, Draft], tuple[str, Raw]]] = {
    "multichoice": _multichoice,
    "oumultiresponse": _all_or_nothing,
    "multichoiceset": _all_or_nothing,
    "truefalse": _truefalse,
    "shortanswer": _shortanswer,
    "numerical": numerical,
    "matching": _matching,
    "match": _matching,
    "ddmatch": _matching,
    "mtf": _rows,
    "kprime": _rows,
    "gapfill": _gapfill,
    "essay": _essay,
    "essayautograde": _auto_graded,
    "cloze": _cloze,
    "multianswer": _cloze,
    "ordering": _ordering,
    "calculated": calculated,
    "calculatedsimple": calculated,
    "gapselect": _gap_words,
    "ddwtos": _gap_words,
    "ddmarker": _markers,
}
