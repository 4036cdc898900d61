"""Multiple response: several options are right, with partial credit."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.question_types.base import ONE, ZERO, Grade, Problem, Response, quantize
from assessments.question_types.choice import ChoiceSpec, ChoiceType, picks_of


class MultipleResponse(ChoiceType):
    """Several options are right. Each right pick counts one, each wrong pick takes one away.

    The fraction is (right picks - wrong picks) / right options, never below zero.
    """

    name = "multiple"
    label = gettext_lazy("Multiple response")
    block_path = "assessments.editor_blocks.MultipleResponseBlock"
    template_prefix = "lms_assessments/questions/multiple"

    def validate_key(self, spec: ChoiceSpec) -> list[Problem]:
        if not spec.right_ids:
            return [Problem(("choices",), _("Mark the options that are right."))]
        if len(spec.right_ids) == len(spec.choices):
            return [
                Problem(
                    ("choices",),
                    _("Every option is marked as right. Add at least one that is not."),
                )
            ]
        return []

    def read(self, raw: Any) -> Response:
        picks = picks_of(raw)
        return {"picks": picks} if picks else {}

    def grade(self, spec: ChoiceSpec, response: Response) -> Grade:
        picked = self.picked(response)
        right = len(picked & spec.right_ids)
        wrong = len(picked & spec.ids) - right
        if not spec.right_ids or right <= wrong:
            return Grade(ZERO)
        if right == len(spec.right_ids) and not wrong:
            return Grade(ONE)
        return Grade(quantize(ONE * (right - wrong) / len(spec.right_ids)))
