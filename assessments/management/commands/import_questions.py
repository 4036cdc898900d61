import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from assessments.exceptions import ExchangeRefused
from assessments.interchange import FORMAT_NAMES, ImportRefused, parse
from assessments.interchange.images import MAX_PICTURE_BYTES
from assessments.interchange.model import MAX_FILE_BYTES
from assessments.services.interchange import (
    MAIN_BANK,
    commit_import,
    find_or_make_topic,
    plan_import,
)
from assessments.services.interchange_report import ImportReport, counts_in_words

_PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"}
_MOST = 500


def _content(file: Path) -> bytes:
    """What is in ``file``. Raises ImportRefused; one that is too large is not read."""
    try:
        with file.open("rb") as source:
            return source.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise ImportRefused(f"{file}: {error.strerror}") from error


def _beside(file: Path) -> dict[str, bytes]:
    """Pictures in the folder of a single file and one below, as unpacked packages have them."""
    if file.suffix.lower() == ".zip":
        return {}
    found: dict[str, bytes] = {}
    for path in [*sorted(file.parent.glob("*.*")), *sorted(file.parent.glob("*/*.*"))]:
        if len(found) >= _MOST:
            break
        if path.suffix.lower() not in _PICTURES or path.is_symlink() or not path.is_file():
            continue
        if path.stat().st_size <= MAX_PICTURE_BYTES:
            found[path.relative_to(file.parent).as_posix()] = path.read_bytes()
    return found


class Command(BaseCommand):
    help = "Import questions from GIFT, Moodle XML, Aiken, QTI 1.2 to 3.0 or CSV."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a question file or zip package")
        parser.add_argument("--format", default="auto", choices=list(FORMAT_NAMES))
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, only")
        parser.add_argument("--json", action="store_true", help="the report as JSON")
        parser.add_argument("--bank", default=MAIN_BANK, help="the bank folder to import into")
        parser.add_argument("--topic", default="", help="short name of the topic")
        parser.add_argument("--publish", action="store_true", help="publish what is complete")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = self._run(_content(options["file"]), options)
        except (ImportRefused, ExchangeRefused) as error:
            if options["json"]:
                self._print_json({"error": str(error), **_NOTHING}, options)
            raise CommandError(str(error)) from error
        if options["json"]:
            self._print_json(report.as_json(), options)
        else:
            self._print(report, dry_run=options["dry_run"])

    def _run(self, data: bytes, options: dict[str, Any]) -> ImportReport:
        result = parse(
            data,
            filename=options["file"].name,
            format=options["format"],
            beside=_beside(options["file"]),
        )
        bank, publish = options["bank"], options["publish"]
        if options["dry_run"]:
            if options["topic"]:
                find_or_make_topic(options["topic"])
            return plan_import(result, bank=bank, publish=publish)
        topic = find_or_make_topic(options["topic"])
        return commit_import(result, bank=bank, topic=topic, publish=publish)

    def _print_json(self, report: dict[str, Any], options: dict[str, Any]) -> None:
        about = {
            "file": options["file"].name,
            "dry_run": options["dry_run"],
            "bank": options["bank"],
        }
        self.stdout.write(json.dumps({**about, **report}, ensure_ascii=False, indent=2))

    def _print(self, report: ImportReport, *, dry_run: bool) -> None:
        for warning in report.warnings:
            self.stdout.write(self.style.WARNING(f"! {warning}"))
        for line in report.lines:
            kind = f" ({line.type})" if line.type else ""
            self.stdout.write(f"{line.number:>5}  {line.action:<8}  {line.name}{kind}")
            for text in (line.reason, *(f"{note.level}: {note.message}" for note in line.notes)):
                if text:
                    self.stdout.write(f"{'':>17}{text}")
        words = ", ".join(counts_in_words(report.counts, planned=dry_run))
        self.stdout.write(f"{report.format}: {words}")
        if dry_run:
            self.stdout.write(_("Nothing was written: this was a dry run."))


# the shape of a report, of a file that was not read at all
_NOTHING = ImportReport("", ()).as_json()
