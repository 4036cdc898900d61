"""Courses, people and enrollments for tests, built through the services."""

import itertools
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from wagtail.models import Page, Site

from courses.models import CatalogPage, CoursePage, LessonPage, ModulePage, Topic
from courses.services.enrollments import enroll
from courses.services.versions import publish_version
from tests.factories.indexes import unindexed

_count = itertools.count(1)


def make_user(username: str = "", **fields: Any) -> Any:
    """A person with an account."""
    username = username or f"trainee{next(_count)}"
    return get_user_model().objects.create_user(
        username=username, email=f"{username}@example.org", password="correct horse", **fields
    )


def make_registrar(username: str = "") -> Any:
    """Somebody who may manage enrollments and enter the admin."""
    user = make_user(username or f"registrar{next(_count)}")
    user.user_permissions.add(
        *Permission.objects.filter(
            content_type__app_label="lms_courses", codename__endswith="_enrollment"
        ),
        Permission.objects.get(codename="access_admin"),
    )
    return type(user).objects.get(pk=user.pk)


@unindexed()
def make_catalog(**fields: Any) -> CatalogPage:
    """A catalog below the home page of the default site (or below the root, without one)."""
    site = Site.objects.filter(is_default_site=True).first()
    parent = site.root_page if site else Page.get_first_root_node()
    known = CatalogPage.objects.child_of(parent).first()
    if known is not None:
        return known
    page = CatalogPage(title="Courses", slug="training-catalog", **fields)
    parent.add_child(instance=page)
    return page


@unindexed()
def make_course(*, modules: int = 0, units: int = 0, version: bool = True, **fields: Any) -> Any:
    """A published course with ``modules`` modules of ``units`` lessons, and its version."""
    n = next(_count)
    fields = {"title": f"Course {n}", "slug": f"course-{n}", **fields}
    course = CoursePage(**fields)
    make_catalog().add_child(instance=course)
    for m in range(modules):
        module = add_module(course, title=f"Module {m + 1}")
        for u in range(units):
            add_lesson(module, title=f"Lesson {m + 1}.{u + 1}")
    if version:
        publish_version(course)
    return course


@unindexed()
def add_module(course: CoursePage, *, title: str = "Module", **fields: Any) -> ModulePage:
    module = ModulePage(title=title, slug=f"module-{next(_count)}", **fields)
    CoursePage.objects.get(pk=course.pk).add_child(instance=module)
    return module


@unindexed()
def add_lesson(module: ModulePage, *, title: str = "Lesson", **fields: Any) -> LessonPage:
    lesson = LessonPage(title=title, slug=f"lesson-{next(_count)}", **fields)
    ModulePage.objects.get(pk=module.pk).add_child(instance=lesson)
    return lesson


@unindexed()
def make_topic(slug: str = "infection-control", **fields: Any) -> Topic:
    return Topic.objects.get_or_create(slug=slug, defaults={"title": slug.title(), **fields})[0]


def make_enrollment(*, user: Any = None, course: Any = None, **kwargs: Any) -> Any:
    """An enrollment made by the service."""
    course = course or make_course(modules=1, units=2)
    return enroll(user or make_user(), course, **kwargs)


def lessons_of(course: CoursePage) -> list[LessonPage]:
    """The lessons of a course in page order."""
    return list(LessonPage.objects.descendant_of(course).order_by("path"))
