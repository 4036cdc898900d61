"""``manage.py send_reminders``: tell holders that their certificate will end."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from certificates.services.reminders import send_due_reminders


class Command(BaseCommand):
    help = (
        "Remind holders whose certificate ends within 90, 60, 30 or 7 days, once at each distance. "
        "Run it daily; running it twice sends nothing twice."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        result = send_due_reminders()
        self.stdout.write(f"{result.sent} reminders sent.")
        if result.unsent:
            raise CommandError(
                f"{result.unsent} reminders were not taken by the mail server; run this again."
            )
