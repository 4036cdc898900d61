"""``manage.py forget_unconfirmed_reviews``: empty reviews whose address was not confirmed."""

from typing import Any

from django.core.management.base import BaseCommand

from certificates.directory.services.reviews import forget_unconfirmed
from lms.core import clock


class Command(BaseCommand):
    help = "Empty the words of reviews whose e-mail address was not confirmed in seven days."

    def handle(self, *args: Any, **options: Any) -> None:
        count = forget_unconfirmed(at=clock.now())
        self.stdout.write(f"{count} review{'' if count == 1 else 's'} forgotten.")
