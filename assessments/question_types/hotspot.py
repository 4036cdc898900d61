"""Hotspot: mark the right places on a picture, or name them from a list."""

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
    ordered,
    plain,
    quantize,
    rich,
)
from assessments.question_types.choice import picks_of
from assessments.question_types.fields import (
    decimal_or,
    decimal_text,
    items_of,
    picture_id,
    short_id,
)
from assessments.question_types.polygons import (
    MAX_CORNERS,
    Point,
    area,
    center,
    inside,
    read_points,
    wrong_corner,
)

MAX_REGIONS, MAX_MARKS = 20, 20
MANY = "too_many_marks"
_MARK = re.compile(r"^\d{1,3}(?:\.\d{1,2})?,\d{1,3}(?:\.\d{1,2})?$")


@dataclass(frozen=True)
class Region:
    """A part of the picture: a polygon in percent, ``"x,y x,y x,y"``."""

    id: str
    label: str
    points: str
    weight: Decimal = ONE
    correct: bool = False
    critical: bool = False

    @cached_property
    def polygon(self) -> tuple[Point, ...]:
        return read_points(self.points)

    def holds(self, point: Point) -> bool:
        return inside(point, self.polygon)


@dataclass(frozen=True)
class HotspotSpec:
    """``false_click_cost`` is what a mark beside every right region takes away, in weights."""

    stem: str
    image: int | None
    alt: str
    regions: tuple[Region, ...]
    false_click_cost: Decimal = ZERO
    explanation: str = ""

    @cached_property
    def right(self) -> tuple[Region, ...]:
        return tuple(region for region in self.regions if region.correct)

    @cached_property
    def total(self) -> Decimal:
        return sum((region.weight for region in self.right), ZERO)


@dataclass(frozen=True)
class RegionView:
    id: str
    label: str


@dataclass(frozen=True)
class HotspotView:
    """The picture and the names of its parts, right and wrong ones alike; never their outlines."""

    stem: str
    image: int | None
    alt: str
    regions: tuple[RegionView, ...]


@dataclass(frozen=True)
class Outline:
    points: str
    right: bool


@dataclass(frozen=True)
class HotspotKeyView(KeyView):
    image: int | None = None
    alt: str = ""
    outlines: tuple[Outline, ...] = ()
    marks: tuple[tuple[str, str], ...] = ()


