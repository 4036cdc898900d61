"""Which units are open to whom, and why not. Pure: facts in, reason codes out.

:mod:`courses.wording` turns the codes into sentences.
"""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from courses.outline import CourseOutline, ModuleOutline, UnitOutline

DONE, OPEN, LOCKED = "done", "open", "locked"
LEARNING = frozenset({"active", "completed"})


@dataclass(frozen=True)
class Reason:
    """Why something is refused: a code and what its sentence needs."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Standing:
    """An enrollment as far as access needs it. ``state`` is the state by the clock.

    ``closed_by`` is what closed it ("suspend", "decline", "withdraw", or "remove" when staff ended
    it) and ``said`` the reason that staff gave.
    """

    state: str
    started_on: dt.date | None = None
    begins_on: dt.date | None = None
    expires_on: dt.date | None = None
    closed_by: str = ""
    said: str = ""


@dataclass(frozen=True)
class UnitStatus:
    """One unit for one learner: done, open or locked, and the reasons why it is closed.

    What is done stays done while the course is closed, but it is not open then.
    """

    unit: UnitOutline
    module: ModuleOutline
    state: str
    reasons: tuple[Reason, ...] = ()

    @property
    def is_open(self) -> bool:
        return not self.reasons


def state_by_clock(state: str, *, expires_on: dt.date | None, today: dt.date) -> str:
    """The state an enrollment is in today: access that ran out is expired, flag or no flag."""
    if state in {"applied", "active", "suspended"} and expires_on and expires_on < today:
        return "expired"
    return state


def standing_reasons(standing: Standing | None, *, today: dt.date) -> tuple[Reason, ...]:
    """Why this enrollment opens no unit at all; empty when it does."""
    if standing is None:
        return (Reason("not_enrolled"),)
    if standing.state == "expired":
        return (Reason("expired", {"on": standing.expires_on}),)
    if standing.state not in LEARNING:
        ended = standing.closed_by if standing.state == "withdrawn" else ""
        code = {"decline": "declined", "remove": "removed"}.get(ended, standing.state)
        return (Reason(code, {"said": standing.said}),)
    if standing.state == "active" and standing.begins_on and today < standing.begins_on:
        return (Reason("not_started", {"on": standing.begins_on}),)
    return ()


def evaluate(
    outline: CourseOutline,
    *,
    standing: Standing | None,
    passed: Collection[uuid.UUID],
    available: Collection[uuid.UUID],
    today: dt.date,
) -> Mapping[uuid.UUID, UnitStatus]:
    """The status of every unit, in order.

    ``passed`` are the units with a current pass; ``available`` those that have a published page.
    A required unit without a page blocks nobody from going on. What is passed stays open, and a
    completed course is open as a whole.
    """
    general = standing_reasons(standing, today=today)
    finished = standing is not None and standing.state == "completed"
    started_on = standing.started_on if standing else None
    if standing and standing.begins_on and started_on:
        started_on = max(started_on, standing.begins_on)
    statuses: dict[uuid.UUID, UnitStatus] = {}
    waiting_for: UnitOutline | None = None
    for module in outline.modules:
        opens_on = module.release.opens_on(started_on)
        for unit in module.units:
            done = unit.key in passed
            reasons = list(general)
            if unit.key not in available:
                reasons.append(Reason("unpublished"))
            elif not done and not finished:
                if opens_on and today < opens_on:
                    reasons.append(Reason("release", {"on": opens_on}))
                if outline.unlock == "in_order" and waiting_for is not None:
                    reasons.append(Reason("previous", {"title": waiting_for.title}))
            blocks = unit.required and not done and unit.key in available
            if blocks and waiting_for is None:
                waiting_for = unit
            state = DONE if done else LOCKED if reasons else OPEN
            statuses[unit.key] = UnitStatus(unit, module, state, tuple(reasons))
    if not general and not finished:
        statuses |= _taken_out(statuses, available)
    return MappingProxyType(statuses)


def _taken_out(
    statuses: Mapping[uuid.UUID, UnitStatus], available: Collection[uuid.UUID]
) -> dict[uuid.UUID, UnitStatus]:
    """The required units without a page, when nothing else is missing: only the school can help."""
    missing = {k: s for k, s in statuses.items() if s.unit.required and s.state != DONE}
    if not set(missing).isdisjoint(available):
        return {}
    return {
        key: replace(status, reasons=(Reason("taken_out", {"titles": (status.unit.title,)}),))
        for key, status in missing.items()
    }


def extra_unit_reasons(standing: Standing | None, *, today: dt.date) -> tuple[Reason, ...]:
    """For a unit added after the version this person is on: open with the course, never counted."""
    return standing_reasons(standing, today=today)


def next_unit(
    statuses: Mapping[uuid.UUID, UnitStatus],
    *,
    available: Collection[uuid.UUID],
    last_opened: uuid.UUID | None,
) -> UnitStatus | None:
    """Where "Continue" leads.

    The unit opened last while it is open and not done; else the first open required one after it,
    then the first open required one anywhere, then an optional one; None when nothing is left.
    """
    todo = [s for s in statuses.values() if s.state == OPEN and s.unit.key in available]
    if not todo:
        return None
    last = statuses.get(last_opened) if last_opened else None
    if last is not None and last in todo:
        return last
    order = {key: place for place, key in enumerate(statuses)}
    after = order[last.unit.key] if last is not None else -1
    required = [s for s in todo if s.unit.required]
    later = [s for s in required if order[s.unit.key] > after]
    return (later or required or todo)[0]
