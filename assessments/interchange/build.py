"""Raw values from the parts every format has: options with weights, answers, pairs, numbers."""

import hashlib
import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from assessments.interchange.draft import Draft, shorten
from assessments.interchange.html import inner_words
from assessments.interchange.model import MAX_OPTIONS, Raw
from assessments.interchange.text import fraction_text, percent, plain_number

ZERO, ONE = Decimal(0), Decimal(1)
# 3 x 33.333% is meant to be the whole
ROUNDING = Decimal("0.002")
BLANK = "_____"
_BOILERPLATE = {
    *("correct", "partially correct", "incorrect"),
    *("your answer is correct", "your answer is partially correct", "your answer is incorrect"),
    *("die antwort ist richtig", "die antwort ist teilweise richtig", "die antwort ist falsch"),
    *("respuesta correcta", "respuesta parcialmente correcta", "respuesta incorrecta"),
    "votre réponse est correcte",
    "votre réponse est partiellement correcte",
    "votre réponse est incorrecte",
}


@dataclass(frozen=True)
class Option:
    """One answer of a question: text, its share of the marks, what is said about it."""

    text: str
    fraction: Decimal = ZERO
    feedback: str = ""
    picture: str = ""


# --- feedback


def joined(*parts: str) -> str:
    """Rich texts one after the other, without empty ones and repetitions."""
    return "".join(dict.fromkeys(part for part in parts if part))


def keep_outcome_feedback(
    draft: Draft, explanation: str, *, right: str = "", partly: str = "", wrong: str = ""
) -> str:
    """``explanation`` with what a system says of a right, half-right or wrong answer as a whole.

    There is one explanation here, shown when the feedback policy allows it; the sentences are moved
    into it. Standard sentences ("Your answer is correct.") say nothing and are left out.
    """
    kept = []
    for label, markup in (
        (_("If right:"), right),
        (_("If partly right:"), partly),
        (_("If wrong:"), wrong),
    ):
        words = inner_words(markup)
        if not words:
            continue
        if words.casefold().rstrip(" .!") in _BOILERPLATE:
            draft.info(_("Standard sentences about right and wrong answers were left out."))
            continue
        text = draft.html(markup)
        kept.append(re.sub(r"^<p>", f"<p>{html.escape(label)} ", text, count=1))
        draft.info(
            _("Feedback for a right or wrong answer as a whole was moved into the explanation.")
        )
    return joined(explanation, *kept)


# --- texts and numbers


def short_text(
    draft: Draft,
    stem: str,
    answers: Sequence[Option],
    *,
    case_sensitive: bool = False,
    explanation: str = "",
) -> tuple[str, Raw]:
    """Type and raw value of a question answered in a word or two."""
    kept = [answer for answer in answers if answer.text]
    if len(kept) > MAX_OPTIONS:
        draft.refuse(_("The question has more than %(n)s answers.") % {"n": MAX_OPTIONS})
    if not any(answer.fraction > 0 for answer in kept):
        draft.refuse(_("No answer is marked as right."))
    best = max(answer.fraction for answer in kept)
    if best < ONE - ROUNDING:
        draft.lost(_("The best answer is worth less than full marks there; here too."))
    return "short_text", {
        "stem": stem,
        "answers": answer_list(draft, kept, case_sensitive=case_sensitive),
        "case_sensitive": case_sensitive,
        "hold_near_misses": False,
        "explanation": explanation,
    }


def answer_list(
    draft: Draft, answers: Iterable[Option], *, case_sensitive: bool = False
) -> list[Raw]:
    """Accepted answers as raw values; minus marks become zero, aloud. Empty ones are none."""
    done = []
    known: dict[str, Decimal] = {}
    for answer in answers:
        if not answer.text:
            continue
        folded = " ".join(answer.text.split()).casefold()
        if not case_sensitive and known.setdefault(folded, answer.fraction) != answer.fraction:
            draft.lost(
                _("“%(text)s” stands there twice, told apart by its capital letters; here not.")
                % {"text": shorten(answer.text, 40)}
            )
        if answer.fraction < 0:
            draft.lost(_("Minus marks for a wrong answer cannot be kept: it counts zero."))
        fraction = min(max(answer.fraction, ZERO), ONE)
        done.append(
            {
                "text": answer.text,
                "fraction": fraction_text(fraction),
                "feedback": answer.feedback,
            }
        )
    return done


