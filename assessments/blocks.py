"""Lesson blocks that other apps borrow by dotted path. Models are named by string only."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class QuestionChooserBlock(SnippetChooserBlock):
    """Chooses a practice question; brings the published version of each along."""

    def __init__(self, target_model: str = "lms_assessments.Question", **kwargs: Any) -> None:
        super().__init__(target_model, **kwargs)

    def bulk_to_python(self, values: Iterable[int]) -> list[Any]:
        from assessments.queries.self_checks import read_questions

        values = list(values)
        found = read_questions([value for value in values if value])
        return [found.get(value) for value in values]

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if value is None or getattr(self, "is_deferred_validation", False):
            return value
        if value.use != "practice":
            raise ValidationError(
                gettext(
                    "“%(question)s” is in the exam pool. A self-check would give its answer away: "
                    "choose a practice question."
                )
                % {"question": value}
            )
        if not value.live:
            raise ValidationError(gettext("“%(question)s” is not published.") % {"question": value})
        return value


class SelfCheckBlock(blocks.StructBlock):
    """One or more questions with instant feedback, never graded."""

    title = blocks.CharBlock(label=_("Title"), required=False, default=_("Check yourself"))
    questions = blocks.ListBlock(
        QuestionChooserBlock(label=_("Question")), label=_("Questions"), min_num=1
    )

    class Meta:
        icon = "help"
        label = _("Self-check")
        template = "lms_assessments/blocks/self_check.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        from assessments.queries.self_checks import list_self_checks

        context = super().get_context(value, parent_context=parent_context)
        page = context.get("page") or context.get("self_page")
        questions: Sequence[Any] = [one for one in value["questions"] if one is not None]
        context["checks"] = list_self_checks(questions, page_id=getattr(page, "pk", None))
        return context
