"""Photographs that people send: decoded and written again, so that only the picture is kept.

A picture is believed by its content, not by its name. Place, camera, time and everything else that
is not the picture stays behind. Pure but for Pillow, which is imported where it is needed.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from django.utils.translation import gettext as _

MAX_PIXELS = 120_000_000  # the largest phone cameras
MAX_SIDE = 4096  # what is kept
QUALITY = 88
_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF")


class FileRefused(ValueError):
    """These bytes are not taken. The message says why and what to do."""


@contextmanager
def open_picture(source: IO[bytes], *, max_side: int = MAX_SIDE) -> Iterator[Any]:
    """The pixels of ``source``, upright and at most ``max_side`` long. Raises FileRefused."""
    import pillow_heif
    from PIL import Image, ImageOps

    pillow_heif.register_heif_opener()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(source, formats=_FORMATS) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    raise FileRefused(
                        _("This picture has too many pixels. Send it in a smaller size.")
                    )
                # reads a large JPEG at a fraction of its size, and needs a fraction of the memory
                opened.draft("RGB", (max_side, max_side))
                picture: Any = ImageOps.exif_transpose(opened)
                picture.thumbnail((max_side, max_side))
                yield picture
    except FileRefused:
        raise
    except Exception as error:  # Pillow's readers raise almost anything on broken bytes
        raise FileRefused(
            _("This picture is damaged, or not a picture. Take or export it again.")
        ) from error


def flatten(picture: Any, *, lossless: bool = False) -> Any:
    """The pixels alone: transparency becomes white unless it can be kept."""
    from PIL import Image

    clean = picture.convert("RGBA" if lossless and is_transparent(picture) else "RGB")
    if clean.mode == "RGB" and is_transparent(picture):
        clean = Image.new("RGB", picture.size, "white")
        clean.paste(picture.convert("RGBA"), mask=picture.convert("RGBA").getchannel("A"))
    clean.info = {}
    return clean


def write_picture(clean: Any, *, profile: bytes | None = None, lossless: bool = False) -> bytes:
    """A flattened picture as a file, with its color profile and nothing else."""
    out = io.BytesIO()
    keep = {"icc_profile": profile} if profile else {}
    if lossless:
        clean.save(out, "PNG", optimize=False, **keep)
    else:
        clean.save(out, "JPEG", quality=QUALITY, **keep)
    return out.getvalue()


def profile_of(picture: Any) -> bytes | None:
    """The color profile, where it still fits what is written."""
    found: bytes | None = picture.info.get("icc_profile")
    return found if picture.mode in {"RGB", "RGBA"} else None


def is_transparent(picture: Any) -> bool:
    return picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info


def digest_of(clean: Any) -> str:
    """The same for the same pixels, whatever file they came in."""
    head = f"{clean.mode}:{clean.width}x{clean.height}:".encode()
    return hashlib.sha256(head + clean.tobytes()).hexdigest()


def look_of(clean: Any) -> int:
    """64 bits that hardly change when a picture is resized, saved again or brightened.

    Each bit says whether one of 8 by 8 fields is brighter than the field to its right: a difference
    hash (N. Krawetz, "Kind of Like That", 2013).
    """
    from PIL import Image

    small = clean.convert("L").resize((9, 8), Image.Resampling.LANCZOS)
    pixels = small.tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            at = row * 9 + column
            bits = bits << 1 | (pixels[at] > pixels[at + 1])
    return bits


def distance(first: int, second: int) -> int:
    """In how many of their 64 bits two looks differ."""
    return (first ^ second).bit_count()
