"""The matrix of feedback in the exam's editor: boxes to tick, and presets that tick them."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.enums import FeedbackPreset
from assessments.feedback import ASPECTS, MOMENTS, PRESETS, FeedbackMatrix

MOMENT_LABELS = {
    "during": _("As soon as it is checked (practice)"),
    "submitted": _("Once handed in"),
    "passed": _("Once passed"),
    "closed": _("Once the exam has closed for everybody"),
}
ASPECT_LABELS = {
    "marks": _("Score, and topics to study"),
    "correctness": _("Which answers were right"),
    "specific": _("Feedback on the answer given"),
    "answer": _("The right answer"),
    "general": _("The explanation of the question"),
}


class FeedbackWidget(forms.Widget):
    """A table of check boxes. Each is called ``<name>-<moment>-<aspect>``."""

    template_name = "lms_assessments/admin/feedback_matrix.html"

    class Media:
        js = ["lms_assessments/feedback_matrix.js"]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        matrix = FeedbackMatrix() if value is None else as_matrix(value)
        context["moments"] = [(moment, MOMENT_LABELS[moment]) for moment in MOMENTS]
        context["rows"] = [
            (
                ASPECT_LABELS[aspect],
                [
                    {
                        "name": f"{name}-{moment}-{aspect}",
                        "ticked": aspect in matrix.at(moment),
                        "label": f"{ASPECT_LABELS[aspect]}: {MOMENT_LABELS[moment]}",
                    }
                    for moment in MOMENTS
                ],
            )
            for aspect in ASPECTS
        ]
        context["presets"] = [
            (
                FeedbackPreset(key).label,
                json.dumps(
                    [
                        f"{name}-{moment}-{aspect}"
                        for moment in MOMENTS
                        for aspect in ASPECTS
                        if aspect in one.at(moment)
                    ]
                ),
                one == matrix,
            )
            for key, one in PRESETS.items()
        ]
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return {
            moment: [aspect for aspect in ASPECTS if f"{name}-{moment}-{aspect}" in data]
            for moment in MOMENTS
        }

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False  # nothing ticked is an answer

    def id_for_label(self, id_: str) -> str:
        return ""


def as_matrix(value: Any) -> FeedbackMatrix:
    """The matrix in what a field holds; text is JSON. Raises ValueError."""
    if isinstance(value, str) and value not in PRESETS:
        value = json.loads(value)
    return FeedbackMatrix.from_json(value)


class FeedbackFormField(forms.Field):
    widget = FeedbackWidget

    def __init__(self, *, encoder: Any = None, decoder: Any = None, **kwargs: Any) -> None:
        # the default is a function, for which Django would look for a hidden field of its own
        super().__init__(**{**kwargs, "required": False, "show_hidden_initial": False})

    def clean(self, value: Any) -> Any:
        try:
            return as_matrix(value).to_json()
        except (ValueError, TypeError):
            raise ValidationError(_("Tick what trainees see, and when.")) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return as_matrix(initial) != as_matrix(data)


class FeedbackField(models.JSONField):
    """Holds a feedback matrix as JSON: the name of a preset, or aspects by moment."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"encoder": DjangoJSONEncoder, **kwargs})

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": FeedbackFormField, **kwargs})
