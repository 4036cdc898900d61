"""``manage.py issue_certificates``: issue what was earned and not yet issued."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from certificates.models import Certificate
from certificates.queries import list_candidates, list_overdue_enrollments, list_waiting
from certificates.services.documents import draw_quietly
from certificates.services.erasure import delete_unnamed_files, delete_withheld_files
from certificates.services.issue import (
    issue_for_candidate,
    issue_for_enrollment,
    retry_blocked,
)
from certificates.services.ledger import note_expired
from certificates.services.reviews import review_results


class Command(BaseCommand):
    help = (
        "Catch up after an interruption: decide courses completed since their award was first "
        "published, try waiting certificates again, draw missing documents, put certificates "
        "whose results were replaced before the registrar, delete files that an interruption left "
        "without a row, and note in the ledger what has expired. Safe to run at any time; nothing "
        "is issued twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--enrollment", type=int, help="decide only this enrollment, whenever it was completed"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        before = Certificate.objects.count()
        if options["enrollment"]:
            ids = [options["enrollment"]]
        else:
            ids = list(list_overdue_enrollments())
            review_results()
            retry_blocked(list_waiting())
            for user_id in list_candidates():
                issue_for_candidate(user_id)
        for enrollment_id in ids:
            issue_for_enrollment(enrollment_id)
        undrawn = Certificate.objects.filter(documents__isnull=True).exclude(name="")
        for pk in list(undrawn.values_list("pk", flat=True)):
            draw_quietly(pk)
        delete_withheld_files()
        delete_unnamed_files()
        note_expired()
        self.stdout.write(f"{Certificate.objects.count() - before} certificates issued.")
