from django.urls import path, re_path

from certificates.views import holder, register

app_name = "lms_certificates"
urlpatterns = [
    path("verify/", register.verify, name="verify"),
    path("verify/<str:number>/", register.verify_number, name="verify_number"),
    # printed in QR codes in capitals, which QR packs tightest
    re_path(r"^[cC]/(?P<number>[^/]+)/?$", register.short, name="short"),
    path("certificates/name/", holder.confirm_name, name="confirm_name"),
    path("certificates/<str:number>/", holder.certificate, name="certificate"),
    path("certificates/<str:number>/certificate.pdf", holder.download, name="download"),
]
