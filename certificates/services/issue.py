"""Issuing: decide, explain, and for one completion make exactly one certificate."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import Exists, Min, OuterRef
from django.utils.translation import gettext as _

from certificates.documents.text import MissingGlyphs, PageOverflow
from certificates.documents.wording import SealWords, word_snapshot
from certificates.eligibility import Reason, decide
from certificates.enums import ApprovalState, BlockCause, LedgerKind, NeedKind, Standing
from certificates.exceptions import StepRefused
from certificates.models import Approval, Award, AwardVersion, BlockedIssue, Certificate
from certificates.models.design_versions import design_of
from certificates.models.wording import site_faces
from certificates.services.asking import ask_for_approval
from certificates.services.awards import find_current_version, freeze_award
from certificates.services.blocking import block, block_unprintable, settle_blocked
from certificates.services.composing import compose
from certificates.services.documents import site_paper
from certificates.services.evidence import (
    basis_of,
    decide_award,
    gather,
    renewal_tree_of,
    tree_of,
)
from certificates.services.ledger import append_event
from certificates.services.registering import register_certificate
from certificates.signals import announce, certificate_state_changed
from certificates.snapshot import Snapshot
from courses.api import get_completion_facts, hold_person


@dataclass(frozen=True)
class IssueOutcome:
    """What came of one award for one person.

    A decision, and a certificate, or what blocks it, or the approval it waits for or was refused.
    """

    award: Award
    decision: Reason
    certificate: Certificate | None = None
    blocked: BlockedIssue | None = None
    approval: Approval | None = None

    @property
    def explanation(self) -> str:
        """Why there is no new certificate, in a sentence."""
        if self.blocked:
            return str(self.blocked.message)
        if self.approval and self.approval.state == ApprovalState.WAITING:
            return _("Earned; it waits for a registrar’s approval.")
        if self.approval and self.approval.state == ApprovalState.DECLINED:
            return _("Earned, but not approved: %(why)s") % {"why": self.approval.reason}
        return self.decision.sentence


# --- what happened, and which awards it may earn


def issue_for_enrollment(enrollment_id: int) -> list[IssueOutcome]:
    """Decide every published award that hears of the course of a completed enrollment.

    Safe to call again at any time: what has been issued is returned, not issued twice.
    """
    facts = get_completion_facts(enrollment_id)
    if facts.completed_at is None:
        return []
    key = str(facts.course_key)
    needs = [(NeedKind.COURSE, key), (NeedKind.RESULT, key), *_ANY_COURSE]
    return _issue_needing(facts.user_id, needs)


_ANY_COURSE = [(NeedKind.RESULT, ""), (NeedKind.HOURS, "")]


def issue_for_result(enrollment_id: int, unit_key: Any) -> list[IssueOutcome]:
    """Decide every published award that hears of single results, after one of an enrollment."""
    if not Award.objects.published().hearing_of(NeedKind.RESULT).exists():
        return []
    facts = get_completion_facts(enrollment_id)
    if not any(row.unit_key == unit_key and row.is_proof for row in facts.results):
        return []
    needs = [(NeedKind.RESULT, str(facts.course_key)), (NeedKind.RESULT, "")]
    return _issue_needing(facts.user_id, needs)


def issue_after_award(certificate: Certificate) -> list[IssueOutcome]:
    """Decide every published award that asks for the one a person now holds."""
    return _issue_needing(certificate.user_id, [(NeedKind.AWARD, str(certificate.award.key))])


def issue_for_person(user_id: int) -> list[IssueOutcome]:
    """Decide every published award that asks who a person is, after that was checked."""
    return _issue_needing(user_id, [(NeedKind.PERSON, "")])


def issue_for_candidate(user_id: int) -> list[IssueOutcome]:
    """Decide every published award that hears of single results, other awards or the person."""
    kinds = (NeedKind.RESULT, NeedKind.AWARD, NeedKind.PERSON)
    return _issue_all(user_id, Award.objects.published().hearing_of(*kinds))


def _issue_needing(user_id: int, needs: list[tuple[NeedKind, str]]) -> list[IssueOutcome]:
    return _issue_all(user_id, Award.objects.published().needing(*needs))


def _issue_all(user_id: int, wanted: Iterable[Award]) -> list[IssueOutcome]:
    awards = list(wanted)
    if not awards:
        return []
    user = get_user_model()._default_manager.get(pk=user_id)
    return [issue_award(user, award) for award in awards]


def retry_blocked(blocked: Iterable[BlockedIssue]) -> list[IssueOutcome]:
    """Try waiting certificates again, after a name was confirmed or a font added."""
    return [issue_award(item.user, item.award) for item in blocked]


def decide_again(enrollment_ids: Iterable[int]) -> list[IssueOutcome]:
    """Decide anew what was earned with these enrollments and never issued, after results changed.

    What is not earned any more waits no longer; what is earned again is issued.
    """
    issued = Certificate.objects.filter(user=OuterRef("user"), award=OuterRef("award"))
    earned = BlockedIssue.objects.filter(enrollment__in=list(enrollment_ids))
    return retry_blocked(earned.exclude(Exists(issued)).select_related("user", "award"))


# --- explaining


def explain_award(user: Any, award: Award) -> Reason:
    """What a person has met of an award and what is missing."""
    return decide_award(_version_of(award), gather(user))


def explain_renewal(certificate: Certificate) -> Reason:
    """What the holder has met of renewing a certificate, and what is missing."""
    evidence = gather(certificate.user, since=learned_since(certificate))
    return decide(renewal_tree_of(_version_of(certificate.award)), evidence.facts)


# --- one award for one person


def issue_award(
    user: Any, award: Award, *, approval: Approval | None = None, actor: Any = None
) -> IssueOutcome:
    """Issue ``award`` to ``user`` if it is earned and can be printed; else say what is missing.

    One certificate per (person, award, enrollment that completed it), whatever races. To who holds
    one already, meeting the renewal's requirements issues the next, which renews the one before.
    Where the award asks for a registrar's approval, ``approval`` is the one being given by
    ``actor``; without it, one is asked for.
    """
    version = _version_of(award)
    previous = _find_renewable(user, award)
    tree = renewal_tree_of(version) if previous else tree_of(version)
    evidence = gather(user, since=learned_since(previous) if previous else None)
    decision = decide(tree, evidence.facts)
    basis = basis_of(tree, evidence)
    if basis is None or not (decision.met or decision.is_missing_only("name")):
        settle_blocked(user, award)
        return IssueOutcome(award, decision, certificate=previous)
    enrollment_id = basis.enrollment_id
    existing = None if previous else _find_issued(user, award, enrollment_id)
    if existing:
        return IssueOutcome(award, decision, certificate=existing)
    if previous and previous.standing == Standing.SUSPENDED:
        message = _("Your certificate is suspended. It is renewed once it is reinstated.")
        cause = BlockCause.SUSPENDED
        blocked = block(user, award, enrollment_id, decision, cause, message=message)
        return IssueOutcome(award, decision, blocked=blocked)
    if not decision.met:
        message = _("Confirm your name to receive your certificate.")
        cause = BlockCause.NAME_UNCONFIRMED
        blocked = block(user, award, enrollment_id, decision, cause, message=message)
        return IssueOutcome(award, decision, blocked=blocked)
    draft = compose(user, version, basis, decision, previous)
    if unprintable := _find_print_block(user, version, enrollment_id, decision, draft):
        return IssueOutcome(award, decision, blocked=unprintable)
    if version.payload.get("approval_required") and approval is None:
        settle_blocked(user, award)
        asked = ask_for_approval(user, award, enrollment_id, decision)
        return IssueOutcome(award, decision, certificate=previous, approval=asked)
    certificate = _create_once(user, award, version, enrollment_id, draft, previous, actor=actor)
    return IssueOutcome(award, decision, certificate=certificate, approval=approval)


def _version_of(award: Award) -> AwardVersion:
    return find_current_version(award) or freeze_award(award)


def _find_print_block(
    user: Any, version: AwardVersion, enrollment_id: int, decision: Reason, draft: Snapshot
) -> BlockedIssue | None:
    """What keeps the page from being printed, entered as waiting; None when nothing does."""
    # typesetting libraries are loaded by the processes that issue, not by every page view
    from certificates.documents.page import check_wording

    award = version.award
    try:
        design = design_of(version)
        words = word_snapshot(draft, seal=SealWords.SEALED, design=design)
        check_wording(words, site_faces(), site_paper(), design=design)
    except MissingGlyphs as error:
        return block_unprintable(user, award, enrollment_id, decision, draft, error)
    except PageOverflow as error:
        cause = BlockCause.PAGE_OVERFLOW
        return block(user, award, enrollment_id, decision, cause, message=str(error))
    return None


def _find_issued(user: Any, award: Award, enrollment_id: int) -> Certificate | None:
    """What was issued for a completion; the latest, where its name was corrected since."""
    issued = Certificate.objects.filter(user=user, award=award, enrollment_id=enrollment_id)
    return issued.order_by("-pk").first()


def _find_renewable(user: Any, award: Award) -> Certificate | None:
    """The end of a person's chain for an award; after a revocation a new chain begins."""
    held = Certificate.objects.filter(user=user, award=award, successor__isnull=True)
    return held.exclude(standing=Standing.REVOKED).order_by("-issued_at", "-pk").first()


