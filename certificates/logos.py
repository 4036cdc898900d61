"""Logos for paper: raster pictures that somebody uploaded, made small, flat and harmless."""

import io
import warnings
import zlib
from typing import Any

from django.utils.translation import gettext as _

from certificates.documents.design import Logo
from certificates.documents.palette import PAPER

MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 30_000_000
# twice what 300 dots per inch need in the frame of a page
_LARGEST = (1260, 320)
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


class LogoRefused(ValueError):
    """A file that cannot be printed as a logo; the message says why and what would do."""


def read_logo(data: bytes) -> Logo:
    """The picture as it will be printed: shrunk, on the color of the paper, without metadata.

    Bytes are opened, not trusted by name, and a picture whose header promises too many pixels is
    refused before one of them is decoded. Raises :class:`LogoRefused`.
    """
    from PIL import Image, UnidentifiedImageError

    if len(data) > MAX_BYTES:
        raise LogoRefused(_("The logo is larger than 8 MB. Save it smaller, as PNG."))
    if b"<svg" in data[:4096].lower():
        raise LogoRefused(_("A drawing (SVG) can carry scripts. Save the logo as PNG."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=list(_FORMATS))
            if picture.width * picture.height > MAX_PIXELS:
                raise LogoRefused(
                    _("The logo has too many pixels. Save it at most 3,000 pixels wide.")
                )
            return _flatten(picture)
    except LogoRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise LogoRefused(
            _("The logo has too many pixels. Save it at most 3,000 pixels wide.")
        ) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise LogoRefused(
            _("The logo cannot be read. Use a PNG, JPEG, WebP or GIF picture.")
        ) from error


def _flatten(picture: Any) -> Logo:
    from PIL import Image

    # a wide JPEG need not be decoded whole
    picture.draft("RGB", _LARGEST)
    whole = picture.convert("RGBA")
    whole.thumbnail(_LARGEST, Image.Resampling.LANCZOS)
    ground = Image.new("RGBA", whole.size, tuple(round(part * 255) for part in (*PAPER, 1)))
    flat = Image.alpha_composite(ground, whole).convert("RGB")
    return Logo(flat.width, flat.height, zlib.compress(flat.tobytes(), 9))
