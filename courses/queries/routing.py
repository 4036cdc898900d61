"""From an address below a catalog to its page: the whole course is read in one query."""

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from courses.models import CoursePage
from courses.queries.tree import LivePage, LiveTree, read_course
from lms.core.prepared import Given, Prepared, columns, instance

P = TypeVar("P", bound=Page)


def route_below_catalog(
    catalog: Page, request: HttpRequest, path_components: Sequence[str]
) -> RouteResult:
    """The course, module or unit at ``path_components`` below ``catalog``. Two queries.

    Every page on the way has to be published, so a unit below an unpublished module is not
    served. The course and its tree are kept on the page: showing it needs neither query again.
    What is left of the path below a unit is the unit's own. Raises Http404.
    """
    course_slug, *below = path_components
    found = read_course(catalog, course_slug)
    if found is None:
        raise Http404
    course, tree = found
    specific: Any = _load(_find(tree, below[:2])) if below else _load_course(course)
    specific._lms_course = course
    specific._lms_tree = tree
    rest = below[2:]
    return specific.route(request, rest) if rest else RouteResult(specific)


def _find(tree: LiveTree, slugs: Sequence[str]) -> LivePage:
    for module in tree.modules:
        if module.page.slug != slugs[0]:
            continue
        if len(slugs) == 1:
            return module.page
        for unit in module.units:
            if unit.slug == slugs[1]:
                return unit
    raise Http404


def _load(page: LivePage) -> Page:
    model = ContentType.objects.get_for_id(page.content_type_id).model_class()
    if model is None or not issubclass(model, Page):
        raise Http404
    return _only(_by_key(model).rows(pk=page.pk), model)


@cache
def _by_key(model: type[Page]) -> Prepared:
    def build() -> QuerySet[Page, dict[str, Any]]:
        rows = model._default_manager.filter(pk=Given("pk", Page._meta.get_field("id")))
        return rows.values(*columns(model))

    return Prepared(model, build)


def _only(rows: list[dict[str, Any]], model: type[P]) -> P:
    """The page in ``rows``; it may have been deleted since its tree was read."""
    found = instance(model, rows[0]) if rows else None
    if found is None:
        raise Http404
    return found


def _courses() -> QuerySet[CoursePage, dict[str, Any]]:
    found = CoursePage.objects.filter(pk=Given("pk", Page._meta.get_field("id")))
    return found.values(*columns(CoursePage), *columns(get_image_model(), "image__"))


_COURSES = Prepared(CoursePage, _courses)


def _load_course(course: Page) -> CoursePage:
    rows = _COURSES.rows(pk=course.pk)
    found = _only(rows, CoursePage)
    found.image = instance(get_image_model(), rows[0], "image__")
    return found
