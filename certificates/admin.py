"""The register in the admin: lists, one certificate, what registrars may do, awards."""

from typing import Any

import django_filters
from django import forms
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn, UpdatedAtColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import SnippetViewSet

from certificates.admin_decisions import ApprovalViewSet, IdentityViewSet
from certificates.bulk_admin import BulkViewSet
from certificates.documents.wording import long_date
from certificates.eligibility import Reason
from certificates.enums import AwardKind, BlockCause, CertificateState, LedgerKind, Standing
from certificates.forms import DecisionForm, HandledForm
from certificates.ledger import can_follow
from certificates.models import (
    Award,
    BlockedIssue,
    Certificate,
    CertificateDesign,
    Concern,
    ResultReview,
)
from certificates.numbers import read_number
from certificates.permissions import user_can_act
from certificates.presentation import facts_of, look_of
from certificates.queries import answer_about, find_ledger_faults
from certificates.views import staff
from courses.api import get_learner_name
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


class BlockedFilters(WagtailFilterSet):
    """By cause and award."""

    cause = django_filters.ChoiceFilter(
        label=_("Cause"),
        choices=BlockCause.choices,
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )

    class Meta:
        model = BlockedIssue
        fields = ["cause", "award"]


class BlockedIndex(IndexView):
    """The queue; each row can be tried again."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().waiting().select_related("user", "award")


class BlockedInspect(InspectView):
    """What one waiting certificate waits for, and the button that tries again."""

    template_name = "lms_certificates/admin/blocked.html"
    page_title = _("Waiting certificate")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            blocked=self.object,
            decision=Reason.from_json(self.object.decision),
            name=get_learner_name(self.object.user).legal,
            can_act=user_can_act(self.request.user),
            **kwargs,
        )


class BlockedViewSet(ModelViewSet):
    """Earned certificates that wait for a name, a font or a shorter text."""

    model = BlockedIssue
    name = "lms_certificates_waiting"
    url_prefix = "waiting-certificates"
    menu_label = _("Waiting")
    icon = "time"
    list_display = [
        TitleColumn(
            "person",
            label=_("Person"),
            accessor=lambda row: row.user.get_full_name() or row.user.get_username(),
            get_url=lambda row: reverse("lms_certificates_waiting:inspect", args=[row.pk]),
        ),
        Column("award", label=_("Award"), accessor=lambda row: row.award.title),
        Column("cause", label=_("Cause"), accessor=lambda row: row.get_cause_display()),
        Column("message", label=_("What has to be done"), accessor=lambda row: row.message),
        DateColumn("created_at", label=_("Since"), sort_key="created_at"),
    ]
    filterset_class = BlockedFilters
    index_view_class = BlockedIndex
    inspect_view_class = BlockedInspect
    inspect_view_enabled = True
    inspect_template_name = "lms_certificates/admin/blocked.html"
    inspect_view_fields = ["message"]
    copy_view_enabled = False
    form_fields: list[str] = []

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("retry/<int:pk>/", staff.retry, name="retry")]


class ConcernFilters(WagtailFilterSet):
    """Open, handled, or all."""

    handled_at = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[("open", _("Open")), ("handled", _("Handled"))],
        method="filter_handled",
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )

    class Meta:
        model = Concern
        fields = ["handled_at"]

    def filter_handled(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(handled_at__isnull=value == "open")


class ConcernInspect(InspectView):
    """One concern, the certificate it is about, and the form that closes it."""

    template_name = "lms_certificates/admin/concern.html"
    page_title = _("Concern")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            concern=self.object,
            form=HandledForm(),
            can_act=user_can_act(self.request.user),
            **kwargs,
        )


class ConcernViewSet(ModelViewSet):
    """What people reported about certificates; the open ones wait for a registrar."""

    model = Concern
    name = "lms_certificates_concerns"
    url_prefix = "concerns"
    menu_label = _("Concerns")
    icon = "warning"
    list_display = [
        TitleColumn(
            "number",
            label=_("Number"),
            accessor=lambda row: row.number or _("No number"),
            get_url=lambda row: reverse("lms_certificates_concerns:inspect", args=[row.pk]),
        ),
        Column("text", label=_("What"), accessor=lambda row: Truncator(row.text).words(20)),
        Column(
            "state",
            label=_("State"),
            accessor=lambda row: _("Handled") if row.handled_at else _("Open"),
        ),
        DateColumn("created_at", label=_("Received"), sort_key="created_at"),
    ]
    filterset_class = ConcernFilters
    inspect_view_class = ConcernInspect
    inspect_view_enabled = True
    inspect_template_name = "lms_certificates/admin/concern.html"
    inspect_view_fields = ["text"]
    copy_view_enabled = False
    form_fields: list[str] = []

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("handle/<int:pk>/", staff.handle, name="handle")]


class ReviewFilters(ConcernFilters):
    """The same for changed results."""

    class Meta:
        model = ResultReview
        fields = ["handled_at"]


class ReviewIndex(IndexView):
    """The queue of changed results."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("certificate")


class ReviewInspect(InspectView):
    """A result as it was and as it is, the certificate on it, and the form that closes it."""

    template_name = "lms_certificates/admin/review.html"
    page_title = _("Changed result")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            review=self.object,
            form=DecisionForm(),
            can_act=user_can_act(self.request.user),
            **kwargs,
        )


class ReviewViewSet(ModelViewSet):
    """Certificates that rest on a result that was replaced; the open ones wait for a registrar."""

    model = ResultReview
    name = "lms_certificates_reviews"
    url_prefix = "changed-results"
    menu_label = _("Changed results")
    icon = "resubmit"
    list_display = [
        TitleColumn(
            "certificate",
            label=_("Certificate"),
            get_url=lambda row: reverse("lms_certificates_reviews:inspect", args=[row.pk]),
        ),
        "unit_title",
        Column(
            "what",
            label=_("What"),
            accessor=lambda row: (
                _("Not passed any more") if row.no_longer_passed else _("Another score")
            ),
        ),
        Column(
            "state",
            label=_("State"),
            accessor=lambda row: _("Closed") if row.handled_at else _("Open"),
        ),
        DateColumn("changed_at", label=_("Changed"), sort_key="changed_at"),
    ]
    filterset_class = ReviewFilters
    index_view_class = ReviewIndex
    inspect_view_class = ReviewInspect
    inspect_view_enabled = True
    inspect_template_name = "lms_certificates/admin/review.html"
    inspect_view_fields = ["unit_title"]
    copy_view_enabled = False
    form_fields: list[str] = []

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("close/<int:pk>/", staff.close_changed_result, name="close"),
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
