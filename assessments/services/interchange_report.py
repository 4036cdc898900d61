"""What an import does, or did, question by question."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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


# a page of a report shows this many questions of each kind, and this many reasons to choose from;
# the whole is there as JSON
SHOWN, REASONS = 300, 12


@dataclass(frozen=True)
class ReportGroup:
    """The questions of a report that fare alike, and what is said of how many of them."""

    key: str
    title: str
    count: int
    lines: Sequence[Mapping[str, Any]]
    reasons: Sequence[tuple[str, int]] = ()

    @property
    def more(self) -> int:
        return self.count - len(self.lines)


def _said(line: Mapping[str, Any]) -> list[str]:
    told = [line["reason"], *(note["message"] for note in line["notes"])]
    return list(dict.fromkeys(text for text in told if text))


def report_groups(lines: Iterable[Mapping[str, Any]], *, why: str = "") -> list[ReportGroup]:
    """The lines of a report (as its JSON has them) by what happens to them, the worst first.

    With ``why``, only those of which just this is said.
    """
    titles = {
        "refused": _("Cannot be taken"),
        "told": _("Taken over, with a remark"),
        "skipped": _("Skipped"),
        "silent": _("Taken over as they are"),
    }
    found: dict[str, list[Mapping[str, Any]]] = {key: [] for key in titles}
    reasons: dict[str, Counter[str]] = {key: Counter() for key in titles}
    for line in lines:
        said = _said(line)
        if why and why not in said:
            continue
        key = line["action"]
        if key == "imported":
            key = "told" if line["notes"] else "silent"
        found[key].append(line)
        reasons[key].update(said)
    return [
        ReportGroup(
            key,
            titles[key],
            len(group),
            group[:SHOWN],
            () if why or len(reasons[key]) < 2 else reasons[key].most_common(REASONS),
        )
        for key, group in found.items()
        if group
    ]


def by_message(said: Iterable[tuple[str, str]]) -> list[tuple[str, int, list[str]]]:
    """Each message, of how many names it is said, and the first of them; the commonest first."""
    names: dict[str, list[str]] = {}
    for name, message in said:
        names.setdefault(message, []).append(name)
    ordered = sorted(names.items(), key=lambda item: -len(item[1]))
    return [(message, len(found), found[:SHOWN]) for message, found in ordered]


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
