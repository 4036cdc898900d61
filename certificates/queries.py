"""Reads of the register."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from certificates.enums import (
    PUBLIC_REASONS,
    AwardKind,
    CertificateState,
    LedgerKind,
    NeedKind,
    ResultKind,
    Standing,
)
from certificates.ledger import find_expiry_faults, find_faults, hash_note
from certificates.models import (
    Approval,
    Award,
    AwardNeed,
    AwardVersion,
    BlockedIssue,
    Certificate,
    CertificateDocument,
    IdentityCheck,
    LedgerEvent,
)
from certificates.models.register import CertificateQuerySet
from certificates.numbers import format_number, read_number
from certificates.register import HistoryLine, RegisterAnswer
from certificates.scope import covers
from courses.enums import EnrollmentState
from lms.core.digest import digest
from lms.core.prepared import Given, Prepared

# looked up in place of a malformed number, so that both take the same way through the database
_NO_NUMBER = "-"

_DEVELOPMENT_FILES = CertificateDocument.objects.filter(
    certificate=OuterRef("pk"), key__is_development=True
)


def find_number(text: str) -> str:
    """The canonical certificate number that ``text`` is, or an empty text."""
    return read_number(text).number


def verify(number: str, *, now: dt.datetime) -> RegisterAnswer:
    """Answer about typed or scanned text, in one query for unknown numbers and two for known."""
    reading = read_number(number)
    certificate = (
        Certificate.objects.filter(number=reading.number or _NO_NUMBER)
        .select_related("supersedes", "successor")
        .prefetch_related(Prefetch("events", LedgerEvent.objects.order_by("sequence")))
        .annotate(has_development_seal=Exists(_DEVELOPMENT_FILES))
        .first()
    )
    if certificate is None:
        return RegisterAnswer(as_at=now, problem=reading.problem)
    return answer_about(certificate, now=now)


def answer_about(
    certificate: Certificate, *, now: dt.datetime, with_history: bool = True
) -> RegisterAnswer:
    """The register's answer about a certificate at hand, with or without what happened to it."""
    successor = getattr(certificate, "successor", None)
    predecessor = certificate.supersedes
    events = certificate.events.all() if with_history else ()
    reading = read_number(certificate.number)
    return RegisterAnswer(
        as_at=now,
        problem=reading.problem,
        number=certificate.printed_number,
        state=certificate.state_on(timezone.localdate(now)),
        snapshot=certificate.facts,
        history=tuple(
            HistoryLine(
                kind=event.kind,
                word=str(LedgerKind(event.kind).label),
                at=_at(event, certificate),
                reason=_public_reason(event),
                related=format_number(event.related) if event.related else "",
                code=event.reason if event.kind in PUBLIC_REASONS else "",
            )
            for event in events
        )
        + _unnoted_expiry(certificate, events, now=now, with_history=with_history),
        successor=format_number(successor.number) if successor else "",
        predecessor=format_number(predecessor.number) if predecessor else "",
        is_development=getattr(certificate, "has_development_seal", False),
    )


def _public_reason(event: LedgerEvent) -> str:
    return event.get_reason_display() if event.reason and event.kind in PUBLIC_REASONS else ""


def _at(event: LedgerEvent, certificate: Certificate) -> dt.datetime:
    """When something happened; expiry when the clock decided it, not when that was noted."""
    return _expiry(certificate) if event.kind == LedgerKind.EXPIRED else event.at


def _expiry(certificate: Certificate) -> dt.datetime:
    """The moment after the last day."""
    assert certificate.valid_until is not None  # only certificates with a last day expire
    day = certificate.valid_until + dt.timedelta(days=1)
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def _unnoted_expiry(
    certificate: Certificate,
    events: Iterable[LedgerEvent],
    *,
    now: dt.datetime,
    with_history: bool,
) -> tuple[HistoryLine, ...]:
    """Expiry as the last line of a history whose ledger has not noted yet what the clock says."""
    state = certificate.state_on(timezone.localdate(now))
    if not with_history or state != CertificateState.EXPIRED:
        return ()
    if any(event.kind == LedgerKind.EXPIRED for event in events):
        return ()
    at = _expiry(certificate)
    return (HistoryLine(kind=str(state), word=str(state.label), at=at, reason=""),)


def certificates_of(user: Any) -> CertificateQuerySet:
    """Every certificate of a person, the latest first."""
    found: CertificateQuerySet = Certificate.objects.filter(user=user).select_related(
        "successor", "supersedes"
    )
    return found


