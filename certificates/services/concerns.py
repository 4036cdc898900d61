"""Concerns: taken in from anybody, told to the registrar, handled once."""

from functools import partial
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from certificates.exceptions import StepRefused
from certificates.models import Certificate, Concern
from certificates.numbers import format_number, read_number
from certificates.services.mail import admin_url, send_quietly
from lms.core import clock
from lms.core.conf import lms_settings


def report_concern(number: str, *, text: str, contact: str = "") -> Concern:
    """Keep what somebody reports about a number, known or not, and tell the registrar by mail."""
    found = read_number(number).number
    certificate = Certificate.objects.filter(number=found).first() if found else None
    with transaction.atomic():
        concern: Concern = Concern.objects.create(
            number=format_number(found) if found else number[:40],
            certificate=certificate,
            text=text,
            contact=contact,
            created_at=clock.now(),
        )
        transaction.on_commit(partial(_tell_registrar, concern), robust=True)
    return concern


def _tell_registrar(concern: Concern) -> None:
    """Mail the issuer's contact, where that is an address; the queue has it in any case."""
    to = str(lms_settings.LMS_ISSUER_CONTACT)
    if "@" not in to:
        return
    page = reverse("lms_certificates_concerns:inspect", args=[concern.pk])
    lines = [
        _("Somebody reported a concern about a certificate on the register’s page."),
        _("Number: %(number)s") % {"number": concern.number or _("none given")},
        concern.text,
        _("Handle it here: %(address)s") % {"address": admin_url(page)},
    ]
    send_quietly(_("A concern about a certificate"), lines, to, reply_to=concern.contact)


def handle_concern(concern: Concern, *, actor: Any, note: str) -> Concern:
    """Say what was done about a concern; the address for an answer is forgotten.

    Raises StepRefused when somebody already has.
    """
    with transaction.atomic():
        locked: Concern = Concern.objects.select_for_update().get(pk=concern.pk)
        if locked.handled_at:
            raise StepRefused(_("Somebody has handled this concern already."))
        locked.handled_at, locked.handled_by, locked.note = clock.now(), actor, note.strip()
        # the answer has gone out, or nobody wanted one
        locked.contact = ""
        locked.save(update_fields=["handled_at", "handled_by", "note", "contact"])
    return locked
