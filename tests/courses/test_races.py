"""Two clicks, two tabs, two servers: many threads at the same row."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from courses import api
from courses.exceptions import EnrollmentRefused
from courses.models import Cohort, Enrollment, EnrollmentEvent, UnitResult
from courses.signals import course_completed
from tests.factories import courses as make

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
THREADS = 32


def race(call, count=THREADS):
    """Run ``call(n)`` in ``count`` threads that start together; what each returned or raised."""
    start = threading.Barrier(count)

    def run(n):
        try:
            start.wait(timeout=30)
            return call(n)
        except EnrollmentRefused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


@pytest.fixture(autouse=True)
def _own_connections(db):
    yield
    connection.close()


def test_simultaneous_enrollments_of_one_person_make_one():
    course = make.make_course(modules=1, units=1)
    user = make.make_user()
    answers = race(lambda n: api.enroll(user, course).pk)
    assert len(set(answers)) == 1
    assert Enrollment.objects.count() == 1
    assert EnrollmentEvent.objects.count() == 1


def test_cohort_never_takes_more_people_than_it_has_places():
    import datetime as dt

    course = make.make_course(modules=1, units=1)
    cohort = Cohort.objects.create(
        course=course, title="A", starts_on=dt.date(2099, 1, 1), capacity=8
    )
    users = [make.make_user() for _n in range(THREADS)]
    answers = race(lambda n: api.enroll(users[n], course, cohort=cohort))
    assert sum(isinstance(a, EnrollmentRefused) for a in answers) == THREADS - 8
    assert Enrollment.objects.filter(cohort=cohort).count() == 8


def test_simultaneous_completions_complete_the_course_once():
    enrollment = make.make_enrollment(course=make.make_course(modules=1, units=2))
    first, second = make.lessons_of(enrollment.course)
    api.complete_lesson(enrollment.user, first)
    heard = []

    def listen(sender, **kwargs):
        heard.append(kwargs["enrollment_id"])

    course_completed.connect(listen)

    def finish(n):
        return api.record_unit_result(
            enrollment_id=enrollment.pk,
            unit_key=second.translation_key,
            unit_title=second.title,
            kind="lesson",
            source="lesson" if n % 2 else f"attempt:{n}",
            outcome="pass",
        ).pk

    try:
        race(finish)
    finally:
        course_completed.disconnect(listen)
    enrollment.refresh_from_db()
    assert enrollment.state == "completed"
    assert heard == [enrollment.pk]
    assert EnrollmentEvent.objects.filter(action="complete").count() == 1
    assert UnitResult.objects.filter(source="lesson", unit_key=second.translation_key).count() == 1
