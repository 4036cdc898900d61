"""The corners of a region in the question's editor: drawn on the picture, or typed."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail import blocks


class OutlineInput(forms.Textarea):
    """A text field, and a button that opens the question's picture to draw on.

    The address in the markup is that of picture 0; the script puts the chosen one in.
    """

    template_name = "lms_assessments/admin/outline.html"

    class Media:
        js = ["lms_assessments/outline.js"]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        return {**context, "picture": reverse("lms_question_picture", args=[0])}


class OutlineBlock(blocks.TextBlock):
    """Corners in percent of the picture that stands in the same question as ``image``."""

    @cached_property
    def field(self) -> forms.CharField:
        return forms.CharField(widget=OutlineInput(attrs={"rows": 2}), **self.field_options)
