"""The forms a badge is handed out in, and everything about a certificate in one folder."""

import json
from collections.abc import Callable
from pathlib import Path

from certificates.enums import StatusPurpose
from certificates.models import Certificate
from certificates.services.documents import ensure_document, ensure_transcript

# how long a published status list may be kept, in seconds
STATUS_SECONDS = 60
BADGE_FORMS = {
    "json": "application/ld+json",
    "jwt": "text/plain; charset=utf-8",
    "png": "image/png",
    "svg": "image/svg+xml",
}


def export_badge(certificate: Certificate, form: str) -> bytes:
    """The badge in one of :data:`BADGE_FORMS`. Raises NameWithheld once the name was erased."""
    # cryptography and JSON-LD are loaded by the processes that sign, not by every start
    from certificates.services import badges

    makers: dict[str, Callable[[Certificate], str | bytes]] = {
        "json": badges.badge_json,
        "jwt": badges.badge_token,
        "png": badges.baked_png,
        "svg": badges.baked_svg,
    }
    made = makers[form](certificate)
    return made.encode() if isinstance(made, str) else made


def export_certificate(certificate: Certificate, folder: Path) -> list[Path]:
    """Write PDF, transcript, the badge in every form and the status lists; return the paths.

    Raises NameWithheld once the name was erased.
    """
    from certificates.services.badges import status_credential

    number = certificate.printed_number
    with ensure_document(certificate).file.open("rb") as file:
        contents = {f"{number}.pdf": file.read()}
    with ensure_transcript(certificate).file.open("rb") as file:
        contents[f"{number}-transcript.pdf"] = file.read()
    for form in BADGE_FORMS:
        contents[f"{number}.{form}"] = export_badge(certificate, form)
    for purpose in StatusPurpose:
        document = json.dumps(status_credential(purpose), indent=2)
        contents[f"status-{purpose}.json"] = document.encode()
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, data in contents.items():
        path = folder / name
        path.write_bytes(data)
        written.append(path)
    return written
