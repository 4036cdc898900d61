"""What guide and text pages are made of."""

from typing import Any

from wagtail.blocks import CharBlock, RichTextBlock


def page_blocks() -> list[tuple[str, Any]]:
    """The same blocks as a lesson's, without what only a trainee can use."""
    return [("heading", CharBlock()), ("rich_text", RichTextBlock())]
