"""What an award says, as values, and which of its characters can be printed."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from certificates.documents.text import MissingGlyphs
from certificates.enums import AwardKind
from certificates.models.design_versions import design_digest
from certificates.requirement_blocks import read_tree
from certificates.requirements import to_json
from certificates.snapshot import AwardFacts, ScopeFacts, add_months
from lms.core.conf import lms_settings

if TYPE_CHECKING:
    from certificates.documents.faces import FaceSet
    from certificates.models.awards import Award, AwardScope


def lines_of(text: str) -> tuple[str, ...]:
    """The non-empty lines of a text field, trimmed."""
    return tuple(line for raw in text.splitlines() if (line := " ".join(raw.split())))


def site_faces() -> "FaceSet":
    """The faces of this site: the bundled ones and those of ``LMS_CERTIFICATE_FONTS``."""
    # the typesetting libraries cost time and memory that most processes never need
    from certificates.documents.faces import load_faces

    return load_faces(tuple(str(path) for path in lms_settings.LMS_CERTIFICATE_FONTS))


def verify_origin() -> str:
    """Scheme and host of the register, without a slash at the end."""
    return str(lms_settings.LMS_VERIFY_BASE_URL).rstrip("/")


def payload_of(award: "Award") -> dict[str, Any]:
    """Everything an award says and asks for, as plain JSON values."""
    scope = award.scope.all()
    return {
        "key": str(award.key),
        "title": award.title,
        "kind": str(award.kind),
        "covers": [*(row.printed for row in scope if row.is_covered), *lines_of(award.covers)],
        "excludes": [
            *(row.printed for row in scope if not row.is_covered),
            *lines_of(award.excludes),
        ],
        "scope": [_scope_json(row) for row in scope if row.is_covered],
        "exclusions": [_scope_json(row) for row in scope if not row.is_covered],
        "notes": list(lines_of(award.notes)),
        "hours_theory": _hours(award.hours_theory),
        "hours_practical": _hours(award.hours_practical),
        "validity_months": award.validity_months,
        "issuer": {
            "name": lms_settings.LMS_ISSUER_NAME,
            "line": award.issuer_line or lms_settings.LMS_ISSUER_LINE,
            "contact": lms_settings.LMS_ISSUER_CONTACT,
        },
        **_design_of(award),
        "signatories": [
            {"name": person.name, "role": person.role} for person in award.signatories.all()
        ],
        "requirements": to_json(read_tree(award.requirement_tree)),
        "renewal": to_json(read_tree(award.renewal_tree)) if award.renewal_tree else None,
        "approval_required": award.approval_required,
    }


def _design_of(award: "Award") -> dict[str, str]:
    """The design in force, by digest; an award without one says nothing of it."""
    found = design_digest(award.design_id)
    return {"design": found} if found else {}


def _scope_json(row: "AwardScope") -> dict[str, str]:
    return {"technique": str(row.technique), "condition": str(row.condition)}


def _hours(value: Decimal | None) -> str | None:
    return None if value is None else format(Decimal(value).normalize(), "f")


def award_facts(payload: dict[str, Any], *, number: int, version_digest: str) -> AwardFacts:
    """A version's payload as the facts that enter a snapshot."""
    return AwardFacts(
        key=payload["key"],
        title=payload["title"],
        kind=AwardKind(payload["kind"]),
        version=number,
        digest=version_digest,
        covers=tuple(payload["covers"]),
        excludes=tuple(payload["excludes"]),
        notes=tuple(payload["notes"]),
        scope=_scope_facts(payload.get("scope", ())),
        exclusions=_scope_facts(payload.get("exclusions", ())),
    )


def _scope_facts(rows: Iterable[dict[str, str]]) -> tuple[ScopeFacts, ...]:
    return tuple(ScopeFacts(**row) for row in rows)


def last_day(issued_on: dt.date, months: int | None) -> dt.date | None:
    """The last day of validity, or None where there is no end."""
    return None if months is None else add_months(issued_on, months)


def find_missing_glyphs(*texts: str) -> str:
    """The characters that no face of this site covers, named; empty when all can be printed."""
    from certificates.documents.shaping import split_runs

    faces = site_faces()
    missing = ""
    for text in texts:
        for chain in (faces.hero, faces.serif, faces.sans):
            try:
                split_runs(text, chain)
            except MissingGlyphs as error:
                missing += error.characters
    return name_characters("".join(dict.fromkeys(missing)))


def name_characters(characters: str) -> str:
    """“김” (U+AE40), “山” (U+5C71): readable where a font is at hand, exact where none is."""
    return ", ".join(f"“{c}” (U+{ord(c):04X})" for c in characters)
