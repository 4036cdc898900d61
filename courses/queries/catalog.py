"""Courses as lists."""

import datetime as dt

from django.db.models import Count, Prefetch, Q, QuerySet

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


def list_catalog_courses(catalog_path: str, *, today: dt.date) -> QuerySet[CoursePage]:
    """The published courses below a catalog, each with its ``next_cohorts``. Two queries."""
    return (
        CoursePage.objects.filter(path__startswith=catalog_path, live=True)
        .order_by("path")
        .select_related("image")
        .prefetch_related(
            Prefetch("cohorts", queryset=list_next_cohorts(today), to_attr="next_cohorts")
        )
    )
