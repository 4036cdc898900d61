"""GIFT, Moodle's plain text format.

Read after https://docs.moodle.org/en/GIFT_format: names, comments with ``[id:]`` and ``[tag:]``,
categories, text format markers, weights, feedback, escapes, the missing word form.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from django.utils.translation import gettext as _

from assessments.interchange import build, build_choice
from assessments.interchange.build import NumberAnswer, Option
from assessments.interchange.draft import Draft, shorten
from assessments.interchange.formatting import formatted
from assessments.interchange.html import inner_words
from assessments.interchange.images import Files
from assessments.interchange.model import (
    MAX_FIELD_CHARACTERS,
    MAX_OPTIONS,
    ImportedQuestion,
    QuestionRefused,
    Raw,
)
from assessments.interchange.reading import Entry, Reading
from assessments.interchange.text import decode, lines_of, number

# Escaped characters stand here until the structure is read.
_MASK = 0xF0000
_MASKED = re.compile(r"\\([\\:#={}~])")
_UNMASK = re.compile(f"[{chr(_MASK)}-{chr(_MASK + 0xFFFD)}]")
_COMMENT = re.compile(r"^[ \t]*//(.*)$")
_ID = re.compile(r"\[id:((?:[^\]\\]|\\.)+)\]", re.IGNORECASE)
_TAG = re.compile(r"\[tag:((?:[^\]\\]|\\.)+)\]", re.IGNORECASE)
_FORMAT = re.compile(r"^\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_NAME = re.compile(r"^\s*::(.*?)::", re.DOTALL)
_WEIGHT = re.compile(r"^\s*%\s*([+-]?\d+(?:[.,]\d+)?)\s*%")
_ANSWERED = re.compile(r"\{\s*(?:[=~#]|(?:T|TRUE|F|FALSE)\s*[#}])", re.IGNORECASE)
_TRUTH = re.compile(r"^(T|TRUE|F|FALSE)$", re.IGNORECASE)
# no-break spaces are the author's own
_EDGE = " \t\n"
_RANGE = re.compile(r"^(.+?)\.\.(.+)$", re.DOTALL)


def _mask(text: str) -> str:
    text = _UNMASK.sub("", text)
    return _MASKED.sub(lambda found: chr(_MASK + ord(found[1])), text)


def _unmask(text: str) -> str:
    return _UNMASK.sub(lambda found: chr(ord(found[0]) - _MASK), text)


@dataclass
class _Chunk:
    """The lines of one question. What is longer than a question can be is counted, not kept."""

    line: int
    comments: list[str] = field(default_factory=list)
    category: tuple[str, ...] = ()
    lines: list[str] = field(default_factory=list)
    size: int = 0
    opening: int = 0
    closing: int = 0

    def add(self, line: str) -> None:
        if self.size <= MAX_FIELD_CHARACTERS:
            self.lines.append(line)
        self.size += len(line) + 1
        self.opening += line.count("{")
        self.closing += line.count("}")

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def is_whole(self) -> bool:
        """Whether its braces are closed; without any, a text is whole."""
        return self.opening <= self.closing


def looks_like(text: str) -> bool:
    """Whether ``text`` has the braces of a GIFT question."""
    masked = _mask("\n".join(line for line in text.split("\n") if not _COMMENT.match(line)))
    found = re.search(r"\{([^{}]*)\}", masked)
    return bool(found) or bool(re.search(r"(?m)^[ \t]*(\$CATEGORY:|::[^:\n]+::)", masked))


def count_answers(text: str) -> int:
    """How many braces of ``text`` hold answers, rather than code or nothing."""
    return len(_ANSWERED.findall(_mask(text)))


def parse(data: bytes, *, files: Files | None = None, base: str = "") -> Reading:
    """Every question of a GIFT file."""
    text, _encoding = decode(data)
    reading = Reading("gift")
    for chunk in _chunks(text):
        draft = Draft("gift", files or Files(), base=base, category=chunk.category)
        draft.where = _("line %(n)s") % {"n": chunk.line}
        head = "\n".join(chunk.lines[:5])[:400]
        draft.hint = shorten(" ".join(_unmask(head).split()), 80)
        reading.add(Entry(draft, "", partial(_question, chunk, draft)))
    if not reading.total:
        reading.warn(_("No question was found in this file."))
    return reading


def _chunks(text: str) -> Iterator[_Chunk]:
    """Questions as they stand between empty lines; braces hold a question together."""
    category: tuple[str, ...] = ()
    chunk: _Chunk | None = None
    comments: list[str] = []
    gap = False
    for number_, line in enumerate(lines_of(text), start=1):
        stripped = line.strip()
        if not stripped:
            gap = True
            continue
        if stripped.startswith("//") and (comment := _COMMENT.match(line)):
            if len(comments) < MAX_OPTIONS:
                comments.append(comment[1])
            continue
        if stripped[0] == "$" and (
            found := re.match(r"^\$CATEGORY:(.*)$", stripped, re.IGNORECASE)
        ):
            if chunk is not None:
                yield chunk
                chunk = None
            category = tuple(
                part.strip().replace("\0", "/")
                for part in found[1].replace("//", "\0").split("/")
                if part.strip() and part.strip() not in {"top", "$course$", "$cat1$"}
            )
            gap, comments = False, []
            continue
        masked = _mask(line)
        if chunk is not None and gap and (chunk.is_whole or _begins(masked)):
            yield chunk
            chunk = None
        if (
            chunk is not None
            and chunk.is_whole
            and (masked.lstrip().startswith("::") or (chunk.closing and "{" in masked))
        ):
            # a question right after another one, its empty line forgotten
            yield chunk
            chunk = None
        if chunk is None:
            chunk = _Chunk(number_, comments=comments, category=category)
            comments = []
        chunk.add(masked)
        if gap:
            gap = False
    if chunk is not None:
        yield chunk


def _begins(line: str) -> bool:
    """Whether ``line`` surely begins another question, so that a lost brace costs one only."""
    if line.lstrip().startswith("::"):
        return True
    opening, closing = line.find("{"), line.find("}")
    return opening > 0 and (closing < 0 or opening < closing)


def _question(chunk: _Chunk, draft: Draft) -> ImportedQuestion:
    remarks = "\n".join(chunk.comments)
    if found := _ID.search(remarks):
        draft.ref = re.sub(r"\\(.)", r"\1", found[1]).strip()
    draft.tags = tuple(re.sub(r"\\(.)", r"\1", tag).strip() for tag in _TAG.findall(remarks))
    if chunk.size > MAX_FIELD_CHARACTERS:
        draft.refuse(_("The question is longer than %(n)s letters.") % {"n": MAX_FIELD_CHARACTERS})
    text = chunk.text
    if found := _NAME.match(text):
        draft.name = " ".join(_unmask(found[1]).split())
        text = text[found.end() :]
    opening = text.find("{")
    closing = text.rfind("}")
    if opening < 0 and closing < 0:
        draft.refuse(_("This is a description: it asks nothing, so it is no question."))
    if opening < 0 or closing < opening:
        draft.refuse(_("A brace is missing: the answers of a question stand between { and }."))
    answers = text[opening + 1 : closing]
    if re.search(r"[{}]", answers):
        first = text.find("}", opening)
        if "{" in text[opening + 1 : first]:
            draft.refuse(_("A brace is missing: the answers of a question stand between { and }."))
        draft.refuse(_("The question has more than one pair of braces."))
    before, after = text[:opening], text[closing + 1 :]
    markup, style = _formatted_stem(before, after)
    if draft.name and not inner_words(markup) and "<img" not in markup:
        markup = html.escape(draft.name, quote=False)
        draft.info(_("The question has no text of its own; its name stands in for it."))
    answers, general = _split_general(answers)
    return _by_answers(draft, markup, style, answers, general)


def _formatted_stem(before: str, after: str) -> tuple[str, str]:
    style = "moodle"
    if found := _FORMAT.match(before):
        style, before = found[1].lower(), before[found.end() :]
    tail = after.strip()
    # a stray quote or semicolon behind the brace is no missing word
    if tail in {'";', '"', ";", ","} or (tail in {".", "?", "!", ":"} and _ended(before)):
        text = before
    elif tail:
        text = f"{before.rstrip()} {build.BLANK} {tail}"
        text = re.sub(r"_ ([.,;:!?])", r"_\1", text)
    else:
        text = before
    return _styled(text.strip(_EDGE), style), style


def _ended(text: str) -> bool:
    return text.rstrip()[-1:] in {".", "?", "!", ":"}


def _split_general(answers: str) -> tuple[str, str]:
    place = answers.find("####")
    if place < 0:
        return answers, ""
    return answers[:place], answers[place + 4 :].strip()


def _markup(text: str, style: str) -> str:
    text = text.strip()
    if found := _FORMAT.match(text):
        style, text = found[1].lower(), text[found.end() :].strip()
    return _styled(text, style)


def _styled(text: str, style: str) -> str:
    """Markup of a masked text; its escaped line breaks are breaks."""
    return _unmask(formatted(text.replace("\\n", "\n"), style))


def _literal(text: str) -> str:
    """An answer that is compared with what is typed: never markup."""
    text = text.strip()
    if found := _FORMAT.match(text):
        text = text[found.end() :]
    return " ".join(_unmask(text).split())


def _by_answers(
    draft: Draft, markup: str, style: str, answers: str, general: str
) -> ImportedQuestion:
    stripped = answers.strip()
    stem = draft.stem(markup)
    explanation = draft.html(_markup(general, style)) if general else ""
    if not stripped:
        kind, raw = build.essay(draft, stem, explanation=explanation)
    elif stripped.startswith("#"):
        kind, raw = _numeric(draft, stem, stripped[1:], style, explanation)
    elif "~" in stripped:
        kind, raw = _choice(draft, stem, stripped, style, explanation)
    elif "->" in stripped and "=" in stripped:
        kind, raw = _matching(draft, stem, stripped, style, explanation)
    elif _TRUTH.match(stripped.split("#")[0].strip()):
        kind, raw = _true_false(draft, stem, stripped, style, explanation)
    elif stripped.startswith("="):
        kind, raw = _short(draft, stem, stripped, style, explanation)
    else:
        draft.refuse(
            _("The answers begin with none of = ~ # T F, so it is not clear what is right.")
        )
    return draft.question(kind, raw)


def _pieces(answers: str, signs: str) -> Iterator[tuple[str, str]]:
    """Each answer with the sign before it."""
    if len(re.findall(f"[{signs}]", answers)) > MAX_OPTIONS:
        raise QuestionRefused(_("The question has more than %(n)s answers.") % {"n": MAX_OPTIONS})
    parts = re.split(f"([{signs}])", answers)
    if parts[0].strip():
        raise QuestionRefused(_("There is text before the first answer."))
    for place in range(1, len(parts), 2):
        yield parts[place], parts[place + 1]


def _weighted(draft: Draft, text: str, default: Decimal) -> tuple[str, Decimal, str]:
    """Text, fraction and feedback of one answer."""
    fraction = default
    if found := _WEIGHT.match(text):
        fraction = (number(found[1]) or Decimal(0)) / 100
        text = text[found.end() :]
    if not -1 <= fraction <= 1:
        draft.refuse(_("An answer has a weight beyond 100%."))
    body, _sign, feedback = text.partition("#")
    return body, fraction, feedback.strip()


def _choice(draft: Draft, stem: str, answers: str, style: str, explanation: str) -> tuple[str, Raw]:
    options: list[Option] = []
    signs = set()
    for sign, text in _pieces(answers, "=~"):
        signs.add(sign)
        body, fraction, feedback = _weighted(draft, text, Decimal(sign == "="))
        if not body.strip() and not feedback and fraction <= 0 and options:
            draft.info(_("An empty option was left out."))
            continue
        option = build_choice.option(
            draft, _markup(body, style), fraction, _markup(feedback, style)
        )
        options.append(option)
    # as in Moodle: without any "=" the weights make it a question with several answers
    several = "=" not in signs
    return build_choice.choice(draft, stem, options, several=several, explanation=explanation)


def _matching(
    draft: Draft, stem: str, answers: str, style: str, explanation: str
) -> tuple[str, Raw]:
    pairs: list[tuple[str, str]] = []
    spare: list[str] = []
    for _sign, text in _pieces(answers, "="):
        left, arrow, right = text.partition("->")
        if not arrow:
            draft.refuse(_("A pair of a matching question has no arrow (->)."))
        right, _hash, feedback = right.partition("#")
        if feedback.strip():
            draft.lost(_("Feedback for a single pair cannot be kept."))
        label, right_words = draft.inline(_markup(left, style)), _literal(right)
        if not label:
            spare.append(right_words)
        else:
            pairs.append((label, right_words))
    return build.matching(draft, stem, pairs, spare, explanation)


def _true_false(
    draft: Draft, stem: str, answers: str, style: str, explanation: str
) -> tuple[str, Raw]:
    parts = [part.strip() for part in answers.split("#")]
    wrong, right = ([*parts[1:], "", ""])[:2]
    return build_choice.true_false(
        draft,
        stem,
        parts[0].upper().startswith("T"),
        right_feedback=_markup(right, style),
        wrong_feedback=_markup(wrong, style),
        explanation=explanation,
    )


def _short(draft: Draft, stem: str, answers: str, style: str, explanation: str) -> tuple[str, Raw]:
    found = []
    for _sign, text in _pieces(answers, "="):
        body, fraction, feedback = _weighted(draft, text, Decimal(1))
        found.append(Option(_literal(body), fraction, draft.words(_markup(feedback, style))))
    return build.short_text(draft, stem, found, explanation=explanation)


def _numeric(
    draft: Draft, stem: str, answers: str, style: str, explanation: str
) -> tuple[str, Raw]:
    found = []
    stripped = answers.strip()
    if stripped.startswith("="):
        pieces = list(_pieces(stripped, "=~"))
    else:
        first, tilde, rest = stripped.partition("~")
        pieces = [("=", first), *([("~", rest)] if tilde else [])]
    for sign, text in pieces:
        body, fraction, feedback = _weighted(draft, text, Decimal(1))
        body = body.strip()
        note = _markup(feedback, style)
        if sign == "~" or body in {"", "*"}:
            found.append(NumberAnswer(None, fraction=Decimal(0), feedback=note))
            continue
        value, tolerance = _value(draft, body)
        found.append(NumberAnswer(value, tolerance, fraction, note))
    best, explanation = build.best_number(draft, found, explanation)
    assert best.value is not None
    return build.numeric(draft, stem, best.value, best.tolerance, explanation=explanation)


def _value(draft: Draft, body: str) -> tuple[Decimal, Decimal]:
    """Answer and tolerance of ``3``, ``3:0.1`` or ``1..5``."""
    plain = _unmask(body)
    if found := _RANGE.match(plain):
        low, high = number(found[1]), number(found[2])
        if low is not None and high is not None:
            return build.between(low, high)
    answer, _colon, margin = plain.partition(":")
    value, tolerance = number(answer), number(margin or "0")
    if value is None or tolerance is None:
        draft.refuse(_("“%(text)s” is not a number.") % {"text": shorten(plain, 40)})
    return value, abs(tolerance)
