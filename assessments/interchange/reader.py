"""The door for reading: any supported file, by itself or in a zip package."""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.interchange import (
    aiken,
    csv_format,
    gift,
    moodle_cloze,
    moodle_xml,
    qti3,
    qti12,
    qti21,
)
from assessments.interchange.detect import detect
from assessments.interchange.images import Files
from assessments.interchange.manifest import question_files
from assessments.interchange.model import MAX_FILE_BYTES, MEGABYTE, ImportRefused, ImportResult
from assessments.interchange.packages import is_zip, open_package
from assessments.interchange.reading import Reading

logger = logging.getLogger(__name__)

_PARSERS: dict[str, Callable[..., Reading]] = {
    "gift": gift.parse,
    "moodlexml": moodle_xml.parse,
    "cloze": moodle_cloze.parse,
    "aiken": aiken.parse,
    "qti12": qti12.parse,
    "qti21": qti21.parse,
    "qti3": qti3.parse,
    "csv": csv_format.parse,
}
FORMAT_NAMES: dict[str, Any] = {
    "auto": gettext_lazy("Find out"),
    "gift": "GIFT",
    "moodlexml": "Moodle XML",
    "cloze": "Moodle Cloze",
    "aiken": "Aiken",
    "qti12": "QTI 1.2 (Canvas)",
    "qti21": "QTI 2.1 / 2.2",
    "qti3": "QTI 3.0",
    "csv": "CSV",
}


def parse(
    data: bytes,
    *,
    filename: str = "",
    format: str = "auto",
    beside: Mapping[str, bytes] | None = None,
) -> ImportResult:
    """Read every question of a file or zip package.

    ``format`` is a key of :data:`FORMAT_NAMES`; ``beside`` holds files that lie beside a single
    file, such as its pictures, by relative path. Questions that cannot be read are listed in
    ``refused`` with the reason. Raises ImportRefused, and nothing else, for a file that cannot be
    read at all: too large, not a question file, unsafe.
    """
    if format not in FORMAT_NAMES:
        raise ImportRefused(_("There is no format “%(name)s”.") % {"name": format[:40]})
    if len(data) > MAX_FILE_BYTES:
        raise ImportRefused(
            _("The file is larger than %(n)s MB.") % {"n": MAX_FILE_BYTES // MEGABYTE}
        )
    if not data.strip():
        raise ImportRefused(_("The file is empty."))
    try:
        if is_zip(data):
            return _package(data, format).result()
        return _single(data, filename, format, Files(beside)).result()
    except ImportRefused:
        raise
    except RecursionError as error:
        raise ImportRefused(_("This file nests or repeats too much to be read.")) from error
    except Exception as error:
        # A reader's own mistake must not take the site down; the log has the trace.
        logger.exception("A question file could not be read")
        raise ImportRefused(_("This file could not be read; it may be damaged.")) from error


def _single(data: bytes, filename: str, format: str, files: Files) -> Reading:
    kind = detect(data, filename) if format == "auto" else format
    if kind == "manifest":
        raise ImportRefused(
            _("This is only the manifest of a package. Send the whole package as a zip file.")
        )
    if not kind:
        raise ImportRefused(
            _("This is none of the formats we read: %(list)s.")
            % {"list": ", ".join(str(name) for key, name in FORMAT_NAMES.items() if key != "auto")}
        )
    return _PARSERS[kind](data, files=files)


def _package(data: bytes, format: str) -> Reading:
    content = open_package(data)
    files = Files(content)
    found = question_files(content)
    if not found:
        raise ImportRefused(_("The package holds no question file that we can read."))
    if sum(len(content[entry.path]) for entry in found) > MAX_FILE_BYTES:
        raise ImportRefused(
            _("The questions of the package are larger than %(n)s MB; split it.")
            % {"n": MAX_FILE_BYTES // MEGABYTE}
        )
    reading = Reading(format if format != "auto" else found[0].format)
    for entry in found:
        if format not in {"auto", entry.format}:
            reading.warn(
                _("%(file)s is not in the chosen format and was left out.") % {"file": entry.path}
            )
            continue
        try:
            part = _PARSERS[entry.format](content[entry.path], files=files, base=entry.path)
        except ImportRefused as error:
            reading.warn(_("%(file)s: %(reason)s") % {"file": entry.path, "reason": error})
            continue
        reading.extend(part, where=entry.path)
    if not reading.total and reading.warnings:
        raise ImportRefused(" ".join(reading.warnings[:5]))
    return reading
