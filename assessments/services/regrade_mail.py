"""The mail to a trainee whose result a regrade has turned."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from assessments.enums import AttemptOutcome
from assessments.models import Attempt
from lms.core.conf import lms_settings

logger = logging.getLogger("assessments.regrades")


def tell_trainee(attempt: Attempt, *, before: str, reason: str) -> None:
    """Write to the trainee what the result was, what it is now, and why. Never raises OSError."""
    if not attempt.user.email:
        return
    label = AttemptOutcome(attempt.outcome).label
    lines = [
        _("Your attempt %(n)s at “%(exam)s” was graded again.")
        % {"n": attempt.number, "exam": attempt.exam_title}
    ]
    if before:
        lines.append(
            _("It was: %(before)s. It is now: %(after)s.")
            % {"before": AttemptOutcome(before).label, "after": label}
        )
    else:
        lines.append(_("It is now: %(after)s.") % {"after": label})
    lines.append(_("Why: %(reason)s") % {"reason": reason})
    lines.append(_("A certificate that you hold has not been changed by this."))
    try:
        path = reverse("lms_assessments:result", args=[attempt.uuid])
        lines.append(
            _("Your result: %(address)s")
            % {"address": f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"}
        )
    except NoReverseMatch:
        logger.warning("the pages of exams have no address here")
    message = EmailMessage(
        subject=_("Your result in “%(exam)s” has changed") % {"exam": attempt.exam_title},
        body="\n\n".join(lines),
        to=[attempt.user.email],
        reply_to=[contact] if "@" in (contact := str(lms_settings.LMS_ISSUER_CONTACT)) else None,
    )
    try:
        message.send()
    except OSError:
        logger.exception("the mail about attempt %s was not sent", attempt.pk)
