"""What a clinic's badge says now: counted at each request, kept nowhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from certificates.directory.models import Clinic, ClinicPractitioner
from certificates.directory.standing import list_listed


@dataclass(frozen=True)
class Badge:
    """How many certified practitioners the directory lists at a clinic at one moment."""

    clinic: Clinic | None
    certified: int
    checked_at: dt.datetime

    @property
    def is_ok(self) -> bool:
        return self.certified > 0


def read_badge(slug: str, *, now: dt.datetime) -> Badge:
    """The badge of the clinic at ``slug`` as of ``now``, in two queries.

    A clinic that the directory does not show has a badge too, one that says so: it may still hang
    on somebody's site.
    """
    clinic = Clinic.objects.live().filter(slug=slug).first()
    if clinic is None:
        return Badge(None, 0, now)
    staff = ClinicPractitioner.objects.filter(clinic=clinic).values("practitioner_id")
    return Badge(clinic, list_listed(now).filter(pk__in=staff).count(), now)
