"""Cost does not grow with the course: literal numbers at 1, 20 and 200 units.

Lessons are counted exactly. The course page and the dashboard carry panels of other apps, so there
the whole page has a limit and this app's own part is counted exactly.
"""

import pytest
from django.urls import reverse

from courses import api
from courses.models import UnitProgress
from courses.queries.course_screen import describe_course
from courses.queries.dashboard import describe_training
from courses.queries.tree import live_tree
from lms.core import clock
from tests.factories import courses as make

pytestmark = pytest.mark.django_db

SIZES = [(1, 1), (2, 10), (10, 20)]
LESSON, LESSON_AGAIN = 10, 9
PAGE_LIMIT = 12
OWN_COURSE_PART, OWN_DASHBOARD_PART = 2, 2


@pytest.fixture(params=SIZES, ids=["1 unit", "20 units", "200 units"])
def course(request, tree):
    modules, units = request.param
    return make.make_course(modules=modules, units=units)


@pytest.fixture
def trainee(course, signed_in):
    """A trainee in the middle of the course, with a warm process and a cold page."""
    enrollment = make.make_enrollment(course=course)
    client = signed_in(enrollment.user)
    client.user = enrollment.user
    client.get(make.lessons_of(course)[0].url)
    return client


def test_lesson(course, trainee, django_assert_num_queries):
    url = make.lessons_of(course)[0].url
    UnitProgress.objects.all().delete()
    with django_assert_num_queries(LESSON):
        assert trainee.get(url).status_code == 200
    with django_assert_num_queries(LESSON_AGAIN):
        trainee.get(url)


def test_course_page_of_a_trainee(course, trainee, django_assert_max_num_queries):
    with django_assert_max_num_queries(PAGE_LIMIT):
        trainee.get(course.url)


def test_course_page_of_a_visitor(course, client, django_assert_max_num_queries):
    client.get(course.url)
    with django_assert_max_num_queries(PAGE_LIMIT):
        client.get(course.url)


def test_own_part_of_the_course_page(course, trainee, rf, django_assert_num_queries):
    request = rf.get(course.url)
    request.user = trainee.user
    tree = live_tree(course)
    course.get_url(request)
    with django_assert_num_queries(OWN_COURSE_PART):
        describe_course(request, course, now=clock.now(), tree=tree)


@pytest.fixture
def busy_trainee(trainee):
    """On four courses at once."""
    for _n in range(3):
        api.enroll(trainee.user, make.make_course(modules=1, units=2))
    trainee.get(reverse("lms_courses:dashboard"))
    return trainee


def test_dashboard(busy_trainee, django_assert_max_num_queries):
    with django_assert_max_num_queries(PAGE_LIMIT):
        busy_trainee.get(reverse("lms_courses:dashboard"))


def test_own_part_of_the_dashboard(busy_trainee, rf, django_assert_num_queries):
    request = rf.get("/")
    with django_assert_num_queries(OWN_DASHBOARD_PART):
        describe_training(request, busy_trainee.user, now=clock.now())
