"""What can be misconfigured about courses is said at start, with an id and a hint."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from wagtail.blocks import Block

from courses.blocks import content_blocks
from lms.core.conf import lms_settings


@register()
def check_lesson_blocks(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The borrowed lesson blocks are blocks, under names that are still free."""
    from django.utils.module_loading import import_string

    taken = {name for name, _block in content_blocks()}
    found: list[CheckMessage] = []
    for name, path in lms_settings.LMS_LESSON_BLOCKS.items():
        if name in taken:
            found.append(
                Error(
                    f"LMS_LESSON_BLOCKS[{name!r}] has the name of a block that lessons have.",
                    hint=f"Choose a name other than {', '.join(sorted(taken))}.",
                    id="lms_courses.E001",
                )
            )
        try:
            block = import_string(path)
        except ImportError:
            continue  # reported as lms_core.E002
        if not (isinstance(block, type) and issubclass(block, Block)):
            found.append(
                Error(
                    f"LMS_LESSON_BLOCKS[{name!r}] is not a block class.",
                    hint='For example {"self_check": "assessments.blocks.SelfCheckBlock"}.',
                    id="lms_courses.E002",
                )
            )
    return found
