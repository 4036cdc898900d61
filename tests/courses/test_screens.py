"""Course, module, lesson and dashboard pages as a visitor, a trainee and an author see them."""

import datetime as dt
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import PageViewRestriction

from courses import api
from courses.models import Cohort, CoursePage, Enrollment, LessonPage, UnitProgress, UnitResult
from tests.factories import courses as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(tree):
    return make.make_course(modules=2, units=2, outcomes="Wash hands\n- Say no", intro="In short")


@pytest.fixture
def trainee(course, signed_in):
    enrollment = make.make_enrollment(course=course)
    client = signed_in(enrollment.user)
    client.enrollment = enrollment
    return client


def test_public_sees_what_the_course_is_about_and_one_action(client, course):
    html = client.get(course.url).content.decode()
    assert "Wash hands" in html
    assert "Say no" in html
    assert "Sign in to enroll" in html
    assert html.count('class="btn"') == 1


def test_stranger_is_sent_to_sign_in_and_back(client, course):
    lesson = make.lessons_of(course)[0]
    response = client.get(lesson.url)
    assert response.status_code == 302
    assert response.url.endswith(f"?next={lesson.url}")


def test_signed_in_person_without_enrollment_reads_why_and_what_opens_the_lesson(course, signed_in):
    lesson = make.lessons_of(course)[0]
    response = signed_in(make.make_user()).get(lesson.url)
    assert response.status_code == 403
    assert "part of a course that you are not enrolled on" in response.content.decode()
    assert course.url in response.content.decode()


def test_trainee_opens_the_first_lesson_and_is_told_what_opens_the_second(course, trainee):
    first, second, *_ = make.lessons_of(course)
    response = trainee.get(first.url)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    closed = trainee.get(second.url)
    assert closed.status_code == 403
    assert "Opens when you have finished ‘Lesson 1.1’" in closed.content.decode()


def test_done_records_the_lesson_and_goes_on_to_the_next(course, trainee):
    first, second, *_ = make.lessons_of(course)
    response = trainee.post(first.url)
    assert (response.status_code, response.url) == (302, second.url)
    result = UnitResult.objects.get()
    assert result.evidence["judged_by"] == "self"
    assert result.evidence["version_digest"] == trainee.enrollment.version.digest


def test_last_lesson_completes_the_course_and_leads_home(course, trainee):
    for lesson in make.lessons_of(course):
        response = trainee.post(lesson.url)
    assert response.url == reverse("lms_courses:dashboard")
    trainee.enrollment.refresh_from_db()
    assert trainee.enrollment.state == "completed"
    assert "Completed on" in trainee.get(response.url).content.decode()


def test_get_never_records_a_result(course, trainee):
    trainee.get(make.lessons_of(course)[0].url)
    assert not UnitResult.objects.exists()


def test_unit_below_an_unpublished_module_is_not_served(course, trainee):
    lesson = make.lessons_of(course)[0]
    assert trainee.get(lesson.url).status_code == 200
    lesson.get_parent().specific.unpublish()
    assert lesson.live
    assert trainee.get(lesson.url).status_code == 404


def test_continue_leads_to_the_lesson_opened_last_and_the_place_in_it(course, trainee):
    first, second, *_ = make.lessons_of(course)
    block = str(uuid4())
    first.body = [{"type": "heading", "value": {"text": "Here"}, "id": block}]
    first.save()
    trainee.get(first.url)
    url = reverse("lms_courses:position", args=[first.pk])
    assert trainee.post(url, {"position": block}).status_code == 204
    dashboard = trainee.get(reverse("lms_courses:dashboard")).content.decode()
    assert f'href="{first.url}#b-{block}"' in dashboard
    assert "Go to where you stopped" in trainee.get(first.url).content.decode()
    trainee.post(first.url)
    assert f'href="{second.url}"' in trainee.get(reverse("lms_courses:dashboard")).content.decode()


def test_position_of_a_closed_lesson_or_a_strange_one_is_not_kept(course, trainee, signed_in):
    first, second, *_ = make.lessons_of(course)
    url = reverse("lms_courses:position", args=[second.pk])
    assert trainee.post(url, {"position": "x"}).status_code == 403
    assert signed_in(make.make_user()).post(url, {"position": "x"}).status_code == 403
    bad = trainee.post(reverse("lms_courses:position", args=[first.pk]), {"position": "<b>"})
    assert bad.status_code == 403
    assert not UnitProgress.objects.exists()


def test_author_looks_at_any_lesson_and_nothing_is_recorded(course, signed_in):
    author = make.make_user()
    author.groups.add(Group.objects.get(name="Instructors"))
    client = signed_in(author)
    lesson = make.lessons_of(course)[1]
    html = client.get(lesson.url).content.decode()
    assert "You see this lesson as an author" in html
    assert not UnitProgress.objects.exists()


