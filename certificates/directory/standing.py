"""Who may be shown now: consent that stands and a certificate of competence that is valid.

Nothing here is stored. Attendance is no reason to be listed: it says that somebody was there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from certificates import api as certificates
from certificates.directory.enums import ConsentKind
from certificates.directory.models import ListingConsent, Practitioner
from certificates.directory.scope_table import CONDITIONS
from certificates.enums import AwardKind


@dataclass(frozen=True)
class Mark:
    """One certificate as the directory shows it; the register has the rest.

    ``scope`` and ``exclusions`` say in closed terms what the words say; they are empty where it was
    issued in words alone.
    """

    number: str
    url: str
    award: str
    covers: tuple[str, ...]
    excludes: tuple[str, ...]
    issued_on: dt.date
    valid_until: dt.date | None
    techniques: frozenset[str] = frozenset()
    scope: tuple[Any, ...] = ()
    exclusions: tuple[Any, ...] = ()

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Each technique on each condition that the certificate covers."""
        scope = [asdict(row) for row in self.scope]
        exclusions = [asdict(row) for row in self.exclusions]
        return frozenset(
            (technique, condition)
            for technique in self.techniques
            for condition in CONDITIONS
            if certificates.scope_covers(
                scope, exclusions, technique=technique, condition=condition
            )
        )


def consenting(kind: ConsentKind, now: dt.datetime, *, of: str = "pk") -> Exists:
    """A condition on practitioners: their consent of ``kind`` stands at ``now``.

    ``of`` is the column that names the practitioner.
    """
    return Exists(ListingConsent.objects.standing(now).filter(practitioner=OuterRef(of), kind=kind))


def list_listed(now: dt.datetime) -> QuerySet[Practitioner]:
    """Practitioners in the directory at ``now``, each with ``is_named`` and ``has_photo_consent``.

    Published, with an account, with consent to be listed, holding at least one valid certificate
    of competence. One query, whatever the number.
    """
    held = list_competence(OuterRef("user_id"), now)
    listed = Practitioner.objects.live().filter(
        consenting(ConsentKind.LISTED, now), Exists(held), user__isnull=False
    )
    return listed.annotate(
        is_named=consenting(ConsentKind.NAME, now),
        has_photo_consent=consenting(ConsentKind.PHOTO, now),
    )


def list_competence(user_ids: Iterable[Any] | OuterRef, now: dt.datetime) -> QuerySet[Any]:
    """The certificates of competence of these people that are valid at ``now``."""
    valid: QuerySet[Any] = certificates.list_valid_certificates(user_ids, now=now)
    return valid.filter(kind=AwardKind.COMPETENCE)


def marks_of(user_ids: Iterable[int], now: dt.datetime) -> dict[int, tuple[Mark, ...]]:
    """The valid certificates of competence of each of ``user_ids``, in one query."""
    found: dict[int, list[Mark]] = {}
    for certificate in list_competence(list(user_ids), now).order_by("-issued_on", "-pk"):
        found.setdefault(certificate.user_id, []).append(_mark(certificate))
    return {user_id: tuple(marks) for user_id, marks in found.items()}


def _mark(certificate: Any) -> Mark:
    award = certificate.facts.award
    return Mark(
        number=certificate.number,
        url=reverse("lms_certificates:verify_number", args=[certificate.number]),
        award=award.title,
        covers=award.covers,
        excludes=award.excludes,
        issued_on=certificate.issued_on,
        valid_until=certificate.valid_until,
        techniques=frozenset(row.technique for row in award.scope),
        scope=award.scope,
        exclusions=award.exclusions,
    )
