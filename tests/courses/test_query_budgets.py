"""Cost does not grow with the course: literal numbers at 1, 20 and 200 units.

Lessons are counted exactly. The course page and the dashboard carry panels of other apps, so there
the whole page has a limit and this app's own part is counted exactly.
"""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses import api
from courses.models import (
    Cohort,
    CourseInstructor,
    Enrollment,
    Prerequisite,
    UnitProgress,
)
from courses.queries.course_screen import describe_course
from courses.queries.dashboard import describe_training
from courses.queries.tree import live_tree
from lms.core import clock
from tests.factories import courses as make
from tests.factories.media import raster_image

pytestmark = pytest.mark.django_db

SIZES = [(1, 1), (2, 10), (10, 20)]
LESSON, LESSON_AGAIN = 9, 8
PAGE_LIMIT = 12
OWN_COURSE_PART, OWN_DASHBOARD_PART = 2, 2


@pytest.mark.parametrize(("modules", "units"), SIZES, ids=["1 unit", "20 units", "200 units"])
def test_pages_cost_the_same_whatever_the_size(modules, units, tree, signed_in, client, rf):
    course = make.make_course(modules=modules, units=units)
    enrollment = make.make_enrollment(course=course)
    for _n in range(3):
        api.enroll(enrollment.user, make.make_course(modules=1, units=2))
    lesson = make.lessons_of(course)[0].url
    dashboard = reverse("lms_courses:dashboard")
    trainee = signed_in(enrollment.user)
    for url in (lesson, course.url, dashboard):
        trainee.get(url)
    UnitProgress.objects.all().delete()

    assert count(lambda: trainee.get(lesson)) == LESSON
    assert count(lambda: trainee.get(lesson)) == LESSON_AGAIN
    assert count(lambda: trainee.get(course.url)) <= PAGE_LIMIT
    assert count(lambda: client.get(course.url)) <= PAGE_LIMIT
    assert count(lambda: trainee.get(dashboard)) <= PAGE_LIMIT

    request = rf.get(course.url)
    request.user = enrollment.user
    known = live_tree(course)
    course.get_url(request)
    now = clock.now()
    assert count(lambda: describe_course(request, course, now=now, tree=known)) == OWN_COURSE_PART
    assert count(lambda: describe_training(request, request.user, now=now)) == OWN_DASHBOARD_PART


@pytest.mark.parametrize("state", ["applied", "withdrawn", "suspended", "expired"])
def test_pages_stay_within_the_limit_whatever_the_state(state, tree, signed_in):
    course = make.make_course(modules=2, units=2)
    required = make.make_course(modules=1, units=1)
    enrollment = make.make_enrollment(course=course)
    course.prerequisites.add(
        Prerequisite(kind="course", course=required),
        Prerequisite(kind="award", award_key="some-award"),
    )
    course.instructors.add(CourseInstructor(name="Ruth Oyelaran", photo=raster_image()))
    course.save()
    Cohort.objects.create(course=course, title="Next", starts_on=dt.date(2099, 1, 1))
    Enrollment.objects.filter(pk=enrollment.pk).update(state=state)
    trainee = signed_in(enrollment.user)
    for url in (course.url, reverse("lms_courses:dashboard")):
        trainee.get(url)
        assert count(lambda url=url: trainee.get(url)) <= PAGE_LIMIT


def count(call):
    """How many queries ``call`` makes."""
    with CaptureQueriesContext(connection) as queries:
        call()
    return len(queries)
