"""Addresses of the directory for search engines: what anybody may see at this moment."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from certificates.directory.enums import ConsentKind
from certificates.directory.models import Clinic, Practitioner
from certificates.directory.queries import find_clinics
from certificates.directory.search import Search
from certificates.directory.standing import consenting, list_listed
from lms.core import clock


class ClinicSitemap(Sitemap):
    """Published clinics where somebody's certificate is valid."""

    limit = 2000

    def items(self) -> QuerySet[Clinic]:
        return find_clinics(Search(), clock.now())

    def lastmod(self, clinic: Clinic) -> dt.datetime | None:
        found: dt.datetime | None = clinic.last_published_at
        return found


class PractitionerSitemap(Sitemap):
    """Practitioners who are listed and allow their name and their page to be shown."""

    limit = 2000

    def items(self) -> QuerySet[Practitioner]:
        now = clock.now()
        named = list_listed(now).filter(consenting(ConsentKind.NAME, now))
        return named.order_by("display_name", "pk")

    def lastmod(self, practitioner: Practitioner) -> Any:
        return practitioner.last_published_at
