"""The front door of a fresh database."""

from __future__ import annotations

from typing import Any

WELCOME_SLUG = "home"
ROOT_PATH = "0001"
HOME_PATH = "00010001"


def ensure_home(apps: Any = None) -> None:
    """Give a fresh database the home page and the site that serves it.

    Does nothing when a home page exists or when somebody else's pages stand at the top of the
    tree. ``apps`` is the registry of a migration; without it the current models are used. A
    database emptied by a test gets its locale and root page back too.
    """
    if apps is None:
        from django.apps import apps as current

        apps = current
    ContentType = apps.get_model("contenttypes", "ContentType")
    Locale = apps.get_model("wagtailcore", "Locale")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    HomePage = apps.get_model("lms_site", "HomePage")

    if HomePage.objects.exists():
        return
    plain, _ = ContentType.objects.get_or_create(app_label="wagtailcore", model="page")
    # Wagtail's own welcome page, as its first migration leaves it
    Page.objects.filter(content_type=plain, slug=WELCOME_SLUG, depth=2, numchild=0).delete()
    if Page.objects.filter(depth=2).exists():
        return
    locale = Locale.objects.first() or Locale.objects.create(language_code=_language())
    root = Page.objects.filter(depth=1).first()
    if root is None:
        root = Page.objects.create(
            title="Root",
            draft_title="Root",
            slug="root",
            path=ROOT_PATH,
            depth=1,
            numchild=0,
            url_path="/",
            content_type=plain,
            locale=locale,
        )
    home_type, _ = ContentType.objects.get_or_create(app_label="lms_site", model="homepage")
    home = HomePage.objects.create(
        title="Home",
        draft_title="Home",
        slug=WELCOME_SLUG,
        path=root.path + HOME_PATH[len(ROOT_PATH) :],
        depth=2,
        numchild=0,
        url_path=f"/{WELCOME_SLUG}/",
        content_type=home_type,
        locale=locale,
        live=True,
    )
    Page.objects.filter(pk=root.pk).update(numchild=1)
    default = Site.objects.filter(is_default_site=True).first()
    if default is None:
        Site.objects.create(
            hostname="localhost", port=80, root_page_id=home.pk, is_default_site=True
        )
    else:
        Site.objects.filter(pk=default.pk).update(root_page_id=home.pk)


def _language() -> str:
    from django.conf import settings
    from wagtail.coreutils import get_supported_content_language_variant

    return get_supported_content_language_variant(settings.LANGUAGE_CODE)
