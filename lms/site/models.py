"""Pages of the reference site: the front door, the clients' guide, and plain text pages."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from courses.api import content_blocks, load_files
from lms.core import clock
from lms.core.fields import OpenStreamField

DOOR_HELP = _("One or two sentences to this person. Left empty, the standard sentence stands.")


class HomePage(Page):
    """The front door: three people come in, each finds their next step first."""

    hero_title = models.CharField(
        _("first words"), max_length=120, default="Read the skin. Place the dot."
    )
    hero_lede = models.TextField(
        _("sentence below"),
        default=(
            "Training in scalp micropigmentation, graded on what you know and on what your hands "
            "do, with certificates that anyone can check."
        ),
    )
    train_text = models.TextField(_("to trainees"), blank=True, help_text=DOOR_HELP)
    teach_text = models.TextField(_("to instructors"), blank=True, help_text=DOOR_HELP)
    find_text = models.TextField(_("to clients"), blank=True, help_text=DOOR_HELP)

    template = "lms_site/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    page_description = _("The first page of the site.")
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("hero_title"), FieldPanel("hero_lede")], _("First screen")),
        MultiFieldPanel(
            [
                FieldPanel("train_text"),
                FieldPanel("teach_text"),
                FieldPanel("find_text"),
            ],
            _("Three doors"),
        ),
    ]
    search_fields = [*Page.search_fields, index.SearchField("hero_lede")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from lms.site.queries import describe_home

        return {
            **super().get_context(request, *args, **kwargs),
            "home": describe_home(self, today=clock.today()),
        }


class GuideIndexPage(Page):
    """The list of guide pages, in the order they are read."""

    intro = models.TextField(_("introduction"), blank=True)

    template = "lms_site/guide_index_page.html"
    parent_page_types = ["lms_site.HomePage"]
    subpage_types = ["lms_site.GuidePage"]
    page_description = _("A guide: pages for clients, read in order.")
    content_panels = [*Page.content_panels, FieldPanel("intro")]
    search_fields = [*Page.search_fields, index.SearchField("intro")]

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from lms.site.queries import list_guide_pages

        return {
            **super().get_context(request, *args, **kwargs),
            "guides": list(list_guide_pages(self)),
        }


class ArticlePage(Page):
    """Shared by pages that are read from top to bottom."""

    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One or two sentences under the title and in lists.")
    )
    body = OpenStreamField(content_blocks(), verbose_name=_("text"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        load_files(self.body)
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context


class GuidePage(ArticlePage):
    """One page of the clients' guide, with the day somebody last read it against its sources."""

    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    reviewed_by = models.CharField(_("reviewed by"), max_length=120, blank=True)

    template = "lms_site/guide_page.html"
    parent_page_types = ["lms_site.GuideIndexPage"]
    subpage_types: list[str] = []
    page_description = _("One page of a guide, printable.")
    content_panels = [
        *ArticlePage.content_panels,
        MultiFieldPanel([FieldPanel("reviewed_on"), FieldPanel("reviewed_by")], _("Review")),
    ]

    class Meta:
        verbose_name = _("guide page")
        verbose_name_plural = _("guide pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from lms.site.queries import get_guide_nav

        return {**super().get_context(request, *args, **kwargs), "nav": get_guide_nav(self)}


class TextPage(ArticlePage):
    """How we assess, appeals, privacy, contact: text that has to be there."""

    template = "lms_site/text_page.html"
    parent_page_types = ["lms_site.HomePage", "lms_site.TextPage"]
    subpage_types = ["lms_site.TextPage"]
    page_description = _("A page of text, such as privacy or appeals.")

    class Meta:
        verbose_name = _("text page")
        verbose_name_plural = _("text pages")
