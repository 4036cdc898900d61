"""Opening hours as people read them: days with the same hours stand together. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from certificates.directory.enums import Weekday


@dataclass(frozen=True, order=True)
class Stretch:
    """One stretch of a day (1 is Monday); without times it is by appointment only."""

    day: int
    opens: dt.time | None = None
    closes: dt.time | None = None
    by_appointment: bool = False

    @property
    def words(self) -> str:
        if self.opens is None or self.closes is None:
            return _("By appointment")
        values = {"opens": f"{self.opens:%H:%M}", "closes": f"{self.closes:%H:%M}"}
        if self.by_appointment:
            return _("%(opens)s to %(closes)s, by appointment") % values
        return _("%(opens)s to %(closes)s") % values


@dataclass(frozen=True)
class HoursLine:
    """Days that share their hours, and the hours; a closed day says so."""

    days: str
    hours: str
    is_closed: bool = False


def read_hours(stretches: Iterable[Stretch]) -> tuple[HoursLine, ...]:
    """One line for each run of days with the same hours, Monday first; nothing for no hours."""
    by_day: dict[int, list[Stretch]] = {}
    for stretch in stretches:
        by_day.setdefault(stretch.day, []).append(stretch)
    if not by_day:
        return ()
    runs: list[tuple[int, int, str]] = []
    for day in Weekday.values:
        words = ", ".join(s.words for s in sorted(by_day.get(day, ()), key=_order))
        if runs and runs[-1][2] == words:
            runs[-1] = (runs[-1][0], day, words)
        else:
            runs.append((day, day, words))
    return tuple(
        HoursLine(_days(first, last), words or _("Closed"), is_closed=not words)
        for first, last, words in runs
    )


def _order(stretch: Stretch) -> tuple[dt.time, dt.time, bool]:
    return (stretch.opens or dt.time.min, stretch.closes or dt.time.min, stretch.by_appointment)


def _days(first: int, last: int) -> str:
    start, end = str(Weekday(first).label), str(Weekday(last).label)
    if first == last:
        return start
    if last == first + 1:
        return pgettext("two days", "%(first)s and %(last)s") % {"first": start, "last": end}
    return pgettext("a run of days", "%(first)s to %(last)s") % {"first": start, "last": end}


_TIMES = re.compile(r"(\d{1,2}):(\d{2})\s*(?:-|–|to)\s*(\d{1,2}):(\d{2})")
_APPOINTMENT = "by appointment"


def write_day(stretches: Iterable[Stretch]) -> str:
    """A day as its owner types it, such as "10:00-13:00, 14:00-18:00 by appointment"."""
    return ", ".join(_typed(stretch) for stretch in sorted(stretches, key=_order))


def _typed(stretch: Stretch) -> str:
    if stretch.opens is None or stretch.closes is None:
        return _APPOINTMENT
    times = f"{stretch.opens:%H:%M}-{stretch.closes:%H:%M}"
    return f"{times} {_APPOINTMENT}" if stretch.by_appointment else times


def read_day(day: int, words: str) -> list[Stretch]:
    """What :func:`write_day` wrote; raises ``ValueError`` for words that are no hours."""
    return [_read_stretch(day, part.strip()) for part in words.split(",") if part.strip()]


def _read_stretch(day: int, words: str) -> Stretch:
    times, by_appointment = words, False
    if words.casefold().endswith(_APPOINTMENT):
        times, by_appointment = words[: -len(_APPOINTMENT)].strip(), True
    if not times and by_appointment:
        return Stretch(day, by_appointment=True)
    found = _TIMES.fullmatch(times)
    if found is None:
        raise ValueError(words)
    h1, m1, h2, m2 = (int(number) for number in found.groups())
    opens, closes = dt.time(h1, m1), dt.time(h2, m2)
    if opens >= closes:
        raise ValueError(words)
    return Stretch(day, opens, closes, by_appointment)
