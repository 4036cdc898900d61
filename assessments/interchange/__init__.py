"""Question banks in and out: GIFT, Moodle XML, Aiken, QTI 1.2 to 3.0, CSV. Pure.

:func:`parse` reads bytes into neutral questions, :func:`write` and :func:`export` write them. No
ORM, no settings, no network, no clock. ``docs/interchange.md`` says what each format can hold.
"""

from assessments.interchange.model import (
    ExportResult,
    ImportedQuestion,
    ImportRefused,
    ImportResult,
    Level,
    Note,
    RefusedQuestion,
)
from assessments.interchange.reader import FORMAT_NAMES, parse
from assessments.interchange.writer import EXPORT_FORMATS, export, write

__all__ = [
    "EXPORT_FORMATS",
    "FORMAT_NAMES",
    "ExportResult",
    "ImportRefused",
    "ImportResult",
    "ImportedQuestion",
    "Level",
    "Note",
    "RefusedQuestion",
    "export",
    "parse",
    "write",
]
