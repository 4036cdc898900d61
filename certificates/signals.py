"""Facts this app announces.

Both are sent after the transaction has committed, with ``send_robust``: an exception in a receiver
is logged and stops neither the others nor the person at the screen.

``certificate_issued``         kwargs: ``certificate_id``; once per certificate
``certificate_state_changed``  kwargs: ``certificate_id``; after each suspension, reinstatement,
                               revocation and replacement. Not after expiry: the clock decides
                               it, and the ledger only notes it later.
"""

import logging
from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import Signal

certificate_issued = Signal()
certificate_state_changed = Signal()

logger = logging.getLogger("certificates.signals")


def _send(signal: Signal, sender: Any, kwargs: dict[str, Any]) -> None:
    for receiver, answer in signal.send_robust(sender=sender, **kwargs):
        if isinstance(answer, Exception):
            logger.error("receiver %r failed", receiver, exc_info=answer)


def announce(signal: Signal, *, sender: Any, **kwargs: Any) -> None:
    """Send ``signal`` once the current transaction has committed (at once outside of one)."""
    transaction.on_commit(partial(_send, signal, sender, kwargs), robust=True)
