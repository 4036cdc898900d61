"""Issuing: decide, explain, and for one completion make exactly one certificate."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.documents.text import MissingGlyphs, PageOverflow
from certificates.documents.wording import SealWords, word_snapshot
from certificates.eligibility import AllOf, CourseRequired, Facts, NameConfirmed, Reason, decide
from certificates.enums import BlockCause, LedgerKind, Standing
from certificates.exceptions import StepRefused
from certificates.models import Award, AwardVersion, BlockedIssue, Certificate
from certificates.models.designs import design_of
from certificates.models.wording import (
    award_facts,
    last_day,
    name_characters,
    site_faces,
    verify_origin,
)
from certificates.services.awards import find_current_version, freeze_award
from certificates.services.documents import site_paper
from certificates.services.ledger import append_event
from certificates.services.registering import register_certificate
from certificates.signals import announce, certificate_state_changed
from certificates.snapshot import BasisFacts, IssuerFacts, ResultFacts, Signatory, Snapshot
from courses.api import (
    get_completion_facts,
    get_learner_name,
    hold_person,
    list_completed_enrollments,
)
from lms.core import clock

_UNDRAWN = "0" * 13
# how long before its last day a certificate can be renewed without losing what is left of it
RENEWAL_DAYS = 90


@dataclass(frozen=True)
class IssueOutcome:
    """What came of one award for one person: a decision, and a certificate or what blocks it."""

    award: Award
    decision: Reason
    certificate: Certificate | None = None
    blocked: BlockedIssue | None = None


def issue_for_enrollment(enrollment_id: int) -> list[IssueOutcome]:
    """Decide every published award that asks for the course of a completed enrollment.

    Safe to call again at any time: what has been issued is returned, not issued twice.
    """
    facts = get_completion_facts(enrollment_id)
    if facts.completed_at is None:
        return []
    user = get_user_model().objects.get(pk=facts.user_id)
    awards = Award.objects.published().requiring(facts.course_key)
    return [issue_award(user, award) for award in awards]


def retry_blocked(blocked: Iterable[BlockedIssue]) -> list[IssueOutcome]:
    """Try waiting certificates again, after a name was confirmed or a font added."""
    return [issue_award(item.user, item.award) for item in blocked]


def explain_award(user: Any, award: Award) -> Reason:
    """What a person has met of an award and what is missing."""
    return _decide(user, award, _completed_by_course(user, _version_of(award)))


def issue_award(user: Any, award: Award) -> IssueOutcome:
    """Issue ``award`` to ``user`` if it is earned and can be printed; else say what is missing.

    One certificate per (person, award, enrollment that completed it), whatever races. To who holds
    one already, completing every course again issues the next, which renews the one before.
    """
    version = _version_of(award)
    completed = _completed_by_course(user, version)
    decision = _decide(user, award, completed)
    if not decision.met and not decision.is_missing_only("name"):
        return IssueOutcome(award, decision)
    enrollment = max(completed.values(), key=lambda row: (row.completed_at, row.pk))
    existing = _find_issued(user, award, enrollment)
    if existing:
        return IssueOutcome(award, decision, certificate=existing)
    previous = _find_renewable(user, award)
    if previous and not _is_earned_anew(previous, completed):
        return IssueOutcome(award, decision, certificate=previous)
    if previous and previous.standing == Standing.SUSPENDED:
        message = _("Your certificate is suspended. It is renewed once it is reinstated.")
        blocked = _block(user, award, enrollment, decision, BlockCause.SUSPENDED, message=message)
        return IssueOutcome(award, decision, blocked=blocked)
    if not decision.met:
        message = _("Confirm your name to receive your certificate.")
        blocked = _block(
            user, award, enrollment, decision, BlockCause.NAME_UNCONFIRMED, message=message
        )
        return IssueOutcome(award, decision, blocked=blocked)
    from certificates.documents.page import check_wording

    draft = _compose(user, version, list(completed.values()), decision, previous)
    try:
        design = design_of(version)
        words = word_snapshot(draft, seal=SealWords.SEALED, design=design)
        check_wording(words, site_faces(), site_paper(), design=design)
    except MissingGlyphs as error:
        blocked = _block_unprintable(user, award, enrollment, decision, draft, error)
        return IssueOutcome(award, decision, blocked=blocked)
    except PageOverflow as error:
        blocked = _block(
            user, award, enrollment, decision, BlockCause.PAGE_OVERFLOW, message=str(error)
        )
        return IssueOutcome(award, decision, blocked=blocked)
    certificate = _create_once(user, award, version, enrollment, draft, previous)
    return IssueOutcome(award, decision, certificate=certificate)


def _version_of(award: Award) -> AwardVersion:
    return find_current_version(award) or freeze_award(award)


def _completed_by_course(user: Any, version: AwardVersion) -> dict[str, Any]:
    """The latest completed enrollment of each required course, by course key."""
    wanted = [row["course_key"] for row in version.payload["requirements"]]
    found: dict[str, Any] = {}
    for enrollment in list_completed_enrollments(user).filter(course_key__in=wanted):
        found.setdefault(str(enrollment.course_key), enrollment)
    return {key: found[key] for key in wanted if key in found}


def _decide(user: Any, award: Award, completed: dict[str, Any]) -> Reason:
    courses = tuple(
        CourseRequired(row["course_key"], row["title"])
        for row in _version_of(award).payload["requirements"]
    )
    facts = Facts(
        completed_on={key: timezone.localdate(row.completed_at) for key, row in completed.items()},
        name_confirmed=get_learner_name(user).confirmed,
    )
    return decide(AllOf((*courses, NameConfirmed())), facts)


def _find_issued(user: Any, award: Award, enrollment: Any) -> Certificate | None:
    """What was issued for a completion; the latest, where its name was corrected since."""
    issued = Certificate.objects.filter(user=user, award=award, enrollment=enrollment)
    return issued.order_by("-pk").first()


def _find_renewable(user: Any, award: Award) -> Certificate | None:
    """The end of a person's chain for an award; after a revocation a new chain begins."""
    held = Certificate.objects.filter(user=user, award=award, successor__isnull=True)
    return held.exclude(standing=Standing.REVOKED).order_by("-issued_at", "-pk").first()


