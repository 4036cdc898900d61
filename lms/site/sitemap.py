"""The list of public pages for search engines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index
from django.contrib.sitemaps.views import sitemap as whole
from django.http import HttpRequest, HttpResponseBase


def sitemap(request: HttpRequest, sitemaps: Mapping[str, type[Sitemap[Any]]]) -> HttpResponseBase:
    """Everything in one file while each section fits a page; then an index of files."""
    made = {name: _counted_once(section, request) for name, section in sitemaps.items()}
    if all(section.paginator.num_pages == 1 for section in made.values()):
        answer: HttpResponseBase = whole(request, made)
    else:
        answer = index(request, made, sitemap_url_name="sitemap_section")
    return answer


def _counted_once(section: type[Sitemap[Any]], request: HttpRequest) -> Any:
    """The section with one paginator: Django's makes a new one, which counts, at each look."""
    plain: Any = section()
    plain.request = request  # Wagtail's finds its site by it
    made: Any = type(section.__name__, (section,), {"paginator": plain.paginator})()
    made.request = request
    return made
