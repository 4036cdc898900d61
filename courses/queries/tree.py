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
from django.db.models import (
    BooleanField,
    Exists,
    F,
    IntegerField,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Coalesce
from wagtail.models import Page, PageViewRestriction

from courses.models import ModulePage, UnitPage
from lms.core.prepared import Given, Prepared

MODULE, UNIT = "module", "unit"


@dataclass(frozen=True)
class LivePage:
    """A published module or unit, as far as outlines and links need it."""

    pk: int
    content_type_id: int
    key: uuid.UUID
    path: str
    slug: str
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
    # whether Wagtail restricts the view of any page of the site: when not, nobody need ask again
    may_be_restricted: bool = True

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


def _result_kind() -> Coalesce | Value:
    named = [(model, model.result_kind_column) for model in unit_kinds()]
    columns = [F(f"{model._meta.model_name}__{column}") for model, column in named if column]
    none = Value("", output_field=TextField())
    return Coalesce(*columns, none, output_field=TextField()) if columns else none


_COLUMNS = (
    "pk",
    "content_type_id",
    "translation_key",
    "locale_id",
    "path",
    "depth",
    "slug",
    "title",
    "url_path",
    "unit_minutes",
    "unit_required",
    "unit_result_kind",
    "summary",
    "restrictions",
)


def _rows(wanted: Q) -> QuerySet[Page, dict[str, Any]]:
    return (
        Page.objects.filter(wanted, live=True)
        .order_by("path")
        .annotate(
            unit_minutes=_column("minutes", 0, IntegerField()),
            unit_required=_column("required", False, BooleanField()),
            unit_result_kind=_result_kind(),
            summary=Coalesce(F("modulepage__summary"), Value(""), output_field=TextField()),
            restrictions=Exists(PageViewRestriction.objects.all()),
        )
        .values(*_COLUMNS)
    )


def live_trees(courses: Iterable[Page]) -> dict[int, LiveTree]:
    """The published tree of each course, by the course's pk. One query for all of them."""
    courses = list(courses)
    if not courses:
        return {}
    below = reduce(
        or_,
        (
            Q(path__startswith=course.path, depth__range=(course.depth + 1, course.depth + 2))
            for course in courses
        ),
    )
    modules = _modules(_rows(below))
    return {
        course.pk: _tree([m for m in modules if m.page.path.startswith(course.path)])
        for course in courses
    }


def live_tree(course: Page) -> LiveTree:
    """The published tree of ``course``. One query."""
    return live_trees([course])[course.pk]


def _course_at() -> QuerySet[Page, dict[str, Any]]:
    depth = IntegerField()
    path = Page.objects.filter(
        path__startswith=Given("path", TextField()),
        depth=Given("course_depth", depth),
        slug=Given("slug", TextField()),
    ).values("path")[:1]
    depths = (Given("course_depth", depth), Given("unit_depth", depth))
    return _rows(Q(path__startswith=Subquery(path), depth__range=depths))


_COURSE_AT = Prepared(Page, _course_at)


def read_course(catalog: Page, slug: str) -> tuple[Page, LiveTree] | None:
    """The published course at ``slug`` below ``catalog``, and its tree. One query.

    The course comes as a plain page with what links and keys need.
    """
    rows = _COURSE_AT.rows(
        path=catalog.path,
        slug=slug,
        course_depth=catalog.depth + 1,
        unit_depth=catalog.depth + 3,
    )
    if not rows or rows[0]["depth"] != catalog.depth + 1:
        return None
    top = rows[0]
    course = Page(
        id=top["pk"],
        content_type_id=top["content_type_id"],
        translation_key=top["translation_key"],
        locale_id=top["locale_id"],
        path=top["path"],
        depth=top["depth"],
        slug=top["slug"],
        title=top["title"],
        url_path=top["url_path"],
    )
    course._state.adding = False
    return course, _tree(_modules(rows[1:]), may_be_restricted=top["restrictions"])


def _modules(rows: Iterable[Mapping[str, Any]]) -> list[LiveModule]:
    """Published modules with their published units; a unit below anything else is left out."""
    types = ContentType.objects.get_for_models(ModulePage, *unit_kinds())
    kinds = {types[model].pk: kind for model, kind in unit_kinds().items()}
    modules: dict[str, LivePage] = {}
    units: dict[str, list[LivePage]] = {}
    for row in rows:
        type_id = row["content_type_id"]
        if type_id == types[ModulePage].pk:
            modules[row["path"]] = _page(row, MODULE)
            units[row["path"]] = []
        elif type_id in kinds and (parent := row["path"][: -Page.steplen]) in units:
            units[parent].append(_page(row, row["unit_result_kind"] or kinds[type_id]))
    return [LiveModule(page, tuple(units[path])) for path, page in modules.items()]


def _page(row: Mapping[str, Any], kind: str) -> LivePage:
    return LivePage(
        pk=row["pk"],
        content_type_id=row["content_type_id"],
        key=row["translation_key"],
        path=row["path"],
        slug=row["slug"],
        title=row["title"],
        url_path=row["url_path"],
        kind=kind,
        minutes=row["unit_minutes"],
        required=row["unit_required"],
        summary=row["summary"],
    )


def _tree(modules: list[LiveModule], *, may_be_restricted: bool = True) -> LiveTree:
    by_key = {unit.key: unit for module in modules for unit in module.units}
    by_key |= {module.page.key: module.page for module in modules}
    return LiveTree(tuple(modules), MappingProxyType(by_key), may_be_restricted)
