"""Everything the course page shows, decided before the template sees it."""

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from courses.awards import award_book
from courses.enums import EnrollmentPolicy, EnrollmentState, PrerequisiteKind
from courses.models import Cohort, CoursePage, Enrollment, Prerequisite
from courses.outline import LESSON
from courses.queries.details import CourseDetails, get_course_details, get_unsaved_details
from courses.queries.rows import ModuleRow, OutlineRows
from courses.queries.standing import CourseStanding, get_course_standing
from courses.queries.tree import LiveTree
from courses.wording import sentences

COHORTS_SHOWN = 3


@dataclass(frozen=True)
class CohortRow:
    """A cohort with how many places are left; None when there is no limit."""

    cohort: Cohort
    places_left: int | None

    @property
    def is_full(self) -> bool:
        return self.places_left == 0

    @property
    def places_text(self) -> str:
        if self.places_left is None:
            return ""
        if self.places_left == 0:
            return _("Full")
        return ngettext("%(n)s place left", "%(n)s places left", self.places_left) % {
            "n": self.places_left
        }


@dataclass(frozen=True)
class Action:
    """The one next step: a button, and a sentence beside it. Without address only the sentence."""

    label: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class CourseScreen:
    """The course page for one visitor."""

    modules: tuple[ModuleRow, ...]
    cohorts: tuple[CohortRow, ...]
    prerequisites: tuple[str, ...]
    details: CourseDetails
    action: Action
    state: str
    enrollment: Enrollment | None
    done: int
    total: int
    hours: Decimal

    @property
    def hours_count(self) -> int:
        """The whole number that chooses between "hour" and "hours"; 1.5 are hours."""
        return math.ceil(self.hours)

    @property
    def lessons(self) -> int:
        return sum(1 for m in self.modules for u in m.units if u.kind == LESSON)

    @property
    def is_learning(self) -> bool:
        return self.state in EnrollmentState.LEARNING_STATES

    @property
    def title_of_modules(self) -> str:
        return ngettext("%(n)s module", "%(n)s modules", len(self.modules)) % {
            "n": _small_number(len(self.modules))
        }


_NUMBERS = [
    gettext_noop("No"),
    gettext_noop("One"),
    gettext_noop("Two"),
    gettext_noop("Three"),
    gettext_noop("Four"),
    gettext_noop("Five"),
    gettext_noop("Six"),
    gettext_noop("Seven"),
    gettext_noop("Eight"),
    gettext_noop("Nine"),
    gettext_noop("Ten"),
    gettext_noop("Eleven"),
    gettext_noop("Twelve"),
]


def _small_number(n: int) -> str:
    return _(_NUMBERS[n]) if n < len(_NUMBERS) else str(n)


def describe_course(
    request: HttpRequest, course: CoursePage, *, now: dt.datetime, tree: LiveTree | None = None
) -> CourseScreen:
    """What the course page shows to this visitor.

    Queries: the tree (unless given), the small lists, for somebody signed in the enrollment, and
    for those who are not on the course the titles of awards that it asks for.
    """
    standing = get_course_standing(request.user, course, now=now, tree=tree)
    rows = OutlineRows(standing, course, course.get_url(request) or "")
    unsaved = bool(getattr(request, "is_preview", False))
    inside = standing.state in EnrollmentState.LEARNING_STATES and not unsaved
    if unsaved:
        details = get_unsaved_details(course, today=standing.today)
    else:
        details = get_course_details(course, outside=None if inside else standing.today)
    cohorts = tuple(
        CohortRow(row.cohort, places_left(row.cohort, row.seats_taken))
        for row in details.cohorts[:COHORTS_SHOWN]
    )
    enrollment = standing.enrollment
    return CourseScreen(
        modules=rows.modules(),
        cohorts=cohorts,
        prerequisites=tuple(_titles(details.prerequisites)),
        details=details,
        action=_action(request, course, standing, rows, cohorts),
        state=standing.state,
        enrollment=enrollment,
        done=enrollment.required_done if enrollment else 0,
        total=enrollment.required_total if enrollment else 0,
        hours=course.hours_theory + course.hours_practical,
    )


