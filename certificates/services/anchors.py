"""Heads of the ledger, kept outside the database: what a chain alone cannot prove, they can."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from certificates.ledger import Anchor
from certificates.models import Certificate, LedgerEvent
from certificates.numbers import format_number

_CHUNK = 500


def write_anchors(path: Path) -> tuple[int, str]:
    """Write the head of every certificate's ledger, a line each; return their number and digest."""
    count = 0
    summed = hashlib.sha256()
    last = LedgerEvent.objects.order_by("certificate_id", "sequence").values_list(
        "certificate__number", "sequence", "digest"
    )
    with path.open("w", encoding="ascii") as file:
        held: Anchor | None = None

        def put(anchor: Anchor) -> None:
            line = anchor.as_line()
            file.write(line)
            summed.update(line.encode("ascii"))

        for row in last.iterator(chunk_size=_CHUNK):
            anchor = Anchor(*row)
            if held is not None and held.number != anchor.number:
                put(held)
                count += 1
            held = anchor
        if held is not None:
            put(held)
            count += 1
    return count, summed.hexdigest()


def find_anchor_faults(anchors: Sequence[Anchor]) -> list[str]:
    """A sentence for each kept head that its ledger does not hold any more."""
    faults = []
    for start in range(0, len(anchors), _CHUNK):
        chunk = anchors[start : start + _CHUNK]
        numbers = [anchor.number for anchor in chunk]
        known = set(Certificate.objects.filter(number__in=numbers).values_list("number", flat=True))
        held = {
            Anchor(*row)
            for row in LedgerEvent.objects.filter(certificate__number__in=numbers).values_list(
                "certificate__number", "sequence", "digest"
            )
        }
        for anchor in chunk:
            printed = format_number(anchor.number)
            if anchor.number not in known:
                faults.append(f"{printed}: the certificate is not in the register any more")
            elif anchor not in held:
                faults.append(
                    f"{printed}: event {anchor.sequence} was removed or is not the one it was"
                )
    return faults
