"""Queues that wait for a registrar: what could not be issued, concerns, changed results."""

from typing import Any

import django_filters
from django import forms
from django.urls import path, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from certificates.eligibility import Reason
from certificates.enums import BlockCause
from certificates.forms import DecisionForm, HandledForm
from certificates.models import BlockedIssue, Concern, ResultReview
from certificates.permissions import user_can_act
from certificates.views import staff
from courses.api import get_learner_name


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
