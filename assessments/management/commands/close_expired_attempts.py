"""Close exam attempts whose time is over."""

from typing import Any

from django.core.management.base import BaseCommand

from assessments.services.attempts import close_expired


class Command(BaseCommand):
    help = (
        "Grade open exam attempts whose deadline has passed, with the answers saved until then. "
        "They are also closed when somebody opens them; this keeps lists and courses current."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{close_expired()} attempts closed")
