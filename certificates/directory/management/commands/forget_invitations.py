"""``manage.py forget_invitations``: erase the addresses of invitations that nobody accepted."""

from typing import Any

from django.core.management.base import BaseCommand

from certificates.directory.services.owners import forget_invitations
from lms.core import clock


class Command(BaseCommand):
    help = "Erase the e-mail addresses of invitations that ended or were withdrawn unused."

    def handle(self, *args: Any, **options: Any) -> None:
        count = forget_invitations(at=clock.now())
        self.stdout.write(f"{count} address{'' if count == 1 else 'es'} erased.")
