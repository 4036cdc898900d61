"""System checks: what can be misconfigured is said at start, with an id and a hint."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.module_loading import import_string

from assessments.question_types.base import QuestionType
from assessments.question_types.registry import BUILT_IN
from lms.core.conf import lms_settings


@register()
def check_question_types(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Each type of ``LMS_QUESTION_TYPES`` can be imported and has its block and templates."""
    found: list[CheckMessage] = []
    for name, path in {**BUILT_IN, **lms_settings.LMS_QUESTION_TYPES}.items():
        try:
            kind = import_string(path)
            if not (isinstance(kind, type) and issubclass(kind, QuestionType)):
                raise ImportError(f"{path} is not a QuestionType class")
            import_string(kind.block_path)
            get_template(f"{kind.template_prefix}_learner.html")
            get_template(f"{kind.template_prefix}_key.html")
        except (ImportError, AttributeError, TemplateDoesNotExist) as error:
            found.append(
                Error(
                    f"LMS_QUESTION_TYPES[{name!r}] cannot be used: {error}",
                    hint='Give a dotted path, such as "shop.questions.Matching".',
                    id="lms_assessments.E001",
                )
            )
            continue
        if kind.name != name:
            found.append(
                Error(
                    f"LMS_QUESTION_TYPES[{name!r}] has the name {kind.name!r}.",
                    hint="The name of the class and the key of the setting have to be the same.",
                    id="lms_assessments.E002",
                )
            )
    return found
