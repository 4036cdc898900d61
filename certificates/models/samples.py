"""A design on a certificate of nobody: for previews, and for trying whether it can be printed."""

import datetime as dt
from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext as _

from certificates.documents.design import Design
from certificates.documents.text import MissingGlyphs, PageOverflow
from certificates.documents.wording import word_snapshot
from certificates.enums import AwardKind, Paper
from certificates.models.wording import last_day, name_characters, site_faces, verify_origin
from certificates.snapshot import (
    AwardFacts,
    BasisFacts,
    IssuerFacts,
    ResultFacts,
    Snapshot,
)
from lms.core import clock
from lms.core.conf import lms_settings


def render_design(design: Design, *, kind: AwardKind, paper: str) -> bytes:
    """The design as it would print. Raises MissingGlyphs or PageOverflow."""
    from certificates.documents.page import render_certificate

    words = word_snapshot(_sample(kind, clock.today()), design=design)
    return render_certificate(words, site_faces(), paper, design=design)


def find_design_problem(design: Design) -> str:
    """A sentence about what would not print, or an empty text."""
    try:
        for kind in AwardKind:
            for paper in Paper.values:
                render_design(design, kind=kind, paper=paper)
    except PageOverflow as error:
        return str(error)
    except MissingGlyphs as error:
        return _("No font of this site can print %(characters)s.") % {
            "characters": name_characters(error.characters)
        }
    return ""


def _sample(kind: AwardKind, today: dt.date) -> Snapshot:
    title = _("Title of the award")
    return Snapshot(
        number="0" * 13,
        language=settings.LANGUAGE_CODE,
        name=_("Name of the holder"),
        name_salt="",
        award=AwardFacts(
            key="",
            title=title,
            kind=kind,
            version=1,
            digest="",
            covers=(_("A technique that was learned"), _("Another technique")),
            excludes=(_("A technique that people might assume"),),
            notes=(_("This is not a regulated qualification."),),
        ),
        hours_theory=Decimal(42),
        hours_practical=Decimal(58),
        issued_on=today,
        valid_until=last_day(today, 24),
        issuer=IssuerFacts(
            name=str(lms_settings.LMS_ISSUER_NAME),
            line=str(lms_settings.LMS_ISSUER_LINE),
            contact="",
        ),
        verify_origin=verify_origin(),
        signatories=(),
        assessors=(_("Name of the assessor"),),
        basis=(BasisFacts("", title, 1, "", today),),
        results=(ResultFacts("", "", "", "exam", "pass", None, "", ""),),
        units_passed=0,
        eligibility={},
    )
