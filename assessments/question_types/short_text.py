"""Short text: a word or a few, compared with accepted answers."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.question_types.base import (
    ONE,
    ZERO,
    Grade,
    KeyLine,
    KeyView,
    Problem,
    QuestionType,
    Response,
    plain,
    quantize,
    rich,
)
from assessments.question_types.fields import decimal_or, decimal_text, items_of, one_text

MAX_LENGTH = 200
MAX_ANSWERS = 40
NEAR_MISS = "near_miss"


@dataclass(frozen=True)
class Accepted:
    """An answer and what it is worth. ``*`` in ``text`` stands for anything, ``\\*`` for a star."""

    text: str
    fraction: Decimal
    feedback: str = ""


@dataclass(frozen=True)
class ShortTextSpec:
    stem: str
    answers: tuple[Accepted, ...]
    case_sensitive: bool = False
    hold_near_misses: bool = False
    explanation: str = ""


@dataclass(frozen=True)
class ShortTextView:
    stem: str


def normalize(text: str, *, case_sensitive: bool = False) -> str:
    """``text`` without accents, extra spaces and a final full stop, and without capitals."""
    parts = unicodedata.normalize("NFKD", text)
    bare = "".join(sign for sign in parts if not unicodedata.combining(sign))
    bare = bare.replace("’", "'").replace("‘", "'").replace("–", "-").replace("‐", "-")
    bare = " ".join(bare.split()).rstrip(".!").rstrip()
    return bare if case_sensitive else bare.casefold()


def pieces(pattern: str) -> list[str]:
    """The literal texts between the wildcards of an accepted answer."""
    return [part.replace("\0", "*") for part in pattern.replace("\\*", "\0").split("*")]


def matches(pattern: str, text: str, *, case_sensitive: bool = False) -> bool:
    """Whether ``text`` is what ``pattern`` accepts. Linear in the length of the text."""
    found = pieces(pattern)
    given = normalize(text, case_sensitive=case_sensitive)
    if len(found) == 1:
        return given == normalize(found[0], case_sensitive=case_sensitive)
    words = [normalize(part, case_sensitive=case_sensitive) for part in found]
    first, *middle, last = words
    if not given.startswith(first) or not given.endswith(last):
        return False
    place, end = len(first), len(given) - len(last)
    for word in middle:
        place = given.find(word, place, end)
        if place < 0:
            return False
        place += len(word)
    return place <= end


def distance(one: str, other: str, *, limit: int) -> int:
    """How many letters are missing, added, different or swapped; more than ``limit`` is cut off.

    The optimal string alignment distance.
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, right in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def is_near(pattern: str, text: str) -> bool:
    """Whether ``text`` looks like a misspelling: one letter off, two in words of eight or more."""
    found = pieces(pattern)
    target = normalize(found[0])
    if len(found) > 1 or len(target) < 4:
        return False
    limit = 2 if len(target) >= 8 else 1
    return distance(normalize(text), target, limit=limit) <= limit


def best_answer(
    answers: Sequence[Accepted], text: str, *, case_sensitive: bool = False
) -> Accepted | None:
    """The accepted answer that gives ``text`` the most; the exact one where several do."""
    found = [one for one in answers if matches(one.text, text, case_sensitive=case_sensitive)]
    return max(found, key=lambda one: (one.fraction, len(pieces(one.text)) == 1), default=None)


def read_answers(raw: Any) -> tuple[Accepted, ...]:
    """The accepted answers in an editor's list."""
    return tuple(
        Accepted(
            plain(fields.get("text")),
            decimal_or(fields.get("fraction"), ONE),
            plain(fields.get("feedback")),
        )
        for _key, fields in items_of(raw)
    )


def check_answers(answers: Sequence[Accepted], *, name: str = "answers") -> list[Problem]:
    """What is wrong with a list of accepted answers."""
    problems = []
    seen: dict[str, int] = {}
    for place, answer in enumerate(answers):
        if not answer.text:
            problems.append(Problem((name, place, "text"), _("Write this answer.")))
            continue
        twin = seen.setdefault(answer.text, place)
        if twin != place:
            problems.append(
                Problem(
                    (name, place, "text"),
                    _("This is the same as answer %(n)s.") % {"n": twin + 1},
                )
            )
        if not ZERO <= answer.fraction <= ONE:
            problems.append(
                Problem(
                    (name, place, "fraction"),
                    _("Give a share of the marks from 0 (none) to 1 (all)."),
                )
            )
        if answer.fraction > 0 and not "".join(pieces(answer.text)).strip():
            problems.append(
                Problem((name, place, "text"), _("A star alone accepts every answer as right."))
            )
    if not any(answer.fraction == ONE and answer.text for answer in answers):
        problems.append(
            Problem((name,), _("No answer is worth full marks. Give one with the share 1."))
        )
    if len(answers) > MAX_ANSWERS:
        problems.append(Problem((name,), _("Give at most %(n)s answers.") % {"n": MAX_ANSWERS}))
    return problems


