from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.services.audit import list_disagreements


class Command(BaseCommand):
    help = "Proves that the progress kept with each enrollment equals the fold of its results."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--fix", action="store_true", help="Write the fold where the columns disagree."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        checked, found = list_disagreements(fix=options["fix"])
        for line in found:
            self.stdout.write(line)
        if found and not options["fix"]:
            raise CommandError(f"{len(found)} of {checked} enrollments disagree with their results")
        self.stdout.write(f"{checked} enrollments agree with their results")
