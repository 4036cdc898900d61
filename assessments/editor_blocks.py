"""How authors write each type of question."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from assessments.question_types.base import Path, Problem
from assessments.question_types.registry import get_question_type

STEM_FEATURES = ["bold", "italic", "superscript", "subscript", "ol", "ul"]
EXPLANATION_FEATURES = [*STEM_FEATURES, "link"]


class StartedList(blocks.ListBlock):
    """A list that starts with so many empty items.

    Wagtail shows what a dict given as ``default`` leaves out as the word "undefined".
    """

    def get_default(self) -> Any:
        empty = (self.child_block.get_default() for _number in range(self.meta.starts_with))
        return self.normalize(list(empty))

    class Meta:
        default: tuple[()] = ()
        starts_with = 1


def as_block_error(problems: Sequence[Problem]) -> StructBlockValidationError:
    """The problems as one error tree, each message at its field."""
    fields: dict[str, Any] = {}
    for name in dict.fromkeys(str(problem.path[0]) for problem in problems):
        mine = [
            (problem.path[1:], problem.message) for problem in problems if problem.path[0] == name
        ]
        fields[name] = _field_error(mine)
    return StructBlockValidationError(block_errors=fields)


def _field_error(found: list[tuple[Path, str]]) -> Exception:
    if all(not path for path, _message in found):
        messages = [ValidationError(message) for _path, message in found]
        return messages[0] if len(messages) == 1 else ValidationError(messages)
    items: dict[int, Any] = {}
    for path, message in found:
        if path:
            items.setdefault(int(path[0]), {})[str(path[1])] = ValidationError(message)
    return ListBlockValidationError(
        block_errors={place: StructBlockValidationError(errors) for place, errors in items.items()},
        non_block_errors=[ValidationError(message) for path, message in found if not path],
    )


class QuestionBlock(blocks.StructBlock):
    """Base of the editor blocks: what the type's own schema rejects is shown at its field."""

    type_name = ""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if getattr(self, "is_deferred_validation", False):
            return cleaned
        kind = get_question_type(self.type_name)
        problems = kind.validate(kind.from_raw(cleaned))
        if not problems:
            return cleaned
        known = [problem for problem in problems if problem.path[0] in self.child_blocks]
        # a list that another rule made too short or too long still shows the message at the list
        error = as_block_error(known)
        for name, found in error.block_errors.items():
            is_list = isinstance(self.child_blocks[name], blocks.ListBlock)
            if is_list and not isinstance(found, ListBlockValidationError):
                messages = [problem.message for problem in known if problem.path[0] == name]
                error.block_errors[name] = ListBlockValidationError(
                    non_block_errors=[ValidationError(message) for message in messages]
                )
        raise error


def _stem() -> blocks.RichTextBlock:
    return blocks.RichTextBlock(
        label=_("Question"),
        features=STEM_FEATURES,
        required=False,
        help_text=_("The situation and what is asked. Trainees see it exactly like this."),
    )


def _explanation() -> blocks.RichTextBlock:
    return blocks.RichTextBlock(
        label=_("Why"),
        features=STEM_FEATURES,
        required=False,
        help_text=_("Shown with the right answer, when the exam's feedback allows it."),
    )


class OptionBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Option"), required=False, rows=2)
    correct = blocks.BooleanBlock(label=_("This is right"), required=False)
    feedback = blocks.TextBlock(
        label=_("Feedback"),
        required=False,
        rows=2,
        help_text=_("To somebody who picked this option: why it is right or wrong."),
    )

    class Meta:
        icon = "list-ul"
        label = _("Option")


class _ChoiceBlock(QuestionBlock):
    stem = _stem()
    choices = StartedList(OptionBlock(), label=_("Options"), starts_with=4)
    explanation = _explanation()


class SingleChoiceBlock(_ChoiceBlock):
    type_name = "single"

    class Meta:
        icon = "radio-full"
        label = _("Single choice")


class MultipleResponseBlock(_ChoiceBlock):
    type_name = "multiple"

    class Meta:
        icon = "list-ul"
        label = _("Multiple response")
        help_text = _(
            "Each right pick counts one, each wrong pick takes one away, never below zero."
        )


class TrueFalseBlock(QuestionBlock):
    type_name = "true_false"
    stem = _stem()
    answer = blocks.ChoiceBlock(
        label=_("The statement is"),
        choices=[("true", _("True")), ("false", _("False"))],
        required=False,
    )
    feedback = blocks.TextBlock(label=_("Feedback"), required=False, rows=2)
    explanation = _explanation()

    class Meta:
        icon = "check"
        label = _("True or false")


class NumericBlock(QuestionBlock):
    type_name = "numeric"
    stem = _stem()
    answer = blocks.DecimalBlock(label=_("Right number"), required=False)
    tolerance = blocks.DecimalBlock(
        label=_("Tolerance"),
        required=False,
        help_text=_("How far off still counts. Empty: only the exact number."),
    )
    tolerance_kind = blocks.ChoiceBlock(
        label=_("Tolerance is"),
        choices=[("absolute", _("in the unit of the answer")), ("relative", _("in percent"))],
        default="absolute",
        required=False,
    )
    unit = blocks.CharBlock(
        label=_("Unit"), required=False, help_text=_("Shown beside the field, such as ml.")
    )
    unit_required = blocks.BooleanBlock(
        label=_("Trainees have to write the unit"),
        required=False,
        help_text=_("Then it is not shown, and a number without it is not right."),
    )
    mistakes = blocks.ListBlock(
        blocks.DecimalBlock(label=_("Wrong number")),
        label=_("Common wrong numbers"),
        default=[],
        required=False,
        help_text=_("What people get by a usual slip, so that the tolerance cannot reach it."),
    )
    explanation = _explanation()

    class Meta:
        icon = "decimal"
        label = _("Number")
