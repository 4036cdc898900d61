"""Entering a certificate into the register; every way of issuing ends here."""

from dataclasses import replace
from typing import Any

from certificates.enums import LedgerKind
from certificates.models import Award, AwardVersion, Certificate
from certificates.numbers import draw_number
from certificates.services.grounds import note_grounds
from certificates.services.ledger import append_event
from certificates.signals import announce, certificate_issued
from certificates.snapshot import Snapshot
from courses.api import hold_person
from lms.core import chance, clock


def register_certificate(
    draft: Snapshot,
    *,
    user: Any,
    award: Award,
    version: AwardVersion,
    enrollment_id: int,
    supersedes: Certificate | None = None,
    actor: Any = None,
) -> Certificate:
    """Number ``draft``, keep it and open its ledger; call inside a transaction.

    Raises IntegrityError where a twin was faster: for the same completion, or as successor of the
    same certificate; PersonErased where the person was erased after the draft was made.
    """
    # cryptography is loaded by the processes that issue, not by every page view
    from certificates.services.badges import ensure_status_entry

    hold_person(user.pk)
    snapshot = replace(draft, number=draw_number(chance.source()), name_salt=chance.token_hex(16))
    certificate: Certificate = Certificate.objects.create(
        number=snapshot.number,
        user=user,
        award=award,
        version=version,
        enrollment_id=enrollment_id,
        name=snapshot.name,
        title=snapshot.award.title,
        kind=snapshot.award.kind,
        snapshot=snapshot.as_json(),
        digest=snapshot.digest(),
        issued_at=clock.now(),
        issued_on=snapshot.issued_on,
        valid_until=snapshot.valid_until,
        supersedes=supersedes,
    )
    before = supersedes.number if supersedes else ""
    append_event(certificate, LedgerKind.ISSUED, actor=actor, related=before)
    ensure_status_entry(certificate)
    note_grounds(certificate)
    announce(certificate_issued, sender=Certificate, certificate_id=certificate.pk)
    return certificate
