"""Consents: what a practitioner allowed, from when until when."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from certificates.directory.enums import ConsentKind
from certificates.directory.models.practitioners import Practitioner


class ConsentQuerySet(models.QuerySet[Any]):
    def standing(self, at: dt.datetime) -> ConsentQuerySet:
        """Consents given and not withdrawn at the moment ``at``."""
        return self.filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=at), given_at__lte=at)


class ListingConsent(models.Model):
    """One thing a practitioner allowed, from when until when. Rows are added, never removed."""

    practitioner = models.ForeignKey(
        Practitioner, on_delete=models.PROTECT, related_name="consents"
    )
    kind = models.CharField(max_length=8, choices=ConsentKind.choices)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["practitioner", "kind"],
                condition=Q(withdrawn_at__isnull=True),
                name="lms_directory_one_open_consent",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="lms_directory_withdrawn_after_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practitioner}: {self.get_kind_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ValidationError(_("A consent is history. Withdraw it through the services."))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise ValidationError(_("A consent is history and is never deleted."))
