"""Facts this app announces.

Every signal is sent after the transaction has committed, with ``send_robust``: an exception in one
receiver is logged and stops neither the others nor the trainee. A process that dies between commit
and send loses the announcement, so receivers are idempotent and offer a command that catches up.

``enrollment_changed``  kwargs: ``enrollment_id``, ``from_state`` ("" when new), ``to_state``
``unit_completed``      kwargs: ``enrollment_id``, ``unit_key`` (UUID); once per unit and enrollment
``course_completed``    kwargs: ``enrollment_id``; once per enrollment
``unit_result_improved``  kwargs: ``enrollment_id``, ``unit_key``; a unit that was passed already is
                        now passed with a better score, by another attempt or another mark
``unit_results_revised``  kwargs: ``enrollment_ids`` (a list); results have been replaced (marked
                        again, corrected, regraded, voided), or a unit of a completed course was
                        passed again, so that a certificate may rest on what no longer holds
``course_version_published``  kwargs: ``course_key`` (UUID), ``number``
"""

import logging
from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import Signal

enrollment_changed = Signal()
unit_completed = Signal()
course_completed = Signal()
unit_result_improved = Signal()
unit_results_revised = Signal()
course_version_published = Signal()

logger = logging.getLogger("courses.signals")


def _send(signal: Signal, sender: Any, kwargs: dict[str, Any]) -> None:
    for receiver, answer in signal.send_robust(sender=sender, **kwargs):
        if isinstance(answer, Exception):
            logger.error("receiver %r failed", receiver, exc_info=answer)


def announce(signal: Signal, *, sender: Any, **kwargs: Any) -> None:
    """Send ``signal`` once the current transaction has committed (at once outside of one)."""
    transaction.on_commit(partial(_send, signal, sender, kwargs), robust=True)
