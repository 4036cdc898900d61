"""Lesson blocks: what an author of craft training needs, each with its own small template.

Block definitions live in no migration (``OpenStreamField``), so they can be changed freely; what
is stored keeps the names and keys given here.
"""

from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from courses.images import SharedDocumentBlock, SharedImageBlock
from courses.plots import Position, draw_plot
from courses.videos import player_url
from lms.core.conf import lms_settings

PROSE = [
    "h3",
    "h4",
    "bold",
    "italic",
    "superscript",
    "subscript",
    "ol",
    "ul",
    "link",
    "document-link",
    "blockquote",
]
SHORT = ["bold", "italic", "superscript", "subscript", "ol", "ul", "link"]
ALT_HELP = _("What the picture shows, for people who cannot see it.")


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Heading"), max_length=160)

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "lms_courses/blocks/heading.html"
        group = _("Text")


class ImageBlock(blocks.StructBlock):
    image = SharedImageBlock(label=_("Picture"))
    alt = blocks.CharBlock(label=_("Description"), required=False, help_text=ALT_HELP)
    caption = blocks.CharBlock(label=_("Caption"), required=False)
    synthetic = blocks.BooleanBlock(
        label=_("Drawing or computer-made"),
        required=False,
        help_text=_("Says below the picture that it is not a photograph of a person."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "lms_courses/blocks/image.html"
        group = _("Pictures")


class GalleryItemBlock(blocks.StructBlock):
    image = SharedImageBlock(label=_("Picture"))
    alt = blocks.CharBlock(label=_("Description"), required=False, help_text=ALT_HELP)
    caption = blocks.CharBlock(label=_("Caption"), required=False)


class GalleryBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False)
    images = blocks.ListBlock(GalleryItemBlock(), label=_("Pictures"), min_num=1)

    class Meta:
        icon = "image"
        label = _("Gallery")
        template = "lms_courses/blocks/gallery.html"
        group = _("Pictures")


class PointBlock(blocks.StructBlock):
    x = blocks.FloatBlock(
        label=_("From the left, %"), min_value=0, max_value=100, help_text=_("0 is the left edge.")
    )
    y = blocks.FloatBlock(
        label=_("From the top, %"), min_value=0, max_value=100, help_text=_("0 is the top edge.")
    )
    label = blocks.CharBlock(label=_("Name"), max_length=80)
    text = blocks.TextBlock(label=_("Explanation"), required=False, rows=2)


class FigureBlock(blocks.StructBlock):
    image = SharedImageBlock(label=_("Picture"))
    alt = blocks.CharBlock(label=_("Description"), required=False, help_text=ALT_HELP)
    caption = blocks.CharBlock(label=_("Caption"), required=False)
    points = blocks.ListBlock(
        PointBlock(),
        label=_("Points"),
        help_text=_("Numbered in this order, on the picture and in the list below it."),
    )

    class Meta:
        icon = "crosshairs"
        label = _("Figure with points")
        template = "lms_courses/blocks/figure.html"
        group = _("Pictures")


class ComparisonBlock(blocks.StructBlock):
    before_image = SharedImageBlock(label=_("First picture"))
    before_alt = blocks.CharBlock(label=_("Description"), required=False, help_text=ALT_HELP)
    after_image = SharedImageBlock(label=_("Second picture"))
    after_alt = blocks.CharBlock(label=_("Description"), required=False, help_text=ALT_HELP)
    before_label = blocks.CharBlock(label=_("Name of the first"), default=_("Before"))
    after_label = blocks.CharBlock(label=_("Name of the second"), default=_("After"))
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    class Meta:
        icon = "sliders"
        label = _("Before and after")
        template = "lms_courses/blocks/comparison.html"
        group = _("Pictures")


class VideoBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), help_text=_("What the video shows."))
    url = blocks.URLBlock(
        label=_("Address"), required=False, help_text=_("Of a YouTube or Vimeo video.")
    )
    file = SharedDocumentBlock(
        label=_("Or a file"), required=False, help_text=_("An uploaded MP4 or WebM file.")
    )
    captions = SharedDocumentBlock(
        label=_("Captions"), required=False, help_text=_("A .vtt file, for an uploaded video.")
    )
    transcript = blocks.RichTextBlock(
        label=_("Transcript"),
        required=False,
        features=SHORT,
        help_text=_("What is said and shown, for people who read rather than watch."),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        template = "lms_courses/blocks/video.html"
        group = _("Pictures")

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        url, file = result.get("url"), result.get("file")
        if bool(url) == bool(file):
            error = ValidationError(_("Give either an address or a file."))
            raise StructBlockValidationError({"url": error})
        if url and player_url(url) is None:
            error = ValidationError(_("Only videos of YouTube and Vimeo can be shown."))
            raise StructBlockValidationError({"url": error})
        if file and not (result.get("captions") or result.get("transcript")):
            error = ValidationError(
                _("Add captions or a transcript: some trainees cannot hear the video.")
            )
            raise StructBlockValidationError({"captions": error})
        return result

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["player_url"] = player_url(value["url"]) if value.get("url") else None
        name = value["file"].filename.lower() if value.get("file") else ""
        context["mime"] = "video/webm" if name.endswith(".webm") else "video/mp4"
        return context


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("What to do"), max_length=160)
    text = blocks.RichTextBlock(label=_("How"), required=False, features=SHORT)
    image = SharedImageBlock(label=_("Picture"), required=False)
    alt = blocks.CharBlock(label=_("Description"), required=False, help_text=ALT_HELP)


class StepsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False)
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=1)

    class Meta:
        icon = "list-ol"
        label = _("Steps in order")
        template = "lms_courses/blocks/steps.html"
        group = _("Practice")


class ChecklistBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"))
    items = blocks.ListBlock(
        blocks.CharBlock(label=_("Item")),
        label=_("Items"),
        min_num=1,
        help_text=_("Trainees tick them for themselves; ticks stay on their device."),
    )

    class Meta:
        icon = "tasks"
        label = _("Checklist")
        template = "lms_courses/blocks/checklist.html"
        group = _("Practice")

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        # StructValue.items is the mapping's method, not the list of this name
        context["entries"] = value["items"]
        return context


class WarningBlock(blocks.StructBlock):
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[
            ("danger", _("Danger: somebody can be harmed")),
            ("caution", _("Caution: something has a consequence for the reader")),
        ],
        default="danger",
    )
    title = blocks.CharBlock(label=_("Title"))
    text = blocks.RichTextBlock(label=_("Text"), features=SHORT)

    class Meta:
        icon = "warning"
        label = _("Safety warning")
        template = "lms_courses/blocks/warning.html"
        group = _("Practice")


class KeyFactBlock(blocks.StructBlock):
    fact = blocks.TextBlock(label=_("Fact"), rows=3)
    source = blocks.CharBlock(label=_("Source"), help_text=_("Who says so, and when: “CDC, 2024”."))
    source_url = blocks.URLBlock(label=_("Address of the source"), required=False)

    class Meta:
        icon = "info-circle"
        label = _("Key fact")
        template = "lms_courses/blocks/key_fact.html"
        group = _("Facts")


class PositionBlock(blocks.StructBlock):
    claim = blocks.CharBlock(label=_("What it says"))
    source = blocks.CharBlock(label=_("Source"))
    source_url = blocks.URLBlock(label=_("Address"), required=False)
    low = blocks.FloatBlock(
        label=_("Lowest value"),
        required=False,
        help_text=_("With numbers in every row, the sources are drawn on one scale."),
    )
    high = blocks.FloatBlock(label=_("Highest value"), required=False)


class DisagreeBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Question"))
    intro = blocks.TextBlock(label=_("Introduction"), required=False, rows=2)
    positions = blocks.ListBlock(PositionBlock(), label=_("What the sources say"), min_num=2)
    unit = blocks.CharBlock(label=_("Unit"), required=False, help_text=_("“mm”, “days”"))
    teach = blocks.RichTextBlock(label=_("What we teach, and why"), features=SHORT)

    class Meta:
        icon = "view"
        label = _("Sources disagree")
        template = "lms_courses/blocks/disagree.html"
        group = _("Facts")

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        positions = [
            Position(
                label=position["source"],
                claim=position["claim"],
                low=position["low"],
                high=position["high"] if position["high"] is not None else position["low"],
            )
            for position in value["positions"]
        ]
        context["plot"] = draw_plot(positions, unit=value["unit"] or "", width=690, narrow=False)
        context["narrow"] = draw_plot(positions, unit=value["unit"] or "", width=320, narrow=True)
        return context


class DefinitionBlock(blocks.StructBlock):
    term = blocks.CharBlock(label=_("Term"))
    definition = blocks.RichTextBlock(label=_("Meaning"), features=SHORT)


class DefinitionsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False)
    items = blocks.ListBlock(DefinitionBlock(), label=_("Terms"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Definitions")
        template = "lms_courses/blocks/definitions.html"
        group = _("Facts")

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["entries"] = value["items"]
        return context


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("Caption"))
    columns = blocks.ListBlock(blocks.CharBlock(label=_("Heading")), label=_("Columns"), min_num=1)
    rows = blocks.ListBlock(
        blocks.ListBlock(blocks.CharBlock(label=_("Cell"), required=False), label=_("Row")),
        label=_("Rows"),
        min_num=1,
        help_text=_("The first cell of each row names the row."),
    )

    class Meta:
        icon = "table"
        label = _("Table")
        template = "lms_courses/blocks/table.html"
        group = _("Facts")

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        width = len(result["columns"])
        if any(len(row) != width for row in result["rows"]):
            error = ValidationError(_("Every row needs as many cells as there are columns."))
            raise StructBlockValidationError({"rows": error})
        return result

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        columns = list(value["columns"])
        context["columns"] = columns
        context["table_rows"] = [
            list(zip(columns, list(row), strict=False)) for row in value["rows"]
        ]
        return context


class DocumentBlock(blocks.StructBlock):
    document = SharedDocumentBlock(label=_("Document"))
    title = blocks.CharBlock(label=_("Title"), required=False)
    description = blocks.CharBlock(label=_("What it is for"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("Document to download")
        template = "lms_courses/blocks/document.html"
        group = _("Practice")


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Words"), rows=3)
    attribution = blocks.CharBlock(label=_("Whose"))
    source_url = blocks.URLBlock(label=_("Address of the source"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "lms_courses/blocks/quote.html"
        group = _("Text")


def content_blocks() -> list[tuple[str, blocks.Block]]:
    """Every lesson block of this app, fresh, without those of ``LMS_LESSON_BLOCKS``."""
    return [
        (
            "rich_text",
            blocks.RichTextBlock(
                features=PROSE,
                label=_("Text"),
                icon="pilcrow",
                group=_("Text"),
                template="lms_courses/blocks/rich_text.html",
            ),
        ),
        ("heading", HeadingBlock()),
        ("quote", QuoteBlock()),
        ("image", ImageBlock()),
        ("gallery", GalleryBlock()),
        ("figure", FigureBlock()),
        ("comparison", ComparisonBlock()),
        ("video", VideoBlock()),
        ("steps", StepsBlock()),
        ("checklist", ChecklistBlock()),
        ("warning", WarningBlock()),
        ("document", DocumentBlock()),
        ("key_fact", KeyFactBlock()),
        ("disagree", DisagreeBlock()),
        ("definitions", DefinitionsBlock()),
        ("table", TableBlock()),
    ]


def lesson_blocks() -> list[tuple[str, blocks.Block]]:
    """:func:`content_blocks` and the blocks named in the setting ``LMS_LESSON_BLOCKS``.

    A path that cannot be imported is left to the system check ``lms_core.E002``, which stops the
    start with a hint, where an exception here would hide it.
    """
    borrowed: list[tuple[str, blocks.Block]] = []
    for name, path in lms_settings.LMS_LESSON_BLOCKS.items():
        with suppress(ImportError):
            borrowed.append((name, import_string(path)()))
    return content_blocks() + borrowed
