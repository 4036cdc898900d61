"""Ordering: put steps in order. What counts is which step comes before which."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import pairwise
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
)
from assessments.question_types.fields import items_of, parts_in, parts_of, short_id

MAX_STEPS = 20
TWICE = "same_number_twice"


@dataclass(frozen=True)
class Step:
    """``key`` is the author's name of the step; learners get :attr:`id`, which tells no order."""

    key: str
    text: str

    @cached_property
    def id(self) -> str:
        return short_id("step", self.key, self.text)


@dataclass(frozen=True)
class Precedence:
    """The step ``before`` has to come before ``after``; keys of steps."""

    before: str
    after: str
    critical: bool = False


@dataclass(frozen=True)
class OrderingSpec:
    """``steps`` in the right order. Without ``pairs``, every neighboring pair counts."""

    stem: str
    steps: tuple[Step, ...]
    pairs: tuple[Precedence, ...] = ()
    explanation: str = ""

    @cached_property
    def required(self) -> tuple[Precedence, ...]:
        if self.pairs:
            return self.pairs
        keys = [step.key for step in self.steps]
        return tuple(Precedence(*pair) for pair in pairwise(keys))

    @cached_property
    def by_key(self) -> Mapping[str, Step]:
        return {step.key: step for step in self.steps}


@dataclass(frozen=True)
class StepView:
    id: str
    text: str


@dataclass(frozen=True)
class OrderingView:
    stem: str
    steps: tuple[StepView, ...]
    numbers: tuple[str, ...]


def find_cycle(pairs: Sequence[Precedence]) -> tuple[str, ...]:
    """Keys that wait for one another in a circle, () when there is none."""
    after: dict[str, set[str]] = {}
    for pair in pairs:
        after.setdefault(pair.before, set()).add(pair.after)
        after.setdefault(pair.after, set())
    waiting = dict(after)
    while True:
        free = [key for key, nexts in waiting.items() if not nexts & waiting.keys()]
        if not free:
            return tuple(waiting)
        for key in free:
            del waiting[key]


class Ordering(QuestionType[OrderingSpec, OrderingView]):
    """Each required pair in the right order counts the same; a critical pair must hold at all."""

    name = "ordering"
    label = gettext_lazy("Ordering")
    block_path = "assessments.editor_blocks_craft.OrderingBlock"
    template_prefix = "lms_assessments/questions/ordering"

    def from_raw(self, raw: Mapping[str, Any]) -> OrderingSpec:
        steps = []
        for place, (_key, fields) in enumerate(items_of(raw.get("steps")), 1):
            steps.append(Step(plain(fields.get("key")) or str(place), plain(fields.get("text"))))
        pairs = tuple(
            Precedence(
                plain(fields.get("before")),
                plain(fields.get("after")),
                bool(fields.get("critical")),
            )
            for _key, fields in items_of(raw.get("pairs"))
        )
        return OrderingSpec(
            stem=rich(raw.get("stem")),
            steps=tuple(steps),
            pairs=pairs,
            explanation=rich(raw.get("explanation")),
        )

    def validate(self, spec: OrderingSpec) -> list[Problem]:
        problems = [] if spec.stem else [Problem(("stem",), _("Write the question."))]
        problems += _check_steps(spec)
        return problems + _check_pairs(spec) if spec.pairs else problems

    def to_payload(self, spec: OrderingSpec) -> dict[str, Any]:
        return {
            "stem": spec.stem,
            "steps": [asdict(step) for step in spec.steps],
            "pairs": [asdict(pair) for pair in spec.pairs],
            "explanation": spec.explanation,
        }

    def from_payload(self, payload: Mapping[str, Any]) -> OrderingSpec:
        return OrderingSpec(
            stem=payload["stem"],
            steps=tuple(Step(**step) for step in payload["steps"]),
            pairs=tuple(Precedence(**pair) for pair in payload["pairs"]),
            explanation=payload["explanation"],
        )

    def options(self, spec: OrderingSpec) -> tuple[str, ...]:
        return tuple(sorted(step.id for step in spec.steps))

    def view(self, spec: OrderingSpec, order: Sequence[str] = ()) -> OrderingView:
        texts = {step.id: step.text for step in spec.steps}
        return OrderingView(
            stem=spec.stem,
            steps=tuple(StepView(key, texts[key]) for key in ordered(sorted(texts), order)),
            numbers=tuple(str(number) for number in range(1, len(spec.steps) + 1)),
        )

    def read(self, raw: Any) -> Response:
        parts = {key: value for key, value in parts_of(raw, limit=2).items() if _is_number(value)}
        return {"parts": parts} if parts else {}

    def holds(self, spec: OrderingSpec, pair: Precedence, response: Response) -> bool:
        """Whether the answer puts the two steps of ``pair`` in their order."""
        given = parts_in(response)
        steps = spec.by_key
        if pair.before not in steps or pair.after not in steps:
            return False
        before, after = given.get(steps[pair.before].id), given.get(steps[pair.after].id)
        return before is not None and after is not None and int(before) < int(after)

    def grade(self, spec: OrderingSpec, response: Response) -> Grade:
        given = parts_in(response)
        note = TWICE if len(set(given.values())) < len(given) else ""
        held = [pair for pair in spec.required if self.holds(spec, pair, response)]
        if not held:
            return Grade(ZERO, note)
        if any(pair.critical for pair in set(spec.required) - set(held)):
            return Grade(ZERO, note)
        return Grade(quantize(ONE * len(held) / len(spec.required)), note)

    def notice(self, facts: Mapping[str, Any], response: Response) -> str:
        given = parts_in(response)
        return TWICE if len(set(given.values())) < len(given) else ""

    def key_response(self, spec: OrderingSpec) -> Response:
        return {"parts": {step.id: str(place) for place, step in enumerate(spec.steps, 1)}}

    def key_view(
        self, spec: OrderingSpec, response: Response, order: Sequence[str] = ()
    ) -> KeyView:
        given = parts_in(response)
        wrong = [pair for pair in spec.required if not self.holds(spec, pair, response)]
        off = {key for pair in wrong for key in (pair.before, pair.after)}
        lines = [
            KeyLine(
                f"{place}. {step.text}",
                right=True,
                given=step.key not in off and step.id in given,
            )
            for place, step in enumerate(spec.steps, 1)
        ]
        if given:
            lines += [KeyLine(_missed(spec, pair), right=False, given=False) for pair in wrong]
        return KeyView(spec.stem, tuple(lines), self.summarize(spec, response), spec.explanation)

    def summarize(self, spec: OrderingSpec, response: Response) -> str:
        given = parts_in(response)
        ranked = sorted((int(given[step.id]), step.text) for step in spec.steps if step.id in given)
        return "; ".join(f"{rank}. {text}" for rank, text in ranked)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and 1 <= int(text) <= MAX_STEPS


