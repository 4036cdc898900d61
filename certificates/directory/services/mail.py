"""Mail of the directory: sent at once, or kept until a server takes it."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from certificates.directory.models import UnsentMail
from lms.core import clock
from lms.core.conf import lms_settings

logger = logging.getLogger("certificates.directory.mail")
# a link in a mail that comes later than this helps nobody, and the address is not kept longer
DAYS_OF_TRIES = 3


def public_url(path: str) -> str:
    """A path of the public site as an address for mail."""
    return f"{str(lms_settings.LMS_VERIFY_BASE_URL).rstrip('/')}{path}"


def admin_url(path: str) -> str:
    """A path of the admin or of an account's pages as an address for mail."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def send_quietly(subject: str, paragraphs: Sequence[str], to: str, *, reply_to: str = "") -> bool:
    """Send a plain mail and say whether a server took it; a refusal is logged."""
    return _send(subject, "\n\n".join(paragraphs), to, reply_to=reply_to)


def send_or_keep(subject: str, paragraphs: Sequence[str], to: str) -> None:
    """Send a plain mail; one that no server takes is kept and tried again for three days."""
    subject, body = " ".join(subject.split())[:250], "\n\n".join(paragraphs)
    if not _send(subject, body, to):
        UnsentMail.objects.create(to=to, subject=subject, body=body, failed_at=clock.now())


def send_kept(*, now: dt.datetime) -> tuple[int, int, int]:
    """Try every kept mail again: how many were sent, wait on, and were given up.

    Each is locked while it is tried, so that two runs at once send nothing twice.
    """
    sent = waiting = given_up = 0
    for pk in list(UnsentMail.objects.values_list("pk", flat=True)):
        with transaction.atomic():
            row = UnsentMail.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
            if row is None:  # another run has it
                continue
            if _send(row.subject, row.body, row.to):
                sent += 1
            elif row.failed_at + dt.timedelta(days=DAYS_OF_TRIES) <= now:
                logger.error("a mail was given up after %s tries: %s", row.tries + 1, row.subject)
                given_up += 1
            else:
                row.tries += 1
                row.save(update_fields=["tries"])
                waiting += 1
                continue
            row.delete()
    return sent, waiting, given_up


def _send(subject: str, body: str, to: str, *, reply_to: str = "") -> bool:
    message = EmailMessage(
        subject=" ".join(subject.split()),
        body=body,
        to=[to],
        reply_to=[reply_to] if reply_to else None,
    )
    try:
        message.send()
    except OSError:
        logger.exception("a mail was not sent: %s", subject)
        return False
    return True
