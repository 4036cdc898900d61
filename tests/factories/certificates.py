"""Awards and certificates for tests, built through the services."""

import itertools
import uuid
from typing import Any

from django.contrib.auth.models import Group

from certificates.enums import AwardKind
from certificates.models import Award, AwardSignatory, Certificate
from certificates.permissions import ensure_groups
from certificates.services.issue import issue_for_enrollment
from courses.api import record_unit_result, set_learner_name
from tests.factories.courses import add_lesson, add_module, make_course, make_enrollment, make_user
from tests.factories.indexes import unindexed

_count = itertools.count(1)


@unindexed()
def make_award(*courses: Any, publish: bool = True, **fields: Any) -> Award:
    """A published award that asks for ``courses`` (one is made when none is given)."""
    n = next(_count)
    award = Award(
        live=False,
        **{
            "title": f"Foundation Award {n}",
            "slug": f"foundation-award-{n}",
            "kind": AwardKind.COMPETENCE,
            "covers": "Shaved-look density\nHairline design",
            "excludes": "Scar camouflage\nActive alopecia areata",
            "validity_months": 24,
            **fields,
        },
    )
    if not award.requirement_tree:
        award.requirement_tree = [
            ("course", {"course": str(course.translation_key), "title": course.title})
            for course in courses or [make_short_course()]
        ]
    award.signatories = [AwardSignatory(name="Ruth Oyelaran", role="Lead instructor")]
    award.save()
    if publish:
        award.save_revision().publish()
        award.refresh_from_db()
    return award


@unindexed()
def make_short_course(**fields: Any) -> Any:
    """A published course of one lesson, with hours."""
    fields = {"hours_theory": 42, "hours_practical": 58, **fields}
    course = make_course(version=False, **fields)
    add_lesson(add_module(course))
    from courses.api import publish_version

    publish_version(course)
    return course


def complete(user: Any, course: Any) -> Any:
    """Enroll ``user`` and pass every unit; signals fire when the test's transaction lets them."""
    enrollment = make_enrollment(user=user, course=course)
    for module in enrollment.version.outline["modules"]:
        for unit in module["units"]:
            record_unit_result(
                enrollment_id=enrollment.pk,
                unit_key=uuid.UUID(unit["key"]),
                unit_title=unit["title"],
                kind="exam",
                source="attempt:test",
                outcome="pass",
                evidence={"kind": "exam", "version_digest": "a" * 64, "judged_by": "Tomasz Lis"},
            )
    enrollment.refresh_from_db()
    return enrollment


def make_holder(legal_name: str = "Ines Marchetti", *, confirm: bool = True) -> Any:
    """A person with a legal name, confirmed or not."""
    user = make_user()
    set_learner_name(user, legal_name=legal_name, confirm=confirm)
    return user


@unindexed()
def make_certificate(
    *, user: Any = None, award: Award | None = None, course: Any = None, **award_fields: Any
) -> Certificate:
    """A certificate issued by the service."""
    course = course or make_short_course()
    award = award or make_award(course, **award_fields)
    enrollment = complete(user or make_holder(), course)
    outcomes = issue_for_enrollment(enrollment.pk)
    certificate = next(item.certificate for item in outcomes if item.award.pk == award.pk)
    assert certificate is not None
    return certificate


def make_registrar() -> Any:
    """Somebody in the group that may act on certificates."""
    ensure_groups()
    user = make_user(f"keeper{next(_count)}", first_name="Anna", last_name="Keeper")
    user.groups.add(Group.objects.get(name="Registrars"))
    return type(user).objects.get(pk=user.pk)
