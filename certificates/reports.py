"""What registrars look over: what ends, what has ended, what is suspended, what was issued."""

import datetime as dt
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import TruncMonth
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from certificates.documents.wording import long_date
from certificates.enums import LedgerKind, Standing
from certificates.models import Award, Certificate, LedgerEvent
from certificates.permissions import user_can_view
from lms.core import clock

_HORIZON_DAYS = 90
# what a spreadsheet would take for a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _harmless(value: Any) -> str:
    """A text that a spreadsheet shows and does not calculate."""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


class CertificateReportFilters(WagtailFilterSet):
    """By award, day of issue and last day."""

    award = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Award"),
        queryset=Award.objects.order_by("title"),
        empty_label=gettext_lazy("All"),
    )
    issued_on = django_filters.DateFromToRangeFilter(
        label=gettext_lazy("Issued"), widget=DateRangePickerWidget
    )
    valid_until = django_filters.DateFromToRangeFilter(
        label=gettext_lazy("Valid until"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Certificate
        fields = ["award", "issued_on", "valid_until"]


class RegisterReport(ReportView):
    """A list of certificates, on screen and as CSV or XLSX."""

    slug = ""
    model = Certificate
    header_icon = "doc-full"
    filterset_class: Any = CertificateReportFilters
    is_searchable = False
    columns: list[Any] = [
        TitleColumn(
            "printed_number",
            label=gettext_lazy("Number"),
            link_classname="lms-number",
            get_url=lambda row: reverse("lms_certificates_register:inspect", args=[row.pk]),
        ),
        Column("name", label=gettext_lazy("Name")),
        Column("title", label=gettext_lazy("Award")),
        Column("state", label=gettext_lazy("State"), accessor=lambda row: row.state.label),
        Column(
            "issued_on",
            label=gettext_lazy("Issued"),
            accessor=lambda row: long_date(row.issued_on),
        ),
        Column(
            "valid_until",
            label=gettext_lazy("Valid until"),
            accessor=lambda row: long_date(row.valid_until) if row.valid_until else "",
        ),
    ]
    list_export = ["printed_number", "name", "title", "state.label", "issued_on", "valid_until"]
    export_headings = {
        "printed_number": gettext_lazy("Number"),
        "name": gettext_lazy("Name"),
        "title": gettext_lazy("Award"),
        "state.label": gettext_lazy("State"),
        "issued_on": gettext_lazy("Issued"),
        "valid_until": gettext_lazy("Valid until"),
    }
    custom_field_preprocess = {
        field: {"csv": _harmless, "xlsx": _harmless} for field in ("name", "title")
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not user_can_view(request.user):
            raise PermissionDenied
        found: HttpResponse = super().dispatch(request, *args, **kwargs)
        return found

    @property
    def index_url_name(self) -> str:
        return f"lms_certificates_reports_{self.slug}"

    @property
    def index_results_url_name(self) -> str:
        return f"lms_certificates_reports_{self.slug}_results"

    def get_filename(self) -> str:
        return f"certificates-{self.slug}-{clock.today():%Y-%m-%d}"

    def get_queryset(self) -> Any:
        self.queryset = self.list_certificates(clock.today())
        return super().get_queryset()

    def list_certificates(self, today: dt.date) -> Any:
        """The certificates of this report."""
        raise NotImplementedError


class ExpiringReport(RegisterReport):
    slug = "expiring"
    page_title = gettext_lazy("Certificates that end within 90 days")

    def list_certificates(self, today: dt.date) -> Any:
        horizon = today + dt.timedelta(days=_HORIZON_DAYS)
        return Certificate.objects.ending_between(today, horizon).order_by("valid_until", "pk")


class ExpiredReport(RegisterReport):
    slug = "expired"
    page_title = gettext_lazy("Expired certificates")

    def list_certificates(self, today: dt.date) -> Any:
        return Certificate.objects.expired_on(today).order_by("-valid_until", "-pk")


class SuspendedReport(RegisterReport):
    slug = "suspended"
    page_title = gettext_lazy("Suspended certificates")

    def list_certificates(self, today: dt.date) -> Any:
        suspended = Certificate.objects.filter(standing=Standing.SUSPENDED)
        # the longest suspended first: somebody may be waiting
        events = LedgerEvent.objects.filter(
            certificate=OuterRef("pk"), kind=LedgerKind.SUSPENDED
        ).order_by("-sequence")
        since = Subquery(events.values("at")[:1])
        return suspended.annotate(since=since).order_by("since", "pk")


class IssuedReport(RegisterReport):
    slug = "issued"
    page_title = gettext_lazy("Issued certificates")

    def list_certificates(self, today: dt.date) -> Any:
        return Certificate.objects.order_by("-issued_at", "-pk")


class PeriodFilters(WagtailFilterSet):
    """Which months."""

    issued_on = django_filters.DateFromToRangeFilter(
        label=gettext_lazy("Issued"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Certificate
        fields = ["issued_on"]


class PeriodReport(RegisterReport):
    """How many were issued in each month, by award, and what has become of them."""

    slug = "periods"
    page_title = gettext_lazy("Issued by month and award")
    filterset_class = PeriodFilters
    columns = [
        Column(
            "month",
            label=gettext_lazy("Month"),
            accessor=lambda row: date_format(row["month"], "F Y"),
        ),
        Column("award", label=gettext_lazy("Award"), accessor=lambda row: row["title"]),
        Column("issued", label=gettext_lazy("Issued"), accessor=lambda row: row["issued"]),
        Column("renewals", label=gettext_lazy("Renewals"), accessor=lambda row: row["renewals"]),
        Column("suspended", label=gettext_lazy("Suspended"), accessor=lambda row: row["suspended"]),
        Column("revoked", label=gettext_lazy("Revoked"), accessor=lambda row: row["revoked"]),
    ]
    list_export = ["month", "title", "issued", "renewals", "suspended", "revoked"]
    export_headings = {
        "month": gettext_lazy("Month"),
        "title": gettext_lazy("Award"),
        "issued": gettext_lazy("Issued"),
        "renewals": gettext_lazy("Renewals"),
        "suspended": gettext_lazy("Suspended"),
        "revoked": gettext_lazy("Revoked"),
    }
    custom_field_preprocess = {"title": {"csv": _harmless, "xlsx": _harmless}}

    def list_certificates(self, today: dt.date) -> Any:
        return Certificate.objects.all()

    def get_filtered_queryset(self) -> Any:
        found = super().get_filtered_queryset()
        standing = {
            name: Count("pk", filter=Q(standing=value))
            for name, value in (("suspended", Standing.SUSPENDED), ("revoked", Standing.REVOKED))
        }
        return (
            found.order_by()
            .annotate(month=TruncMonth("issued_on"))
            .values("month", "title")
            .annotate(
                issued=Count("pk"),
                renewals=Count("pk", filter=Q(supersedes__isnull=False)),
                **standing,
            )
            .order_by("-month", "title")
        )


REPORTS = (ExpiringReport, ExpiredReport, SuspendedReport, IssuedReport, PeriodReport)


def report_urls() -> list[URLPattern]:
    """Addresses in the admin, each with the part that filters load."""
    urls = []
    for report in REPORTS:
        base = f"reports/certificates/{report.slug}/"
        name = f"lms_certificates_reports_{report.slug}"
        urls.append(path(base, report.as_view(), name=name))
        results = report.as_view(results_only=True)
        urls.append(path(f"{base}results/", results, name=f"{name}_results"))
    return urls


class ReportMenuItem(MenuItem):
    """Shown to who may see the register."""

    def is_shown(self, request: HttpRequest) -> bool:
        return user_can_view(request.user)


def report_menu_item(report: type[RegisterReport], place: int) -> ReportMenuItem:
    """The entry of one report in the reports menu."""
    return ReportMenuItem(
        report.page_title,
        reverse(f"lms_certificates_reports_{report.slug}"),
        name=f"certificates-{report.slug}",
        icon_name="doc-full",
        order=1200 + place,
    )
