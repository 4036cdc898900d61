"""The moderators' queues: reviews, answers, portfolio cases, reports, and the log of all steps."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.urls import path, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from certificates.directory.client_forms import DecisionForm
from certificates.directory.enums import Moderation, Step
from certificates.directory.models import (
    DirectoryReport,
    ModerationLog,
    PortfolioCase,
    Review,
    ReviewReply,
)
from certificates.directory.moderation import can_take
from certificates.directory.permissions import user_can_moderate
from certificates.directory.queries.reviews import marks_of
from certificates.directory.views import staff

DECISIONS = (
    (Step.PUBLISHED, _("Publish")),
    (Step.REJECTED, _("Do not publish")),
    (Step.REMOVED, _("Take down, and say why in public")),
)


class StateFilters(WagtailFilterSet):
    """By state."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=Moderation.choices, widget=forms.RadioSelect, empty_label=_("All")
    )


class QueueIndex(IndexView):
    """A queue; what its rows are called is fetched with them."""

    related: tuple[str, ...] = ()

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related(*self.related)


class QueueInspect(InspectView):
    """One thing, what happened to it, and what can be done now."""

    template_name = "lms_directory/admin/moderate.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        thing = self.object
        state = Moderation(thing.state)
        steps = [(str(step), label) for step, label in DECISIONS if can_take(state, step)]
        return super().get_context_data(
            thing=thing,
            state=state,
            rows=self.rows(thing),
            log=thing.log.select_related("actor"),
            steps=steps if user_can_moderate(self.request.user) else [],
            decide_url=reverse(f"{self.view_name_of_viewset}:decide", args=[thing.pk]),
            **kwargs,
        )

    view_name_of_viewset = ""

    def rows(self, thing: Any) -> list[tuple[Any, Any]]:
        raise NotImplementedError


class QueueViewSet(ModelViewSet):
    """What all queues share: rows are read and decided about, never edited."""

    inspect_view_enabled = True
    inspect_view_fields = ["state"]
    copy_view_enabled = False
    form_fields: list[str] = []
    decide: Any = None

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("decide/<int:pk>/", self.decide, name="decide")]


class ReviewFilters(StateFilters):
    class Meta:
        model = Review
        fields = ["state"]


class ReviewIndex(QueueIndex):
    related = ("clinic",)


class ReviewInspect(QueueInspect):
    page_title = _("Review")
    view_name_of_viewset = "lms_directory_reviews"

    def rows(self, thing: Any) -> list[tuple[Any, Any]]:
        return [
            (_("Clinic"), thing.clinic),
            (_("Month of the visit"), f"{thing.visited_in:%Y-%m}"),
            (_("Name shown"), thing.author or _("A client")),
            *((mark.label, mark.words) for mark in marks_of(thing)),
            (_("In their words"), thing.text or "–"),
        ]


def _state(row: Any) -> str:
    return str(row.get_state_display())


class ReviewViewSet(QueueViewSet):
    """What clients wrote; the confirmed ones wait for a moderator."""

    model = Review
    name = "lms_directory_reviews"
    url_prefix = "directory-reviews"
    menu_label = _("Reviews")
    icon = "openquote"
    list_display = [
        TitleColumn(
            "clinic",
            label=_("Clinic"),
            accessor=lambda row: row.clinic,
            get_url=lambda row: reverse("lms_directory_reviews:inspect", args=[row.pk]),
        ),
        Column("text", label=_("Words"), accessor=lambda row: Truncator(row.text).words(16)),
        Column("state", label=_("State"), accessor=_state),
        DateColumn("created_at", label=_("Received"), sort_key="created_at"),
    ]
    filterset_class = ReviewFilters
    index_view_class = ReviewIndex
    inspect_view_class = ReviewInspect
    inspect_template_name = "lms_directory/admin/moderate.html"
    decide = staticmethod(staff.decide_review)


class ReplyFilters(StateFilters):
    class Meta:
        model = ReviewReply
        fields = ["state"]


class ReplyIndex(QueueIndex):
    related = ("review__clinic",)


class ReplyInspect(QueueInspect):
    page_title = _("Answer of a clinic")
    view_name_of_viewset = "lms_directory_replies"

    def rows(self, thing: Any) -> list[tuple[Any, Any]]:
        return [
            (_("Clinic"), thing.review.clinic),
            (_("The review"), thing.review.text or "–"),
            (_("The answer"), thing.text),
            (_("Written by"), thing.written_by or "–"),
        ]


class ReplyViewSet(QueueViewSet):
    """What clinics answered."""

    model = ReviewReply
    name = "lms_directory_replies"
    url_prefix = "directory-answers"
    menu_label = _("Answers")
    icon = "comment"
    list_display = [
        TitleColumn(
            "review",
            label=_("Clinic"),
            accessor=lambda row: row.review.clinic,
            get_url=lambda row: reverse("lms_directory_replies:inspect", args=[row.pk]),
        ),
        Column("text", label=_("Words"), accessor=lambda row: Truncator(row.text).words(16)),
        Column("state", label=_("State"), accessor=_state),
        DateColumn("created_at", label=_("Received"), sort_key="created_at"),
    ]
    filterset_class = ReplyFilters
    index_view_class = ReplyIndex
    inspect_view_class = ReplyInspect
    inspect_template_name = "lms_directory/admin/moderate.html"
    decide = staticmethod(staff.decide_reply)


class CaseFilters(StateFilters):
    class Meta:
        model = PortfolioCase
        fields = ["state", "technique"]