def learned_since(certificate: Certificate) -> dt.datetime:
    """From when learning counts for the next certificate; a corrected name begins nothing anew."""
    same = Certificate.objects.filter(
        user=certificate.user_id,
        award=certificate.award_id,
        enrollment=certificate.enrollment_id,
        issued_on=certificate.issued_on,
    )
    moment: dt.datetime = same.aggregate(first=Min("issued_at"))["first"]
    return moment


def _create_once(
    user: Any,
    award: Award,
    version: AwardVersion,
    enrollment_id: int,
    draft: Snapshot,
    previous: Certificate | None,
    *,
    actor: Any,
) -> Certificate:
    try:
        with transaction.atomic():
            # the person first, then their certificates: the order in which an erasure goes; and
            # two courses that each earn it may be completed at once, under different enrollments
            hold_person(user.pk)
            if previous is None and (faster := _find_renewable(user, award)):
                return faster
            if previous:
                previous = Certificate.objects.select_for_update().get(pk=previous.pk)
            certificate = register_certificate(
                draft,
                user=user,
                award=award,
                version=version,
                enrollment_id=enrollment_id,
                supersedes=previous,
                actor=actor,
            )
            if previous:
                append_event(previous, LedgerKind.RENEWED, actor=actor, related=certificate.number)
                announce(certificate_state_changed, sender=Certificate, certificate_id=previous.pk)
            settle_blocked(user, award)
    except (IntegrityError, StepRefused):
        twin = _find_issued(user, award, enrollment_id)
        if twin is None:
            raise
        return twin
    return certificate