def list_valid_certificates(
    user_ids: Iterable[Any] | OuterRef, now: dt.datetime
) -> CertificateQuerySet:
    """Certificates of these people that the register calls Valid at ``now``.

    ``user_ids`` may be a queryset of ids, or the column of an outer query that names the person:
    then all stays one query.
    """
    if isinstance(user_ids, OuterRef):
        valid: CertificateQuerySet = Certificate.objects.filter(user_id=user_ids)
    else:
        ids = user_ids if isinstance(user_ids, QuerySet) else list(user_ids)
        valid = Certificate.objects.filter(user_id__in=ids)
    return valid.valid_on(timezone.localdate(now))


def list_scopes_covering(
    asked: Iterable[tuple[str, str]],
) -> list[frozenset[int]]:
    """For each (technique, condition), the award versions whose scope covers it, in one query.

    An empty technique or condition asks for any. "Any skin" covers every condition but those the
    award excludes.
    """
    payloads = list(AwardVersion.objects.values_list("pk", "payload__scope", "payload__exclusions"))
    return [
        frozenset(
            pk
            for pk, scope, exclusions in payloads
            if covers(scope or (), exclusions or (), technique=technique, condition=condition)
        )
        for technique, condition in asked
    ]


def list_certificates_of_versions(
    versions: Iterable[int], *, now: dt.datetime
) -> CertificateQuerySet:
    """Certificates of competence with one of these wordings that are valid at ``now``."""
    found: CertificateQuerySet = Certificate.objects.filter(
        version_id__in=list(versions), kind=AwardKind.COMPETENCE
    )
    return found.valid_on(timezone.localdate(now))


def list_waiting(user: Any = None) -> Any:
    """Earned certificates that something keeps from being issued, of one person or of all."""
    waiting = BlockedIssue.objects.waiting().select_related("award", "user")
    return waiting.filter(user=user) if user is not None else waiting


def list_overdue_enrollments(user_ids: Iterable[Any]) -> Iterable[int]:
    """Completed enrollments of these people that no certificate, waiting or issued, answers to yet.

    Only completions since an award was first published count: publishing a new award issues
    nothing to people who finished its course before.
    """
    enrollments = Certificate._meta.get_field("enrollment").related_model._default_manager
    people = list(user_ids)
    needs: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for award_id, kind, key in AwardNeed.objects.in_force().values_list(
        "version__award", "kind", "key"
    ):
        needs[award_id].add((kind, key))
    for award in Award.objects.published().filter(pk__in=needs):
        completed = enrollments.filter(
            user__in=people,
            state=EnrollmentState.COMPLETED,
            user__erasure__isnull=True,
            completed_at__gte=award.first_published_at,
        )
        if not needs[award.pk] & _ANY_COURSE:
            keys = [key for kind, key in needs[award.pk] if kind in _OF_COURSE]
            completed = completed.filter(course_key__in=keys)
        answered = Certificate.objects.filter(award=award).values("enrollment")
        waiting = BlockedIssue.objects.waiting().filter(award=award).values("enrollment")
        asked = Approval.objects.filter(award=award).values("enrollment")
        yield from (
            completed.exclude(pk__in=answered)
            .exclude(pk__in=waiting)
            .exclude(pk__in=asked)
            .values_list("pk", flat=True)
        )


_OF_COURSE = frozenset([NeedKind.COURSE, NeedKind.RESULT])
_ANY_COURSE = frozenset([(NeedKind.RESULT, ""), (NeedKind.HOURS, "")])


def list_candidates(user_ids: Iterable[Any]) -> list[int]:
    """Those of these people whose open learning or checked identity may have earned an award.

    Those who have a result in an enrollment that is not completed, an identity check or another
    certificate, where an award in force hears of such.
    """
    people = list(user_ids)
    kinds = set(AwardNeed.objects.in_force().values_list("kind", flat=True))
    enrollments = Certificate._meta.get_field("enrollment").related_model._default_manager
    found: set[int] = set()
    if NeedKind.RESULT in kinds:
        passed = enrollments.filter(
            user__in=people, results__kind__in=ResultKind.values, results__outcome="pass"
        )
        found.update(passed.values_list("user", flat=True))
    if NeedKind.PERSON in kinds:
        checked = IdentityCheck.objects.standing().filter(user__in=people)
        found.update(checked.values_list("user", flat=True))
    if NeedKind.AWARD in kinds:
        held = Certificate.objects.filter(user__in=people)
        found.update(held.values_list("user", flat=True))
    return sorted(found)


