"""Writing to the ledger: one event at a time, under the certificate's row lock."""

import hashlib
from typing import Any

from certificates.enums import LedgerKind, Standing
from certificates.exceptions import StepRefused
from certificates.ledger import ImpossibleStep, next_standing
from certificates.models import Certificate, LedgerEvent
from lms.core import clock


def append_event(
    certificate: Certificate,
    kind: LedgerKind,
    *,
    actor: Any = None,
    reason: str = "",
    note: str = "",
    related: str = "",
) -> LedgerEvent:
    """Add an event and move the certificate's standing and head; call inside a transaction.

    ``certificate`` must be locked or just created. Raises StepRefused when ``kind`` cannot follow.
    """
    last = certificate.events.order_by("-sequence").first()
    before = Standing(certificate.standing) if last else None
    try:
        standing = next_standing(before, kind)
    except ImpossibleStep as error:
        raise StepRefused(str(error)) from error
    event = LedgerEvent(
        certificate=certificate,
        sequence=last.sequence + 1 if last else 1,
        kind=kind,
        at=clock.now(),
        actor=actor,
        reason=reason,
        note=note,
        note_digest=hashlib.sha256(note.encode()).hexdigest() if note else "",
        related=related,
        previous=last.digest if last else certificate.digest,
    )
    event.digest = event.as_entry(certificate.number).digest()
    event.save()
    certificate.standing, certificate.head = standing, event.digest
    certificate.save(update_fields=["standing", "head"])
    return event
