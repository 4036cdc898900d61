"""The door for writing: neutral questions into a file, with what could not be said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from assessments.interchange import csv_writer, gift_writer, moodle_writer, qti3_writer
from assessments.interchange.model import (
    ExportResult,
    ImportedQuestion,
    ImportRefused,
    Level,
    Note,
    RefusedQuestion,
)


@dataclass(frozen=True)
class Target:
    """One format that can be written.

    ``check`` answers notes for a question and raises ValueError (with the reason) for one that the
    format cannot hold.
    """

    label: str
    extension: str
    content_type: str
    check: Callable[[ImportedQuestion], list[str]]
    write: Callable[[Sequence[ImportedQuestion]], bytes]


def _check_csv(question: ImportedQuestion) -> list[str]:
    if question.assets:
        raise ValueError(_("CSV holds no pictures; use QTI 3.0 or Moodle XML."))
    return []


_TARGETS = {
    "gift": Target("GIFT", "txt", "text/plain", gift_writer.check, gift_writer.write),
    "moodlexml": Target(
        "Moodle XML", "xml", "application/xml", moodle_writer.check, moodle_writer.write
    ),
    "qti3": Target("QTI 3.0", "zip", "application/zip", qti3_writer.check, qti3_writer.write),
    "csv": Target("CSV", "csv", "text/csv", _check_csv, csv_writer.write),
}
EXPORT_FORMATS = {key: target.label for key, target in _TARGETS.items()}


@dataclass
class _Sorted:
    good: list[ImportedQuestion] = field(default_factory=list)
    refused: list[RefusedQuestion] = field(default_factory=list)
    notes: list[tuple[str, Note]] = field(default_factory=list)


def export(questions: Sequence[ImportedQuestion], format: str) -> ExportResult:
    """``questions`` as a file in ``format``; those it cannot hold are listed with the reason.

    Raises ImportRefused for a format that cannot be written.
    """
    target = _TARGETS.get(format)
    if target is None:
        raise ImportRefused(_("There is no format “%(name)s”.") % {"name": format[:40]})
    found = _Sorted()
    for number, question in enumerate(questions, start=1):
        try:
            told = target.check(question)
        except ValueError as error:
            found.refused.append(
                RefusedQuestion(number, question.name, question.type, "", str(error))
            )
            continue
        found.good.append(question)
        found.notes += [(question.name, Note(Level.LOSS, message)) for message in told]
    return ExportResult(
        format=format,
        data=target.write(found.good),
        extension=target.extension,
        content_type=target.content_type,
        written=len(found.good),
        refused=tuple(found.refused),
        notes=tuple(found.notes),
    )


def write(questions: Sequence[ImportedQuestion], format: str) -> bytes:
    """The bytes of :func:`export`. Raises ImportRefused when a question cannot be written."""
    result = export(questions, format)
    if result.refused:
        raise ImportRefused(
            _("“%(name)s” cannot be written: %(reason)s")
            % {"name": result.refused[0].name, "reason": result.refused[0].reason}
        )
    return result.data