def _current_versions() -> QuerySet[AwardVersion, Any]:
    later = AwardVersion.objects.filter(award=OuterRef("award"), number__gt=OuterRef("number"))
    awards = Award.objects.published().of_course(Given("course_key", CharField())).values("pk")
    return (
        AwardVersion.objects.filter(~Exists(later), award__in=awards)
        .order_by("award__title", "award_id")
        .values("award__slug", "payload")
    )


_CURRENT_VERSIONS = Prepared(AwardVersion, _current_versions)


@dataclass(frozen=True)
class CurrentWording:
    """What a published award says now, and its short name."""

    slug: str
    payload: dict[str, Any]


def list_current_wordings(course_key: Any) -> list[CurrentWording]:
    """The wording in force of every published award that a course counts towards. One query."""
    rows = _CURRENT_VERSIONS.rows(course_key=str(course_key))
    return [CurrentWording(row["award__slug"], row["payload"]) for row in rows]


def list_versions_needing(*needs: tuple[NeedKind, str]) -> QuerySet[AwardVersion]:
    """The wording in force of every published award that hears of any of these. One query."""
    later = AwardVersion.objects.filter(award=OuterRef("award"), number__gt=OuterRef("number"))
    awards = Award.objects.published().needing(*needs)
    return (
        AwardVersion.objects.filter(~Exists(later), award__in=awards.values("pk"))
        .select_related("award")
        .order_by("award__title", "award_id")
    )


def find_version_of(award: Award) -> AwardVersion | None:
    """The latest wording of an award, once it has been published."""
    found: AwardVersion | None = (
        AwardVersion.objects.filter(award=award).select_related("award").order_by("-number").first()
    )
    return found


def find_award_version(name: str) -> AwardVersion | None:
    """The latest wording of the published award with this short name or key."""
    try:
        wanted = Q(award__key=uuid.UUID(name))
    except ValueError:
        wanted = Q(award__slug=name)
    versions = AwardVersion.objects.filter(wanted, award__first_published_at__isnull=False)
    found: AwardVersion | None = versions.select_related("award").order_by("-number").first()
    return found


def find_ledger_faults(certificate: Certificate) -> list[str]:
    """Sentences about what does not agree in one certificate's history; none when sound."""
    faults = []
    facts = certificate.facts
    if facts.number != certificate.number or certificate.digest != _stored_digest(certificate):
        faults.append("the snapshot was changed after it was issued")
    if certificate.name and facts.as_json()["name_digest"] != certificate.snapshot["name_digest"]:
        faults.append("the name is not the one it was issued to")
    if (facts.issued_on, facts.valid_until) != (certificate.issued_on, certificate.valid_until):
        faults.append("the dates are not those of the snapshot")
    if (facts.award.title, facts.award.kind) != (certificate.title, certificate.kind):
        faults.append("the award is not the one of the snapshot")
    version = certificate.version
    if (facts.award.digest, version.award_id) != (version.digest, certificate.award_id):
        faults.append("the version of the award is not the one of the snapshot")
    if version.digest != digest(version.payload):
        faults.append("the wording of the award was changed after it was frozen")
    if certificate.enrollment.user_id != certificate.user_id:
        faults.append("the holder is not the person whose learning it rests on")
    events = sorted(certificate.events.all(), key=lambda event: event.sequence)
    faults += _find_link_faults(certificate, events)
    faults += [
        f"the note of event {event.sequence} was changed after it was written"
        for event in events
        # erasure takes the notes, and the name with them
        if (event.note or certificate.name) and hash_note(event.note) != event.note_digest
    ]
    entries = [(event.as_entry(certificate.number), event.digest) for event in events]
    faults += find_expiry_faults(
        (entry for entry, _digest in entries), valid_until=certificate.valid_until
    )
    return faults + find_faults(
        entries,
        origin=certificate.digest,
        head=certificate.head,
        standing=Standing(certificate.standing),
    )


_LEADS_ON = frozenset([LedgerKind.CORRECTED, LedgerKind.RENEWED, LedgerKind.SUPERSEDED])


def _find_link_faults(certificate: Certificate, events: list[LedgerEvent]) -> list[str]:
    """Whether the certificates before and after are those that the events name."""
    successor = getattr(certificate, "successor", None)
    after = successor.number if successor else ""
    before = certificate.supersedes.number if certificate.supersedes else ""
    faults = []
    if any(event.related != before for event in events if event.kind == LedgerKind.ISSUED):
        faults.append("it replaces another certificate than the one its first event names")
    named = {event.related for event in events if event.kind in _LEADS_ON}
    if named != ({after} if after else set()):
        faults.append("it was replaced by another certificate than the one its events name")
    return faults


def _stored_digest(certificate: Certificate) -> str:
    return digest(certificate.snapshot)
