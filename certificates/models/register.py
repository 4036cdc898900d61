"""The register: what was issued, everything that happened to it since, and its documents."""

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.enums import (
    AwardKind,
    BlockCause,
    CertificateState,
    LedgerKind,
    Paper,
    ReasonCode,
    Standing,
)
from certificates.ledger import Entry, state_on
from certificates.models.award_versions import AwardVersion
from certificates.models.awards import Award
from certificates.models.guards import Permanent, PermanentQuerySet
from certificates.models.keys import IssuerKey
from certificates.numbers import format_number
from certificates.snapshot import Snapshot
from lms.core import clock
from lms.core.conf import lms_settings


def private_storage() -> Storage:
    """Where documents are kept: never under a public address."""
    return storages[lms_settings.LMS_PRIVATE_STORAGE]


class CertificateQuerySet(PermanentQuerySet):
    def valid_on(self, today: dt.date) -> "CertificateQuerySet":
        """In force, and not past its last day."""
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=today), standing=Standing.IN_FORCE
        )

    def expired_on(self, today: dt.date) -> "CertificateQuerySet":
        """In force but past its last day."""
        return self.filter(standing=Standing.IN_FORCE, valid_until__lt=today)

    def ending_between(self, first: dt.date, last: dt.date) -> "CertificateQuerySet":
        """In force, with the last day from ``first`` through ``last``."""
        return self.filter(standing=Standing.IN_FORCE, valid_until__range=(first, last))

    def in_force(self) -> "CertificateQuerySet":
        """Neither suspended, revoked nor replaced; the clock may have ended them."""
        return self.filter(standing=Standing.IN_FORCE)

    def in_state(self, state: CertificateState, today: dt.date) -> "CertificateQuerySet":
        """Certificates of which the register would answer ``state`` on ``today``."""
        if state == CertificateState.VALID:
            return self.valid_on(today)
        if state == CertificateState.EXPIRED:
            return self.expired_on(today)
        return self.filter(standing=state.value)


class Certificate(Permanent):
    """One award to one person: an immutable snapshot, and where the ledger stands.

    ``standing`` and ``head`` are the fold and the last digest of the ledger, kept for speed;
    ``verify_ledger`` proves that they agree. ``name`` may only ever be emptied, by erasure, which
    leaves ``name_check``: by it, who knows the name can have it confirmed.
    """

    CHANGING = ("standing", "head", "name", "name_check")

    number = models.CharField(_("number"), max_length=13, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificates"
    )
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="certificates")
    version = models.ForeignKey(AwardVersion, on_delete=models.PROTECT, related_name="certificates")
    enrollment = models.ForeignKey(
        "lms_courses.Enrollment", on_delete=models.PROTECT, related_name="certificates"
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    name_check = models.CharField(max_length=64, blank=True)
    title = models.CharField(_("award"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=AwardKind.choices)
    snapshot = models.JSONField(encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField(_("issued at"))
    issued_on = models.DateField(_("issued"), db_index=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    standing = models.CharField(
        _("standing"), max_length=12, choices=Standing.choices, default=Standing.IN_FORCE
    )
    head = models.CharField(max_length=64, blank=True)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successor"
    )

    objects: ClassVar[Any] = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "award", "enrollment"],
                condition=Q(supersedes__isnull=True),
                name="lms_certificates_issued_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("issued_on")),
                name="lms_certificates_dates",
            ),
        ]
        indexes = [
            models.Index(fields=["standing", "valid_until"], name="lms_certificates_state"),
            models.Index(fields=["user", "standing"], name="lms_certificates_user"),
        ]
        permissions = [("act_on_certificate", "Can suspend, reinstate and revoke certificates")]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")

    def __str__(self) -> str:
        return f"{self.printed_number} {self.name}".strip()

    @property
    def printed_number(self) -> str:
        """The number as people see it."""
        return format_number(self.number)

    @property
    def facts(self) -> Snapshot:
        """The snapshot as a value."""
        return Snapshot.from_json(self.snapshot, name=self.name)

    def state_on(self, today: dt.date) -> CertificateState:
        """The register's answer on a day."""
        return state_on(Standing(self.standing), valid_until=self.valid_until, today=today)

    @property
    def state(self) -> CertificateState:
        """The register's answer today."""
        return self.state_on(clock.today())