def numeric(
    draft: Draft,
    stem: str,
    answer: Decimal,
    tolerance: Decimal = ZERO,
    *,
    kind: str = "absolute",
    unit: str = "",
    unit_required: bool = False,
    explanation: str = "",
) -> tuple[str, Raw]:
    """Type and raw value of a number; a relative tolerance is in percent of the answer."""
    if tolerance < 0:
        draft.refuse(_("The tolerance is negative."))
    raw: Raw = {
        "stem": stem,
        "answer": plain_number(answer),
        "tolerance": plain_number(tolerance),
        "tolerance_kind": kind,
        "unit": draft.words(unit),
        "explanation": explanation,
    }
    if unit_required and unit:
        raw["unit_required"] = True
    return "numeric", raw


@dataclass(frozen=True)
class NumberAnswer:
    """One accepted number with its tolerance and share of the marks; None is "anything else"."""

    value: Decimal | None
    tolerance: Decimal = ZERO
    fraction: Decimal = ONE
    feedback: str = ""
    kind: str = "absolute"


def best_number(
    draft: Draft, answers: Sequence[NumberAnswer], explanation: str
) -> tuple[NumberAnswer, str]:
    """The one number a numeric question can hold, and its explanation with the kept feedback.

    Answers worth less are lost aloud. Refuses two different numbers that are both fully right.
    """
    rated = [answer for answer in answers if answer.value is not None and answer.fraction > 0]
    if not rated:
        draft.refuse(_("No number is given as the answer."))
    best = max(rated, key=lambda answer: answer.fraction)
    full = [answer for answer in rated if answer.fraction >= best.fraction]
    if len({(answer.value, answer.tolerance) for answer in full}) > 1:
        wider = _widest(full)
        if wider is None:
            draft.refuse(_("Several different numbers are fully right; one is possible here."))
        best = wider
    if best.fraction < ONE - ROUNDING:
        draft.lost(
            _("The best number is worth %(percent)s%% there; here it is worth full marks.")
            % {"percent": percent(best.fraction)}
        )
    if any(answer.fraction < best.fraction for answer in rated):
        draft.lost(_("A second, wider tolerance for part of the marks cannot be kept."))
    others = [a.feedback for a in answers if a is not best and inner_words(a.feedback)]
    explanation = keep_outcome_feedback(
        draft, explanation, right=best.feedback, wrong="".join(f"<p>{text}</p>" for text in others)
    )
    return best, explanation


def _widest(answers: Sequence[NumberAnswer]) -> NumberAnswer | None:
    """The answer whose range holds the ranges of all others, None without one."""
    for wide in answers:
        if all(
            wide.value is not None
            and answer.value is not None
            and wide.value - wide.tolerance <= answer.value - answer.tolerance
            and answer.value + answer.tolerance <= wide.value + wide.tolerance
            for answer in answers
        ):
            return wide
    return None