class CaseIndex(QueueIndex):
    related = ("practitioner",)


class CaseInspect(QueueInspect):
    page_title = _("Portfolio case")
    view_name_of_viewset = "lms_directory_cases"

    def rows(self, thing: Any) -> list[tuple[Any, Any]]:
        return [
            (_("Practitioner"), thing.practitioner),
            (_("Technique"), thing.get_technique_display()),
            (_("Sessions"), thing.sessions),
            (_("Months since the last session"), thing.months_healed),
            (_("About this work"), thing.note or "–"),
            (_("Consent"), f"{thing.consent_reference}, {thing.consent_signed_on:%Y-%m-%d}"),
            (_("It allows"), thing.consent_covers),
            *([(_("Look closely"), thing.warning)] if thing.warning else []),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(pictures=list(self.object.pictures.all()), **kwargs)


class CaseViewSet(QueueViewSet):
    """Pictures before and after that practitioners handed in."""

    model = PortfolioCase
    name = "lms_directory_cases"
    url_prefix = "directory-portfolio"
    menu_label = _("Portfolio")
    icon = "image"
    list_display = [
        TitleColumn(
            "practitioner",
            label=_("Practitioner"),
            accessor=lambda row: row.practitioner,
            get_url=lambda row: reverse("lms_directory_cases:inspect", args=[row.pk]),
        ),
        Column("technique", label=_("Technique"), accessor=lambda row: row.get_technique_display()),
        Column("state", label=_("State"), accessor=_state),
        DateColumn("created_at", label=_("Received"), sort_key="created_at"),
    ]
    filterset_class = CaseFilters
    index_view_class = CaseIndex
    inspect_view_class = CaseInspect
    inspect_template_name = "lms_directory/admin/moderate.html"
    decide = staticmethod(staff.decide_case)


class ReportFilters(WagtailFilterSet):
    """Open or handled."""

    handled_at = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[("open", _("Open")), ("handled", _("Handled"))],
        method="filter_handled",
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )

    class Meta:
        model = DirectoryReport
        fields = ["handled_at", "reason"]

    def filter_handled(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(handled_at__isnull=value == "open")


class ReportIndex(QueueIndex):
    related = ("clinic", "practitioner", "review__clinic", "case__practitioner")


class ReportInspect(InspectView):
    """One report, what it is about, and the form that closes it."""

    template_name = "lms_directory/admin/report.html"
    page_title = _("Report")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            report=self.object,
            subject=self.object.subject,
            subject_url=_subject_url(self.object),
            form=DecisionForm(),
            can_act=user_can_moderate(self.request.user),
            **kwargs,
        )


def _subject_url(report: DirectoryReport) -> str:
    if report.review_id:
        return reverse("lms_directory_reviews:inspect", args=[report.review_id])
    if report.case_id:
        return reverse("lms_directory_cases:inspect", args=[report.case_id])
    return str(report.subject.get_absolute_url())


class ReportViewSet(QueueViewSet):
    """What people reported about the directory."""

    model = DirectoryReport
    name = "lms_directory_reports"
    inspect_view_fields = ["reason"]
    url_prefix = "directory-reports"
    menu_label = _("Reports")
    icon = "warning"
    list_display = [
        TitleColumn(
            "subject",
            label=_("About"),
            accessor=lambda row: row.subject,
            get_url=lambda row: reverse("lms_directory_reports:inspect", args=[row.pk]),
        ),
        Column("reason", label=_("What is wrong"), accessor=lambda row: row.get_reason_display()),
        Column(
            "state",
            label=_("State"),
            accessor=lambda row: _("Handled") if row.handled_at else _("Open"),
        ),
        DateColumn("created_at", label=_("Received"), sort_key="created_at"),
    ]
    filterset_class = ReportFilters
    index_view_class = ReportIndex
    inspect_view_class = ReportInspect
    inspect_template_name = "lms_directory/admin/report.html"
    decide = staticmethod(staff.close_report)


class LogFilters(WagtailFilterSet):
    class Meta:
        model = ModerationLog
        fields = ["step", "actor"]


class LogIndex(QueueIndex):
    related = (
        "actor",
        "review__clinic",
        "reply__review__clinic",
        "case__practitioner",
        "report__clinic",
        "report__practitioner",
        "report__review__clinic",
        "report__case__practitioner",
    )


class LogViewSet(ModelViewSet):
    """Every step anybody took, the latest first. Nothing here can be changed."""

    model = ModerationLog
    name = "lms_directory_log"
    url_prefix = "directory-log"
    menu_label = _("Log")
    icon = "history"
    list_display = [
        DateColumn("at", label=_("When"), sort_key="at"),
        Column("step", label=_("Step"), accessor=lambda row: row.get_step_display()),
        Column("subject", label=_("Of"), accessor=lambda row: row.subject),
        Column("actor", label=_("By"), accessor=lambda row: row.actor or _("its author")),
        Column("reason", label=_("Reason"), accessor="reason"),
    ]
    filterset_class = LogFilters
    index_view_class = LogIndex
    copy_view_enabled = False
    form_fields: list[str] = []


class ModerationGroup(ViewSetGroup):
    """One entry in the admin's menu, beside the directory itself."""

    items = (ReportViewSet, ReviewViewSet, ReplyViewSet, CaseViewSet, LogViewSet)
    menu_label = _("Moderation")
    menu_icon = "tasks"
    menu_order = 245
