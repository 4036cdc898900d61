"""Single choice: exactly one option is right."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.question_types.base import ONE, ZERO, Grade, Problem, Response
from assessments.question_types.choice import ChoiceSpec, ChoiceType, picks_of


class SingleChoice(ChoiceType):
    """Exactly one option is right; it is all or nothing."""

    name = "single"
    label = gettext_lazy("Single choice")
    block_path = "assessments.editor_blocks.SingleChoiceBlock"
    template_prefix = "lms_assessments/questions/single"

    def validate_key(self, spec: ChoiceSpec) -> list[Problem]:
        if not spec.right_ids:
            return [Problem(("choices",), _("Mark the right option."))]
        if len(spec.right_ids) > 1:
            return [
                Problem(
                    ("choices",),
                    _(
                        "Mark only one option as right, or use a multiple response question: "
                        "%(n)s are marked."
                    )
                    % {"n": len(spec.right_ids)},
                )
            ]
        return []

    def read(self, raw: Any) -> Response:
        picks = picks_of(raw)
        return {"picks": picks} if len(picks) == 1 else {}

    def grade(self, spec: ChoiceSpec, response: Response) -> Grade:
        return Grade(ONE if self.picked(response) == spec.right_ids else ZERO)
