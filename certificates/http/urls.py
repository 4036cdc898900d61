from django.urls import path

from certificates.http.routes import api

urlpatterns = [path("api/v1/", api.urls)]
