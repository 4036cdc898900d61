"""How far somebody is on the way to an award, as trainee, instructor and registrar see it alike."""

from dataclasses import dataclass
from typing import Any

from certificates.eligibility import Reason, decide
from certificates.enums import CertificateState, NeedKind
from certificates.models import Approval, AwardVersion, Certificate
from certificates.queries import list_versions_needing
from certificates.services.evidence import decide_award, gather, renewal_tree_of
from certificates.services.issue import learned_since
from courses.api import list_enrollments
from lms.core import clock


@dataclass(frozen=True)
class Way:
    """One award for one person: what is met, what it waits for, what was issued.

    ``decision`` is about the first certificate, or about renewing ``certificate``.
    """

    version: AwardVersion
    decision: Reason
    certificate: Certificate | None = None
    approval: Approval | None = None
    is_renewal: bool = False


def list_ways(user: Any, held: list[Certificate]) -> list[Way]:
    """The awards that courses of ``user`` count towards and of which no certificate is in force.

    ``held`` are all certificates of the person. Two queries where nothing is on the way, else
    seven.
    """
    keys = {str(key) for key in list_enrollments(user).values_list("course_key", flat=True)}
    needs = [(kind, key) for key in sorted(keys) for kind in (NeedKind.COURSE, NeedKind.RESULT)]
    today = clock.today()
    over = {CertificateState.REVOKED, CertificateState.SUPERSEDED}
    kept = {item.award_id for item in held if item.state_on(today) not in over}
    versions = [v for v in list_versions_needing(*needs) if v.award_id not in kept] if keys else []
    if not versions:
        return []
    valid = [item for item in held if item.state_on(today) == CertificateState.VALID]
    evidence = gather(user, held_awards=frozenset(item.facts.award.key for item in valid))
    asked: dict[int, Approval] = {}
    for approval in Approval.objects.filter(user=user, certificate__isnull=True).order_by("pk"):
        asked[approval.award_id] = approval
    return [
        Way(version, decide_award(version, evidence), approval=asked.get(version.award_id))
        for version in versions
    ]


def get_way(user: Any, version: AwardVersion) -> Way:
    """How far ``user`` is with one award; to who holds it, what renewing it takes."""
    held = Certificate.objects.filter(user=user, award=version.award_id, successor__isnull=True)
    certificate = held.order_by("-issued_at", "-pk").first()
    approval = (
        Approval.objects.filter(user=user, award=version.award_id, certificate__isnull=True)
        .order_by("-pk")
        .first()
    )
    if certificate and certificate.state != CertificateState.REVOKED:
        evidence = gather(user, since=learned_since(certificate))
        decision = decide(renewal_tree_of(version), evidence.facts)
        return Way(version, decision, certificate, approval, is_renewal=True)
    return Way(version, decide_award(version, gather(user)), certificate, approval)
