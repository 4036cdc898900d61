"""``manage.py issue_certificates``: issue what was earned and not yet issued."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from certificates.models import Certificate
from certificates.services.catching_up import catch_up
from certificates.services.issue import issue_for_enrollment


class Command(BaseCommand):
    help = (
        "Catch up after an interruption: decide courses completed since their award was first "
        "published, try waiting certificates again, draw missing documents, put certificates "
        "whose results were replaced before the registrar, delete files that an interruption left "
        "without a row, and note in the ledger what has expired. Safe to run at any time; nothing "
        "is issued twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--enrollment", type=int, help="decide only this enrollment, whenever it was completed"
        )
        parser.add_argument(
            "--everybody",
            action="store_true",
            help="look at everybody, not only at those something happened to since the last run",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        before = Certificate.objects.count()
        if options["enrollment"]:
            issue_for_enrollment(options["enrollment"])
        else:
            catch_up(everybody=options["everybody"])
        self.stdout.write(f"{Certificate.objects.count() - before} certificates issued.")