def places_left(cohort: Cohort, seats_taken: int) -> int | None:
    """Places of a cohort that are still free; None when they are not limited."""
    if cohort.capacity is None:
        return None
    return max(0, cohort.capacity - seats_taken)


def _titles(wanted: Iterable[Prerequisite]) -> list[str]:
    """What is asked for, by name. One query when an award is among it."""
    wanted = list(wanted)
    titles = award_book().titles() if any(p.kind == PrerequisiteKind.AWARD for p in wanted) else {}
    return [item.required_title or titles.get(item.award_key, item.award_key) for item in wanted]


def _action(
    request: HttpRequest,
    course: CoursePage,
    standing: CourseStanding,
    rows: OutlineRows,
    cohorts: tuple[CohortRow, ...],
) -> Action:
    """One clear action, depending on where the visitor stands."""
    match standing.state:
        case "active":
            return _continue(standing, rows)
        case "completed":
            first = next((u.url for m in rows.modules() for u in m.units if u.url), "")
            note = _("You have completed this course.")
            return Action(_("Read it again"), first, note) if first else Action(note=note)
        case "applied":
            return Action(note=_("You have applied. The school has not answered yet."))
        case "suspended":
            return Action(note=" ".join(sentences(standing.closed_reasons)))
    enroll_url = reverse("lms_courses:enroll", args=[course.pk])
    note = _lead_note(course, cohorts)
    if not request.user.is_authenticated:
        return Action(_sign_in_label(course), enroll_url, note)
    if standing.state in {"expired", "withdrawn"}:
        note = " ".join(sentences(standing.closed_reasons))
    return Action(_enroll_label(course, cohorts), enroll_url, note)


def _continue(standing: CourseStanding, rows: OutlineRows) -> Action:
    reasons = standing.closed_reasons
    if reasons:
        return Action(note=" ".join(sentences(reasons)))
    stuck = " ".join(sentences(standing.taken_out))
    if standing.next is None and stuck:
        return Action(note=stuck)
    if standing.next is None:
        waiting = [s for s in standing.statuses.values() if s.reasons]
        return Action(note=" ".join(sentences(waiting[0].reasons)) if waiting else "")
    page = standing.tree.by_key[standing.next.unit.key]
    row = standing.enrollment
    started = bool(getattr(row, "last_unit_key", None) or standing.passed)
    return Action(_("Continue") if started else _("Start"), rows.continue_url, stuck or page.title)


def _sign_in_label(course: CoursePage) -> str:
    if course.enrollment_policy == EnrollmentPolicy.APPROVAL:
        return _("Sign in to apply")
    return _("Sign in to enroll")


def _enroll_label(course: CoursePage, cohorts: tuple[CohortRow, ...]) -> str:
    if course.enrollment_policy == EnrollmentPolicy.CODE:
        return _("Enter your code")
    start = next((row.cohort.starts_on for row in cohorts if not row.is_full), None)
    applies = course.enrollment_policy == EnrollmentPolicy.APPROVAL
    if start is None:
        return _("Apply") if applies else _("Enroll")
    words = _("Apply for %(day)s") if applies else _("Enroll for %(day)s")
    return words % {"day": date_format(start, "j\u00a0F")}


def _lead_note(course: CoursePage, cohorts: tuple[CohortRow, ...]) -> str:
    parts = [row.places_text for row in cohorts[:1] if row.places_text]
    if course.enrollment_policy == EnrollmentPolicy.APPROVAL:
        parts.append(_("You apply, and the school answers."))
    elif course.enrollment_policy == EnrollmentPolicy.CODE:
        parts.append(_("You need the code that the school gave you."))
    return " · ".join(parts)
