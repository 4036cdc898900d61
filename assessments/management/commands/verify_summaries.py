"""``manage.py verify_summaries``: whether what statistics read is what was answered."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.services.summaries import verify_summaries


class Command(BaseCommand):
    help = (
        "Compare the summary of each attempt that was handed in, which statistics read, with its "
        "paper, answers and steps. Fails where one differs; with --fix, it is made again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fix", action="store_true", help="make again what differs")

    def handle(self, *args: Any, **options: Any) -> None:
        checked, wrong = verify_summaries(fix=options["fix"])
        if wrong and not options["fix"]:
            raise CommandError(
                f"{len(wrong)} of {checked} summaries differ, of these attempts: "
                f"{', '.join(map(str, wrong[:20]))}. Run again with --fix."
            )
        self.stdout.write(f"{checked} summaries checked, {len(wrong)} made again.")
