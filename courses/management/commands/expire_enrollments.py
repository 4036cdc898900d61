from typing import Any

from django.core.management.base import BaseCommand

from courses.services.enrollments import expire_due


class Command(BaseCommand):
    help = "Marks enrollments whose last day of access is over. Reads never wait for this."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{expire_due()} expired")