def _missed(spec: OrderingSpec, pair: Precedence) -> str:
    text = (
        _("“%(before)s” must come before “%(after)s”. Without that there are no marks.")
        if pair.critical
        else _("“%(before)s” comes before “%(after)s”.")
    )
    return text % {
        "before": spec.by_key[pair.before].text,
        "after": spec.by_key[pair.after].text,
    }


def _check_steps(spec: OrderingSpec) -> list[Problem]:
    problems = []
    if len(spec.steps) < 2:
        problems.append(Problem(("steps",), _("Give at least two steps.")))
    if len(spec.steps) > MAX_STEPS:
        problems.append(Problem(("steps",), _("Give at most %(n)s steps.") % {"n": MAX_STEPS}))
    keys: dict[str, int] = {}
    texts: dict[str, int] = {}
    for place, step in enumerate(spec.steps):
        if not step.text:
            problems.append(Problem(("steps", place, "text"), _("Write this step.")))
        elif (twin := texts.setdefault(step.text.casefold(), place)) != place:
            problems.append(
                Problem(
                    ("steps", place, "text"),
                    _("This is the same as step %(n)s.") % {"n": twin + 1},
                )
            )
        if (twin := keys.setdefault(step.key, place)) != place:
            problems.append(
                Problem(
                    ("steps", place, "key"),
                    _("Step %(n)s has this short name already.") % {"n": twin + 1},
                )
            )
    return problems


def _check_pairs(spec: OrderingSpec) -> list[Problem]:
    problems = []
    places = {step.key: place for place, step in enumerate(spec.steps)}
    sound = []
    seen = set()
    for place, pair in enumerate(spec.pairs):
        unknown = [side for side in ("before", "after") if getattr(pair, side) not in places]
        problems += [
            Problem(
                ("pairs", place, side),
                _("There is no step with the short name “%(key)s”.") % {"key": getattr(pair, side)},
            )
            for side in unknown
        ]
        if unknown:
            continue
        if (pair.before, pair.after) in seen:
            problems.append(Problem(("pairs", place, "after"), _("This pair is there already.")))
        seen.add((pair.before, pair.after))
        sound.append(pair)
    cycle = find_cycle(sound)
    if cycle:
        return [
            *problems,
            Problem(
                ("pairs",),
                _("No order can be right: %(steps)s wait for one another.")
                % {"steps": ", ".join(f"“{key}”" for key in cycle)},
            ),
        ]
    for place, pair in enumerate(spec.pairs):
        if pair in sound and places[pair.before] > places[pair.after]:
            problems.append(
                Problem(
                    ("pairs", place, "before"),
                    _("Your own list of steps has these two the other way round."),
                )
            )
    used = {key for pair in sound for key in (pair.before, pair.after)}
    for place, step in enumerate(spec.steps):
        if step.key not in used:
            problems.append(
                Problem(
                    ("steps", place, "key"),
                    _("No pair names this step, so its place would not count."),
                )
            )
    return problems
