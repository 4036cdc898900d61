"""Enrolling and the steps after it."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from wagtail import hooks

from courses import api
from courses.enrollment import TRANSITIONS, actions_for, may_step
from courses.enums import EnrollmentState
from courses.exceptions import EnrollmentRefused, TransitionRefused
from courses.models import (
    Cohort,
    CoursePage,
    CourseVersion,
    Enrollment,
    EnrollmentEvent,
    Prerequisite,
    UnitResult,
)
from courses.models.append_only import HistoryIsFixed
from courses.signals import enrollment_changed
from lms.core.hooks import AWARD_PROVIDERS
from tests.factories import courses as make

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
TODAY = NOW.date()


# --- the table of steps (no database)


def test_every_state_is_a_state_of_the_enum():
    known = {"", *EnrollmentState.values}
    for transition in TRANSITIONS.values():
        assert transition.sources <= known
        assert transition.target in known


def test_completed_is_an_end():
    assert actions_for("completed", role="staff") == []
    assert actions_for("completed", role="learner") == []


def test_learners_enroll_and_leave_and_nothing_else():
    mine = {name for name, t in TRANSITIONS.items() if "learner" in t.by}
    assert mine == {"apply", "enroll", "withdraw"}


def test_only_the_system_completes_and_expires():
    for action in ("complete", "expire"):
        assert not may_step(action, state="active", role="staff")
        assert may_step(action, state="active", role="system")


# --- services


@pytest.mark.django_db
def test_enrolling_pins_the_current_version_and_is_audited():
    course = make.make_course(modules=1, units=2, access_days=30)
    user = make.make_user()
    enrollment = api.enroll(user, course, now=NOW)
    assert enrollment.version.number == 1
    assert enrollment.state == "active"
    assert enrollment.expires_on == TODAY + dt.timedelta(days=30)
    assert (enrollment.required_done, enrollment.required_total) == (0, 2)
    event = EnrollmentEvent.objects.get()
    assert (event.action, event.actor, event.from_state, event.to_state) == (
        "enroll",
        user,
        "",
        "active",
    )


@pytest.mark.django_db
def test_change_of_state_is_announced_after_commit(django_capture_on_commit_callbacks):
    calls = []

    def listen(sender, **kwargs):
        kwargs.pop("signal")
        calls.append(kwargs)

    enrollment_changed.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            enrollment = make.make_enrollment()
            assert not calls
        assert calls == [{"enrollment_id": enrollment.pk, "from_state": "", "to_state": "active"}]
    finally:
        enrollment_changed.disconnect(listen)


@pytest.mark.django_db
def test_enrolling_twice_gives_the_same_enrollment():
    course = make.make_course(modules=1, units=1)
    user = make.make_user()
    assert api.enroll(user, course) == api.enroll(user, course)


@pytest.mark.django_db
def test_database_allows_one_open_enrollment_per_person_and_course():
    enrollment = make.make_enrollment()
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrollment.objects.create(
            user=enrollment.user,
            course_key=enrollment.course_key,
            course_title="x",
            version=enrollment.version,
            state="applied",
        )


@pytest.mark.django_db
def test_application_waits_for_approval_and_then_starts():
    course = make.make_course(modules=1, units=1, enrollment_policy="approval", access_days=10)
    enrollment = make.make_enrollment(course=course, now=NOW)
    assert enrollment.state == "applied"
    assert enrollment.started_at is None
    later = NOW + dt.timedelta(days=3)
    registrar = make.make_registrar()
    with pytest.raises(TransitionRefused, match="permission"):
        api.approve(enrollment, actor=enrollment.user)
    approved = api.approve(enrollment, actor=registrar, now=later)
    assert approved.state == "active"
    assert approved.started_at == later
    assert approved.expires_on == TODAY + dt.timedelta(days=13)


@pytest.mark.django_db
def test_approval_puts_the_applicant_on_the_version_of_that_day():
    course = make.make_course(modules=1, units=1, enrollment_policy="approval")
    enrollment = make.make_enrollment(course=course)
    module = make.lessons_of(course)[0].get_parent().specific
    make.add_lesson(module)
    api.publish_version(course)
    approved = api.approve(enrollment, actor=make.make_registrar())
    assert (approved.version.number, approved.required_total) == (2, 2)


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["", "wrong", "kestrel-8"])
def test_wrong_code_is_refused_with_what_to_do(code):
    course = make.make_course(
        modules=1, units=1, enrollment_policy="code", enrollment_code="Kestrel-7"
    )
    with pytest.raises(EnrollmentRefused):
        api.enroll(make.make_user(), course, code=code)
    assert api.enroll(make.make_user(), course, code=" KESTREL-7").state == "active"


@pytest.mark.django_db
def test_full_cohort_is_refused_and_says_so():
    course = make.make_course(modules=1, units=1)
    cohort = Cohort.objects.create(course=course, title="Jan", starts_on=TODAY, capacity=1)
    first = api.enroll(make.make_user(), course, cohort=cohort)
    with pytest.raises(EnrollmentRefused, match="full"):
        api.enroll(make.make_user(), course, cohort=cohort)
    api.withdraw(first, actor=first.user)
    assert api.enroll(make.make_user(), course, cohort=cohort).cohort == cohort


@pytest.mark.django_db
def test_cohort_of_another_course_is_refused():
    other = make.make_course(modules=1, units=1)
    cohort = Cohort.objects.create(course=other, title="Jan", starts_on=TODAY)
    with pytest.raises(EnrollmentRefused, match="another course"):
        api.enroll(make.make_user(), make.make_course(modules=1, units=1), cohort=cohort)


@pytest.mark.django_db
def test_cohort_decides_the_last_day_of_access():
    course = make.make_course(modules=1, units=1, access_days=5)
    until = TODAY + dt.timedelta(days=90)
    fixed = Cohort.objects.create(course=course, title="A", starts_on=TODAY, access_until=until)
    later = Cohort.objects.create(course=course, title="B", starts_on=TODAY + dt.timedelta(days=20))
    assert api.enroll(make.make_user(), course, cohort=fixed, now=NOW).expires_on == until
    assert api.enroll(
        make.make_user(), course, cohort=later, now=NOW
    ).expires_on == TODAY + dt.timedelta(days=25)


@pytest.mark.django_db
def test_course_that_is_needed_first_is_named_and_opens_once_completed():
    first = make.make_course(modules=1, units=1, title="Infection control")
    second = make.make_course(modules=1, units=1)
    second.prerequisites.add(Prerequisite(kind="course", course=first))
    second.save()
    user = make.make_user()
    with pytest.raises(EnrollmentRefused, match="Infection control"):
        api.enroll(user, second)
    api.enroll(user, first)
    api.complete_lesson(user, make.lessons_of(first)[0])
    assert api.enroll(user, second).state == "active"


@pytest.mark.django_db
def test_award_that_is_needed_first_is_asked_from_its_provider():
    held = set()
    provider = SimpleNamespace(
        choices=lambda: [("hygiene", "Hygiene award")],
        holds=lambda user, key, now: (user.pk, key) in held,
    )
    course = make.make_course(modules=1, units=1)
    course.prerequisites.add(Prerequisite(kind="award", award_key="hygiene"))
    course.save()
    user = make.make_user()
    with hooks.register_temporarily(AWARD_PROVIDERS, lambda: provider):
        with pytest.raises(EnrollmentRefused, match="Hygiene award"):
            api.enroll(user, course)
        held.add((user.pk, "hygiene"))
        assert api.enroll(user, course).state == "active"


@pytest.mark.django_db
def test_unpublished_course_takes_nobody():
    course = make.make_course(modules=1, units=1)
    course.unpublish()
    with pytest.raises(EnrollmentRefused, match="not open"):
        api.enroll(make.make_user(), course)


@pytest.mark.django_db
def test_staff_need_permission_to_enroll_others():
    course = make.make_course(modules=1, units=1)
    with pytest.raises(EnrollmentRefused, match="permission"):
        api.enroll(make.make_user(), course, actor=make.make_user())


@pytest.mark.django_db
def test_suspension_needs_a_reason_and_keeps_results():
    enrollment = make.make_enrollment()
    registrar = make.make_registrar()
    api.complete_lesson(enrollment.user, make.lessons_of(enrollment.course)[0])
    with pytest.raises(TransitionRefused, match="reason"):
        api.suspend(enrollment, actor=registrar, reason="  ")
    api.suspend(enrollment, actor=registrar, reason="Fee not paid")
    back = api.reinstate(enrollment, actor=registrar, reason="Paid")
    assert (back.state, back.required_done) == ("active", 1)
    assert UnitResult.objects.count() == 1


@pytest.mark.django_db
def test_access_that_ran_out_is_expired_when_read_and_by_the_command():
    course = make.make_course(modules=1, units=1, access_days=10)
    user = make.make_user()
    enrollment = api.enroll(user, course, now=NOW)
    lesson = make.lessons_of(course)[0]
    after = NOW + dt.timedelta(days=11)
    assert api.get_unit_access(user, lesson, now=NOW).allowed
    access = api.get_unit_access(user, lesson_again(lesson), now=after)
    assert not access.allowed
    assert access.state == "expired"
    assert "2 December 2026".replace(" ", "\u00a0", 1) in access.reasons[0]
    enrollment.refresh_from_db()
    assert enrollment.state == "active"
    assert api.expire_due(now=after) == 1
    assert api.expire_due(now=after) == 0
    enrollment.refresh_from_db()
    assert enrollment.state == "expired"


def lesson_again(lesson):
    """The same page without what one request kept on it."""
    return type(lesson).objects.get(pk=lesson.pk)


@pytest.mark.django_db
def test_expired_enrollment_makes_room_for_a_new_one():
    course = make.make_course(modules=1, units=1, access_days=10)
    user = make.make_user()
    old = api.enroll(user, course, now=NOW)
    new = api.enroll(user, course, now=NOW + dt.timedelta(days=30))
    old.refresh_from_db()
    assert (old.state, new.state) == ("expired", "active")


@pytest.mark.django_db
def test_reinstating_needs_a_last_day_that_is_not_over():
    course = make.make_course(modules=1, units=1, access_days=10)
    enrollment = make.make_enrollment(course=course, now=NOW)
    registrar = make.make_registrar()
    after = NOW + dt.timedelta(days=20)
    with pytest.raises(TransitionRefused, match="last day"):
        api.reinstate(enrollment, actor=registrar, reason="Illness", now=after)
    until = after.date() + dt.timedelta(days=5)
    back = api.reinstate(enrollment, actor=registrar, reason="Illness", expires_on=until, now=after)
    assert (back.state, back.expires_on) == ("active", until)
    actions = list(EnrollmentEvent.objects.values_list("action", flat=True))
    assert actions == ["enroll", "expire", "reinstate"]


@pytest.mark.django_db
def test_history_rows_are_written_once():
    enrollment = make.make_enrollment()
    event = EnrollmentEvent.objects.get()
    event.reason = "rewritten"
    with pytest.raises(HistoryIsFixed):
        event.save()
    for refused in (event.delete, EnrollmentEvent.objects.all().delete):
        with pytest.raises(HistoryIsFixed):
            refused()
    with pytest.raises(HistoryIsFixed):
        CourseVersion.objects.filter(pk=enrollment.version_id).update(number=9)


@pytest.mark.django_db
def test_a_changed_legal_name_is_confirmed_again():
    user = make.make_user(first_name="Noor", last_name="Haddad")
    assert api.get_learner_name(user) == api.LearnerName("Noor Haddad", "Noor Haddad", False)
    api.set_learner_name(user, legal_name="Noor  al-Haddad\u202e", confirm=True)
    name = api.set_learner_name(user, preferred_name="Noor")
    assert name == api.LearnerName("Noor al-Haddad", "Noor", True)
    assert not api.set_learner_name(user, legal_name="Nour al-Haddad").confirmed


def test_deleting_a_required_course_opens_nothing_and_it_is_still_named(tree):
    basics = make.make_course(modules=1, units=1, title="Basics")
    course = make.make_course(modules=1, units=1)
    course.prerequisites.add(Prerequisite(kind="course", course=basics))
    course.save_revision().publish()
    graduate = make.make_enrollment(course=basics).user
    api.complete_lesson(graduate, make.lessons_of(basics)[0])
    CoursePage.objects.get(pk=basics.pk).delete()
    course = CoursePage.objects.get(pk=course.pk)
    with pytest.raises(EnrollmentRefused, match="Basics"):
        api.enroll(make.make_user(), course)
    assert api.enroll(graduate, course).state == "active"
    course.save_revision().publish()
    course.prerequisites.get().full_clean()
    with pytest.raises(EnrollmentRefused, match="Basics"):
        api.enroll(make.make_user(), CoursePage.objects.get(pk=course.pk))
