"""What the pages of the site show, each in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.models import Page, Site
from wagtail.search.backends import get_search_backend

from certificates.api import certificates_of, list_waiting
from certificates.directory.api import Search, find_clinics
from courses.api import LearnerName, get_learner_name, list_next_cohorts, list_unit_models
from lms.core.sanitize import clean_text
from lms.site.models import GuideIndexPage, GuidePage, HomePage

COHORTS_ON_HOME = 3
GUIDES_ON_HOME = 4
MAX_QUERY = 80
HITS = 20


@dataclass(frozen=True)
class CohortLine:
    """A group that starts soon; ``places_left`` is None where places are not limited."""

    starts_on: dt.date
    place: str
    places_left: int | None
    course_title: str
    course_page: Page


@dataclass(frozen=True)
class HomeView:
    """What stands on the front door."""

    catalog: Page | None
    guide: Page | None
    guides: tuple[Page, ...]
    cohorts: tuple[CohortLine, ...]


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
        cohorts=_next_cohorts(today),
    )


def _next_cohorts(today: dt.date) -> tuple[CohortLine, ...]:
    # with the seats taken, which the query counts
    cohorts: Any = list_next_cohorts(today).filter(course__live=True)[:COHORTS_ON_HOME]
    return tuple(
        CohortLine(
            starts_on=cohort.starts_on,
            place=cohort.place,
            places_left=(
                None if cohort.capacity is None else max(0, cohort.capacity - cohort.seats_taken)
            ),
            course_title=cohort.course.title,
            course_page=cohort.course,
        )
        for cohort in cohorts
        if cohort.course
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


@dataclass(frozen=True)
class ProfileView:
    """What a person's own page says about their names and certificates."""

    name: LearnerName
    certificates: int
    waiting: tuple[str, ...]


def describe_profile(user: Any) -> ProfileView:
    """The names of ``user``, how many certificates keep the old one, and what is waiting."""
    return ProfileView(
        name=get_learner_name(user),
        certificates=certificates_of(user).count(),
        waiting=tuple(blocked.message for blocked in list_waiting(user)),
    )


@dataclass(frozen=True)
class Hit:
    """Something a search found."""

    title: str
    url: str
    kind: str
    text: str


@dataclass(frozen=True)
class Found:
    """What a search of the site found, the clinics apart from the pages."""

    query: str
    pages: tuple[Hit, ...]
    clinics: tuple[Hit, ...]
    clinics_url: str


def search_site(text: str, *, site: Site | None, now: dt.datetime) -> Found:
    """Search the public pages of ``site`` and the clinics that are listed at ``now``.

    Lessons and exams are for those who are enrolled; the course they belong to is found.
    """
    query = clean_text(text)[:MAX_QUERY]
    if not query:
        return Found("", (), (), "")
    pages = Page.objects.live().public().not_type(*list_unit_models()).order_by("path")
    if site is not None:
        pages = pages.descendant_of(site.root_page, inclusive=True)
    hits = get_search_backend().search(query, pages)[:HITS]
    rows = Page.objects.filter(pk__in=[hit.pk for hit in hits]).specific()
    known = {page.pk: page for page in rows}
    clinics = find_clinics(Search(q=query), now)[:HITS]
    return Found(
        query=query,
        pages=tuple(_page_hit(known[hit.pk]) for hit in hits if hit.pk in known),
        clinics=tuple(
            Hit(
                title=clinic.name,
                url=clinic.get_absolute_url(),
                kind=str(clinic.get_type_display()),
                text=clinic.town,
            )
            for clinic in clinics
        ),
        clinics_url=f"{reverse('lms_directory:index')}?{Search(q=query).query()}",
    )


def _page_hit(page: Page) -> Hit:
    text = page.search_description or getattr(page, "summary", "") or getattr(page, "intro", "")
    kind = str(page._meta.verbose_name)
    return Hit(title=page.title, url=page.url or "", kind=kind, text=strip_tags(text))