def _is_earned_anew(previous: Certificate, completed: dict[str, Any]) -> bool:
    """Whether every course was completed again since ``previous`` was issued."""
    return all(row.completed_at > previous.issued_at for row in completed.values())


def _valid_until(
    issued_on: dt.date, months: int | None, previous: Certificate | None
) -> dt.date | None:
    """The last day; renewing within the last days of a certificate loses none of them."""
    ends = previous.valid_until if previous else None
    if ends and issued_on <= ends <= issued_on + dt.timedelta(days=RENEWAL_DAYS):
        return last_day(ends, months)
    return last_day(issued_on, months)


def _compose(
    user: Any,
    version: AwardVersion,
    enrollments: list[Any],
    decision: Reason,
    previous: Certificate | None,
) -> Snapshot:
    """The snapshot as it will be, all but its number and salt."""
    payload = version.payload
    proofs = [get_completion_facts(row.pk) for row in enrollments]
    theory, practical = _hours(payload, proofs)
    issued_on = clock.today()
    results = tuple(
        _result(str(proof.course_key), fact)
        for proof in proofs
        for fact in proof.results
        if fact.kind != "lesson"
    )
    judges = (row.judged_by for row in results if row.judged_by != "automatic")
    return Snapshot(
        number=_UNDRAWN,
        language=settings.LANGUAGE_CODE,
        name=get_learner_name(user).legal,
        name_salt="",
        award=award_facts(payload, number=version.number, version_digest=version.digest),
        hours_theory=theory or None,
        hours_practical=practical or None,
        issued_on=issued_on,
        valid_until=_valid_until(issued_on, payload["validity_months"], previous),
        issuer=IssuerFacts(**payload["issuer"]),
        verify_origin=verify_origin(),
        signatories=tuple(Signatory(**row) for row in payload["signatories"]),
        assessors=tuple(dict.fromkeys(judge for judge in judges if judge)),
        basis=tuple(
            BasisFacts(
                course_key=str(proof.course_key),
                course_title=proof.course_title,
                version=proof.version_number,
                version_digest=proof.version_digest,
                completed_on=timezone.localdate(proof.completed_at),
            )
            for proof in proofs
        ),
        results=results,
        units_passed=sum(len(proof.results) for proof in proofs),
        eligibility=decision.as_json(),
    )


