"""What people of the academy decided about a person: who they are, and whether to certify them."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates.enums import ApprovalState, IdentityDocument
from certificates.models.awards import Award
from certificates.models.guards import Permanent, PermanentQuerySet
from certificates.models.register import Certificate


class IdentityCheckQuerySet(PermanentQuerySet):
    def standing(self) -> "IdentityCheckQuerySet":
        """Those that have not been withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def delete(self) -> Any:
        """Erasure deletes them: what a certificate rested on stands in its own reasons."""
        return models.QuerySet.delete(self)


class IdentityCheck(Permanent):
    """That a member of staff saw a document of a person on a day, of which kind, and no more.

    ``age`` is an age the person had reached at least on that day: no date of birth is kept.
    """

    CHANGING = ("withdrawn_at", "withdrawn_by")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="identity_checks",
        verbose_name=_("person"),
    )
    document = models.CharField(_("document seen"), max_length=20, choices=IdentityDocument.choices)
    age = models.PositiveSmallIntegerField(
        _("at least this old"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(_("checked"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[Any] = IdentityCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-checked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(withdrawn_at__isnull=True),
                name="lms_certificates_one_identity",
            )
        ]
        verbose_name = _("identity check")
        verbose_name_plural = _("identity checks")

    def __str__(self) -> str:
        return f"{self.get_document_display()}, {self.checked_at:%Y-%m-%d}"


class ApprovalQuerySet(PermanentQuerySet):
    def waiting(self) -> "ApprovalQuerySet":
        """Those that no registrar has decided yet, of people who have not been erased."""
        return self.filter(state=ApprovalState.WAITING, user__erasure__isnull=True)


class Approval(Permanent):
    """An earned award that asks for a registrar's approval: asked once, decided once.

    ``asked`` is the tree of reasons when it was asked, ``decided`` the one that was approved.
    ``enrollment`` is the latest learning it rests on: new learning may ask again.
    """

    CHANGING = ("state", "asked", "decided", "decided_at", "decided_by", "reason", "certificate")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificate_approvals"
    )
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="approvals")
    enrollment = models.ForeignKey(
        "lms_courses.Enrollment", on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ApprovalState.choices, default=ApprovalState.WAITING
    )
    asked = models.JSONField(default=dict)
    asked_at = models.DateTimeField(_("since"))
    decided = models.JSONField(default=dict)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)
    certificate = models.OneToOneField(
        Certificate, null=True, blank=True, on_delete=models.PROTECT, related_name="approval"
    )

    objects: ClassVar[Any] = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "award"],
                condition=Q(state="waiting"),
                name="lms_certificates_asked_once",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at__isnull=True)
                | Q(state__in=["approved", "declined"], decided_at__isnull=False),
                name="lms_certificates_decided_has_date",
            ),
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="lms_certificates_approvals")]
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")

    def __str__(self) -> str:
        return f"{self.award}: {self.get_state_display()}"
