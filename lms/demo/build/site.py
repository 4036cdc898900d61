"""Home page, the clients' guide and the plain pages."""

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from wagtail.models import Page, Site

from lms.demo.build.media import Media, stable_uuid
from lms.demo.build.stream import to_stream
from lms.demo.content.academy import ACADEMY
from lms.demo.content.guide import GUIDE
from lms.demo.content.pages import TEXT_PAGES
from lms.site.models import GuideIndexPage, GuidePage, HomePage, TextPage


def draft(page: Page, *, parent: Page, user: Any) -> Page:
    """Add ``page`` below ``parent`` without publishing it."""
    page.live = False
    page.owner = user
    # what versions and certificates name a page by is the same on every machine
    page.translation_key = stable_uuid("page", parent.url_path, page.slug)
    with transaction.atomic():
        parent.add_child(instance=page)
    return page


def publish(page: Page, *, parent: Page, user: Any) -> Page:
    """Add ``page`` below ``parent`` as a draft, then publish its first revision."""
    with transaction.atomic():
        draft(page, parent=parent, user=user)
        page.save_revision(user=user, log_action=True).publish(user=user)
    page.refresh_from_db()
    return page


def child(parent: Page, slug: str) -> Page | None:
    """The child with this slug, as its own type."""
    found = parent.get_children().filter(slug=slug).first()
    return found.specific if found else None


def get_home() -> HomePage:
    """The home page of the default site."""
    return Site.objects.get(is_default_site=True).root_page.specific


def add_guide(home: HomePage, *, media: Media, user: Any, reviewed_on: dt.date) -> GuideIndexPage:
    """The clients' guide below the home page."""
    index = child(home, "guide") or publish(
        GuideIndexPage(
            title="Before you choose: a guide for clients",
            slug="guide",
            show_in_menus=True,
            intro=(
                "What scalp micropigmentation is, whom it suits, how it heals, and how to tell "
                "a checked certificate from a piece of paper."
            ),
        ),
        parent=home,
        user=user,
    )
    for data in GUIDE:
        if not child(index, data["slug"]):
            publish(
                GuidePage(
                    title=data["title"],
                    slug=data["slug"],
                    summary=data["summary"],
                    reviewed_on=reviewed_on,
                    reviewed_by="Ruth Oyelaran",
                    body=to_stream(
                        data["body"], media=media, questions={}, scope=f"guide/{data['slug']}"
                    ),
                ),
                parent=index,
                user=user,
            )
    return index


def add_text_pages(home: HomePage, *, media: Media, user: Any) -> None:
    """How we assess, appeals, privacy, contact."""
    for data in TEXT_PAGES:
        if not child(home, data["slug"]):
            publish(
                TextPage(
                    title=data["title"],
                    slug=data["slug"],
                    summary=data["summary"],
                    body=to_stream(
                        data["body"], media=media, questions={}, scope=f"text/{data['slug']}"
                    ),
                ),
                parent=home,
                user=user,
            )


def name_home(home: HomePage, *, user: Any) -> None:
    """Give the home page the academy's name."""
    if home.title != ACADEMY["name"]:
        home.title = ACADEMY["name"]
        home.save_revision(user=user, log_action=True).publish(user=user)


def set_address(base_url: str) -> None:
    """Tell Wagtail where the site lives, for links in the sitemap and in mails."""
    parts = urlsplit(base_url)
    Site.objects.filter(is_default_site=True).update(
        hostname=parts.hostname or "localhost",
        port=parts.port or (443 if parts.scheme == "https" else 80),
    )
    Site.clear_site_root_paths_cache()
