"""What the pages of the site show, each in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from lms.site.models import GuideIndexPage, GuidePage, HomePage

COHORTS_ON_HOME = 3
GUIDES_ON_HOME = 4


@dataclass(frozen=True)
class HomeView:
    """What stands on the front door."""

    catalog: Page | None
    guide: Page | None
    guides: tuple[Page, ...]
    cohorts: tuple[Any, ...]


@dataclass(frozen=True)
class GuideNav:
    """Where a guide page stands among its siblings; ``number`` counts from one."""

    number: int
    total: int
    previous: Page | None
    next: Page | None


def describe_home(home: HomePage, *, today: dt.date) -> HomeView:
    """Find the catalog, the guide and the next cohorts below and around ``home``."""
    below = Page.objects.live().public().descendant_of(home).order_by("path")
    shown = below.filter(
        content_type__model__in=["catalogpage", "guideindexpage", "guidepage"]
    ).select_related("content_type")
    kinds: dict[str, list[Page]] = {}
    for page in shown:
        kinds.setdefault(page.content_type.model, []).append(page)
    return HomeView(
        catalog=next(iter(kinds.get("catalogpage", [])), None),
        guide=next(iter(kinds.get("guideindexpage", [])), None),
        guides=tuple(kinds.get("guidepage", [])[:GUIDES_ON_HOME]),
        cohorts=(),
    )


def list_guide_pages(index: GuideIndexPage) -> Any:
    """The live pages of a guide in reading order."""
    return GuidePage.objects.child_of(index).live().public().order_by("path").defer("body")


def get_guide_nav(page: GuidePage) -> GuideNav:
    """The page before and after ``page``, in one query; an unpublished page has no neighbors."""
    siblings = list(Page.objects.sibling_of(page).live().public().order_by("path"))
    at = next((i for i, sibling in enumerate(siblings) if sibling.pk == page.pk), None)
    if at is None:
        return GuideNav(number=len(siblings) + 1, total=len(siblings), previous=None, next=None)
    return GuideNav(
        number=at + 1,
        total=len(siblings),
        previous=siblings[at - 1] if at else None,
        next=siblings[at + 1] if at + 1 < len(siblings) else None,
    )
