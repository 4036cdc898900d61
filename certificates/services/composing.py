"""What a certificate will say: the snapshot as it will be, all but its number and salt."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import timezone

from certificates.eligibility import Reason
from certificates.models import AwardVersion, Certificate
from certificates.models.wording import award_facts, last_day, verify_origin
from certificates.recall import judges_of
from certificates.recall_queries import print_accounts
from certificates.services.evidence import Basis
from certificates.snapshot import BasisFacts, IssuerFacts, ResultFacts, Signatory, Snapshot
from courses.api import CompletionFacts, ResultFact, get_learner_name
from lms.core import clock

_UNDRAWN = "0" * 13
# how long before its last day a certificate can be renewed without losing what is left of it
RENEWAL_DAYS = 90


def compose(
    user: Any,
    version: AwardVersion,
    basis: Basis,
    decision: Reason,
    previous: Certificate | None,
) -> Snapshot:
    """Put together what ``user`` is certified for, and what it rests on."""
    payload = version.payload
    theory, practical = _hours(payload, basis.completed)
    issued_on = clock.today()
    facts = _facts(basis)
    names = print_accounts([judge for _item, fact in facts for judge in judges_of(fact.evidence)])
    judges = [judge for _item, fact in facts for judge in _judges(fact, names)]
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
        assessors=tuple(dict.fromkeys(judges)),
        basis=tuple(_basis(item) for item in basis.completed),
        results=tuple(_result(item, fact, names) for item, fact in facts),
        units_passed=sum(len(item.results) for item in basis.completed) + len(basis.results),
        eligibility=decision.as_json(),
    )


def _valid_until(
    issued_on: dt.date, months: int | None, previous: Certificate | None
) -> dt.date | None:
    """The last day; renewing within the last days of a certificate loses none of them."""
    ends = previous.valid_until if previous else None
    if ends and issued_on <= ends <= issued_on + dt.timedelta(days=RENEWAL_DAYS):
        return last_day(ends, months)
    return last_day(issued_on, months)


def _hours(
    payload: dict[str, Any], completed: tuple[CompletionFacts, ...]
) -> tuple[Decimal, Decimal]:
    theory, practical = payload["hours_theory"], payload["hours_practical"]
    if theory is not None or practical is not None:
        return Decimal(theory or 0), Decimal(practical or 0)
    return (
        sum((item.hours_theory for item in completed), Decimal(0)),
        sum((item.hours_practical for item in completed), Decimal(0)),
    )


def _basis(item: CompletionFacts) -> BasisFacts:
    return BasisFacts(
        course_key=str(item.course_key),
        course_title=item.course_title,
        version=item.version_number,
        version_digest=item.version_digest,
        completed_on=timezone.localdate(item.completed_at),
    )


def _facts(basis: Basis) -> list[tuple[CompletionFacts, ResultFact]]:
    """The assessed results it rests on."""
    whole = [(item, fact) for item in basis.completed for fact in item.results if fact.is_proof]
    return [*whole, *basis.results]


def _result(item: CompletionFacts, fact: ResultFact, names: Mapping[str, str]) -> ResultFacts:
    people = ", ".join(_judges(fact, names))
    return ResultFacts(
        course_key=str(item.course_key),
        unit_key=str(fact.unit_key),
        title=fact.title,
        kind=fact.kind,
        outcome=str(fact.outcome),
        score=fact.score,
        version_digest=str(fact.evidence.get("version_digest") or ""),
        judged_by=people or str(fact.evidence.get("judged_by") or ""),
    )


def _judges(fact: ResultFact, names: Mapping[str, str]) -> list[str]:
    """Who judged, by name: the evidence knows accounts."""
    return list(dict.fromkeys(names.get(judge, judge) for judge in judges_of(fact.evidence)))
