from django.urls import path, re_path

from certificates.views import concerns, credentials, files, holder, register, reminders

app_name = "lms_certificates"
urlpatterns = [
    path("verify/", register.verify, name="verify"),
    path("verify/file/", files.verify_file, name="verify_file"),
    path("verify/report/", concerns.report, name="concern"),
    path("verify/report/sent/", concerns.sent, name="concern_sent"),
    path("verify/<str:number>/", register.verify_number, name="verify_number"),
    path("verify/<str:number>/name/", register.check_name, name="check_name"),
    # printed in QR codes in capitals, which QR packs tightest
    re_path(r"^[cC]/(?P<number>[^/]+)/?$", register.short, name="short"),
    path("certificates/reminders/<str:token>/", reminders.choose, name="reminders"),
    path("certificates/name/", holder.confirm_name, name="confirm_name"),
    path("certificates/awards/", holder.ways, name="ways"),
    path("certificates/awards/<slug:slug>/", holder.way, name="way"),
    path("certificates/<str:number>/", holder.certificate, name="certificate"),
    path("certificates/<str:number>/renew/", holder.renew, name="renew"),
    path("certificates/<str:number>/certificate.pdf", holder.download, name="download"),
    path("certificates/<str:number>/transcript.pdf", holder.transcript, name="transcript"),
    path("certificates/<str:number>/badge.<str:form>", holder.badge, name="badge"),
    path("credentials/status/<str:purpose>/", credentials.status, name="status"),
    path(".well-known/did.json", credentials.did, name="did"),
    path("keys/<str:thumbprint>", credentials.key, name="key"),
    path("awards/<str:slug>/", credentials.award, name="award"),
    path("awards/<str:slug>/card.png", credentials.card, name="award_card"),
]
