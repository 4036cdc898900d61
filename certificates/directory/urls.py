from django.urls import URLPattern, URLResolver

app_name = "lms_directory"
urlpatterns: list[URLPattern | URLResolver] = []
