"""The small lists of a course page, read together."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    CharField,
    DateField,
    DateTimeField,
    F,
    Func,
    IntegerField,
    OuterRef,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, JSONObject
from wagtail.images import get_image_model

from courses.models import (
    AssessmentRow,
    Cohort,
    CourseFact,
    CourseInstructor,
    CoursePage,
    Enrollment,
    Prerequisite,
)
from courses.services.enrollments import SEAT_STATES
from lms.core.prepared import Given, Prepared, columns, instance

FACT, ASSESSMENT, INSTRUCTOR = "fact", "assessment", "instructor"
PREREQUISITE, COHORT = "prerequisite", "cohort"


@dataclass(frozen=True)
class CohortPlaces:
    """A cohort to come, and how many of its places are taken."""

    cohort: Cohort
    seats_taken: int


@dataclass(frozen=True)
class CourseDetails:
    """Facts at a glance, assessment rows and instructors, each in the author's order.

    For those who are not on the course also what it asks for, and the cohorts to come by date.
    """

    facts: tuple[CourseFact, ...]
    assessment_rows: tuple[AssessmentRow, ...]
    instructors: tuple[CourseInstructor, ...]
    prerequisites: tuple[Prerequisite, ...] = ()
    cohorts: tuple[CohortPlaces, ...] = ()


def _part(queryset: Any, part: str, /, **values: Any) -> Any:
    data = JSONObject(pk=F("pk"), **values)
    return queryset.order_by().values_list(Value(part, CharField()), data)


def _fields(*names: str) -> dict[str, F]:
    return {name: F(name) for name in names}


def _lists() -> Any:
    on = {"page_id": Given("page", CoursePage._meta.get_field("page_ptr").target_field)}
    # JSON knows no dates: these are read by whoever asks for them
    images = get_image_model()._meta.concrete_fields
    dates = [field.attname for field in images if isinstance(field, DateTimeField)]
    photo = {name: F(f"photo__{name}") for name in columns(get_image_model(), without=dates)}
    return _part(
        CourseFact.objects.filter(**on), FACT, **_fields("sort_order", "label", "value")
    ).union(
        _part(
            AssessmentRow.objects.filter(**on),
            ASSESSMENT,
            **_fields("sort_order", "what", "how", "to_pass"),
        ),
        _part(
            CourseInstructor.objects.filter(**on),
            INSTRUCTOR,
            **_fields("sort_order", "name", "text"),
            photo=JSONObject(**photo),
        ),
        all=True,
    )


def _lists_outside() -> Any:
    key = CoursePage._meta.get_field("page_ptr").target_field
    # counted as in list_next_cohorts; a part of a union is not grouped
    seats = Enrollment.objects.filter(cohort=OuterRef("pk"), state__in=SEAT_STATES).order_by()
    count = Func(F("pk"), function="COUNT", output_field=IntegerField())
    taken = Subquery(seats.annotate(taken=count).values("taken"))
    return _lists().union(
        _part(
            Prerequisite.objects.filter(page_id=Given("page", key)),
            PREREQUISITE,
            **_fields("sort_order", "kind", "course_title", "award_key"),
            live_title=F("course__title"),
        ),
        _part(
            Cohort.objects.filter(
                course_id=Given("page", key), starts_on__gte=Given("today", DateField())
            ),
            COHORT,
            **_fields("title", "starts_on", "ends_on", "capacity", "place"),
            seats_taken=Coalesce(taken, 0),
        ),
        all=True,
    )


_LISTS = Prepared(CoursePage, _lists)
_LISTS_OUTSIDE = Prepared(CoursePage, _lists_outside)


def get_course_details(course: CoursePage, *, outside: dt.date | None = None) -> CourseDetails:
    """The published lists of ``course``, in one query.

    ``outside``, the day today, adds what only those see who are not on the course.
    """
    if outside is None:
        rows = _LISTS.rows(page=course.pk)
    else:
        rows = _LISTS_OUTSIDE.rows(page=course.pk, today=outside)
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for kind, data in (row.values() for row in rows):
        found[kind].append(data)
    for kind, lines in found.items():
        by = "starts_on" if kind == COHORT else "sort_order"
        lines.sort(key=lambda data, by=by: (data[by] or 0, data["pk"]))  # type: ignore[misc]
    return CourseDetails(
        facts=tuple(CourseFact(label=d["label"], value=d["value"]) for d in found[FACT]),
        assessment_rows=tuple(
            AssessmentRow(what=d["what"], how=d["how"], to_pass=d["to_pass"])
            for d in found[ASSESSMENT]
        ),
        instructors=tuple(
            CourseInstructor(
                name=d["name"], text=d["text"], photo=instance(get_image_model(), d["photo"])
            )
            for d in found[INSTRUCTOR]
        ),
        prerequisites=tuple(_prerequisite(data) for data in found[PREREQUISITE]),
        cohorts=tuple(_cohort(data) for data in found[COHORT]),
    )


def get_unsaved_details(course: CoursePage, *, today: dt.date) -> CourseDetails:
    """The lists as an editor's preview holds them: on the page itself, not yet saved."""
    return CourseDetails(
        facts=tuple(course.facts.all()),
        assessment_rows=tuple(course.assessment_rows.all()),
        instructors=tuple(course.instructors.all()),
        prerequisites=tuple(course.prerequisites.all()),
        cohorts=get_course_details(course, outside=today).cohorts if course.pk else (),
    )


def _prerequisite(data: dict[str, Any]) -> Prerequisite:
    title = data["live_title"] or data["course_title"]
    return Prerequisite(kind=data["kind"], course_title=title, award_key=data["award_key"])


def _cohort(data: dict[str, Any]) -> CohortPlaces:
    last = data["ends_on"]
    cohort = Cohort(
        pk=data["pk"],
        title=data["title"],
        starts_on=dt.date.fromisoformat(data["starts_on"]),
        ends_on=dt.date.fromisoformat(last) if last else None,
        capacity=data["capacity"],
        place=data["place"],
    )
    return CohortPlaces(cohort, data["seats_taken"])
