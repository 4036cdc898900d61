"""What single choice and multiple response share: a stem and options to pick from."""

import hashlib
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from assessments.question_types.base import (
    KeyLine,
    KeyView,
    Problem,
    QuestionType,
    Response,
    ordered,
    plain,
    rich,
)

MAX_OPTIONS = 20


@dataclass(frozen=True)
class Choice:
    """One option of a question."""

    id: str
    text: str
    correct: bool
    feedback: str = ""


@dataclass(frozen=True)
class ChoiceSpec:
    stem: str
    choices: tuple[Choice, ...]
    explanation: str = ""

    @cached_property
    def right_ids(self) -> frozenset[str]:
        return frozenset(choice.id for choice in self.choices if choice.correct)

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(choice.id for choice in self.choices)


@dataclass(frozen=True)
class OptionView:
    id: str
    text: str


@dataclass(frozen=True)
class ChoiceView:
    """A choice question without its key."""

    stem: str
    options: tuple[OptionView, ...]


def _item(item: Any) -> tuple[str, Mapping[str, Any]]:
    """Id and fields of one editor list item, bound, raw or plain."""
    if isinstance(item, Mapping) and "value" in item:
        return str(item.get("id") or ""), item["value"]
    if isinstance(item, Mapping):
        return str(item.get("id") or ""), item
    return str(getattr(item, "id", "") or ""), getattr(item, "value", item)


def _choices(raw: Any) -> tuple[Choice, ...]:
    items = getattr(raw, "bound_blocks", raw) or []
    found = []
    for place, item in enumerate(items):
        key, fields = _item(item)
        text = plain(fields.get("text"))
        found.append(
            Choice(
                id=key or hashlib.sha256(f"{place}:{text}".encode()).hexdigest()[:16],
                text=text,
                correct=bool(fields.get("correct")),
                feedback=plain(fields.get("feedback")),
            )
        )
    return tuple(found)


class ChoiceType(QuestionType[ChoiceSpec, ChoiceView]):
    def from_raw(self, raw: Mapping[str, Any]) -> ChoiceSpec:
        return ChoiceSpec(
            stem=rich(raw.get("stem")),
            choices=_choices(raw.get("choices")),
            explanation=rich(raw.get("explanation")),
        )

    def validate(self, spec: ChoiceSpec) -> list[Problem]:
        problems = []
        if not spec.stem:
            problems.append(Problem(("stem",), _("Write the question.")))
        if len(spec.choices) < 2:
            problems.append(Problem(("choices",), _("Give at least two options.")))
        if len(spec.choices) > MAX_OPTIONS:
            problems.append(
                Problem(("choices",), _("Give at most %(n)s options.") % {"n": MAX_OPTIONS})
            )
        seen: dict[str, int] = {}
        for place, choice in enumerate(spec.choices):
            if not choice.text:
                problems.append(Problem(("choices", place, "text"), _("Write this option.")))
            elif (twin := seen.setdefault(choice.text.casefold(), place)) != place:
                problems.append(
                    Problem(
                        ("choices", place, "text"),
                        _("This is the same as option %(n)s.") % {"n": twin + 1},
                    )
                )
        if len(spec.ids) != len(spec.choices):
            problems.append(Problem(("choices",), _("Two options have the same id.")))
        if len(spec.choices) >= 2:
            problems.extend(self.validate_key(spec))
        return problems

    @abstractmethod
    def validate_key(self, spec: ChoiceSpec) -> list[Problem]:
        """What is wrong with which options are marked as right."""

    def to_payload(self, spec: ChoiceSpec) -> dict[str, Any]:
        return {
            "stem": spec.stem,
            "choices": [asdict(choice) for choice in spec.choices],
            "explanation": spec.explanation,
        }

    def from_payload(self, payload: Mapping[str, Any]) -> ChoiceSpec:
        return ChoiceSpec(
            stem=payload["stem"],
            choices=tuple(Choice(**choice) for choice in payload["choices"]),
            explanation=payload["explanation"],
        )

    def options(self, spec: ChoiceSpec) -> tuple[str, ...]:
        return tuple(choice.id for choice in spec.choices)

    def pickable(self, spec: ChoiceSpec) -> tuple[str, ...]:
        return self.options(spec)

    def view(self, spec: ChoiceSpec, order: Sequence[str] = ()) -> ChoiceView:
        texts = {choice.id: choice.text for choice in spec.choices}
        return ChoiceView(
            stem=spec.stem,
            options=tuple(OptionView(key, texts[key]) for key in ordered(texts, order)),
        )

    def picked(self, response: Response) -> frozenset[str]:
        """The ids picked in a cleaned response."""
        picks = response.get("picks", ())
        return frozenset(picks) if isinstance(picks, list | tuple) else frozenset()

    def key_response(self, spec: ChoiceSpec) -> Response:
        return {"picks": sorted(spec.right_ids)}

    def key_view(self, spec: ChoiceSpec, response: Response, order: Sequence[str] = ()) -> KeyView:
        picked = self.picked(response)
        by_id = {choice.id: choice for choice in spec.choices}
        lines = tuple(
            KeyLine(
                text=by_id[key].text,
                right=by_id[key].correct,
                given=key in picked,
                feedback=by_id[key].feedback,
            )
            for key in ordered(by_id, order)
        )
        return KeyView(spec.stem, lines, self.summarize(spec, response), spec.explanation)

    def summarize(self, spec: ChoiceSpec, response: Response) -> str:
        picked = self.picked(response)
        return "; ".join(choice.text for choice in spec.choices if choice.id in picked)


def picks_of(raw: Any) -> list[str]:
    """The option ids in what came from outside, sorted; [] for anything else."""
    if isinstance(raw, Mapping):
        raw = raw.get("picks")
    if isinstance(raw, str):
        raw = [raw]
    if not isinstance(raw, list | tuple):
        return []
    found = {item[:64] for item in raw[:MAX_OPTIONS] if isinstance(item, str) and item}
    return sorted(found)
