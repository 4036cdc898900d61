"""The register in the admin: lists, one certificate, what registrars may do, awards."""

from typing import Any

import django_filters
from django import forms
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn, UpdatedAtColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import SnippetViewSet

from certificates.admin_decisions import ApprovalViewSet, IdentityViewSet
from certificates.admin_queues import BlockedViewSet, ConcernViewSet, ReviewViewSet
from certificates.bulk_admin import BulkViewSet
from certificates.documents.wording import long_date
from certificates.eligibility import Reason
from certificates.enums import AwardKind, CertificateState, LedgerKind, Standing
from certificates.ledger import can_follow
from certificates.models import Award, Certificate, CertificateDesign
from certificates.numbers import read_number
from certificates.permissions import user_can_act
from certificates.presentation import facts_of, look_of
from certificates.queries import answer_about, find_ledger_faults
from certificates.views import staff
from lms.core import clock


class CertificateFilters(WagtailFilterSet):
    """By state (with the clock), award, kind and day of issue."""

    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=CertificateState.choices,
        method="filter_state",
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
    award = django_filters.ModelChoiceFilter(
        label=_("Award"), queryset=Award.objects.order_by("title"), empty_label=_("All")
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"),
        choices=AwardKind.choices,
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
    issued_on = django_filters.DateFromToRangeFilter(
        label=_("Issued"), widget=DateRangePickerWidget
    )
    valid_until = django_filters.DateFromToRangeFilter(
        label=_("Valid until"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Certificate
        fields = ["state", "award", "kind", "issued_on", "valid_until"]

    def filter_state(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.in_state(CertificateState(value), clock.today())


class CertificateIndex(IndexView):
    """The list; a whole number finds its certificate however it is typed."""

    def search_queryset(self, queryset: Any) -> Any:
        number = read_number(self.search_query or "").number
        if number:
            return queryset.filter(number=number)
        return super().search_queryset(queryset)

    @cached_property
    def header_buttons(self) -> list[Any]:
        return [
            *super().header_buttons,
            HeaderButton(
                label=_("How far is somebody?"),
                url=reverse("lms_certificates_approvals:explain"),
                icon_name="clipboard-list",
            ),
        ]


class CertificateInspect(InspectView):
    """One certificate: what it says, what happened to it, its documents, what can be done."""

    template_name = "lms_certificates/admin/certificate.html"
    page_title = _("Certificate")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        certificate: Certificate = self.object
        answer = answer_about(certificate, now=clock.now())
        actions = [
            action
            for action in staff.ACTIONS.values()
            if can_follow(Standing(certificate.standing), action.kind)
            and (certificate.name or action.kind != LedgerKind.CORRECTED)
        ]
        return super().get_context_data(
            certificate=certificate,
            answer=answer,
            look=look_of(answer),
            facts=facts_of(answer),
            events=certificate.events.select_related("actor"),
            documents=certificate.documents.all(),
            decision=_decision_of(certificate),
            faults=find_ledger_faults(certificate),
            reviews=certificate.result_reviews.open(),
            actions=actions if user_can_act(self.request.user) else [],
            can_open=user_can_act(self.request.user),
            **kwargs,
        )


def _decision_of(certificate: Certificate) -> Reason | None:
    kept = certificate.snapshot.get("eligibility")
    return Reason.from_json(kept) if kept else None


class CertificateViewSet(ModelViewSet):
    """Issued certificates: read, search, filter, act; never added or edited by hand."""

    model = Certificate
    name = "lms_certificates_register"
    url_prefix = "register"
    menu_label = _("Certificates")
    icon = "doc-full"
    list_display = [
        TitleColumn(
            "printed_number",
            label=_("Number"),
            link_classname="lms-number",
            get_url=lambda row: reverse("lms_certificates_register:inspect", args=[row.pk]),
        ),
        "name",
        "title",
        Column("state", label=_("State"), accessor=lambda row: row.state.label),
        Column(
            "issued_on",
            label=_("Issued"),
            accessor=lambda row: long_date(row.issued_on),
            sort_key="issued_on",
        ),
        Column(
            "valid_until",
            label=_("Valid until"),
            accessor=lambda row: long_date(row.valid_until) if row.valid_until else "",
            sort_key="valid_until",
        ),
    ]
    filterset_class = CertificateFilters
    search_fields = ["name", "number", "title"]
    search_backend_name = None
    index_view_class = CertificateIndex
    inspect_view_class = CertificateInspect
    inspect_view_enabled = True
    inspect_template_name = "lms_certificates/admin/certificate.html"
    inspect_view_fields = ["number"]
    copy_view_enabled = False
    form_fields: list[str] = []

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("act/<int:pk>/<slug:name>/", staff.act, name="act"),
        ]


class AwardViewSet(SnippetViewSet):
    """Awards with drafts, previews and history."""

    model = Award
    icon = "certificate"
    menu_label = _("Awards")
    list_display = ["title", "get_kind_display", UpdatedAtColumn()]
    list_filter = ["kind", "live"]


class DesignViewSet(SnippetViewSet):
    """How certificates look, with drafts, previews and history."""

    model = CertificateDesign
    icon = "image"
    menu_label = _("Designs")
    list_display = ["title", "get_layout_display", "get_inks_display", UpdatedAtColumn()]
    list_filter = ["layout", "live"]


class CertificatesGroup(ViewSetGroup):
    """One entry in the admin's menu."""

    items = (
        CertificateViewSet,
        ApprovalViewSet,
        BlockedViewSet,
        ConcernViewSet,
        ReviewViewSet,
        BulkViewSet,
        IdentityViewSet,
        AwardViewSet,
        DesignViewSet,
    )
    menu_label = _("Certificates")
    menu_icon = "doc-full"
    menu_order = 230
