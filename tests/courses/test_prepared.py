"""Prepared queries keep their SQL, never their rows; pinned outlines are kept by their content."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from courses import api
from courses.models import CoursePage, Enrollment, ModulePage
from courses.queries.routing import route_below_catalog
from courses.queries.standing import find_enrollment, list_enrollments
from courses.queries.tree import live_tree, read_course
from courses.services.results import OutlineShelf, PinnedOutline, outline_of, pinned_outline_of
from courses.services.versions import build_outline, publish_version
from lms.core import clock
from lms.core.prepared import Given, Prepared, columns, instance
from tests.factories import courses as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(tree):
    return make.make_course(modules=2, units=2)


def catalog_of(course):
    return course.get_parent().specific


def served(course):
    """The titles of the tree that the next request sees."""
    found = read_course(catalog_of(course), course.slug)
    assert found is not None
    return [unit.title for unit in found[1].units]


def test_the_sql_is_written_once_and_the_rows_are_read_each_time(course):
    wanted = Page._meta.get_field("id")
    made = []

    def build():
        made.append(1)
        return Page.objects.filter(pk=Given("pk", wanted)).values("title")

    prepared = Prepared(Page, build)
    assert prepared.rows(pk=course.pk) == [{"title": course.title}]
    Page.objects.filter(pk=course.pk).update(title="Renamed")
    with CaptureQueriesContext(connection) as queries:
        assert prepared.rows(pk=course.pk) == [{"title": "Renamed"}]
    assert len(queries) == 1
    assert prepared.rows(pk=0) == []
    assert made == [1]


def test_an_object_from_columns_equals_the_one_the_orm_reads(course):
    row = CoursePage.objects.filter(pk=course.pk).values(*columns(CoursePage)).get()
    built, read = instance(CoursePage, row), CoursePage.objects.get(pk=course.pk)
    assert built == read
    assert [getattr(built, f.attname) for f in CoursePage._meta.concrete_fields] == [
        getattr(read, f.attname) for f in CoursePage._meta.concrete_fields
    ]
    assert not built._state.adding


def test_a_page_below_the_catalog_is_the_page_the_orm_reads(course, rf):
    lesson = make.lessons_of(course)[0]
    module = lesson.get_parent()
    for page, slugs in (
        (course, [course.slug]),
        (module, [course.slug, module.slug]),
        (lesson, [course.slug, module.slug, lesson.slug]),
    ):
        found = route_below_catalog(catalog_of(course), rf.get("/"), slugs).page
        read = type(found).objects.get(pk=page.pk)
        for field in read._meta.concrete_fields:
            assert field.value_to_string(found) == field.value_to_string(read), field.name


def test_the_tree_read_with_the_course_is_the_live_tree(course):
    found = read_course(catalog_of(course), course.slug)
    assert found is not None
    assert found[1].modules == live_tree(course).modules
    assert found[0].pk == course.pk


@pytest.mark.parametrize("slug", ["other", "%", "_", "found%", "a'b"])
def test_a_slug_is_taken_literally(course, slug):
    assert read_course(catalog_of(course), slug) is None


def test_a_page_change_is_seen_by_the_next_request(course):
    lesson, other, *_rest = make.lessons_of(course)
    before = served(course)

    lesson.title = "Corrected"
    lesson.save_revision().publish()
    assert served(course)[0] == "Corrected"

    lesson.unpublish()
    assert served(course) == before[1:]

    lesson.save_revision().publish()
    assert served(course)[0] == "Corrected"

    last = ModulePage.objects.child_of(course).order_by("path").last()
    lesson = type(lesson).objects.get(pk=lesson.pk)
    lesson.move(last, pos="last-child")
    assert served(course)[-1] == "Corrected"

    lesson = type(lesson).objects.get(pk=lesson.pk)
    lesson.move(last, pos="first-child")
    assert served(course)[1] == "Corrected"

    type(lesson).objects.get(pk=lesson.pk).delete()
    assert served(course) == before[1:]

    other.refresh_from_db()
    other.get_parent().unpublish()
    assert served(course) == before[2:]


def test_an_edit_by_a_query_without_any_signal_is_seen_too(course):
    lesson = make.lessons_of(course)[0]
    served(course)
    Page.objects.filter(pk=lesson.pk).update(title="By hand")
    assert served(course)[0] == "By hand"


def test_a_module_opens_on_its_day_without_anything_being_saved(tree):
    today = clock.today()
    opens = today + dt.timedelta(days=3)
    course = make.make_course(modules=2, units=1, unlock_policy="free")
    module = ModulePage.objects.child_of(course).order_by("path").last()
    module.release_rule, module.release_on = "date", opens
    module.save_revision().publish()
    publish_version(course)
    enrollment = make.make_enrollment(course=course)
    lesson = make.lessons_of(course)[-1]
    assert not api.get_unit_access(enrollment.user, lesson).allowed
    with clock.at(clock.now() + dt.timedelta(days=3)):
        fresh = type(lesson).objects.get(pk=lesson.pk)
        assert api.get_unit_access(enrollment.user, fresh).allowed


def test_the_enrollment_that_counts_is_the_one_the_list_puts_first(course):
    enrollment = make.make_enrollment(course=course)
    user, key = enrollment.user, course.translation_key
    api.withdraw(enrollment, actor=user, reason="")
    again = api.enroll(user, course)
    lesson = make.lessons_of(course)[0]
    api.open_unit(again, lesson.translation_key)
    api.remember_position(user, lesson, "abc")

    found = find_enrollment(user, key, now=clock.now(), unit_key=lesson.translation_key)
    listed = list_enrollments(user).filter(course_key=key).first()
    assert found == listed == again
    for field in Enrollment._meta.concrete_fields:
        assert getattr(found, field.attname) == getattr(listed, field.attname), field.name
    assert found.last_unit_key == listed.last_unit_key == lesson.translation_key
    assert found.position == listed.last_position
    assert found.version == listed.version
    assert found.version.outline == listed.version.outline
    assert find_enrollment(user, uuid.uuid4(), now=clock.now()) is None


def test_progress_is_never_kept(course):
    enrollment = make.make_enrollment(course=course)
    key = course.translation_key
    assert find_enrollment(enrollment.user, key, now=clock.now()).state == "active"
    Enrollment.objects.filter(pk=enrollment.pk).update(state="suspended")
    assert find_enrollment(enrollment.user, key, now=clock.now()).state == "suspended"


def test_an_outline_is_read_from_json_once(course):
    version = publish_version(course)
    first = outline_of(version)
    assert first is outline_of(type(version).objects.get(pk=version.pk))
    assert first == build_outline(course)
    assert pinned_outline_of(version).data == first.to_json()


def test_versions_of_other_content_are_never_mixed_up(course):
    before = publish_version(course)
    make.make_enrollment(course=course)
    make.lessons_of(course)[0].unpublish()
    after = publish_version(course)
    assert before.digest != after.digest
    assert len(list(outline_of(before).units())) == 1 + len(list(outline_of(after).units()))


def test_the_shelf_forgets_what_was_not_asked_for_longest(course):
    pinned = PinnedOutline({}, build_outline(course))
    shelf = OutlineShelf(limit=2)
    shelf.keep("a", pinned)
    shelf.keep("b", pinned)
    shelf.find("a")
    shelf.keep("c", pinned)
    assert (len(shelf), shelf.find("b")) == (2, None)
    assert shelf.find("a") is pinned
