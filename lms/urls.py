"""Addresses of the reference site."""

from django.conf import settings
from django.contrib.sitemaps.views import sitemap as section_view
from django.urls import include, path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps import Sitemap
from wagtail.documents import urls as wagtaildocs_urls

from certificates.directory.sitemaps import ClinicSitemap, DoorSitemap, PractitionerSitemap
from lms.core.views import styleguide
from lms.site.sitemap import sitemap

SITEMAPS = {
    "wagtail": Sitemap,
    "doors": DoorSitemap,
    "clinics": ClinicSitemap,
    "practitioners": PractitionerSitemap,
}
MEDIA = {"document_root": settings.MEDIA_ROOT}

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("accounts/", include("lms.site.urls")),
    path("accounts/", include("allauth.urls")),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("sitemap-<section>.xml", section_view, {"sitemaps": SITEMAPS}, name="sitemap_section"),
    path("", include("lms.site.public_urls")),
    path("", include("lms.plugin_urls")),
    *([path("styleguide/", styleguide)] if settings.DEBUG else []),
    *([path("media/<path:path>", serve, MEDIA)] if settings.SERVE_MEDIA else []),
    path("", include(wagtail_urls)),
]
