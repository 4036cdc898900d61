"""The outline of a course as screens show it: pinned order, current titles, state per unit."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from courses.access import DONE, LOCKED, OPEN
from courses.models import UnitPage
from courses.outline import LESSON, PRACTICE
from courses.queries.standing import CourseStanding
from courses.queries.tree import LiveModule, LivePage
from courses.queries.units import get_course_of, get_standing_for
from courses.wording import sentences
from lms.core import clock

NOW = "now"
_WORDS = {
    DONE: gettext_noop("Done"),
    OPEN: gettext_noop("Not started"),
    LOCKED: gettext_noop("Locked"),
}


@dataclass(frozen=True)
class UnitRow:
    """One unit in a list. ``state`` is "" (nobody in particular), done, now, open or locked.

    ``reasons`` say why it is closed; with them a unit that is done is closed too.
    """

    key: uuid.UUID
    title: str
    url: str
    kind: str
    minutes: int
    required: bool
    state: str = ""
    reasons: tuple[str, ...] = ()
    opens_on: dt.date | None = None
    counts: bool = True
    current: bool = False

    @property
    def is_locked(self) -> bool:
        return bool(self.reasons)

    @property
    def dot(self) -> str:
        """The unit as a dot on a ring: done, now or todo."""
        return {DONE: "done", NOW: "now"}.get(self.state, "todo")

    @property
    def note(self) -> str:
        """What sets it apart from an ordinary step: practice, optional."""
        notes = [_("Practice")] * (self.kind == PRACTICE) + [_("Optional")] * (not self.required)
        return " · ".join(notes)

    @property
    def state_word(self) -> str:
        if self.state == NOW:
            return _("You are here") if self.current else _("Next")
        return _(_WORDS[self.state]) if self.state in _WORDS else ""


@dataclass(frozen=True)
class ModuleRow:
    """One module with its units. ``reason`` is said once when every unit is locked for it."""

    key: uuid.UUID
    number: int
    title: str
    url: str
    summary: str
    units: tuple[UnitRow, ...]

    @property
    def minutes(self) -> int:
        return sum(unit.minutes for unit in self.units)

    @cached_property
    def counted(self) -> list[UnitRow]:
        """The required units: one dot each."""
        return [unit for unit in self.units if unit.required and unit.counts]

    @property
    def dots(self) -> list[str]:
        return [unit.dot for unit in self.counted]

    @property
    def done(self) -> int:
        return sum(1 for unit in self.counted if unit.state == DONE)

    @property
    def total(self) -> int:
        return len(self.counted)

    @property
    def progress_text(self) -> str:
        return _("%(done)s of %(total)s done") % {"done": self.done, "total": self.total}

    @property
    def is_done(self) -> bool:
        return self.total > 0 and self.done == self.total

    @cached_property
    def is_locked(self) -> bool:
        return bool(self.units) and all(unit.is_locked for unit in self.units)

    @property
    def reason(self) -> str:
        if not self.is_locked or not self.units[0].reasons:
            return ""
        return self.units[0].reasons[0]

    @property
    def opens_on(self) -> list[dt.date]:
        """The day the module opens, when that lies ahead."""
        return [unit.opens_on for unit in self.units[:1] if unit.opens_on]

    @property
    def contents(self) -> str:
        """ "3 lessons · 1 test": the kinds of units are other apps', so the others are "tests"."""
        lessons = sum(1 for unit in self.units if unit.kind == LESSON)
        practices = sum(1 for unit in self.units if unit.kind == PRACTICE)
        others = len(self.units) - lessons - practices
        parts = []
        if lessons:
            parts.append(ngettext("%(n)s lesson", "%(n)s lessons", lessons) % {"n": lessons})
        if practices:
            text = ngettext("%(n)s practice unit", "%(n)s practice units", practices)
            parts.append(text % {"n": practices})
        if others:
            parts.append(ngettext("%(n)s test", "%(n)s tests", others) % {"n": others})
        return " · ".join(parts)


@dataclass(frozen=True)
class Link:
    title: str
    url: str
    state: str = ""
    is_locked: bool = False


@dataclass(frozen=True)
class UnitNav:
    """What is around a unit: its module's outline, its neighbors, and the way on."""

    course_title: str
    course_url: str
    module: ModuleRow | None
    unit: UnitRow | None
    position: int
    total: int
    previous: Link | None
    next: Link | None
    continue_url: str

    @property
    def module_title(self) -> str:
        return self.module.title if self.module else ""

    @property
    def units(self) -> tuple[UnitRow, ...]:
        return self.module.units if self.module else ()


