from decimal import Decimal

import pytest

from courses import api
from courses.models import Enrollment, EnrollmentEvent, UnitResult
from courses.signals import course_completed, unit_completed
from tests.factories import courses as make

pytestmark = pytest.mark.django_db


def record(enrollment, page, *, outcome="pass", source="lesson", sequence=0, score=None):
    return api.record_unit_result(
        enrollment_id=enrollment.pk,
        unit_key=page.translation_key,
        unit_title=page.title,
        kind="lesson",
        source=source,
        sequence=sequence,
        outcome=outcome,
        score=score,
    )


@pytest.fixture
def heard():
    calls = []

    def listen(signal, **kwargs):
        kwargs.pop("sender")
        calls.append(kwargs)

    course_completed.connect(listen)
    unit_completed.connect(listen)
    yield calls
    course_completed.disconnect(listen)
    unit_completed.disconnect(listen)


def test_last_required_unit_completes_the_course_and_says_so_once(
    heard, django_capture_on_commit_callbacks
):
    enrollment = make.make_enrollment()
    first, second = make.lessons_of(enrollment.course)
    with django_capture_on_commit_callbacks(execute=True):
        record(enrollment, first)
        record(enrollment, second)
        record(enrollment, second)
        record(enrollment, second, source="again")
    enrollment.refresh_from_db()
    assert enrollment.state == "completed"
    assert (enrollment.required_done, enrollment.required_total) == (2, 2)
    assert heard.count({"enrollment_id": enrollment.pk}) == 1
    assert EnrollmentEvent.objects.filter(enrollment=enrollment, action="complete").count() == 1


def test_same_result_recorded_twice_is_one_row():
    enrollment = make.make_enrollment()
    page = make.lessons_of(enrollment.course)[0]
    one, two = record(enrollment, page), record(enrollment, page, outcome="fail")
    assert one.pk == two.pk
    assert two.outcome == "pass"
    assert UnitResult.objects.count() == 1


def test_later_sequence_of_one_source_replaces_the_earlier_outcome():
    enrollment = make.make_enrollment()
    page = make.lessons_of(enrollment.course)[0]
    record(enrollment, page, source="attempt:1", outcome="pass")
    record(enrollment, page, source="attempt:1", sequence=1, outcome="fail")
    enrollment.refresh_from_db()
    assert enrollment.required_done == 0
    assert enrollment.unit_outcomes == {str(page.translation_key): "fail"}


def test_score_is_kept_as_a_share_with_five_decimals():
    enrollment = make.make_enrollment()
    page = make.lessons_of(enrollment.course)[0]
    row = record(enrollment, page, score=Decimal(2) / 3)
    assert UnitResult.objects.get(pk=row.pk).score == Decimal("0.66667")
    with pytest.raises(ValueError, match="share"):
        record(enrollment, page, source="x", score=Decimal("1.01"))


def test_result_for_a_suspended_enrollment_is_kept_and_counts_after_reinstatement():
    enrollment = make.make_enrollment()
    registrar = make.make_registrar()
    first, second = make.lessons_of(enrollment.course)
    record(enrollment, first)
    api.suspend(enrollment, actor=registrar, reason="Fee not paid")
    record(enrollment, second)
    enrollment.refresh_from_db()
    assert (enrollment.state, enrollment.required_done) == ("suspended", 2)
    api.reinstate(enrollment, actor=registrar, reason="Fee paid")
    assert Enrollment.objects.get(pk=enrollment.pk).state == "completed"


def test_completion_facts_name_the_version_and_each_deciding_result():
    enrollment = make.make_enrollment(course=make.make_course(modules=1, units=2, hours_theory=4))
    first, second = make.lessons_of(enrollment.course)
    record(enrollment, second)
    record(enrollment, first, outcome="fail")
    record(enrollment, first, source="second try")
    facts = api.get_completion_facts(enrollment.pk)
    assert facts.version_digest == enrollment.version.digest
    assert facts.hours_theory == 4
    assert facts.completed_at is not None
    assert [(r.title, r.outcome) for r in facts.results] == [
        (first.title, "pass"),
        (second.title, "pass"),
    ]
