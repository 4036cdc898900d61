"""When a holder is reminded that a certificate ends. Pure."""

import datetime as dt

# days before the last day, the nearest first
DISTANCES = (7, 30, 60, 90)


def distance_on(today: dt.date, *, ends: dt.date) -> int | None:
    """The reminder that is due: the smallest distance that the last day is within.

    None while the last day is further away than all of them, or over.
    """
    left = (ends - today).days
    if left < 0:
        return None
    return next((days for days in DISTANCES if left <= days), None)
