"""The sizes photos of clinics and people are shown in, and making them before anybody waits."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from wagtail.images.models import SourceImageIOError

_FORMATS = ("avif", "webp")
# what includes/photo.html and includes/portrait.html ask for; drawings (SVG) come in one size
_PHOTO_SIZES, _PORTRAIT_SIZES = ("320x240", "640x480", "960x720"), ("144x144", "312x312")
PHOTO = tuple(f"format-{f}|fill-{size}" for f in _FORMATS for size in _PHOTO_SIZES)
PORTRAIT = tuple(f"format-{f}|fill-{size}" for f in _FORMATS for size in _PORTRAIT_SIZES)
DRAWN_PHOTO, DRAWN_PORTRAIT = "fill-480x360", "fill-240x240"


def make_renditions(images: Iterable[Any], specs: tuple[str, ...]) -> int:
    """Make each of ``images`` in ``specs``; what is there stays. Returns how many were looked at.

    A file that is missing is left to the page, which shows the entry without it.
    """
    count = 0
    for image in images:
        count += 1
        if not image.is_svg():
            with suppress(SourceImageIOError):
                image.get_renditions(*specs)
    return count
