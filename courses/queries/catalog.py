"""Courses as lists."""

import datetime as dt

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest
from wagtail.models import PageViewRestriction

from courses.models import Cohort, CoursePage
from courses.services.enrollments import SEAT_STATES


def course_choices() -> list[tuple[str, str]]:
    """(course_key as text, title) of every course, published or not, by title."""
    rows = CoursePage.objects.order_by("title").values_list("translation_key", "title")
    return [(str(key), title) for key, title in rows]


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
