"""Image choice: pick the right picture, or several."""

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
)
from assessments.question_types.choice import MAX_OPTIONS, picks_of
from assessments.question_types.fields import items_of, picture_id, short_id


@dataclass(frozen=True)
class Picture:
    """``image`` is the key of a picture in the library; ``alt`` describes it without judging."""

    id: str
    image: int | None
    alt: str
    correct: bool
    feedback: str = ""


@dataclass(frozen=True)
class ImageChoiceSpec:
    stem: str
    choices: tuple[Picture, ...]
    several: bool = False
    explanation: str = ""

    @cached_property
    def right_ids(self) -> frozenset[str]:
        return frozenset(one.id for one in self.choices if one.correct)


@dataclass(frozen=True)
class PictureView:
    id: str
    image: int | None
    alt: str


@dataclass(frozen=True)
class ImageChoiceView:
    stem: str
    options: tuple[PictureView, ...]
    several: bool


class ImageChoice(QuestionType[ImageChoiceSpec, ImageChoiceView]):
    """One right picture is all or nothing; several count like a multiple response.

    Then the fraction is (right picks - wrong picks) / right pictures, never below zero.
    """

    name = "image_choice"
    label = gettext_lazy("Image choice")
    block_path = "assessments.editor_blocks_craft.ImageChoiceBlock"
    template_prefix = "lms_assessments/questions/image_choice"

    def from_raw(self, raw: Mapping[str, Any]) -> ImageChoiceSpec:
        choices = []
        for place, (key, fields) in enumerate(items_of(raw.get("choices"))):
            image, alt = picture_id(fields.get("image")), plain(fields.get("alt"))
            choices.append(
                Picture(
                    id=key or short_id("picture", place, alt),
                    image=image,
                    alt=alt,
                    correct=bool(fields.get("correct")),
                    feedback=plain(fields.get("feedback")),
                )
            )
        return ImageChoiceSpec(
            stem=rich(raw.get("stem")),
            choices=tuple(choices),
            several=bool(raw.get("several")),
            explanation=rich(raw.get("explanation")),
        )

    def validate(self, spec: ImageChoiceSpec) -> list[Problem]:
        problems = []
        if not spec.stem:
            problems.append(Problem(("stem",), _("Write the question.")))
        if len(spec.choices) < 2:
            problems.append(Problem(("choices",), _("Give at least two pictures.")))
        if len(spec.choices) > MAX_OPTIONS:
            problems.append(
                Problem(("choices",), _("Give at most %(n)s pictures.") % {"n": MAX_OPTIONS})
            )
        seen: dict[str, int] = {}
        for place, one in enumerate(spec.choices):
            if one.image is None:
                problems.append(Problem(("choices", place, "image"), _("Choose a picture.")))
            if not one.alt:
                problems.append(
                    Problem(
                        ("choices", place, "alt"),
                        _("Describe what can be seen, for those who cannot see it."),
                    )
                )
            elif (twin := seen.setdefault(one.alt.casefold(), place)) != place:
                problems.append(
                    Problem(
                        ("choices", place, "alt"),
                        _("Picture %(n)s is described in the same words. Tell them apart.")
                        % {"n": twin + 1},
                    )
                )
        count = len(spec.right_ids)
        if len(spec.choices) >= 2:
            if not count:
                problems.append(Problem(("choices",), _("Mark a picture as right.")))
            elif count > 1 and not spec.several:
                problems.append(
                    Problem(
                        ("several",),
                        _("%(n)s pictures are marked as right. Allow several, or mark only one.")
                        % {"n": count},
                    )
                )
            elif count == len(spec.choices):
                problems.append(
                    Problem(("choices",), _("Every picture is right. Add one that is not."))
                )
        return problems

    def to_payload(self, spec: ImageChoiceSpec) -> dict[str, Any]:
        return {
            "stem": spec.stem,
            "choices": [asdict(one) for one in spec.choices],
            "several": spec.several,
            "explanation": spec.explanation,
        }

    def from_payload(self, payload: Mapping[str, Any]) -> ImageChoiceSpec:
        choices = tuple(Picture(**one) for one in payload["choices"])
        return ImageChoiceSpec(**{**payload, "choices": choices})

    def options(self, spec: ImageChoiceSpec) -> tuple[str, ...]:
        return tuple(one.id for one in spec.choices)

    def pickable(self, spec: ImageChoiceSpec) -> tuple[str, ...]:
        return self.options(spec)

    def view(self, spec: ImageChoiceSpec, order: Sequence[str] = ()) -> ImageChoiceView:
        by_id = {one.id: PictureView(one.id, one.image, one.alt) for one in spec.choices}
        options = tuple(by_id[key] for key in ordered(by_id, order))
        return ImageChoiceView(spec.stem, options, spec.several)

    def read(self, raw: Any) -> Response:
        picks = picks_of(raw)
        return {"picks": picks} if picks else {}

    def grade(self, spec: ImageChoiceSpec, response: Response) -> Grade:
        picked = _picked(response)
        if not spec.several:
            right = len(spec.right_ids) == 1 and picked == spec.right_ids
            return Grade(ONE if right else ZERO)
        known = picked & {one.id for one in spec.choices}
        gain = len(known & spec.right_ids) - len(known - spec.right_ids)
        if gain <= 0:
            return Grade(ZERO)
        return Grade(quantize(ONE * gain / len(spec.right_ids)))

    def key_response(self, spec: ImageChoiceSpec) -> Response:
        return {"picks": sorted(spec.right_ids)}

    def key_view(
        self, spec: ImageChoiceSpec, response: Response, order: Sequence[str] = ()
    ) -> KeyView:
        picked = _picked(response)
        by_id = {one.id: one for one in spec.choices}
        lines = tuple(
            KeyLine(one.alt, one.correct, one.id in picked, one.feedback, one.image)
            for one in (by_id[key] for key in ordered(by_id, order))
        )
        return KeyView(spec.stem, lines, self.summarize(spec, response), spec.explanation)

    def summarize(self, spec: ImageChoiceSpec, response: Response) -> str:
        picked = _picked(response)
        return "; ".join(one.alt for one in spec.choices if one.id in picked)


def _picked(response: Response) -> frozenset[str]:
    picks = response.get("picks", ())
    return frozenset(picks) if isinstance(picks, list | tuple) else frozenset()