def _hours(payload: dict[str, Any], proofs: list[Any]) -> tuple[Decimal, Decimal]:
    theory, practical = payload["hours_theory"], payload["hours_practical"]
    if theory is not None or practical is not None:
        return Decimal(theory or 0), Decimal(practical or 0)
    return (
        sum((proof.hours_theory for proof in proofs), Decimal(0)),
        sum((proof.hours_practical for proof in proofs), Decimal(0)),
    )


def _result(course_key: str, fact: Any) -> ResultFacts:
    return ResultFacts(
        course_key=course_key,
        unit_key=str(fact.unit_key),
        title=fact.title,
        kind=fact.kind,
        outcome=str(fact.outcome),
        score=fact.score,
        version_digest=str(fact.evidence.get("version_digest") or ""),
        judged_by=str(fact.evidence.get("judged_by") or ""),
    )


def _create_once(
    user: Any,
    award: Award,
    version: AwardVersion,
    enrollment: Any,
    draft: Snapshot,
    previous: Certificate | None,
) -> Certificate:
    try:
        with transaction.atomic():
            # the person first, then their certificates: the order in which an erasure goes
            hold_person(user.pk)
            if previous:
                previous = Certificate.objects.select_for_update().get(pk=previous.pk)
            certificate = register_certificate(
                draft,
                user=user,
                award=award,
                version=version,
                enrollment=enrollment,
                supersedes=previous,
            )
            if previous:
                append_event(previous, LedgerKind.RENEWED, related=certificate.number)
                announce(certificate_state_changed, sender=Certificate, certificate_id=previous.pk)
            BlockedIssue.objects.waiting().filter(
                user=user, award=award, enrollment=enrollment
            ).update(resolved_at=clock.now())
    except (IntegrityError, StepRefused):
        twin = _find_issued(user, award, enrollment)
        if twin is None:
            raise
        return twin
    return certificate


def _block_unprintable(
    user: Any,
    award: Award,
    enrollment: Any,
    decision: Reason,
    draft: Snapshot,
    error: MissingGlyphs,
) -> BlockedIssue:
    values = {"characters": name_characters(error.characters)}
    if any(character in draft.name for character in error.characters):
        cause = BlockCause.NAME_UNPRINTABLE
        message = _(
            "Your name holds characters that this academy cannot print yet: %(characters)s. Give "
            "your name in the letters of your passport, or ask the registrar to add a font."
        )
    else:
        cause = BlockCause.PAGE_OVERFLOW
        message = _(
            "The award’s own text holds characters that no font here can print: %(characters)s. "
            "The registrar has been told."
        )
    return _block(
        user,
        award,
        enrollment,
        decision,
        cause,
        message=message % values,
        characters=error.characters[:200],
    )


def _block(
    user: Any,
    award: Award,
    enrollment: Any,
    decision: Reason,
    cause: BlockCause,
    *,
    message: str,
    characters: str = "",
) -> BlockedIssue:
    with transaction.atomic():
        hold_person(user.pk)
        blocked, _created = BlockedIssue.objects.update_or_create(
            user=user,
            award=award,
            enrollment=enrollment,
            defaults={
                "cause": cause,
                "message": message,
                "characters": characters,
                "decision": decision.as_json(),
                "resolved_at": None,
            },
            create_defaults={
                "cause": cause,
                "message": message,
                "characters": characters,
                "decision": decision.as_json(),
                "created_at": clock.now(),
            },
        )
    return blocked
