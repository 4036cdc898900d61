from django.urls import path

from certificates.directory.http.routes import api

urlpatterns = [path("api/v1/", api.urls)]
