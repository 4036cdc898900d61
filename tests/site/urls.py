"""The site's addresses with the public ones of the reference site."""

from django.urls import include, path

from lms.urls import urlpatterns as site_patterns

urlpatterns = [path("", include("lms.site.public_urls")), *site_patterns]
