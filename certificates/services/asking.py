"""Asking a registrar to approve what was earned: once, and told by mail."""

from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from certificates.eligibility import Reason
from certificates.enums import ApprovalState
from certificates.models import Approval, Award
from certificates.services.mail import admin_url, send_quietly
from courses.api import hold_person
from lms.core import clock
from lms.core.conf import lms_settings


def ask_for_approval(user: Any, award: Award, enrollment_id: int, decision: Reason) -> Approval:
    """The approval this award waits for; asked for now, if it was not yet.

    A declined one is returned as it is, until newer learning gives a reason to ask again.
    """
    latest: Approval | None = (
        Approval.objects.filter(user=user, award=award).order_by("-pk").first()
    )
    if latest and (
        latest.state == ApprovalState.WAITING
        or (latest.state == ApprovalState.DECLINED and latest.enrollment_id == enrollment_id)
    ):
        return latest
    return ask(user=user, award=award, enrollment_id=enrollment_id, asked=decision.as_json())


def ask(*, user: Any, award: Award, enrollment_id: int, asked: dict[str, Any]) -> Approval:
    """Put an earned award into the registrars' queue; what is there already stays."""
    try:
        with transaction.atomic():
            hold_person(user.pk)
            approval: Approval = Approval.objects.create(
                user=user,
                award=award,
                enrollment_id=enrollment_id,
                asked=asked,
                asked_at=clock.now(),
            )
            transaction.on_commit(partial(_tell_registrar, approval), robust=True)
    except IntegrityError:
        twin: Approval = Approval.objects.waiting().get(user=user, award=award)
        return twin
    return approval


def _tell_registrar(approval: Approval) -> None:
    """Mail the issuer's contact, where that is an address; the queue has it in any case."""
    to = str(lms_settings.LMS_ISSUER_CONTACT)
    if "@" not in to:
        return
    address = admin_url(reverse("lms_certificates_approvals:inspect", args=[approval.pk]))
    lines = [
        _("A certificate was earned and waits for your approval."),
        _("Award: %(award)s") % {"award": approval.award.title},
        _("Look at it here: %(address)s") % {"address": address},
    ]
    send_quietly(_("A certificate waits for your approval"), lines, to)
