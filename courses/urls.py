from django.urls import URLPattern, URLResolver

app_name = "lms_courses"
urlpatterns: list[URLPattern | URLResolver] = []
