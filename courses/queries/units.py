"""One unit for one person: may they, and what is around it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from courses.access import Reason
from courses.exceptions import UnknownUnit
from courses.models import CoursePage, Enrollment, UnitPage
from courses.queries.standing import CourseStanding, get_course_standing
from courses.wording import sentences
from lms.core import clock


@dataclass(frozen=True)
class UnitAccess:
    """Whether a person may work on a unit.

    ``state`` is "open", "done", "locked", "author" (may look, nothing counts), or why the person
    has no way in at all: "anonymous", "not_enrolled", "applied", "suspended", "expired",
    "withdrawn". ``reasons`` are sentences.
    """

    enrollment: Enrollment | None
    allowed: bool
    reasons: tuple[str, ...]
    state: str


def get_course_of(page: Page) -> Page:
    """The course that ``page``, a module or unit, belongs to, as a plain page.

    Raises UnknownUnit when it is not in one.
    """
    course = getattr(page, "_lms_course", None)
    if course is None:
        paths = [page.path[: -steps * page.steplen] for steps in (1, 2)]
        course = Page.objects.type(CoursePage).filter(path__in=paths).first()
        if course is None:
            raise UnknownUnit(f"{page} is not a unit of a course.")
        page._lms_course = course
    return course


def get_standing_for(user: Any, page: Page, *, now: dt.datetime) -> CourseStanding:
    """The standing of ``user`` on the course of ``page``; kept on the page for this request."""
    known = getattr(page, "_lms_standing", None)
    if known is not None and known[0] == user.pk:
        return known[1]
    standing = get_course_standing(
        user,
        get_course_of(page),
        now=now,
        tree=getattr(page, "_lms_tree", None),
        unit_key=page.translation_key,
    )
    page._lms_standing = (user.pk, standing)
    return standing


def may_author(user: Any, page: Page) -> bool:
    """Whether ``user`` may edit the page, and so look at it without being enrolled."""
    if not (user.is_authenticated and user.has_perm("wagtailadmin.access_admin")):
        return False
    return page.permissions_for_user(user).can_edit()


def get_unit_access(user: Any, page: UnitPage, *, now: dt.datetime | None = None) -> UnitAccess:
    """May ``user`` work on ``page`` now, on which enrollment, and if not, why.

    Raises UnknownUnit when the page is not below a course.
    """
    now = now or clock.now()
    if not user.is_authenticated:
        get_course_of(page)
        words = sentences((Reason("not_signed_in"),))
        return UnitAccess(None, False, words, "anonymous")
    standing = get_standing_for(user, page, now=now)
    reasons = standing.reasons_for(page.translation_key)
    if reasons:
        if may_author(user, page):
            return UnitAccess(None, True, (), "author")
        state = standing.state if standing.state not in {"active", "completed"} else "locked"
        return UnitAccess(standing.enrollment, False, sentences(reasons), state or "not_enrolled")
    done = page.translation_key in standing.passed
    return UnitAccess(standing.enrollment, True, (), "done" if done else "open")
