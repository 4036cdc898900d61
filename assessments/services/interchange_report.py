"""What an import does, or did, question by question."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from assessments.interchange import Note


@dataclass(frozen=True)
class ReportLine:
    """What happens to one question. ``action`` is imported, skipped or refused."""

    number: int
    name: str
    type: str
    action: str
    where: str = ""
    reason: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class ImportReport:
    """What an import does, or did, question by question."""

    format: str
    lines: tuple[ReportLine, ...]
    warnings: tuple[str, ...] = ()

    @cached_property
    def counts(self) -> dict[str, int]:
        found = {"found": len(self.lines), "imported": 0, "refused": 0, "skipped": 0}
        for line in self.lines:
            found[line.action] += 1
        return found

    def as_json(self) -> dict[str, Any]:
        """Plain data, as commands print it and jobs keep it."""
        return {
            "format": self.format,
            "counts": self.counts,
            "warnings": list(self.warnings),
            "questions": [
                {
                    **asdict(line),
                    "notes": [
                        {"level": str(note.level), "message": note.message} for note in line.notes
                    ],
                }
                for line in self.lines
            ],
        }


def counts_in_words(counts: Mapping[str, int], *, planned: bool) -> Iterable[str]:
    """The counts of a report as short phrases: what would happen if ``planned``, else what did."""
    if planned:
        imported, skipped = _("%(n)s would be imported"), _("%(n)s would be skipped")
    else:
        imported, skipped = _("%(n)s imported"), _("%(n)s skipped")
    yield _("%(n)s found") % {"n": counts["found"]}
    yield imported % {"n": counts["imported"]}
    yield skipped % {"n": counts["skipped"]}
    yield _("%(n)s refused") % {"n": counts["refused"]}
