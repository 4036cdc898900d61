"""Pictures and documents in lessons: loaded together, whatever the number of blocks they are in."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any

from django.db.models import FilteredRelation, Q
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.models import SourceImageIOError

from lms.core.prepared import columns, instance

WIDTHS = (480, 960, 1600)
FORMATS = ("avif", "webp", "jpeg")
# what includes/picture.html asks for; the last one is behind the zoom link
RENDITIONS = tuple(f"format-{fmt}|width-{width}" for fmt in FORMATS for width in WIDTHS)

Loaded = ContextVar[Mapping[int, Any] | None]
_images: Loaded = ContextVar("lms_images", default=None)
_documents: Loaded = ContextVar("lms_documents", default=None)


def _known(loaded: Loaded, values: list[int | None]) -> list[Any] | None:
    known = loaded.get()
    if known is None or not all(pk is None or pk in known for pk in values):
        return None
    return [known[pk] if pk is not None else None for pk in values]


class SharedImageBlock(ImageChooserBlock):
    """An image chooser that takes its picture from :func:`shared_files` when it is in there."""

    def bulk_to_python(self, values: list[int | None]) -> list[Any]:
        found = _known(_images, values)
        return super().bulk_to_python(values) if found is None else found


class SharedDocumentBlock(DocumentChooserBlock):
    """A document chooser that takes its file from :func:`shared_files` when it is in there."""

    def bulk_to_python(self, values: list[int | None]) -> list[Any]:
        found = _known(_documents, values)
        return super().bulk_to_python(values) if found is None else found


@contextmanager
def shared_files(body: Any) -> Iterator[None]:
    """While this lasts, the files of the stream ``body`` cost two queries in all.

    One for pictures with their renditions, one for documents; none for what is not there.
    """
    images = set(_keys(SharedImageBlock, body.stream_block, body.raw_data))
    documents = set(_keys(SharedDocumentBlock, body.stream_block, body.raw_data))
    found = _read_images(images) if images else {}
    files = get_document_model().objects.in_bulk(documents) if documents else {}
    tokens = (
        (_images, _images.set({key: found.get(key) for key in images})),
        (_documents, _documents.set({key: files.get(key) for key in documents})),
    )
    try:
        yield
    finally:
        for loaded, token in tokens:
            loaded.reset(token)


def _read_images(keys: set[int]) -> dict[int, Any]:
    """The pictures with the renditions they are shown in. One query."""
    image_model = get_image_model()
    rendition_model = image_model.get_rendition_model()
    pk = image_model._meta.pk.attname
    wanted = Q(renditions__filter_spec__in=RENDITIONS)
    rows = (
        image_model.objects.filter(pk__in=keys)
        .annotate(shown=FilteredRelation("renditions", condition=wanted))
        .values(*columns(image_model), *columns(rendition_model, "shown__"))
    )
    found: dict[int, Any] = {}
    for row in rows:
        if row[pk] not in found:
            found[row[pk]] = instance(image_model, row)
            found[row[pk]].prefetched_renditions = []
        rendition: Any = instance(rendition_model, row, "shown__")
        if rendition is not None:
            rendition.image = found[row[pk]]
            found[row[pk]].prefetched_renditions.append(rendition)
    return found


def load_files(body: Any) -> None:
    """Resolve every picture and document of ``body`` now, together."""
    with shared_files(body):
        for child in body:
            _ = child.value


def make_renditions(body: Any) -> int:
    """Make every rendition the pictures of ``body`` are shown in; returns how many pictures.

    Drawings (SVG) are shown as they are. A file that is missing is left to the page, which shows
    the lesson without it.
    """
    keys = set(_keys(SharedImageBlock, body.stream_block, body.raw_data))
    count = 0
    for image in get_image_model().objects.filter(pk__in=keys):
        count += 1
        if not image.is_svg():
            with suppress(SourceImageIOError):
                image.get_renditions(*RENDITIONS)
    return count


def _keys(chooser: type[blocks.Block], block: blocks.Block, raw: Any) -> Iterator[int]:
    """The keys that choosers of one kind hold in raw stream data, walked along its definitions."""
    if raw is None:
        return
    if isinstance(block, chooser):
        if isinstance(raw, int):
            yield raw
    elif isinstance(block, blocks.StreamBlock):
        for child in raw:
            if isinstance(child, Mapping) and child.get("type") in block.child_blocks:
                yield from _keys(chooser, block.child_blocks[child["type"]], child.get("value"))
    elif isinstance(block, blocks.ListBlock):
        for item in raw:
            value = item["value"] if block._item_is_in_block_format(item) else item
            yield from _keys(chooser, block.child_block, value)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _keys(chooser, child, raw.get(name))
