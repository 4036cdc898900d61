"""Who speaks for a clinic: invitations, owners, confirmations, and who works where."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates.directory.enums import Side
from certificates.directory.models.clinics import Clinic
from certificates.directory.models.practitioners import Practitioner


class InvitationQuerySet(models.QuerySet[Any]):
    def open(self, at: dt.datetime) -> InvitationQuerySet:
        """Invitations that can still be accepted at ``at``."""
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=at)


class ClinicInvitation(models.Model):
    """An invitation by e-mail to speak for a clinic: it ends, and works once."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(_("e-mail"))
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="lms_directory_invitation_used_or_withdrawn",
            )
        ]

    def __str__(self) -> str:
        return f"{self.clinic}: {self.email}"


class OwnerQuerySet(models.QuerySet[Any]):
    def current(self) -> OwnerQuerySet:
        return self.filter(ended_at=None)


class ClinicOwner(models.Model):
    """An account that speaks for a clinic, from when until when. Rows are ended, never removed."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="owners")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="owned_clinics"
    )
    invitation = models.ForeignKey(
        ClinicInvitation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = OwnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("owner of a clinic")
        verbose_name_plural = _("owners of clinics")
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "user"],
                condition=Q(ended_at__isnull=True),
                name="lms_directory_owner_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.clinic}: {self.user}"


class ClinicConfirmation(models.Model):
    """Somebody said on that day that everything a clinic says still holds. Rows are only added."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="confirmations")
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.clinic}, {self.at:%Y-%m-%d}"


class ConfirmationReminder(models.Model):
    """A reminder to confirm, claimed before it is sent, so that it is sent once."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="reminders")
    # the day that the reminder counts from: the last confirmation, or the first publication
    counted_from = models.DateField()
    days = models.PositiveSmallIntegerField()
    claimed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reminder to confirm")
        verbose_name_plural = _("reminders to confirm")
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "counted_from", "days"], name="lms_directory_reminded_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.clinic}, {self.days}"


class PlaceRequest(models.Model):
    """One side asks that a practitioner is shown at a clinic; the other side answers."""

    practitioner = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, related_name="place_requests"
    )
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="place_requests")
    role = models.CharField(_("role"), max_length=80, blank=True)
    side = models.CharField(max_length=6, choices=Side.choices)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_accepted = models.BooleanField(null=True, blank=True)

    class Meta:
        verbose_name = _("request about a place of work")
        verbose_name_plural = _("requests about places of work")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["practitioner", "clinic"],
                condition=Q(answered_at__isnull=True),
                name="lms_directory_one_open_place_request",
            )
        ]

    def __str__(self) -> str:
        return f"{self.practitioner}, {self.clinic}"
