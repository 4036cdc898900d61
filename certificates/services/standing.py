"""What registrars do to a certificate: suspend, reinstate, revoke; each a ledger event."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from certificates.enums import REASONS_FOR, LedgerKind, ReasonCode, Standing
from certificates.exceptions import ReasonRefused, StepRefused
from certificates.ledger import can_follow
from certificates.models import Certificate
from certificates.services.ledger import append_event
from certificates.signals import announce, certificate_state_changed


def suspend(certificate: Certificate, *, actor: Any, reason: str, note: str = "") -> Certificate:
    """Take a certificate out of force for a time."""
    return _act(certificate, LedgerKind.SUSPENDED, actor=actor, reason=reason, note=note)


def reinstate(certificate: Certificate, *, actor: Any, reason: str, note: str = "") -> Certificate:
    """Put a suspended certificate back in force; its last day stays what it was."""
    return _act(certificate, LedgerKind.REINSTATED, actor=actor, reason=reason, note=note)


def revoke(certificate: Certificate, *, actor: Any, reason: str, note: str = "") -> Certificate:
    """Withdraw a certificate for good."""
    return _act(certificate, LedgerKind.REVOKED, actor=actor, reason=reason, note=note)


def _act(
    certificate: Certificate, kind: LedgerKind, *, actor: Any, reason: str, note: str
) -> Certificate:
    """Write the event under the row lock and announce it; ``note`` stays private.

    Raises StepRefused when the standing does not allow it, ReasonRefused for a reason that does not
    belong to the action.
    """
    check_reason(kind, reason)
    with transaction.atomic():
        locked: Certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
        if not can_follow(Standing(locked.standing), kind):
            raise StepRefused(
                _("This certificate is %(standing)s; it cannot be %(kind)s now.")
                % {
                    "standing": Standing(locked.standing).label.lower(),
                    "kind": kind.label.lower(),
                }
            )
        append_event(locked, kind, actor=actor, reason=ReasonCode(reason), note=note.strip())
        announce(certificate_state_changed, sender=Certificate, certificate_id=locked.pk)
    return locked


def check_reason(kind: LedgerKind, reason: str) -> None:
    """Raise ReasonRefused for a reason that does not belong to the action."""
    if reason not in [str(code) for code in REASONS_FOR[kind]]:
        raise ReasonRefused(_("Choose one of the reasons for this action."))
