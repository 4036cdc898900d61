"""Form widgets of the award editor."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def _course_choices() -> Iterator[tuple[str, Any]]:
    from courses.api import course_choices

    yield "", _("Choose a course")
    yield from ((str(key), title) for key, title in course_choices())


class CourseSelect(forms.Select):
    """A course by its title; the value is its key, which outlives the page.

    The courses are read each time a form is shown: a form class is made before there are tables.
    """

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, choices=_course_choices)  # type: ignore[arg-type]
