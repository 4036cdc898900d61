from django.urls import URLPattern, URLResolver, path

from assessments.views import appeals, attempts, files, pictures, self_check

app_name = "lms_assessments"
urlpatterns: list[URLPattern | URLResolver] = [
    path("assessments/exams/<int:page_id>/start/", attempts.start, name="start"),
    path("assessments/attempts/", attempts.history, name="attempts"),
    path("assessments/attempts/<uuid:uuid>/", attempts.take, name="take"),
    path("assessments/attempts/<uuid:uuid>/save/", attempts.save, name="save"),
    path("assessments/attempts/<uuid:uuid>/check/", attempts.check, name="check"),
    path("assessments/attempts/<uuid:uuid>/go-on/", attempts.go_on, name="go_on"),
    path("assessments/attempts/<uuid:uuid>/review/", attempts.review, name="review"),
    path("assessments/attempts/<uuid:uuid>/submit/", attempts.submit, name="submit"),
    path("assessments/attempts/<uuid:uuid>/result/", attempts.result, name="result"),
    path("assessments/attempts/<uuid:uuid>/files/<int:position>/", files.manage, name="files"),
    path("assessments/attempts/<uuid:uuid>/appeal/", appeals.appeal, name="appeal"),
    path("assessments/files/<uuid:token>/", files.download, name="file"),
    path("assessments/self-check/", self_check.answer, name="self_check"),
    path("assessments/pictures/<str:token>/", pictures.picture, name="picture"),
]
