"""Matching: for each item on the left, choose its partner."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
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
    ordered,
    plain,
    quantize,
    rich,
    words_of,
)
from assessments.question_types.fields import items_of, parts_in, parts_of, short_id, texts_of

MAX_PAIRS = 20


@dataclass(frozen=True)
class Pair:
    """``left`` is markup, ``right`` plain text. Several items may share a partner."""

    id: str
    left: str
    right: str


@dataclass(frozen=True)
class MatchingSpec:
    stem: str
    pairs: tuple[Pair, ...]
    distractors: tuple[str, ...] = ()
    explanation: str = ""

    @cached_property
    def rights(self) -> Mapping[str, str]:
        """Every partner to choose from by id, in an order that says nothing."""
        texts = {pair.right for pair in self.pairs if pair.right} | set(self.distractors)
        return {
            right_id(text): text for text in sorted(texts, key=lambda one: (one.casefold(), one))
        }


@dataclass(frozen=True)
class Side:
    id: str
    text: str


@dataclass(frozen=True)
class MatchingView:
    stem: str
    lefts: tuple[Side, ...]
    rights: tuple[Side, ...]


def right_id(text: str) -> str:
    return short_id("right", text)


class Matching(QuestionType[MatchingSpec, MatchingView]):
    """Pairs. Each right pair counts the same; a wrong one takes nothing away."""

    name = "matching"
    label = gettext_lazy("Matching")
    block_path = "assessments.editor_blocks_craft.MatchingBlock"
    template_prefix = "lms_assessments/questions/matching"

    def from_raw(self, raw: Mapping[str, Any]) -> MatchingSpec:
        pairs = []
        for place, (key, fields) in enumerate(items_of(raw.get("pairs"))):
            left = rich(fields.get("left"))
            pairs.append(
                Pair(key or short_id("left", place, left), left, plain(fields.get("right")))
            )
        return MatchingSpec(
            stem=rich(raw.get("stem")),
            pairs=tuple(pairs),
            distractors=texts_of(raw.get("distractors")),
            explanation=rich(raw.get("explanation")),
        )

    def validate(self, spec: MatchingSpec) -> list[Problem]:
        problems = []
        if not spec.stem:
            problems.append(Problem(("stem",), _("Write the question.")))
        if not spec.pairs:
            problems.append(Problem(("pairs",), _("Give at least one pair.")))
        if len(spec.pairs) > MAX_PAIRS:
            problems.append(Problem(("pairs",), _("Give at most %(n)s pairs.") % {"n": MAX_PAIRS}))
        seen: dict[str, int] = {}
        for place, pair in enumerate(spec.pairs):
            if not pair.left:
                problems.append(Problem(("pairs", place, "left"), _("Write this side.")))
            elif (twin := seen.setdefault(pair.left.casefold(), place)) != place:
                problems.append(
                    Problem(
                        ("pairs", place, "left"),
                        _("This is the same as the left side of pair %(n)s.") % {"n": twin + 1},
                    )
                )
            if not pair.right:
                problems.append(Problem(("pairs", place, "right"), _("Write its partner.")))
        rights = {pair.right for pair in spec.pairs}
        both = [text for text in spec.distractors if text in rights]
        if both:
            problems.append(
                Problem(
                    ("distractors",),
                    _("“%(text)s” is the partner of an item, so it is no wrong partner.")
                    % {"text": both[0]},
                )
            )
        if spec.pairs and len(spec.rights) < 2:
            problems.append(
                Problem(("pairs",), _("There is only one partner to choose. Give a second one."))
            )
        return problems

    def to_payload(self, spec: MatchingSpec) -> dict[str, Any]:
        return {
            "stem": spec.stem,
            "pairs": [asdict(pair) for pair in spec.pairs],
            "distractors": list(spec.distractors),
            "explanation": spec.explanation,
        }

    def from_payload(self, payload: Mapping[str, Any]) -> MatchingSpec:
        return MatchingSpec(
            stem=payload["stem"],
            pairs=tuple(Pair(**pair) for pair in payload["pairs"]),
            distractors=tuple(payload["distractors"]),
            explanation=payload["explanation"],
        )

    def options(self, spec: MatchingSpec) -> tuple[str, ...]:
        return tuple(spec.rights)

    def view(self, spec: MatchingSpec, order: Sequence[str] = ()) -> MatchingView:
        return MatchingView(
            stem=spec.stem,
            lefts=tuple(Side(pair.id, pair.left) for pair in spec.pairs),
            rights=tuple(Side(key, spec.rights[key]) for key in ordered(spec.rights, order)),
        )

    def read(self, raw: Any) -> Response:
        parts = parts_of(raw)
        return {"parts": parts} if parts else {}

    def grade(self, spec: MatchingSpec, response: Response) -> Grade:
        given = parts_in(response)
        right = sum(given.get(pair.id) == right_id(pair.right) for pair in spec.pairs)
        if not right:
            return Grade(ZERO)
        return Grade(quantize(ONE * right / len(spec.pairs)))

    def key_response(self, spec: MatchingSpec) -> Response:
        return {"parts": {pair.id: right_id(pair.right) for pair in spec.pairs}}

    def key_view(
        self, spec: MatchingSpec, response: Response, order: Sequence[str] = ()
    ) -> KeyView:
        given = parts_in(response)
        lines = []
        for pair in spec.pairs:
            chosen = spec.rights.get(given.get(pair.id, ""))
            if chosen is not None and chosen != pair.right:
                lines.append(KeyLine(_joined(pair.left, chosen), right=False, given=True))
            text = _joined(pair.left, pair.right)
            lines.append(KeyLine(text, right=True, given=chosen == pair.right))
        return KeyView(spec.stem, tuple(lines), self.summarize(spec, response), spec.explanation)

    def summarize(self, spec: MatchingSpec, response: Response) -> str:
        given = parts_in(response)
        return "; ".join(
            _joined(pair.left, spec.rights[given[pair.id]])
            for pair in spec.pairs
            if given.get(pair.id) in spec.rights
        )


def _joined(left: str, right: str) -> str:
    return f"{words_of(left)}: {right}"
