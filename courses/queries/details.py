"""The small lists of a course page, read together."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, IntegerField, TextField, Value
from django.db.models.functions import Cast
from wagtail.images import get_image_model

from courses.models import AssessmentRow, CourseFact, CourseInstructor, CoursePage
from courses.queries.prepared import Given, Prepared

FACT, ASSESSMENT, INSTRUCTOR = "fact", "assessment", "instructor"


@dataclass(frozen=True)
class CourseDetails:
    """Facts at a glance, assessment rows and instructors, each in the author's order."""

    facts: tuple[CourseFact, ...]
    assessment_rows: tuple[AssessmentRow, ...]
    instructors: tuple[CourseInstructor, ...]


def _part(queryset: Any, kind: str, a: str, b: str, c: str, photo: Any) -> Any:
    def text(name: str) -> Any:
        return Cast(F(name), TextField()) if name else Value("", TextField())

    return queryset.order_by().values_list(
        Value(kind, CharField()), "sort_order", "pk", text(a), text(b), text(c), photo
    )


def _lists() -> Any:
    # PostgreSQL takes a bare NULL for text, which no union joins with a key
    none = Cast(Value(None), IntegerField())
    on = {"page_id": Given("page", CoursePage._meta.get_field("page_ptr").target_field)}
    return _part(CourseFact.objects.filter(**on), FACT, "label", "value", "", none).union(
        _part(AssessmentRow.objects.filter(**on), ASSESSMENT, "what", "how", "to_pass", none),
        _part(CourseInstructor.objects.filter(**on), INSTRUCTOR, "name", "text", "", F("photo_id")),
        all=True,
    )


_LISTS = Prepared(CoursePage, _lists)


def get_course_details(course: CoursePage, *, unsaved: bool = False) -> CourseDetails:
    """The lists of ``course``: one query, and one for photos when an instructor has one.

    ``unsaved`` reads them from the page itself, as an editor's preview holds them.
    """
    if unsaved:
        return CourseDetails(
            facts=tuple(course.facts.all()),
            assessment_rows=tuple(course.assessment_rows.all()),
            instructors=tuple(course.instructors.all()),
        )
    rows = [tuple(row.values()) for row in _LISTS.rows(page=course.pk)]
    found = sorted(rows, key=lambda row: (row[0], row[1] or 0, row[2]))
    photos = {row[6] for row in found if row[6]}
    images = get_image_model().objects.in_bulk(photos) if photos else {}
    return CourseDetails(
        facts=tuple(CourseFact(label=r[3], value=r[4]) for r in found if r[0] == FACT),
        assessment_rows=tuple(
            AssessmentRow(what=r[3], how=r[4], to_pass=r[5]) for r in found if r[0] == ASSESSMENT
        ),
        instructors=tuple(
            CourseInstructor(name=r[3], text=r[4], photo=images.get(r[6]))
            for r in found
            if r[0] == INSTRUCTOR
        ),
    )
