"""The neutral form every format is read into and written from. Pure: values in, values out.

``raw`` of a question is what the editor of its type holds (see ``docs/interchange.md``), with plain
lists instead of list items and ``{"file": name}`` for a picture found in ``assets``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from lms.core.exceptions import LmsError

MEGABYTE = 1024 * 1024
# A package with its pictures, and a question file, alone or in a package: what can be read in less
# than 1 GB of memory. A letter takes up to four bytes while it is read, a tag takes a hundred.
MAX_FILE_BYTES = 60 * MEGABYTE
MAX_TEXT_BYTES = 24 * MEGABYTE
MAX_QUESTIONS = 20_000
MAX_FIELD_CHARACTERS = 400_000
MAX_OPTIONS = 400
# elements of one question in XML, many times what MAX_OPTIONS options need
MAX_PARTS = 10_000

Raw = dict[str, Any]


class ImportRefused(LmsError):
    """The whole file is refused. The message says why, in words for the person who sent it."""


class QuestionRefused(LmsError):
    """One question is refused; the others of its file go on."""


class Level(StrEnum):
    INFO = "info"
    LOSS = "loss"
    REFUSAL = "refusal"


@dataclass(frozen=True)
class Note:
    """What a reader or writer has to say of one question."""

    level: Level
    message: str


@dataclass(frozen=True)
class ImportedQuestion:
    """One question in neutral form.

    ``ref`` is the identifier the file gives it, "" without one. ``where`` says where in the file it
    stands, such as "line 12". ``category`` is the path of folders, outermost first. ``difficulty``
    is from 0 to 1 where the format says it.
    """

    format: str
    name: str
    type: str
    raw: Raw
    number: int = 0
    where: str = ""
    ref: str = ""
    tags: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    difficulty: Decimal | None = None
    assets: Mapping[str, bytes] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class RefusedQuestion:
    """A question that could not be read: which, where, and why."""

    number: int
    name: str
    type: str
    where: str
    reason: str


@dataclass(frozen=True)
class ImportResult:
    """What a file holds. ``number`` counts questions read and refused together, from 1."""

    format: str
    questions: tuple[ImportedQuestion, ...] = ()
    refused: tuple[RefusedQuestion, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExportResult:
    """A written file, what could not go into it, and what the format cannot say of the rest."""

    format: str
    data: bytes
    extension: str
    content_type: str
    written: int
    refused: tuple[RefusedQuestion, ...] = ()
    notes: tuple[tuple[str, Note], ...] = ()
