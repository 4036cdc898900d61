"""The page tree: catalog > course > module > unit. The course has a file of its own."""

import uuid
from typing import Any, ClassVar, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail.url_routing import RouteResult

from courses.blocks import lesson_blocks
from courses.enums import ReleaseRule
from lms.core.fields import OpenStreamField


class RestrictionsByPath:
    """Wagtail's view restrictions in one query instead of two, or in none.

    Asked by tree path; not asked at all when the page's tree was read in this request and said
    that the site has no restriction.
    """

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        tree = getattr(self, "_lms_tree", None)
        if tree is not None and not tree.may_be_restricted:
            return PageViewRestriction.objects.none()
        path, step = self.path, self.steplen  # type: ignore[attr-defined]
        paths = [path[:end] for end in range(step, len(path) + 1, step)]
        return PageViewRestriction.objects.filter(
            Q(page__path__in=paths) | Q(page__aliases__path__in=paths)
        ).distinct()


class ScreenMixin(RestrictionsByPath):
    """A page whose screen is a view of this app.

    ``screen`` is the view's dotted path, because views stand above models: they know the pages,
    not the other way round.
    """

    screen: ClassVar[str] = ""

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        view = import_string(self.screen)
        return cast(HttpResponseBase, view(request, self))


def lines_of(text: str) -> list[str]:
    """The non-empty lines of ``text``, without bullets an author may have typed."""
    stripped = (line.strip().lstrip("-*•").strip() for line in text.splitlines())
    return [line for line in stripped if line]


class CatalogPage(ScreenMixin, Page):
    """The list of courses."""

    intro = models.TextField(
        _("introduction"), blank=True, help_text=_("One or two sentences above the list.")
    )

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    search_fields = [*Page.search_fields, index.SearchField("intro")]
    subpage_types = ["lms_courses.CoursePage"]
    template = "lms_courses/catalog_page.html"
    screen = "courses.views.pages.show_catalog"

    class Meta:
        verbose_name = _("course catalog")
        verbose_name_plural = _("course catalogs")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if not path_components or not self.live:
            return cast(RouteResult, super().route(request, path_components))
        below = import_string("courses.queries.routing.route_below_catalog")
        return cast(RouteResult, below(self, request, path_components))


class ModulePage(ScreenMixin, Page):
    """A part of a course: a handful of units about one topic."""

    topic = models.ForeignKey(
        "lms_courses.Topic",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("topic"),
    )
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One line for the list of modules.")
    )
    outcomes = models.TextField(
        _("outcomes"), blank=True, help_text=_("What a trainee can do afterwards. One per line.")
    )
    release_rule = models.CharField(
        _("opens"), max_length=8, choices=ReleaseRule.choices, default=ReleaseRule.NOW
    )
    release_on = models.DateField(
        _("opens on"), null=True, blank=True, help_text=_("Only for “on a date”.")
    )
    release_days = models.PositiveSmallIntegerField(
        _("days after enrollment"),
        null=True,
        blank=True,
        help_text=_("Only for “a number of days after enrollment”."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("topic"),
        FieldPanel("summary"),
        FieldPanel("outcomes"),
        MultiFieldPanel(
            [FieldPanel("release_rule"), FieldPanel("release_on"), FieldPanel("release_days")],
            heading=_("When it opens"),
        ),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("outcomes"),
        index.FilterField("topic_id"),
    ]
    parent_page_types = ["lms_courses.CoursePage"]
    template = "lms_courses/module_page.html"
    screen = "courses.views.pages.show_module"

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if path_components and not self.live:
            # Wagtail would serve the published pages below an unpublished one
            raise Http404
        return cast(RouteResult, super().route(request, path_components))

    @property
    def outcome_list(self) -> list[str]:
        return lines_of(self.outcomes)

    def clean(self) -> None:
        super().clean()
        if self.release_rule == ReleaseRule.DATE and self.release_on is None:
            raise ValidationError({"release_on": _("Give the date on which the module opens.")})
        if self.release_rule == ReleaseRule.DAYS and self.release_days is None:
            raise ValidationError({"release_days": _("Give the number of days.")})


class UnitPage(RestrictionsByPath, Page):
    """A step of a course. Apps add kinds of units by inheriting from it.

    A kind sets ``unit_kind`` and answers two questions: what passing it needs
    (:meth:`unit_rule`, frozen into the course version) and what a trainee has to do there
    (:meth:`get_task`).
    """

    unit_kind: ClassVar[str] = "unit"
    # the column with the kind of its results, where one kind of page makes several
    result_kind_column: ClassVar[str] = ""

    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=15, help_text=_("How long it takes, roughly. Shown to trainees.")
    )
    required = models.BooleanField(
        _("required"),
        default=True,
        help_text=_("Optional units are offered but not needed to complete the course."),
    )

    unit_panels = [
        MultiFieldPanel(
            [FieldPanel("minutes"), FieldPanel("required")], heading=_("Place in the course")
        )
    ]
    parent_page_types = ["lms_courses.ModulePage"]
    subpage_types: list[str] = []

    class Meta:
        abstract = True

    @property
    def unit_key(self) -> uuid.UUID:
        """What the unit is known by everywhere: survives moves, edits and imports."""
        return self.translation_key

    @property
    def result_kind(self) -> str:
        """What its results are recorded as, and what screens call it."""
        if self.result_kind_column:
            return str(getattr(self, self.result_kind_column))
        return self.unit_kind

    def unit_rule(self) -> dict[str, Any]:
        """What passing needs, as JSON; a change of it makes a new course version."""
        return {}

    def get_task(self, learner: Any) -> str:
        """One sentence: what this learner has to do here."""
        return ""

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """None: a unit opens for those who are enrolled; the course page is what is public."""
        return []


class LessonPage(ScreenMixin, UnitPage):
    """A lesson: something to read, watch and try."""

    unit_kind: ClassVar[str] = "lesson"

    summary = models.TextField(
        _("in one or two sentences"), blank=True, help_text=_("Shown large, below the title.")
    )
    body = OpenStreamField(lesson_blocks(), blank=True, verbose_name=_("lesson"))

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        *UnitPage.unit_panels,
        FieldPanel("body"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]
    template = "lms_courses/lesson_page.html"
    screen = "courses.views.pages.show_lesson"

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def get_task(self, learner: Any) -> str:
        return str(_("Read the lesson."))