class LedgerEvent(Permanent):
    """Something that happened to a certificate; the chain of digests makes it tamper-evident.

    The private note may be emptied by erasure: the chain holds only its hash.
    """

    CHANGING = ("note",)

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=LedgerKind.choices)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=32, choices=ReasonCode.choices, blank=True)
    note = models.TextField(blank=True)
    note_digest = models.CharField(max_length=64, blank=True)
    related = models.CharField(max_length=13, blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["certificate", "sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "sequence"], name="lms_certificates_ledger_sequence"
            ),
            models.UniqueConstraint(
                fields=["certificate"],
                condition=Q(kind=LedgerKind.EXPIRED),
                name="lms_certificates_expired_once",
            ),
        ]
        verbose_name = _("ledger event")
        verbose_name_plural = _("ledger events")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.at:%Y-%m-%d}"

    def as_entry(self, number: str) -> Entry:
        """The event as the value that is hashed; ``number`` is its certificate's."""
        return Entry(
            number=number,
            sequence=self.sequence,
            kind=LedgerKind(self.kind),
            at=self.at,
            reason=self.reason,
            related=self.related,
            actor=str(self.actor_id or ""),
            note_digest=self.note_digest,
            previous=self.previous,
        )


# the folder of documents in the private storage; each is in one named by two letters of its number
DOCUMENT_ROOT = "certificates"


def _document_path(document: "CertificateDocument", filename: str) -> str:
    return f"{DOCUMENT_ROOT}/{document.certificate.number[:2]}/{filename}"


class CertificateDocument(Permanent):
    """A file drawn from a certificate, once; its hash is what an upload is compared with.

    ``key`` sealed it; files issued before there were seals have none and stay as they are.
    ``seal_digest`` is what the seal signs: it leads an altered file back to its certificate.
    ``file`` is emptied by erasure, the rest stays.
    """

    CHANGING = ("file",)

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="documents")
    form = models.CharField(max_length=24, default="certificate")
    paper = models.CharField(max_length=8, choices=Paper.choices)
    # whom a transcript is for; empty for everybody
    addressee = models.CharField(max_length=200, blank=True)
    file = models.FileField(storage=private_storage, upload_to=_document_path, max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    rendered_at = models.DateTimeField(default=timezone.now)
    key = models.ForeignKey(
        IssuerKey, null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    seal_digest = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "form", "paper"], name="lms_certificates_one_document"
            )
        ]
        verbose_name = _("certificate document")
        verbose_name_plural = _("certificate documents")

    def __str__(self) -> str:
        return f"{self.certificate.printed_number}, {self.paper}"


class BlockedIssueQuerySet(models.QuerySet["BlockedIssue"]):
    def waiting(self) -> "BlockedIssueQuerySet":
        """Earned certificates that something still keeps from being issued."""
        return self.filter(resolved_at__isnull=True)


class BlockedIssue(models.Model):
    """An award that is earned but not issued yet, why, and what would change that."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="blocked_certificates"
    )
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="blocked_issues")
    enrollment = models.ForeignKey(
        "lms_courses.Enrollment", on_delete=models.PROTECT, related_name="+"
    )
    cause = models.CharField(_("cause"), max_length=20, choices=BlockCause.choices)
    characters = models.CharField(max_length=200, blank=True)
    message = models.TextField(_("what has to be done"))
    decision = models.JSONField(default=dict)
    created_at = models.DateTimeField(_("since"), default=timezone.now)
    resolved_at = models.DateTimeField(null=True, blank=True)

    objects = BlockedIssueQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "award", "enrollment"], name="lms_certificates_blocked_once"
            )
        ]
        verbose_name = _("waiting certificate")
        verbose_name_plural = _("waiting certificates")

    def __str__(self) -> str:
        return f"{self.award}: {self.get_cause_display()}"
