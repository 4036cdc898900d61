"""``manage.py forget_unused_photos``: delete photos that were refused, replaced or taken off."""

from typing import Any

from django.core.management.base import BaseCommand

from certificates.directory.services.unused_photos import forget_unused_photos
from lms.core import clock


class Command(BaseCommand):
    help = "Delete photos sent for the directory that no page shows and no proposal waits with."

    def handle(self, *args: Any, **options: Any) -> None:
        count = forget_unused_photos(at=clock.now())
        self.stdout.write(f"{count} photo{'' if count == 1 else 's'} deleted.")
