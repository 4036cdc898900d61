"""Reports about the directory: taken in from anybody, handled once; and who is told."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from certificates.directory.enums import Step
from certificates.directory.exceptions import StepRefused
from certificates.directory.models import (
    Clinic,
    DirectoryReport,
    ModerationLog,
    PortfolioCase,
    Practitioner,
    Review,
)
from certificates.directory.services.mail import admin_url, send_or_keep
from lms.core.conf import lms_settings

_NAMES = {Clinic: "clinic", Practitioner: "practitioner", Review: "review", PortfolioCase: "case"}


def report(
    subject: Clinic | Practitioner | Review | PortfolioCase,
    *,
    reason: str,
    text: str,
    contact: str,
    at: dt.datetime,
) -> DirectoryReport:
    """Keep what somebody reports and tell the moderators by mail."""
    with transaction.atomic():
        row = DirectoryReport.objects.create(
            **{_NAMES[type(subject)]: subject},
            reason=reason,
            text=text,
            contact=contact,
            created_at=at,
        )
        transaction.on_commit(partial(_tell_moderators, row), robust=True)
    return row


def handle_report(row: DirectoryReport, *, actor: Any, note: str, at: dt.datetime) -> None:
    """Say what was done; the address for an answer is forgotten. Raises StepRefused."""
    with transaction.atomic():
        locked = DirectoryReport.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if locked.handled_at:
            raise StepRefused(_("Somebody has handled this report already."))
        locked.handled_at, locked.handled_by, locked.note = at, actor, note.strip()
        locked.contact = ""
        locked.save(update_fields=["handled_at", "handled_by", "note", "contact"])
        ModerationLog.objects.create(
            report=locked, step=Step.HANDLED, actor=actor, at=at, reason=locked.note
        )


def _tell_moderators(row: DirectoryReport) -> None:
    to = str(lms_settings.LMS_ISSUER_CONTACT)
    if "@" not in to:  # the queue has it in any case
        return
    lines = [
        _("Somebody reported this in the directory: %(subject)s.") % {"subject": row.subject},
        str(row.get_reason_display()),
        row.text,
        _("Answer and close it here: %(address)s")
        % {"address": admin_url(reverse("lms_directory_reports:inspect", args=[row.pk]))},
    ]
    send_or_keep(_("A report about the directory"), [line for line in lines if line], to)