def between(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """The middle of a range and its half width."""
    low, high = min(low, high), max(low, high)
    return (low + high) / 2, (high - low) / 2


# --- pairs, blanks, order


def matching(
    draft: Draft,
    stem: str,
    pairs: Sequence[tuple[str, str]],
    distractors: Sequence[str] = (),
    explanation: str = "",
) -> tuple[str, Raw]:
    """Type and raw value; ``pairs`` hold clean texts."""
    if not pairs:
        draft.refuse(_("The question has no pairs."))
    if not all(left and right for left, right in pairs):
        draft.refuse(
            _("A pair is missing one of its sides. Its answer needs words, not only a picture.")
        )
    if len({right for _left, right in pairs} | set(distractors)) < 2:
        draft.refuse(_("A matching question needs at least two different answers."))
    if len({left for left, _right in pairs}) < len(pairs):
        draft.refuse(_("The same item has several right partners; one is possible here."))
    rights = {right for _left, right in pairs}
    spare = [text for text in dict.fromkeys(distractors) if text and text not in rights]
    return "matching", {
        "stem": stem,
        "pairs": [{"left": left, "right": right} for left, right in pairs],
        "distractors": spare,
        "explanation": explanation,
    }


def step_key(place: int, text: str) -> str:
    """The key of a step: short, unique in its question, the same at every import."""
    return f"s{place + 1}-{hashlib.sha256(text.encode()).hexdigest()[:6]}"


def ordering(
    draft: Draft,
    stem: str,
    steps: Sequence[str],
    explanation: str = "",
    pairs: Sequence[Raw] = (),
    keys: Sequence[str] = (),
) -> tuple[str, Raw]:
    """Type and raw value of ``steps`` in the right order."""
    if len(steps) < 2 or not all(steps):
        draft.refuse(_("An ordering question needs at least two steps with a text."))
    if len(steps) > MAX_OPTIONS:
        draft.refuse(_("The question has too many options (%(n)s).") % {"n": len(steps)})
    names = list(keys) or [step_key(place, text) for place, text in enumerate(steps)]
    return "ordering", {
        "stem": stem,
        "steps": [{"key": key, "text": text} for key, text in zip(names, steps, strict=True)],
        "pairs": list(pairs),
        "explanation": explanation,
    }


def blank(name: str, kind: str, **values: Any) -> Raw:
    """One blank with every field it can have."""
    return {
        "name": name,
        "kind": kind,
        "answers": [],
        "options": [],
        "answer": None,
        "tolerance": "0",
        "unit": "",
        "weight": "1",
        **values,
    }


def blanks(draft: Draft, stem: str, found: Sequence[Raw], explanation: str = "") -> tuple[str, Raw]:
    """Type and raw value of a text with blanks; each has its ``[[name]]`` in the stem once."""
    if not found:
        draft.refuse(_("The text has no blank."))
    if len(found) > MAX_OPTIONS:
        draft.refuse(_("The question has too many options (%(n)s).") % {"n": len(found)})
    for item in found:
        if stem.count(f"[[{item['name']}]]") != 1:
            draft.refuse(_("A blank was lost in the markup of the text."))
        if item["kind"] == "numeric":
            if item["answer"] is None:
                draft.refuse(_("A blank has no right answer."))
        elif not any(Decimal(answer["fraction"]) > 0 for answer in item["answers"]):
            draft.refuse(_("A blank has no right answer."))
    return "blanks", {"stem": stem, "blanks": list(found), "explanation": explanation}


def essay(
    draft: Draft,
    stem: str,
    *,
    minimum: int | None = None,
    maximum: int | None = None,
    guide: str = "",
    explanation: str = "",
) -> tuple[str, Raw]:
    """Type and raw value of a long answer marked by a person."""
    return "essay", {
        "stem": stem,
        "minimum_words": minimum or None,
        "maximum_words": maximum or None,
        "guide": guide,
        "explanation": explanation,
    }


def file_answer(
    draft: Draft,
    stem: str,
    *,
    extensions: str = "",
    files: int = 1,
    megabytes: int = 10,
    guide: str = "",
    explanation: str = "",
) -> tuple[str, Raw]:
    """Type and raw value of an uploaded answer; no extensions given means the usual ones."""
    wanted = [part.strip(" .*").lower() for part in re.split(r"[,;\s]+", extensions)]
    kept = [part for part in dict.fromkeys(wanted) if re.fullmatch(r"[a-z0-9]{1,8}", part)]
    if not kept:
        kept = ["jpg", "png", "pdf"]
        draft.info(_("No file types are named: pictures and PDF are accepted."))
    return "file_answer", {
        "stem": stem,
        "extensions": ",".join(kept),
        "maximum_files": max(1, files),
        "maximum_megabytes": max(1, megabytes),
        "guide": guide,
        "explanation": explanation,
    }
