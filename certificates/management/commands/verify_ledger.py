"""``manage.py verify_ledger``: prove that the register agrees with its history."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from certificates.ledger import Anchor, read_anchors
from certificates.models import Certificate
from certificates.numbers import read_number
from certificates.queries import find_ledger_faults
from certificates.services.anchors import find_anchor_faults, write_anchors


class Command(BaseCommand):
    help = (
        "Check every certificate: that its snapshot, its chain of events and the state kept in its "
        "row agree. Exits with 1 and names each fault if something was changed behind the ledger. "
        "Whoever can write the database could cut the end of a chain and leave the rest in order: "
        "keep heads elsewhere with --head, and compare with --against."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("numbers", nargs="*", help="only these certificates")
        parser.add_argument(
            "--head",
            type=Path,
            metavar="FILE",
            help="write the head of every certificate's ledger, and print the digest of the file",
        )
        parser.add_argument(
            "--against",
            type=Path,
            metavar="FILE",
            help="check that every head of an earlier file is still in its ledger",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["numbers"] and (options["head"] or options["against"]):
            raise CommandError("Heads are written and compared for the whole register.")
        kept = self._read(options["against"]) if options["against"] else []
        self._check(options["numbers"], kept)
        if options["head"]:
            count, digest = write_anchors(options["head"])
            self.stdout.write(f"{count} heads written. Keep this digest elsewhere: {digest}")

    def _read(self, path: Path) -> list[Anchor]:
        try:
            return read_anchors(path.read_text(encoding="ascii"))
        except (OSError, ValueError) as error:
            raise CommandError(f"{path} holds no heads of this register: {error}") from error

    def _check(self, numbers: list[str], kept: list[Anchor]) -> None:
        certificates = (
            Certificate.objects.order_by("pk")
            .select_related("supersedes", "successor", "version", "enrollment")
            .prefetch_related("events")
        )
        if numbers:
            wanted = [read_number(text).number for text in numbers]
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
        lost = find_anchor_faults(kept)
        for fault in lost:
            self.stderr.write(fault)
        if faulty:
            raise CommandError(
                f"{faulty} of {checked} certificates do not agree with their ledger."
            )
        if lost:
            raise CommandError(f"{len(lost)} of {len(kept)} kept heads are not in the ledger.")
        self.stdout.write(f"{checked} certificates agree with their ledger.")
        if kept:
            self.stdout.write(f"{len(kept)} kept heads are still in it.")
