from importlib.util import find_spec

from django.urls import path

app_name = "lms_directory"
urlpatterns = []
if find_spec("certificates.api"):
    from certificates.directory import views

    urlpatterns = [
        path("accounts/listing/", views.listing, name="listing"),
        path("directory/", views.index, name="index"),
        path("directory/practitioner/<slug:slug>/", views.practitioner, name="practitioner"),
        path("directory/<slug:slug>/", views.clinic, name="clinic"),
    ]
