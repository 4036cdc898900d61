"""Blanks: a text with gaps to fill by word, number or choice."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
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
from assessments.question_types.fields import (
    decimal_or,
    decimal_text,
    items_of,
    parts_in,
    parts_of,
    read_decimal,
    texts_of,
)
from assessments.question_types.numbers import normal_unit, read_quantity
from assessments.question_types.short_text import (
    Accepted,
    answers_from,
    answers_payload,
    best_answer,
    check_answers,
    read_answers,
    sample,
)

TEXT, NUMERIC, SELECT = "text", "numeric", "select"
MAX_BLANKS = 20
ROUNDED = Decimal("0.01")  # by how much a share such as 0.33 may be off
_MARKER = re.compile(r"\[\[\s*([^\[\]<>]{1,60}?)\s*\]\]")
GAP = "____"


@dataclass(frozen=True)
class Blank:
    """One gap. ``options`` are the wrong choices of a select beside its answers."""

    name: str
    kind: str
    answers: tuple[Accepted, ...] = ()
    options: tuple[str, ...] = ()
    answer: Decimal | None = None
    tolerance: Decimal = ZERO
    unit: str = ""
    weight: Decimal = ONE

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """What a select offers, in an order that says nothing."""
        found = {*self.options, *(one.text for one in self.answers)}
        return tuple(sorted(filter(None, found), key=lambda text: (text.casefold(), text)))

    def worth(self, text: str) -> Decimal:
        """The share of the gap's marks for ``text``, 0 to 1."""
        if not text:
            return ZERO
        if self.kind == NUMERIC:
            quantity = read_quantity(text)
            if self.answer is None or (quantity.unit and quantity.unit != normal_unit(self.unit)):
                return ZERO
            near = any(abs(one - self.answer) <= self.tolerance for one in quantity.values)
            return ONE if near else ZERO
        best = self.found(text)
        return best.fraction if best else ZERO

    def found(self, text: str) -> Accepted | None:
        """The answer that ``text`` is; a choice has to be the very same."""
        if self.kind == SELECT:
            return next((one for one in self.answers if one.text == text), None)
        return best_answer(self.answers, text)

    @property
    def key(self) -> str:
        """A text worth full marks."""
        if self.kind == NUMERIC:
            return "" if self.answer is None else decimal_text(self.answer)
        if self.kind == SELECT:
            return next((one.text for one in self.answers if one.fraction == ONE), "")
        return sample(self.answers)


