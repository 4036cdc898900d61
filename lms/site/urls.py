from django.urls import path

from lms.site import views

app_name = "lms_accounts"
urlpatterns = [
    path("profile/", views.profile, name="profile"),
    path("profile/name/", views.legal_name, name="name"),
    path("profile/name/confirm/", views.confirm_name, name="confirm_name"),
]
