"""The awards of the academy, published like a registrar would."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from certificates.enums import AwardKind, Inks, Layout, SkinCondition, Technique
from certificates.models import Award, AwardScope, AwardSignatory, CertificateDesign
from courses.api import list_unit_choices
from courses.models import CoursePage
from lms.demo.build.media import stable_uuid

FOUNDATION_AWARD = "foundation-smp"
REFRESHER_AWARD = "infection-control-refresher"
ENDORSEMENT = "safe-practice-endorsement"


def add_award(*, slug: str, course: CoursePage, author: Any, **facts: Any) -> Award:
    """The award ``slug`` that asks for ``course``; made when missing."""
    found = Award.objects.filter(slug=slug).first()
    if found:
        return found
    signatories = facts.pop("signatories")
    scope = facts.pop("scope", ())
    facts.setdefault("requirement_tree", [_course(course)])
    award = Award(slug=slug, key=stable_uuid("award", slug), live=False, **facts)
    award.signatories = [AwardSignatory(name=name, role=role) for name, role in signatories]
    award.scope = [
        AwardScope(technique=technique, condition=condition, words=words, is_covered=is_covered)
        for technique, condition, words, is_covered in scope
    ]
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


def add_foundation_award(course: CoursePage, *, refresher: CoursePage, author: Any) -> Award:
    """A competence award: assessed, two years, renewed by a refresher and recent cases."""
    exam = next(unit for unit in list_unit_choices("exam") if unit.title.startswith("Final exam"))
    return add_award(
        slug=FOUNDATION_AWARD,
        course=course,
        author=author,
        title="Foundation Certificate in Scalp Micropigmentation",
        kind=AwardKind.COMPETENCE,
        requirement_tree=[
            _course(course),
            ("exam", {"unit": exam.key, "min_score": Decimal(80), "months": None}),
            ("age", {"years": 18}),
            ("identity", None),
        ],
        renewal_tree=[
            _course(refresher),
            (
                "group",
                {
                    "count": 1,
                    "parts": [
                        ("cases", {"count": 3, "course": "", "min_score": None, "months": 12}),
                        ("exam", {"unit": exam.key, "min_score": Decimal(90), "months": 12}),
                    ],
                },
            ),
        ],
        scope=[
            (
                Technique.FULL_HEAD,
                SkinCondition.PATTERN_LOSS,
                "Shaved-look density on male pattern loss, Norwood II to VI",
                True,
            ),
            (Technique.DENSITY, SkinCondition.DIFFUSE, "Density between existing hair", True),
            (Technique.HAIRLINE, SkinCondition.ANY, "Hairline design and softening", True),
            (Technique.SCAR, SkinCondition.ANY, "Scar camouflage", False),
            (Technique.ALOPECIA, SkinCondition.AREATA_ACTIVE, "Active alopecia areata", False),
        ],
        covers="",
        excludes=(
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


def add_endorsement(refresher: CoursePage, *, foundation: Award, author: Any) -> Award:
    """What two awards together earn, once a registrar has looked at it."""
    return add_award(
        slug=ENDORSEMENT,
        course=refresher,
        author=author,
        title="Safe practice endorsement",
        kind=AwardKind.ATTENDANCE,
        requirement_tree=[
            _course(refresher),
            ("award", {"award": str(foundation.key)}),
            ("identity", None),
        ],
        approval_required=True,
        covers="Up-to-date infection control of a holder of the Foundation Certificate",
        excludes="An inspection of premises\nAny technique beyond the Foundation Certificate",
        validity_months=12,
        signatories=[("Dr. Amara Lindqvist", "Head of Assessment")],
    )


def _course(course: CoursePage) -> tuple[str, dict[str, str]]:
    return ("course", {"course": str(course.translation_key)})


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
