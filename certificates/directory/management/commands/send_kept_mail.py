"""``manage.py send_kept_mail``: try mail of the directory again that no server took."""

from typing import Any

from django.core.management.base import BaseCommand

from certificates.directory.services.mail import send_kept
from lms.core import clock


class Command(BaseCommand):
    help = (
        "Try again what no mail server took: links for reviews, invitations, reminders and notices "
        "of reports. After three days a mail is given up, which is logged."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        sent, waiting, given_up = send_kept(now=clock.now())
        self.stdout.write(f"{sent} sent, {waiting} wait on, {given_up} given up.")
