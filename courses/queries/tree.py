"""The published pages of courses, read in one query however many units there are."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from types import MappingProxyType
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import BooleanField, F, IntegerField, Q, QuerySet, TextField, Value
from django.db.models.functions import Coalesce
from wagtail.models import Page

from courses.models import CoursePage, ModulePage, UnitPage

MODULE, UNIT = "module", "unit"


@dataclass(frozen=True)
class LivePage:
    """A published module or unit, as far as outlines and links need it."""

    pk: int
    key: uuid.UUID
    path: str
    title: str
    url_path: str
    kind: str
    minutes: int
    required: bool
    summary: str


@dataclass(frozen=True)
class LiveModule:
    page: LivePage
    units: tuple[LivePage, ...]

    @property
    def minutes(self) -> int:
        return sum(unit.minutes for unit in self.units)


@dataclass(frozen=True)
class LiveTree:
    """The published modules of one course, each with its published units, in page order."""

    modules: tuple[LiveModule, ...]
    by_key: Mapping[uuid.UUID, LivePage]

    @property
    def units(self) -> list[LivePage]:
        return [unit for module in self.modules for unit in module.units]


@cache
def unit_kinds() -> dict[type[UnitPage], str]:
    """Every installed kind of unit, by model."""
    return {model: model.unit_kind for model in apps.get_models() if issubclass(model, UnitPage)}


def _column(name: str, empty: Any, field: Any) -> Coalesce:
    columns = [F(f"{model._meta.model_name}__{name}") for model in unit_kinds()]
    return Coalesce(*columns, Value(empty), output_field=field)


def _rows(courses: list[CoursePage]) -> QuerySet:
    below = reduce(
        or_,
        (
            Q(path__startswith=course.path, depth__range=(course.depth + 1, course.depth + 2))
            for course in courses
        ),
    )
    return (
        Page.objects.filter(below, live=True)
        .order_by("path")
        .annotate(
            unit_minutes=_column("minutes", 0, IntegerField()),
            unit_required=_column("required", False, BooleanField()),
            summary=Coalesce(F("modulepage__summary"), Value(""), output_field=TextField()),
        )
        .values(
            "pk",
            "translation_key",
            "path",
            "depth",
            "title",
            "url_path",
            "content_type_id",
            "unit_minutes",
            "unit_required",
            "summary",
        )
    )


def live_trees(courses: Iterable[CoursePage]) -> dict[int, LiveTree]:
    """The published tree of each course, by the course's pk. One query for all of them."""
    courses = list(courses)
    if not courses:
        return {}
    types = ContentType.objects.get_for_models(ModulePage, *unit_kinds())
    kinds = {types[model].pk: kind for model, kind in unit_kinds().items()}
    module_type = types[ModulePage].pk
    steplen = Page.steplen
    modules: dict[str, LivePage] = {}
    units: dict[str, list[LivePage]] = {}
    for row in _rows(courses):
        type_id = row["content_type_id"]
        if type_id == module_type:
            modules[row["path"]] = _page(row, MODULE)
            units[row["path"]] = []
        elif type_id in kinds and (parent := row["path"][:-steplen]) in units:
            units[parent].append(_page(row, kinds[type_id]))
    return {
        course.pk: _tree(
            [
                LiveModule(page, tuple(units[path]))
                for path, page in modules.items()
                if path.startswith(course.path)
            ]
        )
        for course in courses
    }


def _page(row: Mapping[str, Any], kind: str) -> LivePage:
    return LivePage(
        pk=row["pk"],
        key=row["translation_key"],
        path=row["path"],
        title=row["title"],
        url_path=row["url_path"],
        kind=kind,
        minutes=row["unit_minutes"],
        required=row["unit_required"],
        summary=row["summary"],
    )


def _tree(modules: list[LiveModule]) -> LiveTree:
    by_key = {unit.key: unit for module in modules for unit in module.units}
    by_key |= {module.page.key: module.page for module in modules}
    return LiveTree(tuple(modules), MappingProxyType(by_key))


def live_tree(course: CoursePage) -> LiveTree:
    """The published tree of ``course``. One query."""
    return live_trees([course])[course.pk]
