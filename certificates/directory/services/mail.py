"""Mail of the directory: what it says stands on a screen too, so a lost one stops nothing."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.core.mail import EmailMessage

from lms.core.conf import lms_settings

logger = logging.getLogger("certificates.directory.mail")


def public_url(path: str) -> str:
    """A path of the public site as an address for mail."""
    return f"{str(lms_settings.LMS_VERIFY_BASE_URL).rstrip('/')}{path}"


def send_quietly(subject: str, paragraphs: Sequence[str], to: str, *, reply_to: str = "") -> bool:
    """Send a plain mail and say whether a server took it; a refusal is logged."""
    message = EmailMessage(
        subject=" ".join(subject.split()),
        body="\n\n".join(paragraphs),
        to=[to],
        reply_to=[reply_to] if reply_to else None,
    )
    try:
        message.send()
    except OSError:
        logger.exception("a mail was not sent: %s", subject)
        return False
    return True
