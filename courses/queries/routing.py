"""From an address below a catalog to its page: the whole course is read in one query."""

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from courses.models import CoursePage
from courses.queries.tree import LivePage, LiveTree, read_course


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
    if model is None:
        raise Http404
    loaded: Page = model._default_manager.get(pk=page.pk)
    return loaded


def _load_course(course: Page) -> CoursePage:
    return CoursePage.objects.select_related("image").get(pk=course.pk)
