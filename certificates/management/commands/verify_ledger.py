"""``manage.py verify_ledger``: prove that the register agrees with its history."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from certificates.models import Certificate
from certificates.numbers import read_number
from certificates.queries import find_ledger_faults


class Command(BaseCommand):
    help = (
        "Check every certificate: that its snapshot, its chain of events and the state kept in its "
        "row agree. Exits with 1 and names each fault if something was changed behind the ledger."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("numbers", nargs="*", help="only these certificates")

    def handle(self, *args: Any, **options: Any) -> None:
        certificates = (
            Certificate.objects.order_by("pk")
            .select_related("supersedes", "successor")
            .prefetch_related("events")
        )
        if options["numbers"]:
            wanted = [read_number(text).number for text in options["numbers"]]
            certificates = certificates.filter(number__in=wanted)
            if certificates.count() != len(set(wanted)):
                raise CommandError("Not every number given is in the register.")
        checked = faulty = 0
        for certificate in certificates.iterator(chunk_size=500):
            checked += 1
            faults = find_ledger_faults(certificate)
            faulty += bool(faults)
            for fault in faults:
                self.stderr.write(f"{certificate.printed_number}: {fault}")
        if faulty:
            raise CommandError(
                f"{faulty} of {checked} certificates do not agree with their ledger."
            )
        self.stdout.write(f"{checked} certificates agree with their ledger.")
