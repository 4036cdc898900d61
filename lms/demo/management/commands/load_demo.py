"""``manage.py load_demo``: the demo academy."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from lms.demo.build.load import load
from lms.demo.build.people import LOGINS, PASSWORD


class Command(BaseCommand):
    help = "Build the demo academy. Running it again adds what is missing and changes nothing else."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--today",
            type=dt.date.fromisoformat,
            help="The day all dates are relative to, such as 2026-11-22. Default: today.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        load(today=options["today"] or timezone.localdate(), say=self.stdout.write)
        self.stdout.write(self.style.SUCCESS("The demo academy is ready."))
        if options["verbosity"] > 1:
            for login, who in LOGINS:
                self.stdout.write(f"{login}  {PASSWORD}  {who}")
