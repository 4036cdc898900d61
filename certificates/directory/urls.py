from django.urls import path

from certificates.directory.views import badge, contact, pages, portfolio, reports, reviews

app_name = "lms_directory"
urlpatterns = [
    path("accounts/listing/", pages.listing, name="listing"),
    path("accounts/listing/portfolio/", portfolio.own, name="portfolio"),
    path("accounts/listing/portfolio/<uuid:key>/", portfolio.withdraw, name="withdraw_case"),
    path("accounts/listing/remove/", portfolio.remove_all, name="remove_all"),
    path("directory/", pages.index, name="index"),
    path("directory/review/<str:key>/", reviews.own, name="own_review"),
    path("directory/review/<uuid:key>/answer/", reviews.answer, name="answer"),
    path("directory/report/<str:kind>/<str:key>/", reports.report, name="report"),
    path("directory/portfolio/<uuid:token>.jpg", portfolio.picture, name="case_picture"),
    path("directory/practitioner/<slug:slug>/", pages.practitioner, name="practitioner"),
    path("directory/<slug:slug>/", pages.clinic, name="clinic"),
    path("directory/<slug:slug>/contact/", contact.reveal, name="reveal"),
    path("directory/<slug:slug>/message/", contact.message, name="message"),
    path("directory/<slug:slug>/review/", reviews.write, name="review"),
    path("directory/<slug:slug>/review/sent/", reviews.sent, name="review_sent"),
    path("directory/<slug:slug>/badge/", badge.frame, name="badge"),
    path("directory/<slug:slug>/badge.svg", badge.picture, name="badge_picture"),
    path("directory/<slug:slug>/badge/code/", badge.code, name="badge_code"),
]
