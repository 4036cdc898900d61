"""What somebody reported about an entry, a review or a picture."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates.directory.enums import ReportReason
from certificates.directory.exceptions import HistoryStands
from certificates.directory.models.clinics import Clinic
from certificates.directory.models.portfolio import PortfolioCase
from certificates.directory.models.practitioners import Practitioner
from certificates.directory.models.reviews import Review


class ReportQuerySet(models.QuerySet[Any]):
    def open(self) -> ReportQuerySet:
        """Those that nobody has handled yet."""
        return self.filter(handled_at__isnull=True)

    def delete(self) -> NoReturn:
        raise HistoryStands(_("A report is history and is never deleted."))


class DirectoryReport(models.Model):
    """A report about one thing in the directory; handling it is all that changes it."""

    clinic = models.ForeignKey(Clinic, null=True, on_delete=models.PROTECT, related_name="reports")
    practitioner = models.ForeignKey(
        Practitioner, null=True, on_delete=models.PROTECT, related_name="reports"
    )
    review = models.ForeignKey(Review, null=True, on_delete=models.PROTECT, related_name="reports")
    case = models.ForeignKey(
        PortfolioCase, null=True, on_delete=models.PROTECT, related_name="reports"
    )
    reason = models.CharField(_("what is wrong"), max_length=10, choices=ReportReason.choices)
    text = models.TextField(_("in their words"), blank=True)
    contact = models.EmailField(_("answer to"), blank=True)
    created_at = models.DateTimeField(_("received"))
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.TextField(_("what was done"), blank=True)

    objects = ReportQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["handled_at", "created_at"], name="lms_directory_reports_open")
        ]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(clinic__isnull=False, practitioner=None, review=None, case=None)
                    | Q(clinic=None, practitioner__isnull=False, review=None, case=None)
                    | Q(clinic=None, practitioner=None, review__isnull=False, case=None)
                    | Q(clinic=None, practitioner=None, review=None, case__isnull=False)
                ),
                name="lms_directory_report_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject}, {self.created_at:%Y-%m-%d}"

    @property
    def subject(self) -> Any:
        """What the report is about."""
        return self.clinic or self.practitioner or self.review or self.case

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise HistoryStands(_("A report is history and is never deleted."))
