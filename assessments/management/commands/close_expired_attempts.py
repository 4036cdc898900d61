"""Close exam attempts whose time is over."""

from typing import Any

from django.core.management.base import BaseCommand

from assessments.services.attempts import close_expired
from assessments.services.erasure import delete_forgotten_files


class Command(BaseCommand):
    help = (
        "Grade open exam attempts whose deadline has passed, with the answers saved until then. "
        "They are also closed when somebody opens them; this keeps lists and courses current. "
        "Files of erased people that no result rests on are deleted if that was interrupted."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        delete_forgotten_files()
        self.stdout.write(f"{close_expired()} attempts closed")
