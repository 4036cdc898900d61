"""The living page of components and the account pages, without the rest of the site."""

from django.urls import include, path

from lms.core.views import styleguide

urlpatterns = [
    path("", styleguide),
    path("accounts/", include("allauth.urls")),
]
