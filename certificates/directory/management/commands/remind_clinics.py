"""``manage.py remind_clinics``: ask owners to confirm what the directory says of their clinic."""

from typing import Any

from django.core.management.base import BaseCommand

from certificates.directory.services.confirming import remind_clinics
from lms.core import clock


class Command(BaseCommand):
    help = (
        "Remind the owners of clinics that were last confirmed 180, 270 or 365 days ago, once at "
        "each distance. Run it daily; running it twice sends nothing twice."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        sent = remind_clinics(today=clock.today(), now=clock.now())
        self.stdout.write(f"{sent} clinics reminded.")
