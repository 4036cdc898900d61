"""Page events that may change what a trainee must do: one comparison per course and transaction."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from courses.models import CoursePage, LessonPage, ModulePage, UnitPage
from courses.services.versions import publish_version
from courses.tasks import prepare_pictures

COURSE_PAGES = (CoursePage, ModulePage, UnitPage)


class Recompute:
    """Compare the outlines of the courses on some tree paths with their last versions."""

    def __init__(self) -> None:
        self.paths: set[str] = set()

    def __call__(self) -> None:
        for course in CoursePage.objects.filter(path__in=self.paths):
            publish_version(course)


def ancestor_paths(path: str) -> tuple[str, ...]:
    """The tree paths of a page and everything above it: the course is one of them."""
    return tuple(path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen))


def recompute_on_commit(path: str) -> None:
    """Recompute the course at or above ``path`` after commit: once per course and transaction."""
    connection = transaction.get_connection()
    task = None
    for sids, known, _robust in connection.run_on_commit:
        # one that a rolled back savepoint would take away must not be relied on
        if isinstance(known, Recompute) and set(sids) <= set(connection.savepoint_ids):
            task = known
    if task is None:
        task = Recompute()
        task.paths.update(ancestor_paths(path))
        transaction.on_commit(task)
    else:
        task.paths.update(ancestor_paths(path))


def on_page_change(sender: Any, instance: Page, **kwargs: Any) -> None:
    if isinstance(instance, COURSE_PAGES):
        recompute_on_commit(instance.path)


def on_lesson_published(sender: Any, instance: LessonPage, **kwargs: Any) -> None:
    transaction.on_commit(partial(prepare_pictures.enqueue, instance.pk))


def on_page_move(sender: Any, instance: Page, **kwargs: Any) -> None:
    if issubclass(sender, COURSE_PAGES):
        recompute_on_commit(kwargs["parent_page_before"].path)
        recompute_on_commit(instance.path)


def on_delete(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, ModulePage | UnitPage):
        recompute_on_commit(instance.path[: -Page.steplen])


def connect() -> None:
    """Called once, when the app is ready."""
    page_published.connect(on_page_change, dispatch_uid="lms_courses.published")
    page_published.connect(
        on_lesson_published, sender=LessonPage, dispatch_uid="lms_courses.pictures"
    )
    page_unpublished.connect(on_page_change, dispatch_uid="lms_courses.unpublished")
    post_page_move.connect(on_page_move, dispatch_uid="lms_courses.moved")
    post_delete.connect(on_delete, dispatch_uid="lms_courses.deleted")
