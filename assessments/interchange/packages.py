"""Zip packages, opened without trusting a word of their directory."""

import io
import re
import stat
import zipfile
import zlib
from posixpath import normpath

from django.utils.translation import gettext as _

from assessments.interchange.model import ImportRefused

MAX_ENTRIES = 40_000
MAX_TOTAL = 300 * 1024 * 1024
MAX_ENTRY = 60 * 1024 * 1024
# DEFLATE cannot do better than about 1030; text and pictures of real packages stay below 100
MAX_RATIO = 200
SMALL = 512 * 1024
_DRIVE = re.compile(r"^[A-Za-z]:")
_CHUNK = 256 * 1024


def is_zip(data: bytes) -> bool:
    return data[:4] in {b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"}


def open_package(data: bytes) -> dict[str, bytes]:
    """Every file of a zip package by its path.

    Raises ImportRefused for paths that lead outside, links, encryption, too many or too large
    files, a compression ratio only a bomb has, and damaged archives. Sizes are counted while
    unpacking; what the directory claims is only believed when it refuses.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive)
    except ImportRefused:
        raise
    except (
        *(zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError),
        *(OSError, UnicodeError, KeyError, IndexError, OverflowError),
    ) as error:
        raise ImportRefused(_("The zip package is damaged or of a kind we cannot open.")) from error


def _read(archive: zipfile.ZipFile) -> dict[str, bytes]:
    infos = archive.infolist()
    if len(infos) > MAX_ENTRIES:
        raise ImportRefused(_("The package holds more than %(n)s files.") % {"n": MAX_ENTRIES})
    if sum(info.file_size for info in infos) > MAX_TOTAL:
        raise ImportRefused(
            _("Unpacked, the package would be larger than %(n)s MB.")
            % {"n": MAX_TOTAL // (1024 * 1024)}
        )
    files: dict[str, bytes] = {}
    total = 0
    for info in infos:
        path = _safe_path(info)
        if info.is_dir():
            continue
        content = _content(archive, info, MAX_TOTAL - total)
        total += len(content)
        if path in files:
            raise ImportRefused(_("The package holds two files of the same name."))
        files[path] = content
    return files


def _safe_path(info: zipfile.ZipInfo) -> str:
    path = info.filename.replace("\\", "/")
    if path.startswith("/") or _DRIVE.match(path) or "\0" in path or ".." in path.split("/"):
        raise ImportRefused(_("A file of the package leads outside it, so it was not opened."))
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise ImportRefused(_("The package holds a link instead of a file, so it was not opened."))
    if info.flag_bits & 0x1:
        raise ImportRefused(_("The package is encrypted. Send it without a password."))
    return normpath(path)


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, room: int) -> bytes:
    limit = min(MAX_ENTRY, room)
    packed = max(info.compress_size, 1)
    parts: list[bytes] = []
    size = 0
    with archive.open(info) as source:
        while part := source.read(_CHUNK):
            size += len(part)
            if size > limit:
                raise ImportRefused(
                    _("Unpacked, the package would be larger than %(n)s MB.")
                    % {"n": MAX_TOTAL // (1024 * 1024)}
                )
            if size > SMALL and size > packed * MAX_RATIO:
                raise ImportRefused(_("The package unpacks to far too much: a zip bomb."))
            parts.append(part)
    return b"".join(parts)
