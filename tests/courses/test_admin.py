"""What staff see and do in the admin."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from courses.models import Cohort, CoursePage, Enrollment, EnrollmentEvent, Topic
from courses.services.versions import find_current_version, publish_version
from tests.factories import courses as make

pytestmark = pytest.mark.django_db


def member_of(*names):
    user = make.make_user()
    user.groups.add(*Group.objects.filter(name__in=names))
    return user


@pytest.fixture
def registrar(tree):
    return member_of("Registrars")


def test_list_shows_who_is_on_what(registrar, signed_in):
    enrollment = make.make_enrollment()
    html = signed_in(registrar).get(reverse("lms_courses_enrollments:index")).content.decode()
    assert enrollment.user.username in html
    assert "0 of 2" in html


def test_list_costs_the_same_for_many_rows(registrar, signed_in, django_assert_max_num_queries):
    course = make.make_course(modules=1, units=1)
    client = signed_in(registrar)
    url = reverse("lms_courses_enrollments:index")
    client.get(url)
    for _n in range(10):
        make.make_enrollment(course=course)
    with django_assert_max_num_queries(20):
        client.get(url)


def test_registrar_approves_an_application(registrar, signed_in):
    course = make.make_course(modules=1, units=1, enrollment_policy="approval")
    enrollment = make.make_enrollment(course=course)
    client = signed_in(registrar)
    assert enrollment.state == "applied"
    detail = client.get(reverse("lms_courses_enrollments:inspect", args=[enrollment.pk]))
    assert "Approve" in detail.content.decode()
    client.post(reverse("lms_courses_enrollments:step", args=[enrollment.pk, "approve"]))
    enrollment.refresh_from_db()
    assert enrollment.state == "active"
    assert EnrollmentEvent.objects.get(action="approve").actor == registrar


def test_declining_needs_a_reason(registrar, signed_in):
    course = make.make_course(modules=1, units=1, enrollment_policy="approval")
    enrollment = make.make_enrollment(course=course)
    client = signed_in(registrar)
    url = reverse("lms_courses_enrollments:step", args=[enrollment.pk, "decline"])
    assert "This field is required" in client.post(url).content.decode()
    client.post(url, {"reason": "No proof of age"})
    enrollment.refresh_from_db()
    assert enrollment.state == "withdrawn"


def test_assessor_reads_but_does_not_act(tree, signed_in):
    enrollment = make.make_enrollment()
    client = signed_in(member_of("Assessors"))
    assert client.get(reverse("lms_courses_enrollments:index")).status_code == 200
    url = reverse("lms_courses_enrollments:step", args=[enrollment.pk, "suspend"])
    client.post(url, {"reason": "x"})
    enrollment.refresh_from_db()
    assert enrollment.state == "active"


def test_trainee_sees_nothing_of_it(tree, signed_in):
    response = signed_in(make.make_user()).get(reverse("lms_courses_enrollments:index"))
    assert response.status_code == 302


def test_nobody_deletes_or_edits_an_enrollment_by_hand(tree, admin_client):
    enrollment = make.make_enrollment()
    for path in ("edit", "delete"):
        assert admin_client.get(f"/admin/enrollments/{path}/{enrollment.pk}/").status_code == 404


def test_move_shows_first_what_changes_and_then_moves(registrar, signed_in):
    course = make.make_course(modules=1, units=1)
    enrollment = make.make_enrollment(course=course)
    module = make.lessons_of(course)[0].get_parent().specific
    make.add_lesson(module, title="Sharps")
    publish_version(course)
    client = signed_in(registrar)
    outdated = client.get(reverse("lms_courses_enrollments:outdated")).content.decode()
    assert "1 trainee is not on version 2 yet" in outdated
    url = reverse("lms_courses_enrollments:move", args=[course.pk])
    html = client.get(url).content.decode()
    assert "New: Sharps" in html
    assert "0 / 1" in html
    assert "0 / 2" in html
    assert Enrollment.objects.get().version.number == 1
    digest = find_current_version(course).digest
    client.post(url, {"enrollment": enrollment.pk, "reason": "New law", "version": digest})
    assert Enrollment.objects.get().version == find_current_version(course)
    event = EnrollmentEvent.objects.get(action="move")
    assert event.details == {"from_version": 1, "to_version": 2}


def test_move_is_bound_to_the_version_that_was_looked_at(registrar, signed_in):
    course = make.make_course(modules=1, units=1)
    enrollment = make.make_enrollment(course=course)
    module = make.lessons_of(course)[0].get_parent().specific
    make.add_lesson(module, title="Sharps")
    looked_at = publish_version(course).digest
    make.add_lesson(module, title="Burns")
    current = publish_version(course)
    client = signed_in(registrar)
    url = reverse("lms_courses_enrollments:move", args=[course.pk])
    data = {"enrollment": enrollment.pk, "reason": "New law", "version": looked_at}
    refused = client.post(url, data)
    assert refused.status_code == 409
    html = refused.content.decode()
    assert "was changed after you opened this page" in html
    assert "New: Burns" in html
    assert "New law" in html
    assert Enrollment.objects.get().version.number == 1
    client.post(url, {**data, "version": current.digest})
    assert Enrollment.objects.get().version == current


def test_cohort_with_trainees_is_kept_and_staff_read_why(tree, admin_client):
    course = make.make_course(modules=1, units=1)
    day = dt.date(2027, 1, 1)
    cohort = Cohort.objects.create(course=course, title="January", starts_on=day)
    make.make_enrollment(course=course, cohort=cohort)
    delete = reverse("wagtailsnippets_lms_courses_cohort:delete", args=[cohort.pk])
    assert "cannot be deleted" in admin_client.post(delete, follow=True).content.decode()
    bulk = reverse("wagtail_bulk_action", args=["lms_courses", "cohort", "delete"])
    several = admin_client.post(f"{bulk}?id={cohort.pk}", follow=True)
    assert "1 enrollment belongs to it" in several.content.decode()
    assert Enrollment.objects.get().cohort == cohort
    empty = Cohort.objects.create(course=course, title="Empty", starts_on=day)
    admin_client.post(reverse("wagtailsnippets_lms_courses_cohort:delete", args=[empty.pk]))
    assert Cohort.objects.get() == cohort


def test_registrar_enrolls_somebody_by_address(registrar, signed_in):
    course = make.make_course(modules=1, units=1, enrollment_policy="approval")
    user = make.make_user()
    client = signed_in(registrar)
    url = reverse("lms_courses_enrollments:enroll")
    assert (
        "no single account"
        in client.post(url, {"person": "nobody", "course": course.pk}).content.decode()
    )
    client.post(url, {"person": user.email.upper(), "course": course.pk})
    assert Enrollment.objects.get(user=user).state == "active"


def test_home_page_says_who_waits_and_what_starts(registrar, signed_in):
    course = make.make_course(modules=1, units=1, enrollment_policy="approval")
    make.make_enrollment(course=course)
    Cohort.objects.create(
        course=course,
        title="Soon",
        starts_on=dt.date.today() + dt.timedelta(days=5),
        capacity=8,
    )
    html = signed_in(registrar).get(reverse("wagtailadmin_home")).content.decode()
    assert "1 application waits for an answer" in html
    assert "8 places left" in html


@pytest.mark.parametrize("kind", ["coursepage", "modulepage", "lessonpage", "catalogpage"])
def test_instructor_can_open_every_editor(tree, signed_in, kind):
    course = make.make_course(modules=1, units=1)
    lesson = make.lessons_of(course)[0]
    parents = {
        "catalogpage": tree.home,
        "coursepage": course.get_parent(),
        "modulepage": course,
        "lessonpage": lesson.get_parent(),
    }
    client = signed_in(member_of("Instructors"))
    url = reverse("wagtailadmin_pages:add", args=["lms_courses", kind, parents[kind].pk])
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("which", ["course", "module", "lesson"])
def test_previews_work(tree, signed_in, admin_user, which):
    course = make.make_course(modules=1, units=2)
    lesson = make.lessons_of(course)[0]
    page = {"course": course, "module": lesson.get_parent().specific, "lesson": lesson}[which]
    page.title = "Draft title"
    page.save_revision()
    client = signed_in(admin_user)
    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert response.status_code == 200
    assert "Draft title" in response.content.decode()


def test_topic_and_cohort_editors_open(tree, admin_client):
    topic = make.make_topic()
    course = make.make_course()
    cohort = Cohort.objects.create(course=course, title="A", starts_on=dt.date(2027, 1, 1))
    for instance in (topic, cohort):
        meta = instance._meta
        names = f"wagtailsnippets_{meta.app_label}_{meta.model_name}"
        assert admin_client.get(reverse(f"{names}:list")).status_code == 200
        assert admin_client.get(reverse(f"{names}:edit", args=[instance.pk])).status_code == 200
    assert Topic.objects.count() == 1
    assert CoursePage.objects.count() == 1
