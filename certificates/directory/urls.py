from django.urls import path

from certificates.directory.views import badge, pages

app_name = "lms_directory"
urlpatterns = [
    path("accounts/listing/", pages.listing, name="listing"),
    path("directory/", pages.index, name="index"),
    path("directory/practitioner/<slug:slug>/", pages.practitioner, name="practitioner"),
    path("directory/<slug:slug>/", pages.clinic, name="clinic"),
    path("directory/<slug:slug>/badge/", badge.frame, name="badge"),
    path("directory/<slug:slug>/badge.svg", badge.picture, name="badge_picture"),
    path("directory/<slug:slug>/badge/code/", badge.code, name="badge_code"),
]
