"""The question bank in the admin."""

from typing import Any

import django_filters
from django import forms
from django.contrib.auth.decorators import permission_required
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from taggit.models import Tag
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import (
    EditView,
    HistoryView,
    IndexView,
    PreviewOnCreateView,
    SnippetViewSet,
)

from assessments.enums import Difficulty, QuestionUse
from assessments.models import Exposure, Question, QuestionTag
from assessments.pictures import picture_url
from assessments.question_types.registry import question_types


def _type_choices() -> list[tuple[str, str]]:
    return [(name, str(kind.label)) for name, kind in question_types().items()]


class QuestionFilters(WagtailFilterSet):
    """By topic, type, use, difficulty, tag and state."""

    topic = django_filters.ModelChoiceFilter(
        label=_("Topic"),
        queryset=lambda request: Question._meta.get_field("topic").related_model.objects.all(),
        empty_label=_("All"),
    )
    type = django_filters.ChoiceFilter(
        label=_("Type"), choices=_type_choices, method="of_type", empty_label=_("All")
    )
    use = django_filters.ChoiceFilter(
        label=_("Use"), choices=QuestionUse.choices, widget=forms.RadioSelect, empty_label=_("All")
    )
    difficulty = django_filters.ChoiceFilter(
        label=_("Difficulty"),
        choices=Difficulty.choices,
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
    critical = django_filters.BooleanFilter(label=_("Critical safety item"))
    live = django_filters.BooleanFilter(label=_("Published"))
    tags = django_filters.ModelChoiceFilter(
        label=_("Tag"),
        queryset=lambda request: Tag.objects.filter(
            pk__in=QuestionTag.objects.values("tag_id")
        ).order_by("name"),
        method="of_tag",
        empty_label=_("All"),
    )

    class Meta:
        model = Question
        fields = ["topic", "type", "use", "difficulty", "critical", "live", "tags"]

    def of_type(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(content__0__type=value)

    def of_tag(self, queryset: QuerySet, name: str, value: Tag) -> QuerySet:
        return queryset.filter(tagged_items__tag=value)


def _type_label(row: Question) -> str:
    names = dict(_type_choices())
    return names.get(row.type_name, "")


def _critical_label(row: Question) -> str:
    return gettext("Critical") if row.critical else ""


class QuestionIndex(IndexView):
    def get_base_queryset(self) -> QuerySet[Question]:
        shown = Exposure.objects.filter(version__question=OuterRef("pk")).order_by()
        count = shown.values("version__question").annotate(n=Count("pk")).values("n")
        rows = super().get_base_queryset().select_related("topic")
        return rows.annotate(papers=Coalesce(Subquery(count), 0))


class RegradeButton:
    """What the screens of one question offer to those who may regrade."""

    request: Any
    object: Question

    @property
    def regrade_url(self) -> str:
        """Where papers made with an older key are regraded; "" when nothing can be done there."""
        if not self.request.user.has_perm("lms_assessments.add_regrade"):
            return ""
        if not self.object.versions.exists():
            return ""
        return reverse("lms_regrade_ask", args=[self.object.pk])

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons = list(super().header_more_buttons)  # type: ignore[misc]
        if url := self.regrade_url:
            label = gettext("Regrade answers")
            buttons.append(Button(label, url=url, icon_name="resubmit", priority=60))
        return buttons


class QuestionEdit(RegradeButton, EditView):
    """The editor; after a corrected version it asks whether old papers are regraded."""

    def get_success_buttons(self) -> list[Any]:
        buttons = list(super().get_success_buttons())
        publishes = "action-publish" in self.request.POST
        if publishes and self.object.versions.count() > 1 and (url := self.regrade_url):
            buttons.append(messages.button(url, gettext("Regrade answers to older versions")))
        return buttons


class QuestionHistory(RegradeButton, HistoryView):
    """Its history."""


class QuestionPreviewOnCreate(PreviewOnCreateView):
    """The preview of a new question, from its first word on: also before it has a topic."""

    def validate_form(self, form: Any) -> bool:
        form.fields["topic"].required = False
        return bool(super().validate_form(form))


@require_safe
@permission_required("lms_assessments.add_question", raise_exception=True)
def picture_to_draw_on(request: HttpRequest, image_id: int) -> HttpResponse:
    """The picture that an author chose a moment ago, as trainees will see it."""
    return redirect(picture_url(image_id))


def question_urls() -> list[URLPattern]:
    return [
        path("question-pictures/<int:image_id>/", picture_to_draw_on, name="lms_question_picture")
    ]


class QuestionViewSet(SnippetViewSet):
    model = Question
    index_view_class = QuestionIndex
    edit_view_class = QuestionEdit
    preview_on_add_view_class = QuestionPreviewOnCreate
    history_view_class = QuestionHistory
    icon = "help"
    menu_label = _("Questions")
    menu_name = "lms-questions"
    menu_order = 220
    add_to_admin_menu = True
    list_display = [
        "__str__",
        Column("key", label=_("Reference"), sort_key="key"),
        Column("type", label=_("Type"), accessor=_type_label),
        Column("topic", label=_("Topic"), sort_key="topic__sort_order"),
        Column("get_use_display", label=_("Use"), sort_key="use"),
        Column("get_difficulty_display", label=_("Difficulty"), sort_key="difficulty"),
        Column("critical", label=_("Safety"), accessor=_critical_label, sort_key="critical"),
        Column("papers", label=_("On papers"), sort_key="papers"),
        LiveStatusTagColumn(),
    ]
    filterset_class = QuestionFilters
    list_per_page = 50
    copy_view_enabled = True
    ordering = ["topic__sort_order", "key"]
    list_export = [
        "key",
        "title",
        "topic",
        "use",
        "difficulty",
        "critical",
        "bank",
        "source",
        "live",
    ]
    export_filename = "questions"
    chooser_per_page = 25
