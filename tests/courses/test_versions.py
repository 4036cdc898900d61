"""When a version is made, and that nothing done to pages loses a result."""

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from wagtail.models import Page

from courses import api
from courses.exceptions import TransitionRefused
from courses.models import CoursePage, CourseVersion, Enrollment, LessonPage, UnitResult
from courses.receivers import Recompute
from courses.services.versions import build_outline, find_current_version, list_unit_models
from tests.factories import courses as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    """Runs what waits for the commit when the block ends."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def course(tree):
    return make.make_course(modules=2, units=2)


@pytest.fixture
def enrollment(course):
    row = make.make_enrollment(course=course)
    api.complete_lesson(row.user, make.lessons_of(course)[0])
    row.refresh_from_db()
    return row


def progress(enrollment):
    enrollment.refresh_from_db()
    return (enrollment.state, enrollment.required_done, enrollment.required_total)


def publish(page, **changes):
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def numbers(course):
    rows = CourseVersion.objects.filter(course_key=course.translation_key)
    return sorted(rows.values_list("number", flat=True))


def test_publishing_a_changed_duty_makes_a_new_version(course, enrollment, commits):
    with commits():
        publish(make.lessons_of(course)[3], required=False)
    assert numbers(course) == [1, 2]
    assert progress(enrollment) == ("active", 1, 4)


def test_publishing_a_typo_fix_makes_no_version(course, enrollment, commits):
    with commits():
        publish(make.lessons_of(course)[3], title="Spelled right", minutes=25)
    assert numbers(course) == [1]


def test_saving_a_draft_makes_no_version(course, enrollment, commits):
    lesson = make.lessons_of(course)[3]
    lesson.required = False
    with commits():
        lesson.save_revision()
    assert numbers(course) == [1]


def test_version_that_nobody_is_on_is_replaced(course, commits):
    with commits():
        publish(make.lessons_of(course)[3], required=False)
    assert numbers(course) == [1]
    assert len(api.publish_version(course).outline["modules"][1]["units"]) == 2


@pytest.mark.parametrize("how", ["unpublish", "delete", "reorder", "move away", "new module"])
def test_every_way_to_change_the_tree_is_noticed(course, enrollment, commits, how):
    lessons = make.lessons_of(course)
    module = lessons[0].get_parent()
    with commits():
        if how == "unpublish":
            lessons[3].unpublish()
        elif how == "delete":
            Page.objects.get(pk=lessons[3].pk).delete()
        elif how == "reorder":
            lessons[1].move(lessons[0], pos="left")
        elif how == "move away":
            other = make.make_course(modules=1, units=0, version=False)
            lessons[3].move(CoursePage.objects.get(pk=other.pk).get_children()[0], "last-child")
        else:
            publish(make.add_module(course), title="Another")
    assert numbers(course) == [1, 2]
    assert module.pk
    assert progress(enrollment) == ("active", 1, 4)


def test_bulk_deletion_in_one_transaction_compares_once(course, enrollment, commits):
    with commits() as callbacks, transaction.atomic():
        for lesson in make.lessons_of(course)[1:]:
            lesson.delete()
    assert sum(isinstance(callback, Recompute) for callback in callbacks) == 1
    assert numbers(course) == [1, 2]


def test_rebuild_command_notices_what_code_changed(course, enrollment):
    LessonPage.objects.filter(pk=make.lessons_of(course)[0].pk).update(required=False)
    out = io.StringIO()
    call_command("rebuild_course_versions", stdout=out)
    assert "version 2 (new)" in out.getvalue()
    call_command("rebuild_course_versions", stdout=out)
    assert "version 2 (unchanged)" in out.getvalue()


# --- nothing is lost


@pytest.mark.parametrize("level", ["lesson", "module", "course"])
@pytest.mark.parametrize("how", ["edit", "unpublish", "delete"])
def test_pages_come_and_go_and_results_stay(course, enrollment, commits, level, how):
    lesson = make.lessons_of(course)[0]
    page = {"lesson": lesson, "module": lesson.get_parent().specific, "course": course}[level]
    page = type(page).objects.get(pk=page.pk)
    with commits():
        if how == "edit":
            publish(page, title="Something else", slug="something-else")
        elif how == "unpublish":
            page.unpublish()
        else:
            page.delete()
    result = UnitResult.objects.get()
    assert (result.unit_title, result.unit_key) == ("Lesson 1.1", lesson.translation_key)
    assert progress(enrollment) == ("active", 1, 4)
    assert enrollment.course_title == course.title
    facts = api.get_completion_facts(enrollment.pk)
    assert [fact.title for fact in facts.results] == ["Lesson 1.1"]
    call_command("verify_progress", stdout=io.StringIO())


def test_moved_lesson_keeps_its_result_and_counts_in_its_new_place(course, enrollment, commits):
    first, *_rest, last = make.lessons_of(course)
    with commits():
        first.move(Page.objects.get(pk=last.pk).get_parent(), "last-child")
    assert progress(enrollment) == ("active", 1, 4)
    version = find_current_version(course)
    api.move_enrollments([enrollment], version, actor=make.make_registrar(), reason="Order changed")
    assert progress(enrollment) == ("active", 1, 4)


def test_person_with_records_cannot_be_deleted(enrollment):
    with pytest.raises(Exception, match="protected"):
        enrollment.user.delete()


# --- moving to a newer version


def test_preview_says_what_changes_for_whom_and_changes_nothing(course, enrollment):
    first, second, third, fourth = make.lessons_of(course)
    first.delete()
    publish(fourth, required=False)
    make.add_lesson(third.get_parent().specific, title="New")
    version = api.publish_version(course)
    (row,) = api.preview_version_move(Enrollment.objects.all(), version)
    assert [u.title for u in row.change.gained] == ["New"]
    assert [u.title for u in row.change.lost] == [first.title]
    assert [u.title for u in row.change.now_optional] == [fourth.title]
    effect = row.effect
    assert (effect.done_before, effect.total_before) == (1, 4)
    assert (effect.done_after, effect.total_after) == (0, 3)
    assert [u.title for u in effect.lost_passes] == [first.title]
    assert not effect.completes
    assert progress(enrollment) == ("active", 1, 4)
    assert second.live


def test_moving_can_complete_a_course(course, enrollment):
    for lesson in make.lessons_of(course)[1:]:
        lesson.delete()
    version = api.publish_version(course)
    (row,) = api.preview_version_move([enrollment], version)
    assert row.effect.completes
    api.move_enrollments([enrollment], version, actor=make.make_registrar(), reason="Shorter now")
    assert progress(enrollment) == ("completed", 1, 1)


def test_moving_needs_permission_and_a_reason(course, enrollment):
    make.lessons_of(course)[3].delete()
    version = api.publish_version(course)
    with pytest.raises(TransitionRefused, match="permission"):
        api.move_enrollments([enrollment], version, actor=enrollment.user, reason="x")
    with pytest.raises(TransitionRefused, match="reason"):
        api.move_enrollments([enrollment], version, actor=make.make_registrar(), reason=" ")


# --- proof


def test_verify_progress_finds_and_mends_a_wrong_column(enrollment):
    Enrollment.objects.filter(pk=enrollment.pk).update(required_done=3)
    with pytest.raises(CommandError, match="1 of 1"):
        call_command("verify_progress", stdout=io.StringIO())
    call_command("verify_progress", "--fix", stdout=io.StringIO())
    out = io.StringIO()
    call_command("verify_progress", stdout=out)
    assert re.search("1 enrollments agree", out.getvalue())
    assert progress(enrollment) == ("active", 1, 4)


def test_reading_the_outline_costs_one_query_and_one_per_kind_of_unit(
    tree, django_assert_num_queries
):
    course = make.make_course(modules=2, units=3, version=False)
    with django_assert_num_queries(1 + len(list_unit_models())):
        build_outline(course)
