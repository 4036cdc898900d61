"""Topics and cohorts."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from courses.models import Cohort, Topic


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    list_display = ["title", "slug", "sort_order"]
    search_fields = ["title", "slug"]
    search_backend_name = None
    ordering = ["sort_order", "title"]


def keep_cohorts_with_trainees(request: HttpRequest, instances: Iterable[Any]) -> Any:
    """Before snippets are deleted: a cohort that somebody is in stays, and staff read why."""
    kept: HttpResponse | None = None
    for cohort in instances:
        if isinstance(cohort, Cohort) and (n := cohort.enrollments.count()):
            words = ngettext(
                "“%(cohort)s” cannot be deleted: %(n)s enrollment belongs to it and keeps its "
                "first day and its last day of access from it. Change its dates instead.",
                "“%(cohort)s” cannot be deleted: %(n)s enrollments belong to it and keep their "
                "first day and their last day of access from it. Change its dates instead.",
                n,
            )
            messages.error(request, words % {"cohort": cohort.title, "n": n})
            kept = redirect(reverse(CohortViewSet().get_url_name("list")))
    return kept


class CohortViewSet(SnippetViewSet):
    model = Cohort
    icon = "group"
    menu_label = _("Cohorts")
    list_display = [
        "title",
        Column("course", label=_("Course"), sort_key="course__title"),
        DateColumn("starts_on", label=_("First day"), sort_key="starts_on"),
        Column("capacity", label=_("Places")),
    ]
    list_filter = ["course", "starts_on"]
    search_fields = ["title", "place"]
    search_backend_name = None
    ordering = ["-starts_on"]
    panels = [
        FieldPanel("course"),
        FieldPanel("title"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldPanel("access_until"),
            ],
            heading=_("Dates"),
        ),
        FieldPanel("place"),
        FieldPanel("capacity"),
        FieldPanel("instructors"),
    ]


class TeachingGroup(SnippetViewSetGroup):
    items = (CohortViewSet, TopicViewSet)
    menu_label = _("Teaching")
    menu_icon = "group"
    menu_name = "lms-teaching"
    menu_order = 210
