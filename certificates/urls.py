from django.urls import URLPattern, URLResolver

app_name = "lms_certificates"
urlpatterns: list[URLPattern | URLResolver] = []
