"""How authors write each type of question."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from assessments.question_types.base import Path
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


Found = list[tuple[Path, str]]


def as_block_error(block: blocks.Block, found: Found) -> Exception:
    """What is wrong inside ``block`` as one error tree, each message at its field.

    A message for a field that the block does not have is said at the block itself.
    """
    inner: dict[Any, Found] = {}
    own: list[ValidationError] = []
    is_list = isinstance(block, blocks.ListBlock)
    fields = getattr(block, "child_blocks", {})
    for path, said in found:
        if path and (is_list or path[0] in fields):
            inner.setdefault(path[0], []).append((path[1:], said))
        else:
            own.append(ValidationError(said))
    if is_list:
        errors = {place: as_block_error(block.child_block, mine) for place, mine in inner.items()}
        return ListBlockValidationError(block_errors=errors, non_block_errors=own)
    if fields:
        errors = {name: as_block_error(fields[name], mine) for name, mine in inner.items()}
        return StructBlockValidationError(block_errors=errors, non_block_errors=own)
    return own[0] if len(own) == 1 else ValidationError(own)


class QuestionBlock(blocks.StructBlock):
    """Base of the editor blocks: what the type's own schema rejects is shown at its field."""

    type_name = ""

    class Meta:
        label_format = "{stem}"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if getattr(self, "is_deferred_validation", False):
            return cleaned
        kind = get_question_type(self.type_name)
        problems = kind.validate(kind.from_raw(cleaned))
        if problems:
            raise as_block_error(self, [(problem.path, problem.message) for problem in problems])
        return cleaned


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
        label_format = "{text}"


class _ChoiceBlock(QuestionBlock):
    stem = _stem()
    choices = StartedList(OptionBlock(), label=_("Options"), starts_with=4)
    explanation = _explanation()


class SingleChoiceBlock(_ChoiceBlock):
    type_name = "single"

    class Meta:
        icon = "radio-full"


class MultipleResponseBlock(_ChoiceBlock):
    type_name = "multiple"

    class Meta:
        icon = "list-ul"
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
