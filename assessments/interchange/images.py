"""Pictures from outside: only real raster images of a sane size come in, named by their content."""

import hashlib
import io
import warnings
from collections.abc import Mapping
from posixpath import basename, dirname, join, normpath
from urllib.parse import unquote

from django.utils.translation import gettext as _

MAX_PICTURE_BYTES = 12 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SIDE = 12_000
_EXTENSIONS = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp", "AVIF": "avif"}
_FILE_ROOTS = (
    "@@PLUGINFILE@@",
    "$@FILEBASE@$",
    "$IMS-CC-FILEBASE$",
    "$IMS_CC_FILEBASE$",
    "%24IMS-CC-FILEBASE%24",
)


class PictureRefused(ValueError):
    """These bytes may not become a picture here. The message is a translated reason."""


def check_picture(data: bytes) -> tuple[str, int, int]:
    """The file extension, width and height of a picture. Raises PictureRefused.

    The bytes are opened, not trusted by name; a picture whose header promises more than
    ``MAX_PIXELS`` is refused before a pixel of it is decoded.
    """
    from PIL import Image, UnidentifiedImageError

    if len(data) > MAX_PICTURE_BYTES:
        raise PictureRefused(
            _("it is larger than %(n)s MB") % {"n": MAX_PICTURE_BYTES // (1024 * 1024)}
        )
    head = data[:512].lstrip().lower()
    if head.startswith((b"<svg", b"<?xml", b"<!doctype svg")) or b"<svg" in head:
        raise PictureRefused(_("SVG drawings can carry scripts; send a PNG"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=list(_EXTENSIONS)) as picture:
                kind, (width, height) = str(picture.format), picture.size
                if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
                    raise PictureRefused(_("it has too many pixels"))
                picture.verify()
    except PictureRefused:
        raise
    except Image.DecompressionBombError as error:
        raise PictureRefused(_("it has too many pixels")) from error
    except UnidentifiedImageError as error:
        raise PictureRefused(_("it is not a picture we can read")) from error
    except Exception as error:  # Pillow's readers raise almost anything on broken bytes
        raise PictureRefused(_("it is a damaged picture")) from error
    return _EXTENSIONS[kind], width, height


def asset_name(data: bytes, extension: str) -> str:
    """The name of a picture: the same content has the same name in every format."""
    return f"{hashlib.sha256(data).hexdigest()[:16]}.{extension}"


class Files:
    """The files that came along, found the ways question files refer to them."""

    def __init__(self, files: Mapping[str, bytes] | None = None) -> None:
        self.files = dict(files or {})
        self._folded = {path.casefold(): path for path in self.files}
        self._names: dict[str, list[str]] = {}
        for path in self.files:
            self._names.setdefault(basename(path).casefold(), []).append(path)

    def find(self, reference: str, *, base: str = "") -> bytes | None:
        """The bytes ``reference`` means, seen from the file at ``base``; None when not there."""
        wanted = reference.strip()
        for root in _FILE_ROOTS:
            wanted = wanted.replace(root, "")
        wanted = unquote(wanted.split("#")[0].split("?")[0]).replace("\\", "/").lstrip("/")
        if not wanted:
            return None
        tries = (join(dirname(base), wanted), wanted, join("web_resources", wanted))
        for path in tries:
            found = self._folded.get(normpath(path).casefold())
            if found is not None:
                return self.files[found]
        named = self._names.get(basename(wanted).casefold(), [])
        return self.files[named[0]] if len(named) == 1 else None
