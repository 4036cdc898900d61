"""Messages to a clinic: passed on by mail, and not kept."""

from __future__ import annotations

from django.utils.translation import gettext as _

from certificates.directory.exceptions import StepRefused
from certificates.directory.models import Clinic
from certificates.directory.services.mail import public_url, send_quietly


def send_message(clinic: Clinic, *, name: str, email: str, text: str) -> None:
    """Mail ``text`` to the clinic; its answer goes to ``email``. Nothing of it is kept here.

    No copy goes to the sender: whoever typed somebody else's address could then write to anybody in
    our name. Raises StepRefused when no mail server took it.
    """
    lines = [
        _("%(name)s wrote to you through your page in the directory.") % {"name": name},
        text,
        _("Answer this mail to reach them: %(email)s") % {"email": email},
        _("We checked neither the name nor the address. Your page: %(address)s")
        % {"address": public_url(clinic.get_absolute_url())},
    ]
    subject = _("A message through the directory for %(clinic)s") % {"clinic": clinic.name}
    if not send_quietly(subject, lines, clinic.email, reply_to=email):
        raise StepRefused(
            _("Our mail server did not take the message. Try again in an hour, or call the clinic.")
        )
