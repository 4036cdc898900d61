"""Pictures in lessons: loaded together, whatever the number of blocks they are in."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.models import SourceImageIOError

WIDTHS = (480, 960, 1600)
FORMATS = ("avif", "webp", "jpeg")
# what includes/picture.html asks for; the last one is behind the zoom link
RENDITIONS = tuple(f"format-{fmt}|width-{width}" for fmt in FORMATS for width in WIDTHS)

_loaded: ContextVar[Mapping[int, Any] | None] = ContextVar("lms_images", default=None)


class SharedImageBlock(ImageChooserBlock):
    """An image chooser that takes its picture from :func:`shared_images` when it is in there."""

    def bulk_to_python(self, values: list[int | None]) -> list[Any]:
        known = _loaded.get()
        if known is not None and all(pk is None or pk in known for pk in values):
            return [known[pk] if pk is not None else None for pk in values]
        return super().bulk_to_python(values)


@contextmanager
def shared_images(body: Any) -> Iterator[None]:
    """While this lasts, the pictures of the stream ``body`` cost two queries in all.

    One for the images and, when photographs are among them, one for their renditions.
    """
    keys = set(_image_keys(body.stream_block, body.raw_data))
    if not keys:
        yield
        return
    image_model = get_image_model()
    renditions = image_model.get_rendition_model().objects.filter(filter_spec__in=RENDITIONS)
    found: dict[int, Any] = image_model.objects.in_bulk(keys)
    photographs = [image for image in found.values() if not image.is_svg()]
    if photographs:
        prefetch_related_objects(
            photographs,
            Prefetch("renditions", queryset=renditions, to_attr="prefetched_renditions"),
        )
    token = _loaded.set({key: found.get(key) for key in keys})
    try:
        yield
    finally:
        _loaded.reset(token)


def load_images(body: Any) -> None:
    """Resolve every picture of ``body`` now, together."""
    with shared_images(body):
        for child in body:
            _ = child.value


def make_renditions(body: Any) -> int:
    """Make every rendition the pictures of ``body`` are shown in; returns how many pictures.

    Drawings (SVG) are shown as they are. A file that is missing is left to the page, which shows
    the lesson without it.
    """
    keys = set(_image_keys(body.stream_block, body.raw_data))
    count = 0
    for image in get_image_model().objects.filter(pk__in=keys):
        count += 1
        if not image.is_svg():
            with suppress(SourceImageIOError):
                image.get_renditions(*RENDITIONS)
    return count


def _image_keys(block: blocks.Block, raw: Any) -> Iterator[int]:
    """The keys of every image in raw stream data, walked along its block definitions."""
    if raw is None:
        return
    if isinstance(block, SharedImageBlock):
        if isinstance(raw, int):
            yield raw
    elif isinstance(block, blocks.StreamBlock):
        for child in raw:
            if isinstance(child, Mapping) and child.get("type") in block.child_blocks:
                yield from _image_keys(block.child_blocks[child["type"]], child.get("value"))
    elif isinstance(block, blocks.ListBlock):
        for item in raw:
            value = item["value"] if block._item_is_in_block_format(item) else item
            yield from _image_keys(block.child_block, value)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _image_keys(child, raw.get(name))
