from django.urls import URLPattern, URLResolver, path

from courses.views import learning, training

app_name = "lms_courses"
urlpatterns: list[URLPattern | URLResolver] = [
    path("my-training/", training.dashboard, name="dashboard"),
    path("my-training/enroll/<int:course_pk>/", training.enroll, name="enroll"),
    path("my-training/withdraw/<int:pk>/", training.withdraw, name="withdraw"),
    path("my-training/units/<int:pk>/position/", learning.position, name="position"),
]
