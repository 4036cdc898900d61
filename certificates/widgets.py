"""Form widgets of the award editor."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class _CourseChoices:
    """Reads the courses each time a form is shown."""

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        from courses.api import course_choices

        yield "", _("Choose a course")
        yield from ((str(key), title) for key, title in course_choices())


class CourseSelect(forms.Select):
    """A course by its title; the value is its key, which outlives the page."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.choices = _CourseChoices()  # type: ignore[assignment]
