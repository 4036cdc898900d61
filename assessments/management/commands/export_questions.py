from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.exceptions import ExchangeRefused
from assessments.interchange import EXPORT_FORMATS, ImportRefused
from assessments.services.interchange import MAIN_BANK
from assessments.services.interchange_export import export_bank


class Command(BaseCommand):
    help = "Export a bank of questions as GIFT, Moodle XML, a QTI 3.0 package or CSV."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("out", type=Path, help="the file to write")
        parser.add_argument("--bank", default=MAIN_BANK, help="the bank folder to export")
        parser.add_argument("--format", required=True, choices=list(EXPORT_FORMATS))

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            result = export_bank(options["bank"], options["format"])
        except (ExchangeRefused, ImportRefused) as error:
            raise CommandError(str(error)) from error
        try:
            options["out"].write_bytes(result.data)
        except OSError as error:
            raise CommandError(f"{options['out']}: {error.strerror}") from error
        for refused in result.refused:
            self.stderr.write(f"- {refused.name} ({refused.type}): {refused.reason}")
        for name, note in result.notes:
            self.stdout.write(f"~ {name}: {note.message}")
        self.stdout.write(
            f"{options['out'].name}: {result.written} written, {len(result.refused)} left out"
        )
