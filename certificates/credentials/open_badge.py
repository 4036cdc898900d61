"""An Open Badges 3.0 credential from what a certificate says. Pure: keys and addresses come in.

Sources: 1EdTech Open Badges 3.0; W3C Verifiable Credentials Data Model 2.0 (2025).
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from certificates.credentials.canonical import (
    CREDENTIALS_V2,
    OPEN_BADGES_EXTENSIONS,
    OPEN_BADGES_V3,
)

SCHEMA_URL = (
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
)


@dataclass(frozen=True)
class BadgeFacts:
    """What the badge states. Dates are days; the badge is valid from their first moment in UTC."""

    certificate_url: str
    subject_id: str
    holder_name: str
    award_url: str
    award_title: str
    achievement_type: str
    description: str
    criteria: str
    issued_on: dt.date
    valid_until: dt.date | None
    issuer_did: str
    issuer_name: str
    issuer_url: str
    status: dict[str, Any]


def _moment(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def build_badge(facts: BadgeFacts) -> dict[str, Any]:
    """The unsigned OpenBadgeCredential.

    The holder is named in plain words and by an opaque ``urn:uuid``: never by an e-mail address.
    The last valid day counts in full, so ``validUntil`` is the first moment of the day after it.
    Open Badges 3.0 has room for one status, while the data model under it would take several.
    """
    badge: dict[str, Any] = {
        "@context": [CREDENTIALS_V2, OPEN_BADGES_V3, OPEN_BADGES_EXTENSIONS],
        "id": facts.certificate_url,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": facts.award_title,
        "issuer": {
            "id": facts.issuer_did,
            "type": ["Profile"],
            "name": facts.issuer_name,
            "url": facts.issuer_url,
        },
        "validFrom": _moment(facts.issued_on),
        "credentialSubject": {
            "id": facts.subject_id,
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "identityHash": facts.holder_name,
                    "identityType": "name",
                    "hashed": False,
                }
            ],
            "achievement": {
                "id": facts.award_url,
                "type": ["Achievement"],
                "achievementType": facts.achievement_type,
                "name": facts.award_title,
                "description": facts.description,
                "criteria": {"narrative": facts.criteria},
            },
        },
        "credentialStatus": facts.status,
        "credentialSchema": [{"id": SCHEMA_URL, "type": "1EdTechJsonSchemaValidator2019"}],
    }
    if facts.valid_until:
        badge["validUntil"] = _moment(facts.valid_until + dt.timedelta(days=1))
    return badge
