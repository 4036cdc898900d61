from django.urls import path

from certificates.directory import views

app_name = "lms_directory"
urlpatterns = [
    path("accounts/listing/", views.listing, name="listing"),
    path("directory/", views.index, name="index"),
    path("directory/practitioner/<slug:slug>/", views.practitioner, name="practitioner"),
    path("directory/<slug:slug>/", views.clinic, name="clinic"),
]
