"""Addresses of the reference site outside /accounts/."""

from django.urls import path

from lms.site import views

app_name = "lms_site"
urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("search/", views.search, name="search"),
]
