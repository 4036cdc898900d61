"""The two awards of the academy, published like a registrar would."""

from typing import Any

from django.db import transaction

from certificates.enums import AwardKind, Inks, Layout
from certificates.models import Award, AwardRequirement, AwardSignatory, CertificateDesign
from courses.models import CoursePage

FOUNDATION_AWARD = "foundation-smp"
REFRESHER_AWARD = "infection-control-refresher"


def add_award(*, slug: str, course: CoursePage, author: Any, **facts: Any) -> Award:
    """The award ``slug`` that asks for ``course``; made when missing."""
    found = Award.objects.filter(slug=slug).first()
    if found:
        return found
    signatories = facts.pop("signatories")
    award = Award(slug=slug, live=False, **facts)
    award.requirements = [AwardRequirement(course_key=course.translation_key)]
    award.signatories = [AwardSignatory(name=name, role=role) for name, role in signatories]
    with transaction.atomic():
        award.save()
        award.save_revision(user=author, log_action=True).publish(user=author)
    award.refresh_from_db()
    return award


def add_design(title: str, *, author: Any, **looks: Any) -> CertificateDesign:
    """A published design; made when missing."""
    found = CertificateDesign.objects.filter(title=title).first()
    if found:
        return found
    design = CertificateDesign(title=title, live=False, **looks)
    design.full_clean()
    with transaction.atomic():
        design.save()
        design.save_revision(user=author, log_action=True).publish(user=author)
    design.refresh_from_db()
    return design


def add_foundation_award(course: CoursePage, *, author: Any) -> Award:
    """A competence award: assessed, two years."""
    return add_award(
        slug=FOUNDATION_AWARD,
        course=course,
        author=author,
        title="Foundation Certificate in Scalp Micropigmentation",
        kind=AwardKind.COMPETENCE,
        covers=(
            "Shaved-look density on male pattern loss, Norwood II to VI\n"
            "Density between existing hair\n"
            "Hairline design and softening"
        ),
        excludes=(
            "Scar camouflage\n"
            "Active alopecia areata\n"
            "Correction or removal of another practitioner's work\n"
            "An assessment of live work: knowledge was examined, practice was attended"
        ),
        validity_months=24,
        design=add_design("Stipple, landscape", author=author),
        signatories=[
            ("Dr. Amara Lindqvist", "Head of Assessment"),
            ("Ruth Oyelaran", "Lead Instructor"),
        ],
    )


def add_refresher_award(course: CoursePage, *, author: Any) -> Award:
    """An attendance award: four hours, one year."""
    return add_award(
        slug=REFRESHER_AWARD,
        course=course,
        author=author,
        title="Infection control refresher",
        kind=AwardKind.ATTENDANCE,
        covers="Hand hygiene, set-up and clean-down, sharps, spills and exposure first aid",
        excludes="An assessment of practical work\nBloodborne pathogen training of an employer",
        validity_months=12,
        design=add_design(
            "Stipple, upright",
            author=author,
            layout=Layout.PORTRAIT,
            inks=Inks.PETROL,
        ),
        signatories=[("Piet Verhoeven", "Instructor, infection control")],
    )
