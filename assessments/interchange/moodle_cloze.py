"""The blanks Moodle writes into a text: ``{1:SHORTANSWER:=right#feedback~%50%half}``."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from django.utils.translation import gettext as _

from assessments.interchange import build, build_choice
from assessments.interchange.build import NumberAnswer, Option
from assessments.interchange.draft import Draft, shorten
from assessments.interchange.formatting import formatted
from assessments.interchange.html import inner_words
from assessments.interchange.images import Files
from assessments.interchange.model import MAX_FIELD_CHARACTERS, MAX_OPTIONS, ImportedQuestion, Raw
from assessments.interchange.reading import Entry, Reading
from assessments.interchange.text import decode, number, plain_number

# no two runs of blanks beside each other: a long one would be tried in every division
_OPENING = re.compile(
    r"\{\s*(?:(\d{1,4})\s*)?:\s*(MULTICHOICE|MULTIRESPONSE|SHORTANSWER|NUMERICAL|MC|MW|MR|SA|NM)"
    r"((?:_?(?:SH|HS|VS|SV|[CHVS]))*)\s*:",
    re.IGNORECASE,
)
_WEIGHT = re.compile(r"^\s*(?:%\s*([+-]?\d+(?:[.,]\d+)?)\s*%|(=))")
_MASK = 0xF1000
_MASKED = re.compile(r"\\([\\}#~/\"])")
_UNMASK = re.compile(f"[{chr(_MASK)}-{chr(_MASK + 0xFFF)}]")
_SOMETHING_LIKE = re.compile(r"\{\s*(?:\d+\s*)?:\s*[A-Z_]{2,20}\s*[:}]", re.IGNORECASE)
_GIFT = re.compile(r"(?m)^[ \t]*(::|\$CATEGORY:)")


@dataclass(frozen=True)
class Gap:
    """One blank as it stands in the text."""

    start: int
    end: int
    weight: int
    kind: str
    case: bool
    body: str


def gaps(text: str) -> Iterator[Gap]:
    """Every blank in ``text``; a lost closing brace ends the search."""
    place = 0
    while found := _OPENING.search(text, place):
        end = _close(text, found.end())
        if end < 0:
            return
        word = found[2].upper()
        kind = {
            "MC": "MULTICHOICE",
            "MR": "MULTIRESPONSE",
            "SA": "SHORTANSWER",
            "MW": "SHORTANSWER",
            "NM": "NUMERICAL",
        }.get(word, word)
        case = kind == "SHORTANSWER" and "C" in found[3].upper()
        yield Gap(found.start(), end + 1, int(found[1] or 1), kind, case, text[found.end() : end])
        place = end + 1


def _close(text: str, place: int) -> int:
    while True:
        end = text.find("}", place)
        if end < 0 or text[end - 1] != "\\":
            return end
        place = end + 1


def _answers(body: str) -> Iterator[tuple[str, Decimal, str]]:
    """Text, fraction and feedback of each answer of one blank."""
    masked = _MASKED.sub(lambda found: chr(_MASK + ord(found[1])), _UNMASK.sub("", body))
    # entities carry a # that is no feedback sign
    masked = re.sub(r"&#(x?[0-9a-fA-F]{1,7});", lambda f: f"&{chr(_MASK + 35)}{f[1]};", masked)
    for part in masked.split("~"):
        fraction = Decimal(0)
        if found := _WEIGHT.match(part):
            fraction = Decimal(1) if found[2] else (number(found[1]) or Decimal(0)) / 100
            part = part[found.end() :]
        text, _sign, feedback = part.partition("#")
        yield _plain(text), fraction, _plain(feedback)


def _plain(text: str) -> str:
    return _UNMASK.sub(lambda found: chr(ord(found[0]) - _MASK), text).strip()


def looks_like(text: str) -> bool:
    """Whether ``text`` has such blanks, and no name or category as GIFT writes them."""
    return bool(_SOMETHING_LIKE.search(text)) and not _GIFT.search(text)


def parse(data: bytes, *, files: Files | None = None, base: str = "") -> Reading:
    """The one question of a text file: Moodle's "Embedded answers (Cloze)" format."""
    text, _encoding = decode(data)
    reading = Reading("cloze")
    draft = Draft("cloze", files or Files(), base=base, where=_("line %(n)s") % {"n": 1})
    draft.hint = shorten(" ".join(text[:400].split()), 80)

    def question() -> ImportedQuestion:
        return draft.question(*read(draft, formatted(text.strip(), "moodle"), ""))

    reading.add(Entry(draft, "cloze", question))
    return reading


def read(draft: Draft, text: str, explanation: str) -> tuple[str, Raw]:
    """Type and raw value of a text with blanks."""
    if len(text) > MAX_FIELD_CHARACTERS:
        draft.refuse(_("The question is longer than %(n)s letters.") % {"n": MAX_FIELD_CHARACTERS})
    found = list(islice(gaps(text), MAX_OPTIONS + 1))
    if len(found) > MAX_OPTIONS or any(gap.body.count("~") > MAX_OPTIONS for gap in found):
        draft.refuse(_("The question has more than %(n)s answers.") % {"n": MAX_OPTIONS})
    if not found:
        draft.refuse(_("The text has no blank, or its blanks are written wrongly."))
    if any(_SOMETHING_LIKE.search(part) for part in _between(text, found)):
        draft.refuse(_("A blank in the text is written wrongly: its brace or type is damaged."))
    if len(found) == 1 and found[0].kind == "MULTIRESPONSE":
        return _several_options(draft, text, found[0], explanation)
    weights = sum(gap.weight for gap in found)
    if weights <= 0:
        draft.refuse(_("The blanks of this text are worth nothing."))
    parts: list[str] = []
    raws: list[Raw] = []
    place = 0
    for count, gap in enumerate(found, start=1):
        name = f"b{count}"
        parts.append(text[place : gap.start].replace("[[", "[ ["))
        parts.append(f"[[{name}]]")
        raws.append(_blank(draft, name, gap))
        place = gap.end
    parts.append(text[place:].replace("[[", "[ ["))
    return build.blanks(draft, draft.stem("".join(parts)), raws, explanation)


