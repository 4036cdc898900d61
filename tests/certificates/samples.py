"""Snapshots of nobody, for documents."""

import datetime as dt
from decimal import Decimal
from typing import Any

from certificates.enums import AwardKind
from certificates.snapshot import (
    AwardFacts,
    BasisFacts,
    IssuerFacts,
    ResultFacts,
    Signatory,
    Snapshot,
)

AWARD = AwardFacts(
    key="4b1d",
    title="Foundation Certificate in Scalp Micropigmentation",
    kind=AwardKind.COMPETENCE,
    version=3,
    digest="d" * 64,
    covers=(
        "Shaved-look density on male pattern loss, Norwood II to VI",
        "Density between existing hair",
        "Hairline design and softening",
    ),
    excludes=(
        "Scar camouflage",
        "Active alopecia areata",
        "Correction or removal of another practitioner’s work",
    ),
    notes=("This is not a regulated qualification.", "It is not a statutory license to practice."),
)


def make_snapshot(**changes: Any) -> Snapshot:
    """A complete snapshot with some members changed."""
    members: dict[str, Any] = {
        "number": "7K3M9QXW4T2HR",
        "language": "en",
        "name": "Eleanor Whitcombe-Okafor",
        "name_salt": "salt",
        "award": AWARD,
        "hours_theory": Decimal("42"),
        "hours_practical": Decimal("58"),
        "issued_on": dt.date(2026, 11, 22),
        "valid_until": dt.date(2028, 11, 22),
        "issuer": IssuerFacts("Kestrel Lane Academy", "Bristol, United Kingdom", ""),
        "verify_origin": "https://verify.kestrellane.example",
        "signatories": (
            Signatory("Ruth Oyelaran", "Lead instructor"),
            Signatory("Tomasz Lis", "Head of assessment"),
        ),
        "assessors": ("Ruth Oyelaran", "Tomasz Lis"),
        "basis": (BasisFacts("c", AWARD.title, 3, "e" * 64, dt.date(2026, 11, 20)),),
        "results": (
            ResultFacts("c", "u", "Final exam", "exam", "pass", Decimal("0.87"), "x", "automatic"),
        ),
        "units_passed": 37,
        "eligibility": {},
    }
    return Snapshot(**{**members, **changes})
