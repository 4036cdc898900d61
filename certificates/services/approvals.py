"""What a registrar decides about an earned award: approve, decline, or look again."""

from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from certificates.enums import ApprovalState
from certificates.exceptions import ApprovalRefused, ReasonRefused, StepRefused
from certificates.models import Approval, Certificate
from certificates.models.wording import verify_origin
from certificates.services.asking import ask
from certificates.services.issue import issue_award
from certificates.services.mail import send_quietly
from courses.api import get_learner_name
from lms.core import clock
from lms.core.conf import lms_settings


def approve(approval: Approval, *, actor: Any) -> Certificate:
    """Approve and issue, after the facts were looked at once more.

    Raises StepRefused when somebody has decided already, ApprovalRefused when the award is no
    longer earned or cannot be printed: then it goes on waiting.
    """
    with transaction.atomic():
        locked = _lock(approval)
        outcome = issue_award(locked.user, locked.award, approval=locked, actor=actor)
        if outcome.blocked:
            raise ApprovalRefused(outcome.blocked.message)
        if not outcome.decision.met or outcome.certificate is None:
            raise ApprovalRefused(
                _("It is not earned any more. %(why)s") % {"why": outcome.decision.sentence}
            )
        locked.state, locked.decided_at, locked.decided_by = (
            ApprovalState.APPROVED,
            clock.now(),
            actor,
        )
        locked.decided, locked.certificate = outcome.decision.as_json(), outcome.certificate
        locked.save(update_fields=["state", "decided_at", "decided_by", "decided", "certificate"])
        transaction.on_commit(partial(_tell_holder, locked), robust=True)
    return outcome.certificate


def decline(approval: Approval, *, actor: Any, reason: str) -> Approval:
    """Refuse with a reason, which the trainee reads.

    Raises ReasonRefused without one, StepRefused when somebody has decided already.
    """
    reason = reason.replace("\x00", "").strip()
    if not reason:
        raise ReasonRefused(_("Say why, and what the trainee can do about it."))
    with transaction.atomic():
        locked = _lock(approval)
        locked.state, locked.decided_at, locked.decided_by, locked.reason = (
            ApprovalState.DECLINED,
            clock.now(),
            actor,
            reason,
        )
        locked.save(update_fields=["state", "decided_at", "decided_by", "reason"])
        transaction.on_commit(partial(_tell_holder, locked), robust=True)
    return locked


def look_again(approval: Approval) -> Approval:
    """Put a declined one back into the queue, as a new request; the refusal stays in the files.

    Raises StepRefused for one that was not declined.
    """
    later = Approval.objects.filter(
        user=approval.user, award=approval.award, pk__gt=approval.pk
    ).exclude(state=ApprovalState.WAITING)
    if approval.state != ApprovalState.DECLINED or later.exists():
        raise StepRefused(_("Only the last request, once declined, can be looked at again."))
    return ask(
        user=approval.user,
        award=approval.award,
        enrollment_id=approval.enrollment_id,
        asked=approval.asked,
    )


def _lock(approval: Approval) -> Approval:
    locked: Approval = Approval.objects.select_for_update().get(pk=approval.pk)
    if locked.state != ApprovalState.WAITING:
        raise StepRefused(
            _("Somebody has decided this already: %(state)s.")
            % {"state": ApprovalState(locked.state).label.lower()}
        )
    return locked


def _tell_holder(approval: Approval) -> None:
    if not approval.user.email:
        return
    greeting = _("Hello %(name)s,") % {"name": get_learner_name(approval.user).preferred}
    if approval.certificate:
        subject = _("Your certificate is issued: %(award)s")
        lines = [
            _("Your certificate has been approved and issued."),
            _("Its number: %(number)s") % {"number": approval.certificate.printed_number},
            _("What anybody can check: %(address)s")
            % {"address": f"{verify_origin()}/verify/{approval.certificate.printed_number}/"},
        ]
    else:
        subject = _("Your certificate was not approved: %(award)s")
        lines = [
            _("You have done what the award asks for, but a registrar did not approve it:"),
            approval.reason,
            _("Questions: %(contact)s") % {"contact": lms_settings.LMS_ISSUER_CONTACT}
            if lms_settings.LMS_ISSUER_CONTACT
            else "",
        ]
    title = approval.award.title
    paragraphs = [greeting, *filter(None, lines), str(lms_settings.LMS_ISSUER_NAME)]
    send_quietly(subject % {"award": title}, paragraphs, approval.user.email)
