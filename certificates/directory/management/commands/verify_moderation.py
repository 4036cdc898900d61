"""``manage.py verify_moderation``: prove that what was moderated stands as its log says."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from certificates.directory.queries.proof import check_moderation


class Command(BaseCommand):
    help = (
        "Check every review, answer, portfolio case and report: that its state, its dates, the "
        "reason shown and what is kept of it are what the log of moderation adds up to. Exits with "
        "1 and names each fault if something was changed behind the log."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        checked = faulty = 0
        for name, faults in check_moderation():
            checked += 1
            faulty += bool(faults)
            for fault in faults:
                self.stderr.write(f"{name}: {fault}")
        if faulty:
            raise CommandError(f"{faulty} of {checked} do not agree with the log of moderation.")
        self.stdout.write(f"{checked} agree with the log of moderation.")
