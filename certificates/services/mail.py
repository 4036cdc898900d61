"""Mail about certificates: what it says stands on a screen too, so a lost one stops nothing."""

import logging
from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage

logger = logging.getLogger("certificates.mail")


def admin_url(path: str) -> str:
    """A path of the admin as an address for mail."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def send_quietly(subject: str, paragraphs: Sequence[str], to: str, *, reply_to: str = "") -> None:
    """Send a plain mail; a server that refuses it is logged."""
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
