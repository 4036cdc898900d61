"""Lesson blocks. The full set follows the authoring guide."""

from contextlib import suppress

from wagtail import blocks


def content_blocks() -> list[tuple[str, blocks.Block]]:
    """Every lesson block of this app, fresh, without those of ``LMS_LESSON_BLOCKS``."""
    return [("rich_text", blocks.RichTextBlock())]


def lesson_blocks() -> list[tuple[str, blocks.Block]]:
    """:func:`content_blocks` and the blocks named in the setting ``LMS_LESSON_BLOCKS``."""
    from django.utils.module_loading import import_string

    from lms.core.conf import lms_settings

    blocks_ = content_blocks()
    for name, path in lms_settings.LMS_LESSON_BLOCKS.items():
        with suppress(ImportError):  # reported by the system check lms_core.E002
            blocks_.append((name, import_string(path)()))
    return blocks_