@dataclass(frozen=True)
class BlanksSpec:
    """``stem`` is markup with ``[[name]]`` where each gap stands."""

    stem: str
    blanks: tuple[Blank, ...]
    explanation: str = ""

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Names of the gaps as they stand in the text."""
        return tuple(_MARKER.findall(self.stem))


@dataclass(frozen=True)
class Gap:
    """A gap as a trainee sees it: ``key`` is its number in the text."""

    key: str
    kind: str
    options: tuple[str, ...]
    unit: str


@dataclass(frozen=True)
class Piece:
    """A stretch of markup and the gap after it, None at the end."""

    html: str
    gap: Gap | None


@dataclass(frozen=True)
class BlanksView:
    """The text is in the pieces: ``stem`` stays empty, so that it is not shown twice."""

    pieces: tuple[Piece, ...]
    stem: str = ""


class Blanks(QuestionType[BlanksSpec, BlanksView]):
    """Each gap counts by its weight; a wrong one takes nothing away."""

    name = "blanks"
    label = gettext_lazy("Fill in the blanks")
    block_path = "assessments.editor_blocks_craft.BlanksBlock"
    template_prefix = "lms_assessments/questions/blanks"

    def from_raw(self, raw: Mapping[str, Any]) -> BlanksSpec:
        blanks = []
        for _key, fields in items_of(raw.get("blanks")):
            kind = str(fields.get("kind") or TEXT)
            blanks.append(
                Blank(
                    name=plain(fields.get("name")),
                    kind=kind if kind in {TEXT, NUMERIC, SELECT} else TEXT,
                    answers=read_answers(fields.get("answers")),
                    options=_options(fields.get("options")),
                    answer=read_decimal(fields.get("answer")),
                    tolerance=decimal_or(fields.get("tolerance"), ZERO),
                    unit=plain(fields.get("unit")),
                    weight=decimal_or(fields.get("weight"), ONE),
                )
            )
        return BlanksSpec(
            stem=rich(raw.get("stem")),
            blanks=tuple(blanks),
            explanation=rich(raw.get("explanation")),
        )

    def validate(self, spec: BlanksSpec) -> list[Problem]:
        problems = [] if spec.stem else [Problem(("stem",), _("Write the text."))]
        if not spec.blanks:
            problems.append(Problem(("blanks",), _("Describe at least one blank.")))
        if len(spec.blanks) > MAX_BLANKS:
            problems.append(
                Problem(("blanks",), _("Give at most %(n)s blanks.") % {"n": MAX_BLANKS})
            )
        names = [blank.name for blank in spec.blanks]
        for name in dict.fromkeys(spec.order):
            if name not in names:
                problems.append(
                    Problem(("stem",), _("[[%(name)s]] is not described below.") % {"name": name})
                )
        for place, blank in enumerate(spec.blanks):
            if blank.name and names.index(blank.name) != place:
                problems.append(Problem(("blanks", place, "name"), _("This name is used already.")))
            elif not blank.name or spec.order.count(blank.name) != 1:
                problems.append(
                    Problem(
                        ("blanks", place, "name"),
                        _("Put [[%(name)s]] into the text, exactly once.")
                        % {"name": blank.name or _("name")},
                    )
                )
            problems += [
                Problem(("blanks", place, *problem.path), problem.message)
                for problem in _check(blank)
            ]
        return problems + _check_weights(spec.blanks)

    def to_payload(self, spec: BlanksSpec) -> dict[str, Any]:
        return {
            "stem": spec.stem,
            "blanks": [
                {
                    "name": one.name,
                    "kind": one.kind,
                    "answers": answers_payload(one.answers),
                    "options": list(one.options),
                    "answer": None if one.answer is None else decimal_text(one.answer),
                    "tolerance": decimal_text(one.tolerance),
                    "unit": one.unit,
                    "weight": decimal_text(one.weight),
                }
                for one in spec.blanks
            ],
            "explanation": spec.explanation,
        }

    def from_payload(self, payload: Mapping[str, Any]) -> BlanksSpec:
        return BlanksSpec(
            stem=payload["stem"],
            blanks=tuple(
                Blank(
                    name=one["name"],
                    kind=one["kind"],
                    answers=answers_from(one["answers"]),
                    options=tuple(one["options"]),
                    answer=read_decimal(one["answer"]),
                    tolerance=Decimal(one["tolerance"]),
                    unit=one["unit"],
                    weight=Decimal(one["weight"]),
                )
                for one in payload["blanks"]
            ),
            explanation=payload["explanation"],
        )

    def _by_key(self, spec: BlanksSpec) -> dict[str, Blank]:
        """The gaps by the number they have for trainees, in the order of the text."""
        by_name = {blank.name: blank for blank in spec.blanks}
        found = [by_name[name] for name in dict.fromkeys(spec.order) if name in by_name]
        return {f"b{place}": blank for place, blank in enumerate(found, 1)}

    def view(self, spec: BlanksSpec, order: Sequence[str] = ()) -> BlanksView:
        keys = {blank.name: key for key, blank in self._by_key(spec).items()}
        by_name = {blank.name: blank for blank in spec.blanks}
        parts = _MARKER.split(spec.stem)
        pieces = []
        for place in range(0, len(parts), 2):
            blank = by_name.get(parts[place + 1]) if place + 1 < len(parts) else None
            gap = None
            if blank is not None:
                options = blank.choices if blank.kind == SELECT else ()
                unit = blank.unit if blank.kind == NUMERIC else ""
                gap = Gap(keys[blank.name], blank.kind, options, unit)
            pieces.append(Piece(parts[place], gap))
        return BlanksView(tuple(pieces))

    def stem(self, spec: BlanksSpec) -> str:
        return _MARKER.sub(GAP, spec.stem)

    def read(self, raw: Any) -> Response:
        parts = parts_of(raw)
        return {"parts": parts} if parts else {}

    def grade(self, spec: BlanksSpec, response: Response) -> Grade:
        given = parts_in(response)
        total = sum((blank.weight for blank in spec.blanks), ZERO)
        earned = sum(
            (
                blank.weight * blank.worth(given.get(key, ""))
                for key, blank in self._by_key(spec).items()
            ),
            ZERO,
        )
        if total <= 0 or earned <= 0:
            return Grade(ZERO)
        return Grade(quantize(min(earned / total, ONE)))

    def key_response(self, spec: BlanksSpec) -> Response:
        return {"parts": {key: blank.key for key, blank in self._by_key(spec).items() if blank.key}}

    def key_view(self, spec: BlanksSpec, response: Response, order: Sequence[str] = ()) -> KeyView:
        given = parts_in(response)
        lines = []
        for number, (key, blank) in enumerate(self._by_key(spec).items(), 1):
            text = given.get(key, "")
            worth = blank.worth(text)
            if text and worth != ONE:
                found = blank.found(text) if blank.kind != NUMERIC else None
                feedback = found.feedback if found else ""
                lines.append(
                    KeyLine(f"{number}. {text}", right=bool(worth), given=True, feedback=feedback)
                )
            unit = f" {blank.unit}" if blank.unit and blank.kind == NUMERIC else ""
            shown = text if worth == ONE else f"{blank.key}{unit}"
            lines.append(KeyLine(f"{number}. {shown}", right=True, given=worth == ONE))
        return KeyView(
            self.stem(spec), tuple(lines), self.summarize(spec, response), spec.explanation
        )

    def summarize(self, spec: BlanksSpec, response: Response) -> str:
        given = parts_in(response)
        return "; ".join(
            f"{number}. {given[key]}"
            for number, key in enumerate(self._by_key(spec), 1)
            if given.get(key)
        )


def _options(raw: Any) -> tuple[str, ...]:
    if isinstance(raw, str):
        return tuple(text for line in raw.splitlines() if (text := plain(line)))
    if isinstance(raw, list) and all(isinstance(one, str) for one in raw):
        return tuple(text for one in raw if (text := plain(one)))
    return texts_of(raw)


def _check_weights(blanks: Sequence[Blank]) -> list[Problem]:
    """Weights are relative; where all are below one they were meant as shares of the whole."""
    total = sum((one.weight for one in blanks), ZERO)
    meant = blanks and all(ZERO < one.weight < ONE for one in blanks)
    if not meant or abs(total - ONE) <= len(blanks) * ROUNDED:
        return []
    return [
        Problem(
            ("blanks",),
            _(
                "These weights read as shares, and together they make %(total)s. Let them make 1, "
                "or write whole weights, such as 2 for a blank that counts double."
            )
            % {"total": decimal_text(total)},
        )
    ]


def _check(blank: Blank) -> list[Problem]:
    """What is wrong with one gap, each at its field inside the gap."""
    found = []
    if blank.weight <= 0:
        found.append(Problem(("weight",), _("A weight is more than zero.")))
    if blank.kind == NUMERIC:
        if blank.answer is None:
            found.append(Problem(("answer",), _("Give the right number.")))
        if blank.tolerance < 0:
            found.append(Problem(("tolerance",), _("A tolerance is zero or more.")))
        elif blank.answer and blank.tolerance >= abs(blank.answer):
            message = _("This tolerance also accepts zero. Make it smaller than the number.")
            found.append(Problem(("tolerance",), message))
        return found
    found += check_answers(blank.answers)
    if blank.kind != SELECT:
        return found
    if len(blank.choices) < 2:
        message = _("Give at least one wrong option, one that is not among the right answers.")
        found.append(Problem(("options",), message))
    found += [
        Problem(("answers", place, "text"), _("A choice has no wildcards: write the whole option."))
        for place, answer in enumerate(blank.answers)
        if "*" in answer.text
    ]
    return found
