"""My training: what to do next, how far each course is, what is due."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.access import Reason, state_by_clock
from courses.enums import EnrollmentState
from courses.models import CatalogPage, Enrollment
from courses.queries.rows import ModuleRow, OutlineRows
from courses.queries.standing import CourseStanding, list_enrollments
from courses.queries.tree import LiveTree, live_trees
from courses.services.results import outline_of
from courses.wording import sentences
from lms.core.templatetags.lms_core import long_date

EMPTY_TREE = LiveTree((), {})


@dataclass(frozen=True)
class Continue:
    """The next step over all courses."""

    course_title: str
    module_title: str
    title: str
    url: str
    minutes: int
    started: bool
    image: Any


@dataclass(frozen=True)
class Due:
    on: dt.date
    title: str
    text: str
    url: str


@dataclass(frozen=True)
class CourseCard:
    """One enrollment on the dashboard."""

    enrollment: Enrollment
    title: str
    url: str
    state: str
    state_kind: str
    state_text: str
    facts: str
    modules: tuple[ModuleRow, ...]
    continue_url: str
    continue_title: str

    @property
    def done(self) -> int:
        return self.enrollment.required_done

    @property
    def total(self) -> int:
        return self.enrollment.required_total

    @property
    def current(self) -> int | None:
        """The place of the dot on the ring that stands for the next unit."""
        return self.done if self.state == "active" and self.done < self.total else None

    @property
    def shows_progress(self) -> bool:
        return self.state in {"active", "completed", "suspended", "expired"}

    @property
    def can_withdraw(self) -> bool:
        return self.state in {"active", "applied", "suspended"}


@dataclass(frozen=True)
class Dashboard:
    lead: Continue | None
    cards: tuple[CourseCard, ...]
    due: tuple[Due, ...]
    catalog_url: str = ""

    @property
    def current_cards(self) -> list[CourseCard]:
        return [c for c in self.cards if c.state in {"active", "applied", "suspended"}]

    @property
    def past_cards(self) -> list[CourseCard]:
        return [c for c in self.cards if c.state not in {"active", "applied", "suspended"}]


def describe_training(request: HttpRequest, user: Any, *, now: dt.datetime) -> Dashboard:
    """The dashboard of ``user``: two queries, however many courses and units there are.

    Somebody without any course costs one for the catalog they are sent to.
    """
    enrollments: list[Any] = list(list_enrollments(user))
    courses = {row.course.pk: row.course for row in enrollments if row.course}
    trees = live_trees(courses.values())
    cards, leads = [], []
    for row in enrollments:
        tree = trees[row.course.pk] if row.course else EMPTY_TREE
        standing = CourseStanding(row, outline_of(row.version), tree, now)
        card, lead = _card(request, row, standing)
        cards.append(card)
        if lead is not None:
            leads.append((row.last_opened_at or row.applied_at, lead))
    leads.sort(key=lambda pair: pair[0], reverse=True)
    return Dashboard(
        lead=leads[0][1] if leads else None,
        cards=tuple(cards),
        due=tuple(_due(cards, today=timezone.localdate(now))),
        catalog_url="" if cards else _catalog_url(request),
    )


def _catalog_url(request: HttpRequest) -> str:
    page = CatalogPage.objects.live().order_by("path").first()
    return (page.get_url(request) or "") if page else ""


def _card(
    request: HttpRequest, row: Enrollment, standing: CourseStanding
) -> tuple[CourseCard, Continue | None]:
    live = row.course is not None and row.course.live
    url = (row.course.get_url(request) or "") if row.course and live else ""
    there = (row.course.get_url(request) or "") if row.course else ""
    rows = OutlineRows(standing, row.course, there)
    lead = _lead(row, standing, rows) if live else None
    kind, text = _state_text(row, standing)
    return (
        CourseCard(
            enrollment=row,
            title=row.course.title if row.course else row.course_title,
            url=url,
            state=standing.state,
            state_kind=kind,
            state_text=text,
            facts=_facts(row, standing),
            modules=rows.modules(),
            continue_url=lead.url if lead else "",
            continue_title=lead.title if lead else "",
        ),
        lead,
    )


def _lead(row: Any, standing: CourseStanding, rows: OutlineRows) -> Continue | None:
    status = standing.next
    if standing.state != EnrollmentState.ACTIVE or status is None:
        return None
    page = standing.tree.by_key[status.unit.key]
    same = row.last_unit_key == status.unit.key
    anchor = f"#b-{row.last_position}" if same and row.last_position else ""
    return Continue(
        course_title=rows.course.title,
        module_title=status.module.title,
        title=page.title,
        url=rows.continue_url + anchor,
        minutes=page.minutes,
        started=same,
        image=rows.course.image,
    )


def _state_text(row: Enrollment, standing: CourseStanding) -> tuple[str, str]:
    """The kind of state mark and the sentence that says where this enrollment stands."""
    today = standing.today
    state = state_by_clock(row.state, expires_on=row.expires_on, today=today)
    if state == EnrollmentState.COMPLETED:
        return "ok", _("Completed on %(date)s") % {"date": long_date(row.completed_at)}
    if state == EnrollmentState.ACTIVE:
        general = standing.closed_reasons
        if general:
            return "now", " ".join(sentences(general))
        if row.course is None or not row.course.live:
            return "warn", " ".join(sentences((Reason("course_gone"),)))
        if standing.taken_out:
            return "warn", " ".join(sentences(standing.taken_out))
        waiting = [s for s in standing.statuses.values() if s.reasons]
        if standing.next is None and waiting and not standing.outline_is_done:
            return "now", " ".join(sentences(waiting[0].reasons))
        return "", ""
    kind = {"applied": "now", "suspended": "warn", "expired": "warn"}.get(state, "none")
    return kind, " ".join(sentences(standing.closed_reasons))


def _facts(row: Enrollment, standing: CourseStanding) -> str:
    """ "Cohort of 14 September 2026 · access until 31 March 2027"."""
    parts = []
    if row.cohort:
        parts.append(_("Cohort of %(date)s") % {"date": long_date(row.cohort.starts_on)})
    if row.expires_on and standing.state == EnrollmentState.ACTIVE:
        parts.append(_("access until %(date)s") % {"date": long_date(row.expires_on)})
    return " · ".join(parts)


def _due(cards: list[CourseCard], *, today: dt.date) -> list[Due]:
    """Dates of active courses that still lie ahead, the next first."""
    found = []
    for card in cards:
        row = card.enrollment
        if card.state != EnrollmentState.ACTIVE:
            continue
        cohort = row.cohort
        if cohort and cohort.starts_on > today:
            found.append(Due(cohort.starts_on, card.title, _("Your cohort starts"), card.url))
        if cohort and cohort.ends_on and cohort.ends_on >= today:
            found.append(Due(cohort.ends_on, card.title, _("Last day of your cohort"), card.url))
        if row.expires_on:
            found.append(Due(row.expires_on, card.title, _("Last day of access"), card.url))
        for module in card.modules:
            for on in module.opens_on:
                found.append(Due(on, module.title, _("The module opens"), module.url))
    return sorted(found, key=lambda due: due.on)[:4]
