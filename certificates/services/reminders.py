"""Reminding holders before their certificate ends: once at each distance, and only who wants it."""

import datetime as dt
import logging
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.documents.wording import long_date
from certificates.models import Certificate, ExpiryReminder, ReminderOptOut
from certificates.models.wording import verify_origin
from certificates.reminders import DISTANCES, distance_on
from courses.api import get_learner_name
from lms.core import clock
from lms.core.conf import lms_settings

logger = logging.getLogger("certificates.reminders")
_SALT = "lms_certificates.reminders"


@dataclass(frozen=True)
class Sent:
    """How many reminders went out, and how many the mail server did not take."""

    sent: int
    unsent: int


def send_due_reminders() -> Sent:
    """Remind the holder of every certificate that ends within 90, 60, 30 or 7 days.

    Safe to run at any time, also twice at once: a reminder is claimed in a row of its own before
    it is sent. After a pause only the nearest distance is sent, not all that were missed.
    """
    today = clock.today()
    due = (
        Certificate.objects.ending_between(today, today + dt.timedelta(days=max(DISTANCES)))
        .filter(user__is_active=True, user__reminder_opt_out__isnull=True)
        .exclude(user__email="")
        .exclude(name="")
        .select_related("user")
        .prefetch_related("reminders")
        .order_by("valid_until", "pk")
    )
    sent = unsent = 0
    for certificate in due.iterator(chunk_size=200):
        ends = certificate.valid_until
        assert ends is not None  # only certificates with a last day end
        distance = distance_on(today, ends=ends)
        reminded = {row.days for row in certificate.reminders.all()}
        if distance is None or any(days <= distance for days in reminded):
            continue
        if not (claim := _claim(certificate, distance)):
            continue
        if _send(certificate, ends=ends, left=(ends - today).days):
            claim.sent_at = clock.now()
            claim.save(update_fields=["sent_at"])
            sent += 1
        else:
            # nothing went out, so the next run may try again
            claim.delete()
            unsent += 1
    return Sent(sent, unsent)


def _claim(certificate: Certificate, days: int) -> ExpiryReminder | None:
    try:
        with transaction.atomic():
            claim: ExpiryReminder = ExpiryReminder.objects.create(
                certificate=certificate, days=days, claimed_at=clock.now()
            )
            return claim
    except IntegrityError:  # another process reminds of it right now
        return None


def _send(certificate: Certificate, *, ends: dt.date, left: int) -> bool:
    try:
        with translation.override(certificate.snapshot["language"]):
            message = _message(certificate, ends=ends, left=left)
        message.to = [certificate.user.email]
        message.send()
    except Exception:
        # whatever is wrong with this one, the next holder is reminded all the same
        logger.exception("the reminder about %s was not sent", certificate.printed_number)
        return False
    return True


def _message(certificate: Certificate, *, ends: dt.date, left: int) -> EmailMessage:
    origin = verify_origin()
    stop = origin + reverse(
        "lms_certificates:reminders", args=[unsubscribe_token(certificate.user)]
    )
    values = {
        "name": get_learner_name(certificate.user).preferred,
        "award": certificate.title,
        "number": certificate.printed_number,
        "date": long_date(ends),
        "issuer": lms_settings.LMS_ISSUER_NAME,
        "days": left,
    }
    sentence = (
        _("Your certificate “%(award)s” (%(number)s) ends today.")
        if left == 0
        else ngettext(
            "Your certificate “%(award)s” (%(number)s) ends in %(days)d day, on %(date)s.",
            "Your certificate “%(award)s” (%(number)s) ends in %(days)d days, on %(date)s.",
            left,
        )
    )
    lines = [
        _("Hello %(name)s,") % values,
        sentence % values,
        _(
            "From the day after, the register answers “Expired”. What renewing it takes, and the "
            "way there, is under “Your certificates”: %(address)s"
        )
        % {"address": origin + reverse("lms_courses:dashboard")},
        str(lms_settings.LMS_ISSUER_NAME),
        _("No more reminders: %(address)s") % {"address": stop},
    ]
    return EmailMessage(
        subject=_("“%(award)s” ends on %(date)s") % values,
        body="\n\n".join(lines),
        headers={
            "List-Unsubscribe": f"<{stop}>",
            # RFC 8058: mail programs end it with one click, without opening a page
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )


def unsubscribe_token(user: Any) -> str:
    """What an address carries to end the reminders of ``user`` without signing in."""
    return signing.dumps(user.pk, salt=_SALT)


def read_unsubscribe_token(token: str) -> int | None:
    """Whose reminders ``token`` is about; None for one that we did not make."""
    try:
        value = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return value if isinstance(value, int) else None


def set_reminders(user_id: int, *, wanted: bool) -> None:
    """Let a person have reminders or not; doing it again changes nothing."""
    if wanted:
        ReminderOptOut.objects.filter(user_id=user_id).delete()
    else:
        ReminderOptOut.objects.get_or_create(user_id=user_id, defaults={"at": clock.now()})


def wants_reminders(user_id: int) -> bool:
    """Whether a person is reminded."""
    return not ReminderOptOut.objects.filter(user_id=user_id).exists()
