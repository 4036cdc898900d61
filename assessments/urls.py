from django.urls import URLPattern, URLResolver

app_name = "lms_assessments"
urlpatterns: list[URLPattern | URLResolver] = []
