"""Rest breaks that stop the clock. Pure.

An attempt has a :class:`WorkClock`. A break that is going on has already moved the deadline as far
as the break can last, so that whoever reads the deadline alone is never too early; going on before
that gives the rest back. The break of somebody who does not come back ends by itself. So at every
moment outside of a break the deadline is the earlier of the close and the end of the time with
the breaks that were used added to it.
"""

import datetime as dt
from dataclasses import dataclass, replace

NOTHING = dt.timedelta()


@dataclass(frozen=True)
class WorkClock:
    """The time of an attempt. ``used`` is what the breaks that are over took together.

    During a break ``since`` is when it began, ``until`` when it ends by itself, and ``before``
    the deadline as it was when it began; outside of one all three are None.
    """

    deadline: dt.datetime | None
    used: dt.timedelta = NOTHING
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    before: dt.datetime | None = None

    def is_paused(self, now: dt.datetime) -> bool:
        """A break is going on."""
        return self.until is not None and now < self.until

    def time_left(self, now: dt.datetime) -> dt.timedelta | None:
        """How long somebody can still work; during a break it does not shrink."""
        if self.deadline is None:
            return None
        left = self.deadline - now
        if self.before is not None and self.since is not None and self.is_paused(now):
            # a close may come before the rest of the time, break or not
            left = min(left, self.before - self.since)
        return max(NOTHING, left)


def break_left(clock: WorkClock, *, granted: dt.timedelta) -> dt.timedelta:
    """What is left of ``granted`` for another break."""
    return max(NOTHING, granted - clock.used)


def begin(
    clock: WorkClock,
    *,
    now: dt.datetime,
    granted: dt.timedelta,
    closes_at: dt.datetime | None = None,
) -> WorkClock:
    """Stop the clock for at most what is left of ``granted``, and never past ``closes_at``.

    Raises ValueError without a deadline or after it, during a break, or when nothing is left.
    """
    left = break_left(clock, granted=granted)
    if clock.deadline is None or now >= clock.deadline or clock.since is not None or not left:
        raise ValueError("No break can begin.")
    latest = clock.deadline + left
    if closes_at is not None:
        latest = min(latest, closes_at)
    return replace(
        clock,
        # a close that was moved forward since cuts nobody short
        deadline=max(clock.deadline, latest),
        since=now,
        until=now + left,
        before=clock.deadline,
    )


def end(clock: WorkClock, *, now: dt.datetime) -> WorkClock:
    """The clock runs again, from ``now`` or from when the break ended by itself.

    Raises ValueError when no break had begun.
    """
    if clock.since is None or clock.until is None or clock.before is None or not clock.deadline:
        raise ValueError("There is no break to end.")
    taken = max(NOTHING, min(now, clock.until) - clock.since)
    return WorkClock(deadline=min(clock.deadline, clock.before + taken), used=clock.used + taken)


def extend(
    clock: WorkClock, *, ends_at: dt.datetime | None, closes_at: dt.datetime | None
) -> WorkClock:
    """The clock when more was given: ``ends_at`` is the end of the time without any break.

    Never earlier than before. Without ``ends_at`` and ``closes_at`` there is no deadline any more,
    and a break that is going on is over: it has nothing to stop.
    """
    if clock.deadline is None:
        return clock
    if ends_at is None and closes_at is None:
        return WorkClock(deadline=None, used=clock.used)

    def reach(known: dt.datetime, breaks: dt.timedelta) -> dt.datetime:
        ends = [closes_at] if closes_at else []
        ends += [ends_at + breaks] if ends_at else []
        return max(known, min(ends))

    if clock.since is None or clock.until is None or clock.before is None:
        return replace(clock, deadline=reach(clock.deadline, clock.used))
    planned = clock.until - clock.since
    return replace(
        clock,
        before=reach(clock.before, clock.used),
        deadline=reach(clock.deadline, clock.used + planned),
    )