def test_suspended_trainee_is_told_plainly(course, trainee):
    api.suspend(trainee.enrollment, actor=make.make_registrar(), reason="Fee")
    lesson = trainee.get(make.lessons_of(course)[0].url)
    assert "Your enrollment is suspended" in lesson.content.decode()
    home = trainee.get(reverse("lms_courses:dashboard")).content.decode()
    assert "Your enrollment is suspended" in home


def seen_by(client, course):
    """The dashboard and the course page."""
    return [
        client.get(url).content.decode() for url in (reverse("lms_courses:dashboard"), course.url)
    ]


def test_declined_applicant_reads_that_and_why(tree, signed_in):
    course = make.make_course(modules=1, units=1, enrollment_policy="approval")
    applied = make.make_enrollment(course=course)
    api.decline(applied, actor=make.make_registrar(), reason="No proof <of age>")
    for html in seen_by(signed_in(applied.user), course):
        assert "The school has declined your application." in html
        assert "The school’s reason: “No proof &lt;of age&gt;”" in html
        assert "You have left" not in html


def test_suspended_trainee_reads_the_reason_and_no_older_one(course, trainee):
    staff = make.make_registrar()
    api.suspend(trainee.enrollment, actor=staff, reason="Fee is due")
    for html in seen_by(trainee, course):
        assert "The school’s reason: “Fee is due”" in html
    api.reinstate(trainee.enrollment, actor=staff, reason="Paid")
    for html in seen_by(trainee, course):
        assert "Fee is due" not in html


def test_trainee_who_lacks_only_what_was_taken_out_is_told_whom_to_ask(course, trainee):
    *most, last = make.lessons_of(course)
    for lesson in most:
        trainee.post(lesson.url)
    last.unpublish()
    for html in seen_by(trainee, course):
        assert "The school has taken ‘Lesson 2.2’ out of the course you started" in html
    last.delete()
    for html in seen_by(trainee, course):
        assert "Ask them to move you to the current version" in html


def test_deleted_course_keeps_its_modules_on_the_dashboard(course, trainee):
    trainee.post(make.lessons_of(course)[0].url)
    CoursePage.objects.get(pk=course.pk).delete()
    html = trainee.get(reverse("lms_courses:dashboard")).content.decode()
    assert "Module 1" in html
    assert "1 of 2 done" in html
    assert "Module 2" in html
    assert "The school has taken this course off its pages" in html


def test_leaving_is_told_apart_from_being_taken_off(course, trainee, signed_in):
    api.withdraw(trainee.enrollment, actor=trainee.enrollment.user, reason="Moving house")
    for html in seen_by(trainee, course):
        assert "You have left this course" in html
        assert "Moving house" not in html
    other = make.make_enrollment(course=course)
    api.withdraw(other, actor=make.make_registrar(), reason="Double account")
    for html in seen_by(signed_in(other.user), course):
        assert "The school has ended your enrollment" in html
        assert "“Double account”" in html


@pytest.mark.parametrize("closed", ["suspended", "expired"])
def test_closed_access_takes_nothing_from_what_is_done(course, trainee, closed):
    for lesson in make.lessons_of(course)[:3]:
        trainee.post(lesson.url)
    if closed == "suspended":
        api.suspend(trainee.enrollment, actor=make.make_registrar(), reason="Fee")
    else:
        Enrollment.objects.update(expires_on=dt.date(2020, 1, 1))
    for url in (reverse("lms_courses:dashboard"), course.url):
        html = trainee.get(url).content.decode()
        assert "2 of 2 done" in html
        assert "1 of 2 done" in html
    done = make.lessons_of(course)[0]
    assert trainee.get(done.url).status_code == 403
    module = trainee.get(done.get_parent().url).content.decode()
    assert f'href="{done.url}"' not in module


def test_every_locked_unit_carries_its_reason(tree, signed_in):
    course = make.make_course(modules=1, units=4)
    user = make.make_enrollment(course=course).user
    first = make.lessons_of(course)[0]
    client = signed_in(user)
    for url in (first.url, first.get_parent().url):
        html = client.get(url).content.decode()
        assert html.count("Opens when you have finished ‘Lesson 1.1’") == 3


def test_search_engines_are_told_of_the_course_and_of_no_unit(client, course):
    html = client.get("/sitemap.xml").content.decode()
    assert f"{course.url}</loc>" in html
    for lesson in make.lessons_of(course):
        assert lesson.url not in html


def test_dashboard_without_a_course_leads_to_the_catalog(course, signed_in):
    html = signed_in(make.make_user()).get(reverse("lms_courses:dashboard")).content.decode()
    assert "You are not on a course yet" in html
    assert f'href="{make.make_catalog().url}"' in html


def test_dashboard_shows_dates_ahead_and_progress(course, signed_in):
    cohort = Cohort.objects.create(
        course=course,
        title="January",
        starts_on=dt.date(2099, 1, 12),
        ends_on=dt.date(2099, 3, 1),
        access_until=dt.date(2099, 6, 30),
    )
    user = make.make_user()
    make.make_enrollment(user=user, course=course, cohort=cohort)
    html = signed_in(user).get(reverse("lms_courses:dashboard")).content.decode()
    assert "Your cohort starts" in html
    assert "Last day of access" in html
    assert "0 of 4 units done" in html
    assert "Your cohort starts on 12\u00a0January 2099" in html