def answers_payload(answers: Sequence[Accepted]) -> list[dict[str, Any]]:
    return [{**asdict(one), "fraction": decimal_text(one.fraction)} for one in answers]


def answers_from(payload: Sequence[Mapping[str, Any]]) -> tuple[Accepted, ...]:
    return tuple(Accepted(**{**one, "fraction": Decimal(one["fraction"])}) for one in payload)


def sample(answers: Sequence[Accepted]) -> str:
    """A text worth full marks, wildcards left out."""
    best = next((one for one in answers if one.fraction == ONE and one.text), None)
    return " ".join("".join(pieces(best.text)).split()) if best else ""


class ShortText(QuestionType[ShortTextSpec, ShortTextView]):
    """A word or a few. Capitals, accents and spaces do not matter unless the author says so.

    An answer counts what the best accepted answer it matches is worth. One that matches none, but
    is nearly one, is held for a marker where the author wants that, and worth zero otherwise.
    """

    name = "short_text"
    label = gettext_lazy("Short text")
    block_path = "assessments.editor_blocks_craft.ShortTextBlock"
    template_prefix = "lms_assessments/questions/short_text"

    def from_raw(self, raw: Mapping[str, Any]) -> ShortTextSpec:
        return ShortTextSpec(
            stem=rich(raw.get("stem")),
            answers=read_answers(raw.get("answers")),
            case_sensitive=bool(raw.get("case_sensitive")),
            hold_near_misses=bool(raw.get("hold_near_misses")),
            explanation=rich(raw.get("explanation")),
        )

    def validate(self, spec: ShortTextSpec) -> list[Problem]:
        problems = [] if spec.stem else [Problem(("stem",), _("Write the question."))]
        return problems + check_answers(spec.answers)

    def to_payload(self, spec: ShortTextSpec) -> dict[str, Any]:
        return {
            "stem": spec.stem,
            "answers": answers_payload(spec.answers),
            "case_sensitive": spec.case_sensitive,
            "hold_near_misses": spec.hold_near_misses,
            "explanation": spec.explanation,
        }

    def from_payload(self, payload: Mapping[str, Any]) -> ShortTextSpec:
        return ShortTextSpec(**{**payload, "answers": answers_from(payload["answers"])})

    def view(self, spec: ShortTextSpec, order: Sequence[str] = ()) -> ShortTextView:
        return ShortTextView(stem=spec.stem)

    def read(self, raw: Any) -> Response:
        text = one_text(raw, limit=MAX_LENGTH)
        return {"text": text} if text else {}

    def grade(self, spec: ShortTextSpec, response: Response) -> Grade:
        text = self.summarize(spec, response)
        if not text:
            return Grade(ZERO)
        best = best_answer(spec.answers, text, case_sensitive=spec.case_sensitive)
        if best is not None and (best.fraction or best.text.strip("*")):
            return Grade(quantize(best.fraction))
        near = any(is_near(one.text, text) for one in spec.answers if one.fraction > 0)
        if near and spec.hold_near_misses:
            return Grade(None, NEAR_MISS)
        return Grade(ZERO)

    def key_response(self, spec: ShortTextSpec) -> Response:
        text = sample(spec.answers)
        return {"text": text} if text else {}

    def key_view(
        self, spec: ShortTextSpec, response: Response, order: Sequence[str] = ()
    ) -> KeyView:
        given = self.summarize(spec, response)
        best = None
        if given:
            best = best_answer(spec.answers, given, case_sensitive=spec.case_sensitive)
        lines = [
            KeyLine(
                _share(one),
                right=True,
                given=one is best,
                feedback=one.feedback if one is best else "",
            )
            for one in spec.answers
            if one.fraction > 0
        ]
        if given and (best is None or not best.fraction):
            feedback = best.feedback if best else ""
            held = self.grade(spec, response).fraction is None
            shown = _("Your answer: %(answer)s") % {"answer": given} if held else given
            lines.insert(0, KeyLine(shown, right=False, given=not held, feedback=feedback))
        return KeyView(spec.stem, tuple(lines), given, spec.explanation)

    def summarize(self, spec: ShortTextSpec, response: Response) -> str:
        return str(response.get("text") or "")


def _share(answer: Accepted) -> str:
    if answer.fraction == ONE:
        return answer.text
    return _("%(answer)s (%(percent)s%% of the marks)") % {
        "answer": answer.text,
        "percent": decimal_text(quantize(answer.fraction * 100)),
    }