class OutlineRows:
    """Builds the rows for one person on one course, without a query."""

    def __init__(self, standing: CourseStanding, course: Any, course_url: str) -> None:
        self.standing = standing
        self.course = course
        self.course_url = course_url
        next_ = standing.next
        self.next_key = next_.unit.key if next_ else None

    def url(self, page: LivePage | None) -> str:
        if page is None:
            return ""
        return self.course_url + page.url_path[len(self.course.url_path) :]

    def modules(self) -> tuple[ModuleRow, ...]:
        """Every module in order: the pinned ones, then what was published since."""
        if self.standing.outline is None:
            return tuple(
                self._live_module(number, module)
                for number, module in enumerate(self.standing.tree.modules, start=1)
            )
        return tuple(self._pinned_modules())

    def _live_module(self, number: int, module: LiveModule) -> ModuleRow:
        return ModuleRow(
            key=module.page.key,
            number=number,
            title=module.page.title,
            url=self.url(module.page),
            summary=module.page.summary,
            units=tuple(self._live_unit(unit) for unit in module.units),
        )

    def _live_unit(self, unit: LivePage, *, counts: bool = True) -> UnitRow:
        state = ""
        reasons: tuple[str, ...] = ()
        if self.standing.enrollment is not None:
            reasons = sentences(self.standing.reasons_for(unit.key))
            done = unit.key in self.standing.passed
            state = DONE if done else LOCKED if reasons else OPEN
        return UnitRow(
            key=unit.key,
            title=unit.title,
            url=self.url(unit),
            kind=unit.kind,
            minutes=unit.minutes,
            required=unit.required,
            state=state,
            reasons=reasons,
            counts=counts,
        )

    def _pinned_modules(self) -> Iterator[ModuleRow]:
        outline, tree = self.standing.outline, self.standing.tree
        assert outline is not None
        live_modules = {module.page.key: module for module in tree.modules}
        number = 0
        for number, module in enumerate(outline.modules, start=1):
            live = live_modules.pop(module.key, None)
            units = [self._pinned_unit(unit.key) for unit in module.units]
            if live is not None:
                units += [
                    self._live_unit(unit, counts=False)
                    for unit in live.units
                    if unit.key not in outline.unit_keys
                ]
            yield ModuleRow(
                key=module.key,
                number=number,
                title=live.page.title if live else module.title,
                url=self.url(live.page if live else None),
                summary=live.page.summary if live else "",
                units=tuple(units),
            )
        for live in live_modules.values():
            extra = tuple(
                self._live_unit(unit, counts=False)
                for unit in live.units
                if unit.key not in outline.unit_keys
            )
            if extra:
                number += 1
                yield replace(self._live_module(number, live), units=extra)

    def _pinned_unit(self, key: uuid.UUID) -> UnitRow:
        status = self.standing.statuses[key]
        page = self.standing.tree.by_key.get(key)
        state = status.state
        if state == OPEN and key == self.next_key:
            state = NOW
        return UnitRow(
            key=key,
            title=page.title if page else status.unit.title,
            url=self.url(page),
            kind=page.kind if page else status.unit.result_kind,
            minutes=page.minutes if page else status.unit.minutes,
            required=status.unit.required,
            state=state,
            reasons=sentences(status.reasons),
            opens_on=next((r.params["on"] for r in status.reasons if r.code == "release"), None),
        )

    @property
    def continue_url(self) -> str:
        """Where "Continue" leads: the next unit, or the course page when nothing is left."""
        if self.next_key is None:
            return self.course_url
        return self.url(self.standing.tree.by_key[self.next_key])

    def nav(self, unit_key: uuid.UUID) -> UnitNav:
        """The surroundings of one unit."""
        modules = self.modules()
        flat = [unit for module in modules for unit in module.units if unit.url]
        keys = [unit.key for unit in flat]
        place = keys.index(unit_key) if unit_key in keys else -1
        module = next((m for m in modules if any(u.key == unit_key for u in m.units)), None)
        if module is not None:
            module = replace(
                module,
                units=tuple(replace(u, current=u.key == unit_key) for u in module.units),
            )
        mine = [unit.key for unit in module.units] if module else []
        return UnitNav(
            course_title=self.course.title,
            course_url=self.course_url,
            module=module,
            unit=flat[place] if place >= 0 else None,
            position=mine.index(unit_key) + 1 if unit_key in mine else 0,
            total=len(mine),
            previous=_link(flat[place - 1]) if place > 0 else None,
            next=_link(flat[place + 1]) if 0 <= place < len(flat) - 1 else None,
            continue_url=self.continue_url,
        )


def _link(unit: UnitRow) -> Link:
    return Link(unit.title, unit.url, unit.state, unit.is_locked)


def get_unit_nav(user: Any, page: UnitPage, *, request: Any = None) -> UnitNav:
    """The outline around ``page`` for ``user``; shares the queries of :func:`get_unit_access`.

    Raises UnknownUnit when the page is not below a course.
    """
    course = get_course_of(page)
    standing = get_standing_for(user, page, now=clock.now())
    return OutlineRows(standing, course, course.get_url(request) or "").nav(page.translation_key)
