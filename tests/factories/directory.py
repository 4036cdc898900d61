"""Clinics, practitioners and consents for tests, built through the services."""

import datetime as dt
import itertools
from typing import Any

from django.utils import timezone

from certificates.directory.enums import ClinicType, ConsentKind, Technique
from certificates.directory.models import (
    Clinic,
    ClinicPractitioner,
    ClinicService,
    Practitioner,
    Review,
)
from certificates.directory.services import ensure_practitioner, give_consent
from certificates.directory.services.reviews import submit_review
from tests.factories.certificates import complete, make_award, make_holder, make_short_course
from tests.factories.indexes import unindexed

_count = itertools.count(1)


@unindexed()
def make_clinic(*, techniques: tuple[str, ...] = (Technique.HAIRLINE,), **fields: Any) -> Clinic:
    """A published clinic that says it offers ``techniques``."""
    n = next(_count)
    clinic = Clinic(
        **{
            "name": f"Studio {n:04d}",
            "slug": f"studio-{n}",
            "type": ClinicType.SMP,
            "town": "Bristol",
            "postcode": "BS1 4XX",
            "live": True,
            **fields,
        }
    )
    clinic.services = [
        ClinicService(technique=technique, sort_order=i) for i, technique in enumerate(techniques)
    ]
    clinic.save()
    return clinic


@unindexed()
def make_practitioner(
    *clinics: Clinic,
    name: str = "",
    consents: tuple[str, ...] = (ConsentKind.LISTED, ConsentKind.NAME),
    since: dt.datetime | None = None,
    user: Any = None,
    **fields: Any,
) -> Practitioner:
    """Somebody with an account who works at ``clinics`` and gave ``consents``; no certificate."""
    name = name or f"Person {next(_count):04d}"
    user = user or make_holder(name)
    practitioner = ensure_practitioner(user, display_name=name)
    for field, value in fields.items():
        setattr(practitioner, field, value)
    practitioner.places = [ClinicPractitioner(clinic=clinic) for clinic in clinics]
    practitioner.save()
    for kind in consents:
        give_consent(practitioner, kind=kind, actor=user, at=since or timezone.now())
    return practitioner


def make_review(clinic: Clinic, *, email: str = "", state: str = "", **fields: Any) -> Review:
    """A review through the service; with ``state`` it is put there without its history."""
    given = {"visited_in": dt.date(2026, 3, 1), "text": "Calm and exact.", **fields}
    email = email or f"client-{next(_count)}@example.org"
    review = submit_review(clinic, given=given, email=email, at=timezone.now())
    if state:
        Review.objects.filter(pk=review.pk).update(state=state, published_at=timezone.now())
        review.refresh_from_db()
    return review


class School:
    """One course and one award, so that many certificates cost little."""

    def __init__(self, **award_fields: Any) -> None:
        self.course = make_short_course()
        self.award = make_award(self.course, **award_fields)

    @unindexed()
    def certify(self, practitioner: Practitioner) -> Any:
        """Issue the award to ``practitioner`` through the service."""
        from certificates.services.issue import issue_for_enrollment

        enrollment = complete(practitioner.user, self.course)
        return issue_for_enrollment(enrollment.pk)[0].certificate
