"""What a page says as schema.org data: facts of the page, and nothing it does not show. Pure.

The shop's own claims are its description; a certificate is a credential of its holder.
"""

from __future__ import annotations

import json
from typing import Any

from certificates.directory.queries.values import ClinicView, Person, PractitionerView
from certificates.directory.standing import Mark


def clinic_data(page: ClinicView, *, origin: str, issuer: str) -> dict[str, Any]:
    """A clinic as a LocalBusiness with the people named there."""
    clinic = page.clinic
    address = {
        "streetAddress": clinic.street,
        "addressLocality": clinic.town,
        "postalCode": clinic.postcode,
        "addressCountry": clinic.country,
    }
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "HealthAndBeautyBusiness",
        "@id": origin + clinic.get_absolute_url(),
        "url": origin + clinic.get_absolute_url(),
        "name": clinic.name,
        "description": clinic.description,
        "address": {"@type": "PostalAddress", **_said(address)},
        "employee": [_person(person, origin=origin, issuer=issuer) for person in page.named],
        "makesOffer": [
            {
                "@type": "Offer",
                "itemOffered": {"@type": "Service", "name": str(one.get_technique_display())},
            }
            for one in page.services
        ],
    }
    if clinic.point:
        found["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": clinic.latitude,
            "longitude": clinic.longitude,
        }
    return _said(found)


def practitioner_data(page: PractitionerView, *, origin: str, issuer: str) -> dict[str, Any]:
    """A practitioner as a Person with the certificates that are valid now."""
    found = {"@context": "https://schema.org", **_person(page.person, origin=origin, issuer=issuer)}
    found["worksFor"] = [
        {
            "@type": "HealthAndBeautyBusiness",
            "name": place.clinic.name,
            "url": origin + place.clinic.get_absolute_url(),
        }
        for place in page.roles
    ]
    return _said(found)


def as_script(data: dict[str, Any]) -> str:
    """``data`` as JSON that cannot end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _person(person: Person, *, origin: str, issuer: str) -> dict[str, Any]:
    return _said(
        {
            "@type": "Person",
            "name": person.name,
            "url": origin + person.url,
            "jobTitle": person.role,
            "hasCredential": [_credential(mark, origin, issuer) for mark in person.marks],
        }
    )


def _credential(mark: Mark, origin: str, issuer: str) -> dict[str, Any]:
    return _said(
        {
            "@type": "EducationalOccupationalCredential",
            "name": mark.award,
            "identifier": mark.number,
            "url": origin + mark.url,
            "recognizedBy": {"@type": "Organization", "name": issuer},
            "dateCreated": mark.issued_on.isoformat(),
            "expires": mark.valid_until.isoformat() if mark.valid_until else "",
        }
    )


def _said(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in ("", None, [], {})}
