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
    made: dict[str, Any] = {name: section() for name, section in sitemaps.items()}
    for section in made.values():
        section.request = request  # Wagtail's finds its site by it
    if all(section.paginator.num_pages == 1 for section in made.values()):
        answer: HttpResponseBase = whole(request, made)
    else:
        answer = index(request, made, sitemap_url_name="sitemap_section")
    return answer
