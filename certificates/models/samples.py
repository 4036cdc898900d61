"""Certificates of nobody: for previews of awards and designs, and for trying their layout."""

import datetime as dt
import uuid
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from certificates.documents.design import Design
from certificates.documents.text import MissingGlyphs, PageOverflow
from certificates.documents.wording import word_snapshot
from certificates.enums import AwardKind, Paper
from certificates.models.design_versions import design_digest, frozen_design
from certificates.models.wording import (
    award_facts,
    last_day,
    name_characters,
    payload_of,
    site_faces,
    verify_origin,
)
from certificates.requirements import CourseRequired, from_json, leaves_of
from certificates.snapshot import (
    AwardFacts,
    BasisFacts,
    IssuerFacts,
    ResultFacts,
    Signatory,
    Snapshot,
)
from lms.core import clock
from lms.core.conf import lms_settings

if TYPE_CHECKING:
    from certificates.models.awards import Award


def render_award(award: "Award") -> bytes:
    """The award as it would print. Raises MissingGlyphs or PageOverflow."""
    paper = str(lms_settings.LMS_CERTIFICATE_PAPER)
    return _render(_sample_of_award(award), _design_of(award), paper)


def find_award_problem(award: "Award") -> str:
    """A sentence about what would not print, or an empty text."""
    return _find_problem([_sample_of_award(award)], _design_of(award))


def render_design(design: Design, *, kind: AwardKind, paper: str) -> bytes:
    """The design as it would print. Raises MissingGlyphs or PageOverflow."""
    return _render(_sample_of_kind(kind), design, paper)


def find_design_problem(design: Design) -> str:
    """A sentence about what would not print, or an empty text."""
    return _find_problem(map(_sample_of_kind, AwardKind), design)


def _render(snapshot: Snapshot, design: Design, paper: str) -> bytes:
    # the typesetting libraries cost time and memory that most processes never need
    from certificates.documents.page import render_certificate

    words = word_snapshot(snapshot, design=design)
    return render_certificate(words, site_faces(), paper, design=design)


def _find_problem(snapshots: Iterable[Snapshot], design: Design) -> str:
    try:
        for snapshot in snapshots:
            for paper in Paper.values:
                _render(snapshot, design, paper)
    except PageOverflow as error:
        return str(error)
    except MissingGlyphs as error:
        return _("No font of this site can print %(characters)s.") % {
            "characters": name_characters(error.characters)
        }
    return ""


def _design_of(award: "Award") -> Design:
    return frozen_design(design_digest(award.design_id))


def _sample_of_award(award: "Award") -> Snapshot:
    payload = payload_of(award)
    tree = from_json(payload["requirements"])
    named = [leaf.title for leaf in leaves_of(tree) if isinstance(leaf, CourseRequired)]
    return _sample(
        award_facts(payload, number=1, version_digest=""),
        hours_theory=Decimal(payload["hours_theory"] or 0) or None,
        hours_practical=Decimal(payload["hours_practical"] or 0) or None,
        validity_months=payload["validity_months"],
        issuer=IssuerFacts(**payload["issuer"]),
        signatories=tuple(Signatory(**row) for row in payload["signatories"]),
        assessors=(_("Name of the assessor"), _("Name of the second assessor")),
        courses=named or [_("Title of the course")],
        results=("exam", "practical"),
    )


def _sample_of_kind(kind: AwardKind) -> Snapshot:
    title = _("Title of the award")
    award = AwardFacts(
        key="",
        title=title,
        kind=kind,
        version=1,
        digest="",
        covers=(_("A technique that was learned"), _("Another technique")),
        excludes=(_("A technique that people might assume"),),
        notes=(_("This is not a regulated qualification."),),
    )
    return _sample(
        award,
        hours_theory=Decimal(42),
        hours_practical=Decimal(58),
        validity_months=24,
        issuer=IssuerFacts(
            name=str(lms_settings.LMS_ISSUER_NAME),
            line=str(lms_settings.LMS_ISSUER_LINE),
            contact="",
        ),
        signatories=(),
        assessors=(_("Name of the assessor"),),
        courses=[title],
        results=("exam",),
    )


def _sample(
    award: AwardFacts,
    *,
    hours_theory: Decimal | None,
    hours_practical: Decimal | None,
    validity_months: int | None,
    issuer: IssuerFacts,
    signatories: tuple[Signatory, ...],
    assessors: tuple[str, ...],
    courses: Iterable[str],
    results: Iterable[str],
) -> Snapshot:
    today = clock.today()
    return Snapshot(
        number="0" * 13,
        language=settings.LANGUAGE_CODE,
        name=_("Name of the holder"),
        name_salt="",
        award=award,
        hours_theory=hours_theory,
        hours_practical=hours_practical,
        issued_on=today,
        valid_until=last_day(today, validity_months),
        issuer=issuer,
        verify_origin=verify_origin(),
        signatories=signatories,
        assessors=assessors,
        basis=tuple(_basis(title, today) for title in courses),
        results=tuple(ResultFacts("", "", "", kind, "pass", None, "", "") for kind in results),
        units_passed=0,
        eligibility={},
    )


def _basis(title: str, today: dt.date) -> BasisFacts:
    return BasisFacts(str(uuid.UUID(int=0)), title, 1, "", today)
