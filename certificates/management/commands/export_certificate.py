"""``manage.py export_certificate NUMBER DIR``: everything that proves one certificate."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from certificates.exceptions import NameWithheld, SigningFailed
from certificates.models import Certificate
from certificates.numbers import read_number
from certificates.services.badge_forms import export_certificate


class Command(BaseCommand):
    help = (
        "Write a certificate's PDF, its transcript, its badge (JSON, JWT, PNG, SVG) and the status "
        "lists the badge refers to into a folder."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number")
        parser.add_argument("folder", metavar="DIR", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        number = read_number(options["number"]).number
        certificate = Certificate.objects.filter(number=number or "-").first()
        if certificate is None:
            raise CommandError("The register holds no certificate with this number.")
        try:
            written = export_certificate(certificate, options["folder"])
        except NameWithheld as error:
            raise CommandError(str(error)) from error
        except SigningFailed as error:
            raise CommandError(
                f"Nothing was written: a file has yet to be signed, and {error}. "
                "Run this again when it answers."
            ) from error
        for path in written:
            self.stdout.write(str(path))
