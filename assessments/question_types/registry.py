"""Which question types exist: those of this app and those a host adds in ``LMS_QUESTION_TYPES``."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from django.utils.module_loading import import_string

from assessments.question_types.base import QuestionType
from lms.core.conf import lms_settings

BUILT_IN = {
    "single": "assessments.question_types.single.SingleChoice",
    "multiple": "assessments.question_types.multiple.MultipleResponse",
    "true_false": "assessments.question_types.true_false.TrueFalse",
    "numeric": "assessments.question_types.numeric.Numeric",
    "short_text": "assessments.question_types.short_text.ShortText",
    "matching": "assessments.question_types.matching.Matching",
    "ordering": "assessments.question_types.ordering.Ordering",
    "blanks": "assessments.question_types.blanks.Blanks",
    "calculated": "assessments.question_types.calculated.Calculated",
    "image_choice": "assessments.question_types.image_choice.ImageChoice",
    "hotspot": "assessments.question_types.hotspot.Hotspot",
    "essay": "assessments.question_types.essay.Essay",
    "file_answer": "assessments.question_types.file_answer.FileAnswer",
}


class UnknownQuestionType(LookupError):
    """A stored question names a type that is not installed (any more)."""


@cache
def question_types() -> Mapping[str, QuestionType[Any, Any]]:
    """Every installed type by name, in order. Raises ImportError for a wrong dotted path."""
    paths = {**BUILT_IN, **lms_settings.LMS_QUESTION_TYPES}
    return MappingProxyType({name: import_string(path)() for name, path in paths.items() if path})


def get_question_type(name: str) -> QuestionType[Any, Any]:
    """The type called ``name``. Raises UnknownQuestionType."""
    try:
        return question_types()[name]
    except KeyError:
        raise UnknownQuestionType(
            f"There is no question type {name!r}; LMS_QUESTION_TYPES may have lost it."
        ) from None


def editor_blocks() -> list[tuple[str, Any]]:
    """The editor block of each type, fresh, under the type's name and with its label."""
    return [
        (name, import_string(kind.block_path)(label=kind.label))
        for name, kind in question_types().items()
    ]
