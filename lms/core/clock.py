"""The one clock of the services: real time, unless a block of code is told another moment.

``with clock.at(moment): ...`` lets demo data build a history through the same services that a
trainee uses. Pure modules never read it: they take ``now`` as an argument.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_moment: ContextVar[dt.datetime | None] = ContextVar("lms_moment", default=None)


def now() -> dt.datetime:
    """The current moment, timezone-aware."""
    return _moment.get() or timezone.now()


def today() -> dt.date:
    """The current date in the site's time zone."""
    return timezone.localdate(now())


@contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    """Make :func:`now` answer ``moment`` inside the block (this thread or task only)."""
    if timezone.is_naive(moment):
        raise ValueError("the moment must be timezone-aware")
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
