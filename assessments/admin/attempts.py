"""Exam attempts in the admin: read, never edited."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from assessments import wording
from assessments.enums import AttemptKind, AttemptOutcome, AttemptState
from assessments.models import Attempt, ExamPage
from assessments.queries.records import attempt_record
from assessments.services.attempts import close_expired, close_if_over
from lms.core import clock


class AttemptFilters(WagtailFilterSet):
    """By exam, kind, state, result and date."""

    exam = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Exam"),
        queryset=ExamPage.objects.order_by("title"),
        empty_label=gettext_lazy("All"),
    )
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Kind"),
        choices=AttemptKind.choices,
        widget=forms.RadioSelect,
        empty_label=gettext_lazy("All"),
    )
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=AttemptState.choices,
        widget=forms.RadioSelect,
        empty_label=gettext_lazy("All"),
    )
    outcome = django_filters.ChoiceFilter(
        label=gettext_lazy("Result"),
        choices=AttemptOutcome.choices,
        widget=forms.RadioSelect,
        empty_label=gettext_lazy("All"),
    )
    started_at = django_filters.DateFromToRangeFilter(
        label=gettext_lazy("Started"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Attempt
        fields = ["exam", "kind", "state", "outcome", "started_at"]


def _person(row: Attempt) -> str:
    return row.user.get_full_name() or row.user.get_username()


def _score(row: Attempt) -> str:
    return "" if row.score is None else f"{wording.number(row.score * 100)} %"


class AttemptIndex(IndexView):
    """The list; nothing is added or changed here. What ran out with nobody there is closed."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        close_expired(now=clock.now())
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def get_base_queryset(self) -> QuerySet[Attempt]:
        rows: QuerySet[Attempt] = super().get_base_queryset().select_related("user")
        rows = rows.defer("paper", "summary")
        return rows

    def get_edit_url(self, instance: Attempt) -> str | None:
        return None

    def get_add_url(self) -> str | None:
        return None


class AttemptDetail(InspectView):
    """One attempt in full: paper, answers, grades and every step."""

    template_name = "lms_assessments/admin/attempt.html"

    def get_object(self, *args: Any) -> Attempt:
        return close_if_over(super().get_object(*args), now=clock.now())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            record=attempt_record(self.object), person=_person(self.object), **kwargs
        )

    def get_edit_url(self) -> str | None:
        return None

    def get_delete_url(self) -> str | None:
        return None


class AttemptViewSet(ModelViewSet):
    name = "lms_assessments_attempts"
    url_prefix = "exam-attempts"
    model = Attempt
    icon = "form"
    menu_label = gettext_lazy("Exam attempts")
    menu_name = "lms-attempts"
    menu_order = 225
    add_to_admin_menu = True
    form_fields = ["exam_title"]
    inspect_view_enabled = True
    index_view_class = AttemptIndex
    inspect_view_class = AttemptDetail
    filterset_class = AttemptFilters
    search_fields = [
        "user__first_name",
        "user__last_name",
        "user__username",
        "user__email",
        "exam_title",
    ]
    search_backend_name = None
    ordering = ["-started_at"]
    list_per_page = 50
    list_display = [
        TitleColumn(
            "person",
            label=gettext_lazy("Person"),
            accessor=_person,
            url_name="lms_assessments_attempts:inspect",
        ),
        Column("exam_title", label=gettext_lazy("Exam"), sort_key="exam_title"),
        Column("get_kind_display", label=gettext_lazy("Kind"), sort_key="kind"),
        Column("number", label=gettext_lazy("Attempt"), sort_key="number"),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        Column("get_outcome_display", label=gettext_lazy("Result"), sort_key="outcome"),
        Column("score", label=gettext_lazy("Score"), accessor=_score, sort_key="score"),
        DateColumn("started_at", label=gettext_lazy("Started"), sort_key="started_at"),
    ]
