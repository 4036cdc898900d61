"""Courses as lists."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest
from wagtail.models import PageViewRestriction

from courses.models import Cohort, CoursePage
from courses.services.enrollments import SEAT_STATES
from courses.services.versions import list_unit_models


def course_choices() -> list[tuple[str, str]]:
    """(course_key as text, title) of every course, published or not, by title."""
    rows = CoursePage.objects.order_by("title").values_list("translation_key", "title")
    return [(str(key), title) for key, title in rows]


@dataclass(frozen=True)
class UnitChoice:
    """A unit to choose from: what it is called and which course it is in."""

    key: str
    title: str
    course_key: str
    course_title: str


def list_unit_choices(kind: str, *, result_kind: str = "") -> list[UnitChoice]:
    """Every unit of a kind that is in a course, published or not, by course and order.

    A unit whose results are of another kind (an exam for practice) is left out; with
    ``result_kind`` those with results of that kind are listed instead.

    One query for the courses and one for each page type of the kind.
    """
    courses = {
        course.path: course
        for course in CoursePage.objects.only("path", "title", "translation_key", "locale")
    }
    found = []
    for model in list_unit_models():
        if model.unit_kind != kind:
            continue
        for unit in model.objects.order_by("path").defer_streamfields():
            course = courses.get(unit.path[: -2 * unit.steplen])
            if course and unit.result_kind == (result_kind or kind):
                key, course_key = str(unit.translation_key), str(course.translation_key)
                found.append(UnitChoice(key, unit.title, course_key, course.title))
    return sorted(found, key=lambda unit: unit.course_title)


def list_next_cohorts(today: dt.date) -> QuerySet[Cohort]:
    """Cohorts that start today or later, each with ``seats_taken``."""
    return (
        Cohort.objects.upcoming(today)
        .annotate(seats_taken=Count("enrollments", filter=Q(enrollments__state__in=SEAT_STATES)))
        .select_related("course")
    )


def closing_restriction(request: HttpRequest, course: CoursePage) -> PageViewRestriction | None:
    """The view restriction that keeps this visitor from the course page; None when none does."""
    found = course.get_view_restrictions()
    return next((one for one in found if not one.accept_request(request)), None)


def list_catalog_courses(
    request: HttpRequest, catalog_path: str, *, today: dt.date
) -> QuerySet[CoursePage]:
    """The published courses below a catalog that this visitor may see.

    Each with its ``next_cohorts``. Three queries, and what restrictions ask about the visitor.
    """
    restrictions = PageViewRestriction.objects.filter(page__path__startswith=catalog_path)
    hidden = [one.page_id for one in restrictions if not one.accept_request(request)]
    return (
        CoursePage.objects.filter(path__startswith=catalog_path, live=True)
        .exclude(pk__in=hidden)
        .order_by("path")
        .select_related("image")
        .prefetch_related(
            Prefetch("cohorts", queryset=list_next_cohorts(today), to_attr="next_cohorts")
        )
    )
