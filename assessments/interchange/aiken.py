"""Aiken: a question, its options on a line each, and ``ANSWER: B``."""

import html
import re
from decimal import Decimal
from functools import partial

from django.utils.translation import gettext as _

from assessments.interchange import build_choice
from assessments.interchange.build import Option
from assessments.interchange.draft import Draft
from assessments.interchange.images import Files
from assessments.interchange.model import MAX_FIELD_CHARACTERS, MAX_OPTIONS, ImportedQuestion
from assessments.interchange.reading import Entry, Reading
from assessments.interchange.text import decode
from lms.core.sanitize import clean_text

_OPTION = re.compile(r"^\s*\(?([A-Za-z])\s*[.)]\s*(\S.*)?$")
_ANSWER = re.compile(r"^\s*ANSWERS?\s*:\s*(.*?)\s*\.?\s*$", re.IGNORECASE)
# letters of a line that names the right option; longer ones are text
_LONGEST = 200
_LETTERS = re.compile(r"^\(?[A-Za-z]\)?(\s*[,;&]\s*\(?[A-Za-z]\)?)*$")
_STRAY = re.compile(r"^\s*(FEEDBACK|EXPLANATION|RATIONALE)\s*:\s*(.*)$", re.IGNORECASE)


def looks_like(text: str) -> bool:
    """Whether ``text`` has lettered options and an answer line."""
    lines = text.split("\n")
    return any(_ANSWER.match(line) for line in lines) and any(_OPTION.match(line) for line in lines)


def count_answers(text: str) -> int:
    """How many lines of ``text`` name the right option."""
    found = (_ANSWER.match(line) for line in text.split("\n"))
    return sum(1 for answer in found if answer and _LETTERS.match(answer[1]))


def parse(data: bytes, *, files: Files | None = None, base: str = "") -> Reading:
    """Every question of an Aiken file. A question ends with its answer line."""
    text, _encoding = decode(data)
    reading = Reading("aiken")
    stem: list[str] = []
    options: list[tuple[str, str]] = []
    explanation = ""
    start = 0

    def close(answer: str | None) -> None:
        nonlocal stem, options, explanation, start
        if stem or options or answer is not None:
            draft = Draft("aiken")
            draft.where = _("line %(n)s") % {"n": start}
            draft.hint = " ".join(stem)[:80]
            parts = (list(stem), list(options), answer, explanation)
            reading.add(Entry(draft, "", partial(_question, draft, *parts)))
        stem, options, explanation, start = [], [], "", 0

    lines = text.split("\n")
    for count, line in enumerate(lines, start=1):
        if answer := _ANSWER.match(line[:_LONGEST]):
            rest = (lines[place] for place in range(count, len(lines)))
            following = next((later for later in rest if later.strip()), "")
            start = start or count
            if told := _STRAY.match(following):
                explanation = told[2]
            close(answer[1])
        elif _STRAY.match(line) and not stem and not options:
            continue
        elif (option := _OPTION.match(line)) and stem and _follows(option[1], options):
            # one too many is enough to refuse the question
            if len(options) <= MAX_OPTIONS:
                options.append((option[1].upper(), option[2] or ""))
        elif line.strip():
            if options:
                # options without an answer line, and another question begins
                close(None)
            start = start or count
            stem.append(line.strip())
    close(None)
    if not reading.total:
        reading.warn(_("No question was found in this file."))
    return reading


def _follows(letter: str, options: list[tuple[str, str]]) -> bool:
    """Whether ``letter`` can come next; a sentence beginning with "A." mid-question cannot."""
    return bool(options) or letter.upper() == "A"


def _question(
    draft: Draft,
    stem: list[str],
    options: list[tuple[str, str]],
    answer: str | None,
    explanation: str,
) -> ImportedQuestion:
    if not stem:
        draft.refuse(_("The question has no text."))
    if sum(map(len, stem)) > MAX_FIELD_CHARACTERS:
        draft.refuse(_("The question is longer than %(n)s letters.") % {"n": MAX_FIELD_CHARACTERS})
    if len(options) > MAX_OPTIONS:
        draft.refuse(_("The question has more than %(n)s answers.") % {"n": MAX_OPTIONS})
    if answer is None:
        draft.refuse(_("The question has no line “ANSWER: …” after its options."))
    if not _LETTERS.match(answer):
        draft.refuse(_("The answer line does not name an option by its letter."))
    letters = {letter.upper() for letter in re.findall(r"[A-Za-z]", answer)}
    known = [letter for letter, _text in options]
    if len(set(known)) < len(known):
        draft.refuse(_("Two options have the same letter."))
    if missing := sorted(letters - set(known)):
        draft.refuse(
            _("The answer names option %(letter)s, which there is not.") % {"letter": missing[0]}
        )
    listed = [Option(clean_text(text), Decimal(letter in letters)) for letter, text in options]
    markup = html.escape("\n".join(stem), quote=False).replace("\n", "<br>")
    kind, raw = build_choice.choice(
        draft,
        draft.stem(markup),
        listed,
        several=len(letters) > 1,
        explanation=draft.html(html.escape(explanation, quote=False)),
    )
    return draft.question(kind, raw)
