"""``manage.py rotate_key PURPOSE``: retire the old key of a purpose; it stays verifiable."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from certificates.enums import KeyPurpose
from certificates.exceptions import KeyRefused
from certificates.services.keys import rotate


class Command(BaseCommand):
    help = (
        "Go over to a new signing key. Put the new key into its setting first; a development key "
        "is replaced by a fresh one. Retired keys stay published, so what they signed still "
        "verifies."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("purpose", choices=KeyPurpose.values)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            row = rotate(KeyPurpose(options["purpose"]))
        except KeyRefused as error:
            raise CommandError(str(error)) from error
        kind = "development key" if row.is_development else "key"
        self.stdout.write(f"Signing with {kind} {row.key_id} from now on.")
