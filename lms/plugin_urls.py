"""Every address of the plugin; a host includes this once, above Wagtail's own patterns."""

from django.urls import include, path

urlpatterns = [
    path("", include("courses.urls")),
    path("", include("assessments.urls")),
    path("", include("certificates.urls")),
    path("", include("certificates.http.urls")),
    path("", include("certificates.directory.http.urls")),
    path("", include("certificates.directory.urls")),
]
