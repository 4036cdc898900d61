"""What somebody sees who rests: how long still, and that no time is lost. No question."""

import datetime as dt
from dataclasses import dataclass

from assessments import wording
from assessments.breaks import NOTHING
from assessments.models import Attempt


@dataclass(frozen=True)
class BreakScreen:
    """A break of an attempt at ``now``. No query."""

    attempt: Attempt
    now: dt.datetime

    @property
    def until(self) -> dt.datetime | None:
        """When the clock runs again by itself."""
        return self.attempt.break_until

    @property
    def work_left(self) -> str:
        """The time that is left for the exam; the break does not shorten it."""
        return wording.rest(self.attempt.work_clock.time_left(self.now) or NOTHING)

    @property
    def break_left(self) -> str:
        return wording.rest((self.until or self.now) - self.now)
