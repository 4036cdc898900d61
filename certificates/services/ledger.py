"""Writing to the ledger: one event at a time, under the certificate's row lock."""

from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from certificates.enums import CertificateState, LedgerKind, Standing
from certificates.exceptions import StepRefused
from certificates.ledger import ImpossibleStep, hash_note, next_standing
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

    ``certificate`` must be locked or just created. Expiry that nobody has noted yet is noted on the
    way. Raises StepRefused when ``kind`` cannot follow.
    """
    note_expiry(certificate)
    event = _append(certificate, kind, actor=actor, reason=reason, note=note, related=related)
    # put back in force, or corrected, after its last day
    note_expiry(certificate)
    return event


def note_expiry(certificate: Certificate) -> bool:
    """Note that the clock has ended a certificate, once; say whether that was new.

    Call inside a transaction, with ``certificate`` locked or just created. Only a certificate in
    force expires; the answer of the register rests on the clock and never waits for this.
    """
    if certificate.state != CertificateState.EXPIRED or not certificate.head:
        return False
    if certificate.events.filter(kind=LedgerKind.EXPIRED).exists():
        return False
    _append(certificate, LedgerKind.EXPIRED)
    return True


def note_expired() -> int:
    """Note every certificate that the clock has ended since the last time; return how many.

    Safe to run at any time, also twice at once: each is looked at under its own lock, and a
    constraint allows one such event.
    """
    noted = LedgerEvent.objects.filter(certificate=OuterRef("pk"), kind=LedgerKind.EXPIRED)
    expired = Certificate.objects.expired_on(clock.today()).filter(~Exists(noted)).order_by("pk")
    count = 0
    for pk in expired.values_list("pk", flat=True).iterator(chunk_size=500):
        with transaction.atomic():
            count += note_expiry(Certificate.objects.select_for_update().get(pk=pk))
    return count


def _append(
    certificate: Certificate,
    kind: LedgerKind,
    *,
    actor: Any = None,
    reason: str = "",
    note: str = "",
    related: str = "",
) -> LedgerEvent:
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
        note_digest=hash_note(note),
        related=related,
        previous=last.digest if last else certificate.digest,
    )
    event.digest = event.as_entry(certificate.number).digest()
    event.save()
    certificate.standing, certificate.head = standing, event.digest
    certificate.save(update_fields=["standing", "head"])
    return event
