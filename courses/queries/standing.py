"""Where a person stands on a course, and what is open to them there."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django.db.models import (
    Case,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
    When,
)
from django.utils import timezone
from wagtail.models import Page

from courses.access import (
    Reason,
    Standing,
    UnitStatus,
    evaluate,
    next_unit,
    standing_reasons,
    state_by_clock,
)
from courses.completion import PASS
from courses.enums import EnrollmentState
from courses.models import Cohort, CourseVersion, Enrollment, EnrollmentEvent, UnitProgress
from courses.outline import CourseOutline
from courses.queries.tree import LiveTree, live_tree
from courses.services.results import outline_of, pinned_outline_of
from lms.core import clock
from lms.core.prepared import Given, Prepared, columns, instance

# Of several enrollments on one course, the one that lets the person do most counts.
_RANK = {
    EnrollmentState.ACTIVE: 0,
    EnrollmentState.COMPLETED: 1,
    EnrollmentState.SUSPENDED: 2,
    EnrollmentState.APPLIED: 3,
    EnrollmentState.EXPIRED: 4,
    EnrollmentState.WITHDRAWN: 5,
}


def _closing_steps() -> QuerySet[EnrollmentEvent]:
    """Of one enrollment, the steps that close it, the last first."""
    found = EnrollmentEvent.objects.filter(
        enrollment=OuterRef("pk"), action__in=["decline", "suspend", "withdraw"]
    )
    return found.order_by("-at", "-pk")


def list_enrollments(user: Any) -> QuerySet[Enrollment]:
    """Every enrollment of ``user``, the most useful first, with what screens need of it."""
    latest = UnitProgress.objects.filter(enrollment=OuterRef("pk")).order_by(
        "-last_opened_at", "-pk"
    )
    closing = _closing_steps()
    return (
        Enrollment.objects.filter(user=user)
        .select_related("version", "cohort", "course__image")
        .annotate(
            rank=Case(
                *[When(state=state, then=Value(place)) for state, place in _RANK.items()],
                output_field=IntegerField(),
            ),
            last_unit_key=Subquery(latest.values("unit_key")[:1]),
            last_position=Subquery(latest.values("position")[:1]),
            last_opened_at=Subquery(latest.values("last_opened_at")[:1]),
            closed_by=Subquery(closing.values("action")[:1]),
            closed_for=Subquery(closing.values("reason")[:1]),
            closed_by_id=Subquery(closing.values("actor_id")[:1]),
        )
        .order_by("rank", "-applied_at", "-pk")
    )


def list_completed_enrollments(user: Any) -> QuerySet[Enrollment]:
    """The completed enrollments of ``user``, the latest first."""
    return Enrollment.objects.completed().filter(user=user).order_by("-completed_at", "-pk")


_CLOSED = ("closed_by", "closed_for", "closed_by_id")


def _counting() -> QuerySet[Enrollment, dict[str, Any]]:
    """The enrollments of one person on one course: with cohort, version without its outline."""
    opened = UnitProgress.objects.filter(enrollment=OuterRef("pk"))
    latest = opened.order_by("-last_opened_at", "-pk")
    closing = _closing_steps()
    here = opened.filter(unit_key=Given("unit_key", UUIDField()))
    return (
        Enrollment.objects.filter(
            user_id=Given("user_id", Enrollment._meta.get_field("user").target_field),
            course_key=Given("course_key", UUIDField()),
        )
        .order_by("-applied_at", "-pk")
        .annotate(
            last_unit_key=Subquery(latest.values("unit_key")[:1]),
            position=Subquery(here.values("position")[:1]),
            closed_by=Subquery(closing.values("action")[:1]),
            closed_for=Subquery(closing.values("reason")[:1]),
            closed_by_id=Subquery(closing.values("actor_id")[:1]),
        )
        .values(
            *columns(Enrollment),
            *columns(Cohort, "cohort__"),
            *columns(CourseVersion, "version__", without=["outline"]),
            "last_unit_key",
            "position",
            *_CLOSED,
        )
    )


_COUNTING = Prepared(Enrollment, _counting)


def _enrollment(row: Mapping[str, Any]) -> Enrollment:
    found: Any = instance(Enrollment, row)
    found.version = instance(CourseVersion, row, "version__")
    found.version.outline = pinned_outline_of(found.version).data
    found.cohort = instance(Cohort, row, "cohort__")
    found.last_unit_key = row["last_unit_key"]
    found.position = row["position"]
    for name in _CLOSED:
        setattr(found, name, row[name])
    return cast(Enrollment, found)


def find_enrollment(
    user: Any, course_key: uuid.UUID, *, now: dt.datetime, unit_key: uuid.UUID | None = None
) -> Enrollment | None:
    """The enrollment that counts for ``user`` on the course.

    One query, and one more for an outline that this process has not read yet. The enrollment says
    as ``last_unit_key`` which unit was opened last, and as ``position`` where in ``unit_key`` the
    person stopped.
    """
    if not user.is_authenticated:
        return None
    rows = _COUNTING.rows(user_id=user.pk, course_key=course_key, unit_key=unit_key)
    today = timezone.localdate(now)

    def rank(row: Mapping[str, Any]) -> tuple[int, int]:
        state = state_by_clock(row["state"], expires_on=row["expires_on"], today=today)
        return _RANK[EnrollmentState(state)], _RANK[EnrollmentState(row["state"])]

    best = min(rows, key=rank, default=None)
    return None if best is None else _enrollment(best)


@dataclass(frozen=True)
class CourseStanding:
    """One person on one course, everything at hand: no further query."""

    enrollment: Enrollment | None
    outline: CourseOutline | None
    tree: LiveTree
    now: dt.datetime

    @property
    def today(self) -> dt.date:
        return timezone.localdate(self.now)

    @cached_property
    def standing(self) -> Standing | None:
        row: Any = self.enrollment
        if row is None:
            return None
        closed_by = row.closed_by or ""
        by_learner = row.closed_by_id == row.user_id
        if closed_by == "withdraw" and not by_learner:
            closed_by = "remove"
        return Standing(
            state=state_by_clock(row.state, expires_on=row.expires_on, today=self.today),
            started_on=timezone.localdate(row.started_at) if row.started_at else None,
            begins_on=row.cohort.starts_on if row.cohort else None,
            expires_on=row.expires_on,
            closed_by=closed_by,
            said="" if by_learner else row.closed_for or "",
        )

    @property
    def state(self) -> str:
        """The enrollment's state by the clock, "" without one."""
        return self.standing.state if self.standing else ""

    @property
    def outcomes(self) -> Mapping[str, str]:
        return self.enrollment.unit_outcomes if self.enrollment else {}

    @cached_property
    def passed(self) -> frozenset[uuid.UUID]:
        return frozenset(
            uuid.UUID(key) for key, outcome in self.outcomes.items() if outcome == PASS
        )

    @cached_property
    def statuses(self) -> Mapping[uuid.UUID, UnitStatus]:
        if self.outline is None:
            return {}
        return evaluate(
            self.outline,
            standing=self.standing,
            passed=self.passed,
            available=self.tree.by_key.keys(),
            today=self.today,
        )

    @cached_property
    def next(self) -> UnitStatus | None:
        """Where "Continue" leads, None when nothing is open and left to do."""
        if self.enrollment is None:
            return None
        return next_unit(
            self.statuses,
            available=self.tree.by_key.keys(),
            last_opened=getattr(self.enrollment, "last_unit_key", None),
        )

    @property
    def outline_is_done(self) -> bool:
        """Every required unit of the pinned version is passed."""
        return self.outline is not None and self.outline.required_keys <= self.passed

    @property
    def taken_out(self) -> tuple[Reason, ...]:
        """That the course cannot be finished, because what is missing has no page any more."""
        titles = [
            status.unit.title
            for status in self.statuses.values()
            if any(reason.code == "taken_out" for reason in status.reasons)
        ]
        return (Reason("taken_out", {"titles": tuple(titles)}),) if titles else ()

    @property
    def closed_reasons(self) -> tuple[Reason, ...]:
        """Why the course as a whole is closed to this person; empty when it is not."""
        return standing_reasons(self.standing, today=self.today)

    def reasons_for(self, unit_key: uuid.UUID) -> tuple[Reason, ...]:
        """Why the unit is closed to this person; empty when it is open.

        A unit that was added after the pinned version is open with the course.
        """
        status = self.statuses.get(unit_key)
        if status is not None:
            return status.reasons
        return self.closed_reasons


def get_course_standing(
    user: Any,
    course: Page,
    *,
    now: dt.datetime | None = None,
    tree: LiveTree | None = None,
    unit_key: uuid.UUID | None = None,
) -> CourseStanding:
    """Where ``user`` stands on ``course``. Two queries, one when ``tree`` is given."""
    now = now or clock.now()
    enrollment = find_enrollment(user, course.translation_key, now=now, unit_key=unit_key)
    return CourseStanding(
        enrollment=enrollment,
        outline=outline_of(enrollment.version) if enrollment else None,
        tree=tree or live_tree(course),
        now=now,
    )
