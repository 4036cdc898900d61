"""One certificate taking the place of another: a corrected name, a renewal."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.documents.design import Design
from certificates.documents.text import MissingGlyphs, PageOverflow
from certificates.documents.wording import SealWords, long_date, word_snapshot
from certificates.enums import REASONS_FOR, LedgerKind, ReasonCode, Standing
from certificates.exceptions import NameRefused, ReasonRefused, StepRefused
from certificates.ledger import can_follow
from certificates.models import Certificate
from certificates.models.design_versions import design_of
from certificates.models.wording import name_characters, site_faces
from certificates.services.composing import RENEWAL_DAYS
from certificates.services.documents import site_paper
from certificates.services.issue import IssueOutcome, issue_award, learned_since
from certificates.services.ledger import append_event
from certificates.services.registering import register_certificate
from certificates.signals import announce, certificate_state_changed
from certificates.snapshot import Snapshot
from courses.api import hold_person, set_learner_name
from lms.core.sanitize import clean_text


def reissue_with_name(
    certificate: Certificate, *, actor: Any, name: str, reason: str, note: str = ""
) -> Certificate:
    """Issue the same certificate with another name; the old one leads to it, both keep their days.

    The profile's confirmed name follows, so that a renewal is printed right. Raises NameRefused
    for a name that is empty, unchanged or cannot be printed, ReasonRefused for another action's
    reason, StepRefused for a certificate that is not in force or whose name was erased.
    """
    if reason not in [str(code) for code in REASONS_FOR[LedgerKind.CORRECTED]]:
        raise ReasonRefused(_("Choose one of the reasons for this action."))
    name = clean_text(name)[:200]
    if not name or name == certificate.name:
        raise NameRefused(_("Write the name as it should be, other than it is now."))
    draft = replace(certificate.facts, name=name)
    _check_print(draft, design_of(certificate.version))
    with transaction.atomic():
        # the person first, then the certificate: the order in which an erasure goes
        hold_person(certificate.user_id)
        locked: Certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
        if not locked.name or not can_follow(Standing(locked.standing), LedgerKind.CORRECTED):
            raise StepRefused(_("Only a certificate in force can get another name."))
        newer = register_certificate(
            draft,
            user=locked.user,
            award=locked.award,
            version=locked.version,
            enrollment_id=locked.enrollment_id,
            supersedes=locked,
            actor=actor,
        )
        append_event(
            locked,
            LedgerKind.CORRECTED,
            actor=actor,
            reason=ReasonCode(reason),
            note=note.strip(),
            related=newer.number,
        )
        append_event(locked, LedgerKind.SUPERSEDED, actor=actor, related=newer.number)
        set_learner_name(locked.user, legal_name=name, confirm=True)
        announce(certificate_state_changed, sender=Certificate, certificate_id=locked.pk)
    return newer


def _check_print(draft: Snapshot, design: Design) -> None:
    # typesetting libraries are loaded by the processes that draw, not by every page view
    from certificates.documents.page import check_wording

    try:
        words = word_snapshot(draft, seal=SealWords.SEALED, design=design)
        check_wording(words, site_faces(), site_paper(), design=design)
    except MissingGlyphs as error:
        raise NameRefused(
            _("No font of this site can print %(characters)s.")
            % {"characters": name_characters(error.characters)}
        ) from error
    except PageOverflow as error:
        raise NameRefused(str(error)) from error


def can_be_renewed(certificate: Certificate, *, today: dt.date) -> bool:
    """Whether the holder should think of renewing: ended or soon ending, and not replaced yet."""
    ends = certificate.valid_until
    return (
        ends is not None
        and certificate.standing == Standing.IN_FORCE
        and ends <= today + dt.timedelta(days=RENEWAL_DAYS)
    )


def renew(certificate: Certificate) -> IssueOutcome:
    """Renew a certificate whose holder has done what the award asks for renewing it.

    Doing the last of it renews by itself; calling it once more changes nothing. The outcome holds
    the new certificate, or what blocks it. Raises StepRefused with what is missing.
    """
    outcome = issue_award(certificate.user, certificate.award)
    if outcome.certificate and outcome.certificate.pk == certificate.pk:
        since = long_date(timezone.localdate(learned_since(certificate)))
        raise StepRefused(
            _("It cannot be renewed yet. %(why)s. What was done after %(since)s counts.")
            % {"why": outcome.explanation.rstrip("."), "since": since}
        )
    return outcome
