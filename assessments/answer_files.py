"""Files that come as answers: what is taken, and in which form it is kept. Pure.

A file is believed by its content, not by its name. Pictures are decoded and written again, so that
place, camera and everything else that is not the picture stays behind. Documents are kept as they
are, without the name of their author, and are only ever handed out as downloads.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _

from assessments.question_types.file_answer import MEGABYTE, PICTURES, SAME
from lms.core.pictures import FileRefused, flatten, open_picture, profile_of, write_picture

MAX_UNZIPPED = 100 * MEGABYTE
MAX_MEMBERS = 2000
TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "txt": "text/plain; charset=utf-8",
}
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA)\b")
_AUTHOR = re.compile(rb"(/Author\s*)\(((?:\\.|[^\\()])*)\)", re.DOTALL)
_AUTHOR_HEX = re.compile(rb"(/Author\s*)<([0-9A-Fa-f\s]*)>")
_CREATOR = re.compile(rb"(<dc:creator>)(.*?)(</dc:creator>)", re.DOTALL)
_EMPTY_CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp='
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
_EMPTY_META = (
    b'<?xml version="1.0" encoding="UTF-8"?><office:document-meta xmlns:office='
    b'"urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"/>'
)


@dataclass(frozen=True)
class Prepared:
    """A file as it is kept."""

    data: bytes
    extension: str
    width: int | None = None
    height: int | None = None

    @property
    def content_type(self) -> str:
        return TYPES[self.extension]

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def too_large(megabytes: int) -> str:
    """Why a file over the limit is refused."""
    return _(
        "This file is larger than %(n)s MB, so it was not taken. Send a smaller one: most phones "
        "can share a photograph in a smaller size."
    ) % {"n": megabytes}


def prepare(
    source: IO[bytes], *, size: int, extensions: Collection[str], megabytes: int
) -> Prepared:
    """Check a file and bring it into the form it is kept in. Raises FileRefused.

    ``source`` is read from its start and may lie on disk; ``size`` is its length in bytes.
    """
    if size > megabytes * MEGABYTE:
        raise FileRefused(too_large(megabytes))
    if not size:
        raise FileRefused(_("This file is empty. Choose it again."))
    source.seek(0)
    head = source.read(2048)
    source.seek(0)
    kind = _kind_of(head)
    # any picture becomes the JPEG that was asked for
    if kind not in extensions and not (kind in PICTURES and "jpg" in extensions):
        raise FileRefused(_wrong_kind(extensions))
    match kind:
        case "pdf":
            return _pdf(source.read())
        case "docx" | "odt":
            return _office(source, kind)
        case "txt":
            return _text(source.read())
    return _picture(source, lossless=kind == "png" and "png" in extensions)


def _wrong_kind(extensions: Collection[str]) -> str:
    return _(
        "This is not a file of a kind that is asked for, whatever its name says. Send one of "
        "these: %(kinds)s."
    ) % {"kinds": ", ".join(extensions)}


def _kind_of(head: bytes) -> str:
    """What the first bytes show; "" for what no answer can be."""
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        brands = head[8:12] + head[16:64]
        if b"avif" in brands:
            return "avif"
        return "heic" if re.search(rb"hei[cxms]|hev[cx]|mif1", brands) else ""
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "odt" if b"opendocument.text" in head[:120] else "docx"
    try:
        # a character may be cut at the end of what was read
        text = head.decode("utf-8-sig") if len(head) < 2048 else head[:-4].decode("utf-8", "ignore")
    except UnicodeDecodeError:
        return ""
    looks_like_markup = re.match(r"\s*<(?:!doctype|html|\?xml|svg|script)", text, re.IGNORECASE)
    return "" if looks_like_markup or "\x00" in text or text.startswith("#!") else "txt"


def _picture(source: IO[bytes], *, lossless: bool) -> Prepared:
    with open_picture(source) as picture:
        clean = flatten(picture, lossless=lossless)
        data = write_picture(clean, profile=profile_of(picture), lossless=lossless)
        return Prepared(data, "png" if lossless else "jpg", clean.width, clean.height)


def _pdf(data: bytes) -> Prepared:
    if b"%%EOF" not in data[-2048:]:
        raise FileRefused(_("This PDF is cut off or damaged. Export it again."))
    if b"/Encrypt" in data:
        raise FileRefused(_("This PDF is locked with a password. Export it without one."))
    if _ACTIVE.search(data):
        raise FileRefused(
            _("This PDF holds scripts or other files. Print it to a new PDF and send that one.")
        )
    # as many bytes as before, so that everything else stays in its place
    data = _AUTHOR.sub(lambda m: m[1] + b"(" + b" " * len(m[2]) + b")", data)
    data = _AUTHOR_HEX.sub(lambda m: m[1] + b"<" + b" " * len(m[2]) + b">", data)
    data = _CREATOR.sub(lambda m: m[1] + b" " * len(m[2]) + m[3], data)
    return Prepared(data, "pdf")


def _office(source: IO[bytes], wanted: str) -> Prepared:
    damaged = _("This document is damaged, or not a document. Save it again, or send a PDF.")
    try:
        with zipfile.ZipFile(source) as archive:
            members = archive.infolist()
            names = {one.filename for one in members}
            if len(members) > MAX_MEMBERS or sum(one.file_size for one in members) > MAX_UNZIPPED:
                raise FileRefused(_("This document unpacks to far too much. Send a PDF of it."))
            if any("vbaproject" in name.lower() or name.startswith("Basic/") for name in names):
                raise FileRefused(_("This document holds macros. Send it without, or as a PDF."))
            if "word/document.xml" in names:
                kind, replaced = "docx", {"docProps/core.xml": _EMPTY_CORE}
            elif "content.xml" in names:
                kind, replaced = "odt", {"meta.xml": _EMPTY_META}
            else:
                raise FileRefused(damaged)
            if kind != wanted:
                raise FileRefused(damaged)
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as clean:
                for one in members:
                    content = replaced.get(one.filename) or archive.read(one)
                    stored = one.filename == "mimetype"
                    clean.writestr(
                        zipfile.ZipInfo(one.filename),
                        content,
                        zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED,
                    )
            return Prepared(out.getvalue(), kind)
    except FileRefused:
        raise
    except Exception as error:  # a damaged archive raises almost anything
        raise FileRefused(damaged) from error


def _text(data: bytes) -> Prepared:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused(_("This text is not in UTF-8. Save it as UTF-8, or as a PDF.")) from error
    return Prepared(text.encode(), "txt")


def clean_name(name: str, extension: str) -> str:
    """The name of a file as its owner sees it: no path, with the ending it has now."""
    from lms.core.sanitize import clean_text

    base = clean_text(name.replace("\\", "/").rsplit("/", 1)[-1]).strip(". ")
    stem, dot, ending = base.rpartition(".")
    if dot and SAME.get(ending.lower(), ending.lower()) in {*PICTURES, *TYPES}:
        base = stem
    return f"{(base or _('file'))[:80]}.{extension}"
