"""Addresses of the directory for search engines: what anybody may see at this moment."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from certificates.directory.enums import ConsentKind
from certificates.directory.models import Clinic, Practitioner
from certificates.directory.queries import find_clinics
from certificates.directory.search import Search
from certificates.directory.standing import consenting, list_listed
from lms.core import clock


class DoorSitemap(Sitemap):
    """Where clients come in: the directory, and the register's form."""

    def items(self) -> list[str]:
        return ["lms_directory:index", "lms_certificates:verify"]

    def location(self, name: str) -> str:
        return reverse(name)


class _Directory(Sitemap):
    limit = 2000

    def get_latest_lastmod(self) -> None:
        """Nothing: entries come and go by the clock, and looking means loading every one."""


class ClinicSitemap(_Directory):
    """Published clinics where somebody's certificate is valid."""

    def items(self) -> QuerySet[Clinic]:
        return find_clinics(Search(), clock.now()).only("slug", "last_published_at")

    def lastmod(self, clinic: Clinic) -> dt.datetime | None:
        found: dt.datetime | None = clinic.last_published_at
        return found


class PractitionerSitemap(_Directory):
    """Practitioners who are listed and allow their name and their page to be shown."""

    def items(self) -> QuerySet[Practitioner]:
        now = clock.now()
        named = list_listed(now).filter(consenting(ConsentKind.NAME, now))
        return named.only("slug", "last_published_at").order_by("sort_name", "pk")

    def lastmod(self, practitioner: Practitioner) -> Any:
        return practitioner.last_published_at