class Hotspot(QuestionType[HotspotSpec, HotspotView]):
    """Places on a picture, marked by clicking, by coordinates, or chosen from a list of names.

    The fraction is (weights of the right regions that were found - cost of each false mark) / all
    right weights, never below zero; a critical right region missed, or a critical wrong one
    marked, is worth zero. Where false marks cost nothing, each mark beyond the number of right
    regions counts as one average region less, so that marking everything is worth nothing.
    """

    name = "hotspot"
    label = gettext_lazy("Hotspot")
    block_path = "assessments.editor_blocks_craft.HotspotBlock"
    template_prefix = "lms_assessments/questions/hotspot"

    def from_raw(self, raw: Mapping[str, Any]) -> HotspotSpec:
        regions = []
        for place, (key, fields) in enumerate(items_of(raw.get("regions"))):
            label = plain(fields.get("label"))
            regions.append(
                Region(
                    id=key or short_id("region", place, label),
                    label=label,
                    points=plain(fields.get("points")),
                    weight=decimal_or(fields.get("weight"), ONE),
                    correct=bool(fields.get("correct")),
                    critical=bool(fields.get("critical")),
                )
            )
        return HotspotSpec(
            stem=rich(raw.get("stem")),
            image=picture_id(raw.get("image")),
            alt=plain(raw.get("alt")),
            regions=tuple(regions),
            false_click_cost=decimal_or(raw.get("false_click_cost"), ZERO),
            explanation=rich(raw.get("explanation")),
        )

    def validate(self, spec: HotspotSpec) -> list[Problem]:
        problems = []
        if not spec.stem:
            problems.append(Problem(("stem",), _("Write the question.")))
        if spec.image is None:
            problems.append(Problem(("image",), _("Choose a picture.")))
        if not spec.alt:
            problems.append(
                Problem(("alt",), _("Describe the picture for those who cannot see it."))
            )
        if spec.false_click_cost < 0:
            problems.append(Problem(("false_click_cost",), _("A cost is zero or more.")))
        return problems + _check_regions(spec)

    def to_payload(self, spec: HotspotSpec) -> dict[str, Any]:
        return {
            "stem": spec.stem,
            "image": spec.image,
            "alt": spec.alt,
            "regions": [
                {
                    "id": one.id,
                    "label": one.label,
                    "points": one.points,
                    "weight": decimal_text(one.weight),
                    "correct": one.correct,
                    "critical": one.critical,
                }
                for one in spec.regions
            ],
            "false_click_cost": decimal_text(spec.false_click_cost),
            "explanation": spec.explanation,
        }

    def from_payload(self, payload: Mapping[str, Any]) -> HotspotSpec:
        regions = tuple(
            Region(**{**one, "weight": Decimal(one["weight"])}) for one in payload["regions"]
        )
        cost = Decimal(payload["false_click_cost"])
        return HotspotSpec(**{**payload, "regions": regions, "false_click_cost": cost})

    def options(self, spec: HotspotSpec) -> tuple[str, ...]:
        return tuple(sorted(region.id for region in spec.regions))

    def view(self, spec: HotspotSpec, order: Sequence[str] = ()) -> HotspotView:
        labels = {one.id: one.label for one in spec.regions}
        # a list of right names only would be the key
        listed = ordered(sorted(labels), order) if len(spec.right) < len(labels) else []
        regions = tuple(RegionView(key, labels[key]) for key in listed)
        return HotspotView(spec.stem, spec.image, spec.alt, regions)

    def read(self, raw: Any) -> Response:
        marks: list[str] = []
        picks = picks_of(raw)
        if isinstance(raw, Mapping):
            given = raw.get("parts")
            text = given.get("marks") if isinstance(given, Mapping) else ""
            marks = _marks(text)
        else:
            parts = [one for one in picks if one.startswith("marks=")]
            if isinstance(raw, list | tuple):
                parts = [one for one in raw if isinstance(one, str) and one.startswith("marks=")]
            marks = _marks(" ".join(one.removeprefix("marks=") for one in parts))
        picks = [one for one in picks if "=" not in one]
        response: dict[str, Any] = {"picks": picks} if picks else {}
        if marks:
            response["parts"] = {"marks": " ".join(marks)}
        return response

    def _found(self, spec: HotspotSpec, response: Response) -> tuple[set[str], int, int]:
        """Ids of every region that was marked, the number of false marks, and of all marks."""
        picks = {one for one in _list(response) if one in {region.id for region in spec.regions}}
        right = {region.id for region in spec.right}
        hit, false, points = set(picks), len(picks - right), _points(response)
        for point in points:
            under = {region.id for region in spec.regions if region.holds(point)}
            hit |= under
            false += not under & right
        return hit, false, len(points) + len(picks)

    def grade(self, spec: HotspotSpec, response: Response) -> Grade:
        hit, false, marks = self._found(spec, response)
        earned = sum((region.weight for region in spec.right if region.id in hit), ZERO)
        if earned <= 0 or spec.total <= 0:
            return Grade(ZERO)
        if any(one.critical and one.correct != (one.id in hit) for one in spec.regions):
            return Grade(ZERO)
        note = ""
        if spec.false_click_cost:
            earned -= spec.false_click_cost * false
        elif marks > len(spec.right):
            earned -= spec.total * (marks - len(spec.right)) / len(spec.right)
            note = MANY
        return Grade(quantize(min(max(earned / spec.total, ZERO), ONE)), note)

    def pattern(self, spec: HotspotSpec, response: Response) -> Any:
        hit, false, _marks = self._found(spec, response)
        return [false, *sorted(hit)] if hit else None

    def key_response(self, spec: HotspotSpec) -> Response:
        return {"picks": sorted(region.id for region in spec.right)}

    def key_view(self, spec: HotspotSpec, response: Response, order: Sequence[str] = ()) -> KeyView:
        hit, _false, _marks_total = self._found(spec, response)
        lines = [
            KeyLine(one.label, right=one.correct, given=one.id in hit)
            for one in spec.regions
            if one.correct or one.id in hit
        ]
        beside = sum(
            not any(one.holds(point) for one in spec.regions) for point in _points(response)
        )
        if beside:
            text = _("Marks beside every region: %(n)s") % {"n": beside}
            lines.append(KeyLine(text, right=False, given=True))
        return HotspotKeyView(
            stem=spec.stem,
            lines=tuple(lines),
            given=self.summarize(spec, response),
            explanation=spec.explanation,
            image=spec.image,
            alt=spec.alt,
            outlines=tuple(
                Outline(one.points, one.correct)
                for one in spec.regions
                if one.correct or one.id in hit
            ),
            marks=tuple((decimal_text(x), decimal_text(y)) for x, y in _points(response)),
        )

    def summarize(self, spec: HotspotSpec, response: Response) -> str:
        picks = set(_list(response))
        said = [one.label for one in spec.regions if one.id in picks]
        said += [
            _("%(x)s%% across, %(y)s%% down") % {"x": decimal_text(x), "y": decimal_text(y)}
            for x, y in _points(response)
        ]
        return "; ".join(said)