def test_enrolling_through_the_form_asks_for_the_code(course, signed_in):
    CoursePage.objects.filter(pk=course.pk).update(
        enrollment_policy="code", enrollment_code="Kestrel7"
    )
    user = make.make_user()
    client = signed_in(user)
    url = reverse("lms_courses:enroll", args=[course.pk])
    wrong = client.post(url, {"code": "nope"})
    assert wrong.status_code == 422
    assert "This is not the code of this course" in wrong.content.decode()
    assert client.post(url, {"code": " kestrel7 "}).url == reverse("lms_courses:dashboard")
    assert api.list_enrollments(user).get().state == "active"


def test_codes_cannot_be_guessed(course, signed_in):
    CoursePage.objects.filter(pk=course.pk).update(
        enrollment_policy="code", enrollment_code="Kestrel7"
    )
    user = make.make_user()
    client = signed_in(user)
    url = reverse("lms_courses:enroll", args=[course.pk])
    for n in range(10):
        assert client.post(url, {"code": f"guess{n}"}).status_code == 422
    stopped = client.post(url, {"code": "Kestrel7"})
    assert stopped.status_code == 429
    assert "You can try again at " in stopped.content.decode()
    assert not api.list_enrollments(user).exists()
    other = make.make_user()
    assert signed_in(other).post(url, {"code": "Kestrel7"}).status_code == 302


def restrict(page, kind, **fields):
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, **fields)


def test_restricted_course_is_neither_listed_nor_enrolled_on(course, client, signed_in):
    group = Group.objects.create(name="Partners")
    restrict(course, PageViewRestriction.GROUPS).groups.add(group)
    catalog = make.make_catalog().url
    url = reverse("lms_courses:enroll", args=[course.pk])
    user = make.make_user()
    assert course.title not in client.get(catalog).content.decode()
    stranger = signed_in(user)
    assert course.title not in stranger.get(catalog).content.decode()
    assert stranger.post(url).status_code == 404
    assert not api.list_enrollments(user).exists()
    partner = make.make_user()
    partner.groups.add(group)
    member = signed_in(partner)
    assert course.title in member.get(catalog).content.decode()
    assert member.post(url).status_code == 302
    assert api.list_enrollments(partner).exists()


def test_course_behind_a_password_is_enrolled_on_with_the_password_only(course, signed_in):
    restrict(course, PageViewRestriction.PASSWORD, password="open sesame")
    user = make.make_user()
    client = signed_in(user)
    url = reverse("lms_courses:enroll", args=[course.pk])
    assert client.post(url).url == course.url
    assert not api.list_enrollments(user).exists()


def test_leaving_a_course_is_confirmed_and_keeps_results(course, trainee):
    trainee.post(make.lessons_of(course)[0].url)
    url = reverse("lms_courses:withdraw", args=[trainee.enrollment.pk])
    assert "Your results and certificates stay" in trainee.get(url).content.decode()
    trainee.post(url, {"reason": "Moving"})
    trainee.enrollment.refresh_from_db()
    assert trainee.enrollment.state == "withdrawn"
    assert UnitResult.objects.count() == 1


def test_nobody_withdraws_somebody_else(course, trainee, signed_in):
    url = reverse("lms_courses:withdraw", args=[trainee.enrollment.pk])
    assert signed_in(make.make_user()).post(url).status_code == 404


def test_catalog_lists_published_courses_only(client, course):
    hidden = make.make_course(title="Hidden")
    hidden.unpublish()
    html = client.get(make.make_catalog().url).content.decode()
    assert course.title in html
    assert "Hidden" not in html


def test_module_page_shows_its_units_with_their_locks(course, trainee):
    module = make.lessons_of(course)[0].get_parent()
    html = trainee.get(module.url).content.decode()
    assert "Lesson 1.1" in html
    assert "Opens when you have finished ‘Lesson 1.1’" in html


def test_lesson_added_later_is_open_but_does_not_count(course, trainee):
    module = make.lessons_of(course)[0].get_parent().specific
    extra = make.add_lesson(module, title="Extra")
    assert trainee.get(extra.url).status_code == 200
    trainee.post(extra.url)
    trainee.enrollment.refresh_from_db()
    assert (trainee.enrollment.required_done, trainee.enrollment.required_total) == (0, 4)
    assert LessonPage.objects.count() == 5


def test_wagtails_own_view_restrictions_hold_for_lessons_too(course, trainee):
    lesson = make.lessons_of(course)[0]
    assert trainee.get(lesson.url).status_code == 200
    group = Group.objects.create(name="Somebody else")
    restriction = PageViewRestriction.objects.create(
        page=lesson.get_parent(), restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(group)
    assert trainee.get(lesson.url).status_code == 302