def _several_options(draft: Draft, text: str, gap: Gap, explanation: str) -> tuple[str, Raw]:
    """A text whose only blank asks for several options is a multiple response question."""
    before, after = text[: gap.start], text[gap.end :]
    mark = build.BLANK if inner_words(after) else ""
    options = [
        build_choice.option(draft, answer, fraction, feedback)
        for answer, fraction, feedback in _answers(gap.body)
        if inner_words(answer)
    ]
    stem = draft.stem(f"{before}{mark}{after}")
    return build_choice.choice(draft, stem, options, several=True, explanation=explanation)


def _between(text: str, found: list[Gap]) -> Iterator[str]:
    place = 0
    for gap in found:
        yield text[place : gap.start]
        place = gap.end
    yield text[place:]


def _blank(draft: Draft, name: str, gap: Gap) -> Raw:
    weight = plain_number(Decimal(gap.weight))
    answers = list(_answers(gap.body))
    if gap.kind == "NUMERICAL":
        return _numeric_blank(draft, name, weight, answers)
    if gap.kind == "MULTIRESPONSE":
        draft.refuse(
            _(
                "A blank among others asks for several options at once; a blank has one answer "
                "here. Make it a question of its own."
            )
        )
    options = [
        Option(draft.words(text), fraction, draft.words(feedback))
        for text, fraction, feedback in answers
        if inner_words(text)
    ]
    if gap.kind == "SHORTANSWER":
        if gap.case:
            draft.lost(_("A blank minds capital letters there; blanks do not here."))
        return build.blank(name, "text", weight=weight, answers=build.answer_list(draft, options))
    return select_blank(draft, name, options, weight)


def select_blank(draft: Draft, name: str, options: list[Option], weight: str = "1") -> Raw:
    """A blank to choose from; options that are worth or told nothing are options only."""
    known: dict[str, Option] = {}
    for option in options:
        kept = known.get(option.text)
        if option.text and (kept is None or kept.fraction < option.fraction):
            known[option.text] = option
    if len(known) < 2:
        draft.refuse(_("A blank to choose from needs at least two different options."))
    texts = list(known)
    answers = [option for option in known.values() if option.fraction > 0 or option.feedback]
    return build.blank(
        name,
        "select",
        weight=weight,
        options=texts,
        answers=build.answer_list(draft, answers),
    )


def _numeric_blank(
    draft: Draft, name: str, weight: str, answers: list[tuple[str, Decimal, str]]
) -> Raw:
    rated: list[NumberAnswer] = []
    for text, fraction, feedback in answers:
        words = inner_words(text)
        if inner_words(feedback) and words != "*":
            draft.lost(_("Feedback for a single number in a blank cannot be kept."))
        if words in {"*", ""}:
            continue
        if ".." in words:
            low, high = (number(part) for part in words.split("..", 1))
            if low is None or high is None:
                draft.refuse(_("“%(text)s” is not a number.") % {"text": words[:40]})
            value, margin = build.between(low, high)
        else:
            answer, _colon, tolerance = words.partition(":")
            value_, margin_ = number(answer), number(tolerance or "0")
            if value_ is None or margin_ is None:
                draft.refuse(_("“%(text)s” is not a number.") % {"text": words[:40]})
            value, margin = value_, abs(margin_)
        rated.append(NumberAnswer(value, margin, fraction))
    best, _explanation = build.best_number(draft, rated, "")
    assert best.value is not None
    return build.blank(
        name,
        "numeric",
        weight=weight,
        answer=plain_number(best.value),
        tolerance=plain_number(best.tolerance),
    )


# --- writing

_SPECIAL = re.compile(r"([\\}#~\"/])")


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", html.escape(text, quote=False))


def write(blank: Raw) -> str:
    """The blank as it stands in Moodle's text. Raises ValueError for what it cannot say."""
    weight = Decimal(str(blank["weight"]))
    if weight != weight.to_integral_value() or not 1 <= weight <= 9999:
        raise ValueError(_("Moodle gives blanks whole weights only."))
    head = f"{{{int(weight)}"
    if blank["kind"] == "numeric":
        if blank["unit"]:
            raise ValueError(_("Moodle has no unit in a blank."))
        return f"{head}:NUMERICAL:={blank['answer']}:{blank['tolerance']}}}"
    answers = {answer["text"]: answer for answer in blank["answers"]}
    if blank["kind"] == "text":
        return f"{head}:SHORTANSWER:{'~'.join(_answer(a) for a in answers.values())}}}"
    listed = [
        answers.get(text, {"text": text, "fraction": "0", "feedback": ""})
        for text in blank["options"]
    ]
    return f"{head}:MULTICHOICE:{'~'.join(_answer(a) for a in listed)}}}"


def _answer(answer: Raw) -> str:
    fraction = Decimal(answer["fraction"])
    weight = "=" if fraction == 1 else f"%{plain_number(fraction * 100)}%"
    told = f"#{_escape(answer['feedback'])}" if answer["feedback"] else ""
    return f"{weight}{_escape(answer['text'])}{told}"
