from django.urls import URLPattern, URLResolver

app_name = "lms_accounts"
urlpatterns: list[URLPattern | URLResolver] = []