def _marks(text: Any) -> list[str]:
    """The places in what a trainee marked or typed, without doubles."""
    if not isinstance(text, str):
        return []
    found = [mark for mark in text[:400].replace(";", " ").split() if _MARK.match(mark)]
    return [mark for mark in dict.fromkeys(found) if read_points(mark)][:MAX_MARKS]


def _points(response: Response) -> tuple[Point, ...]:
    parts = response.get("parts")
    text = parts.get("marks") if isinstance(parts, Mapping) else ""
    return read_points(str(text or ""))


def _list(response: Response) -> Sequence[str]:
    picks = response.get("picks", ())
    return picks if isinstance(picks, list | tuple) else ()


def _check_outline(text: str) -> str:
    """What is wrong with the corners of a region; "" when nothing is."""
    if wrong := wrong_corner(text):
        return _(
            "“%(piece)s” is no place on the picture. Write percent across, a comma and percent "
            "down, each from 0 to 100, with a space before the next corner."
        ) % {"piece": wrong[:20]}
    corners = len(text.split())
    if corners < 3:
        return _(
            "Give at least three corners in percent of the picture, such as “10,10 40,10 25,30”."
        )
    if corners > MAX_CORNERS:
        return _("Give at most %(n)s corners.") % {"n": MAX_CORNERS}
    if not area(read_points(text)):
        return _("These corners enclose nothing. Give them in order, once around the region.")
    return ""


def _check_regions(spec: HotspotSpec) -> list[Problem]:
    problems = []
    if not spec.right:
        problems.append(Problem(("regions",), _("Mark at least one region as right.")))
    elif len(spec.right) == len(spec.regions):
        problems.append(
            Problem(
                ("regions",),
                _(
                    "Add a region that is not right. Who cannot see the picture chooses from the "
                    "names of the regions, and right ones alone would give the answer away."
                ),
            )
        )
    if len(spec.regions) > MAX_REGIONS:
        problems.append(
            Problem(("regions",), _("Give at most %(n)s regions.") % {"n": MAX_REGIONS})
        )
    seen: dict[str, int] = {}
    for place, one in enumerate(spec.regions):
        if not one.label:
            problems.append(Problem(("regions", place, "label"), _("Name this region.")))
        elif (twin := seen.setdefault(one.label.casefold(), place)) != place:
            problems.append(
                Problem(
                    ("regions", place, "label"),
                    _("Region %(n)s has this name already.") % {"n": twin + 1},
                )
            )
        if said := _check_outline(one.points):
            problems.append(Problem(("regions", place, "points"), said))
        if one.correct and one.weight <= 0:
            problems.append(
                Problem(("regions", place, "weight"), _("A right region weighs more than zero."))
            )
    for place, one in enumerate(spec.regions):
        middle = center(one.polygon)
        if one.correct or middle is None:
            continue
        if any(other.holds(middle) for other in spec.right):
            problems.append(
                Problem(
                    ("regions", place, "points"),
                    _("This wrong region lies on a right one. Move them apart."),
                )
            )
    return problems
