"""Badges: the certificate as an Open Badges 3.0 credential, in every form a wallet takes."""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import translation

from certificates.credentials import baking, proofs, status_list
from certificates.credentials.canonical import CREDENTIALS_V2, OPEN_BADGES_V3
from certificates.credentials.did import did_document, did_web
from certificates.credentials.keys import rsa_jwk, thumbprint, token_key_url
from certificates.credentials.material import read_public
from certificates.credentials.open_badge import BadgeFacts, build_badge
from certificates.credentials.picture import badge_png, badge_svg
from certificates.enums import AwardKind, KeyPurpose, Standing, StatusPurpose
from certificates.exceptions import NameWithheld, SigningFailed
from certificates.models import AwardVersion, Certificate, IssuerKey, StatusEntry
from certificates.models.wording import verify_origin
from certificates.presentation import checked_sentences, kind_sentence, limits_word
from certificates.requirement_words import narrative_of
from certificates.requirements import from_json
from certificates.services.badge_forms import STATUS_SECONDS
from certificates.services.keys import current_key, current_proof_key, current_token_key
from certificates.snapshot import Snapshot
from lms.core import chance, clock

_STATUS_DAYS = 1
_TRIES = 20
_ENDED = (Standing.REVOKED, Standing.SUPERSEDED)
# a badge has room for one status: its list holds whatever is not in force, the other what is over
# for good
_LIFTED = {
    StatusPurpose.REVOCATION: _ENDED,
    StatusPurpose.SUSPENSION: (Standing.SUSPENDED, *_ENDED),
}


# --- places in the status lists


def ensure_status_entry(certificate: Certificate) -> StatusEntry:
    """The certificate's places in the status lists, drawn at random when it has none yet."""
    found = StatusEntry.objects.filter(certificate=certificate).first()
    if found:
        entry: StatusEntry = found
        return entry
    bits = status_list.bits_for(StatusEntry.objects.count() + 1)
    for _try in range(_TRIES):
        try:
            with transaction.atomic():
                drawn: StatusEntry = StatusEntry.objects.create(
                    certificate=certificate,
                    revocation=chance.source().randrange(bits),
                    suspension=chance.source().randrange(bits),
                )
                return drawn
        except IntegrityError:
            if twin := StatusEntry.objects.filter(certificate=certificate).first():
                return twin
    raise RuntimeError("no free place was found in the status lists")


def _status_url(purpose: StatusPurpose, origin: str) -> str:
    return f"{origin}/credentials/status/{purpose}/"


def status_credential(purpose: StatusPurpose) -> dict[str, Any]:
    """The signed list of every badge that is revoked (or replaced) now, or that and suspended."""
    name = f"lms_certificates:status:{purpose}"
    cached: dict[str, Any] | None = cache.get(name)
    if cached is None:
        cached = _sign_status(purpose)
        cache.set(name, cached, STATUS_SECONDS)
    return cached


def forget_status() -> None:
    """Let the next reader of the status lists see the register as it is now."""
    cache.delete_many([f"lms_certificates:status:{purpose}" for purpose in StatusPurpose])


def _sign_status(purpose: StatusPurpose) -> dict[str, Any]:
    origin, now = verify_origin(), clock.now()
    _row, key = current_proof_key(origin)
    entries = StatusEntry.objects.all()
    highest = entries.order_by(f"-{purpose}").values_list(str(purpose), flat=True).first() or 0
    positions = entries.filter(certificate__standing__in=_LIFTED[purpose])
    document = status_list.status_credential(
        url=_status_url(purpose, origin),
        purpose=str(purpose),
        issuer=key.controller,
        valid_from=now,
        valid_until=now + dt.timedelta(days=_STATUS_DAYS),
        positions=positions.values_list(str(purpose), flat=True),
        bits=max(status_list.bits_for(entries.count()), status_list.bits_holding(highest)),
    )
    return proofs.add_proof(document, key=key, created=now)


# --- the badge


def badge_document(certificate: Certificate) -> dict[str, Any]:
    """The unsigned badge: what the snapshot says, and where its status is published.

    Raises NameWithheld once the holder's name was erased.
    """
    snapshot = certificate.facts
    if not snapshot.name:
        raise NameWithheld("the name of this certificate is withheld, so it has no badge")
    origin = snapshot.verify_origin
    entry = ensure_status_entry(certificate)
    status = status_list.entry(
        url=_status_url(StatusPurpose.SUSPENSION, origin),
        purpose=str(StatusPurpose.SUSPENSION),
        position=entry.suspension,
        reference=f"{_status_url(StatusPurpose.REVOCATION, origin)}#{entry.revocation}",
    )
    with translation.override(snapshot.language):
        return build_badge(_facts(snapshot, status))


def _facts(snapshot: Snapshot, status: dict[str, Any]) -> BadgeFacts:
    is_attendance = snapshot.award.kind == AwardKind.ATTENDANCE
    award = snapshot.award
    scope = _scope(award.kind, covers=award.covers, excludes=award.excludes)
    lines = (kind_sentence(snapshot), *scope, *award.notes)
    origin = snapshot.verify_origin
    return BadgeFacts(
        certificate_url=f"{origin}/c/{snapshot.number}",
        subject_id=_subject_of(snapshot),
        holder_name=snapshot.name,
        award_url=f"{origin}/awards/{snapshot.award.key}/",
        award_title=snapshot.award.title,
        achievement_type="CertificateOfCompletion" if is_attendance else "Certificate",
        description="\n".join(lines),
        # spaces that hold a printed line together mean nothing here
        criteria="\n".join(checked_sentences(snapshot)).replace("\u00a0", " "),
        issued_on=snapshot.issued_on,
        valid_until=snapshot.valid_until,
        issuer_did=did_web(origin),
        issuer_name=snapshot.issuer.name,
        issuer_url=origin,
        status=status,
    )


def _scope(kind: str, *, covers: Iterable[str], excludes: Iterable[str]) -> tuple[str, ...]:
    """What an award covers and, as on the paper, what it does not: one line each."""
    word = limits_word(kind)
    return (*covers, *(f"{word}: {limit}" for limit in excludes))


def _subject_of(snapshot: Snapshot) -> str:
    """An opaque name of the holder on this certificate; two certificates cannot be joined by it."""
    drawn = hashlib.sha256(f"subject:{snapshot.name_salt}:{snapshot.number}".encode()).digest()
    return f"urn:uuid:{uuid.UUID(bytes=drawn[:16], version=4)}"


def signed_badge(certificate: Certificate) -> dict[str, Any]:
    """The badge with its proof inside; the same each time while the key is the same."""
    row, key = current_proof_key(certificate.facts.verify_origin)
    created = max(certificate.issued_at, row.created_at)
    return proofs.add_proof(badge_document(certificate), key=key, created=created)


def badge_json(certificate: Certificate) -> str:
    """The signed badge as a JSON text."""
    return json.dumps(signed_badge(certificate), ensure_ascii=False, indent=2) + "\n"


def badge_token(certificate: Certificate) -> str:
    """The same badge as a JSON Web Token."""
    _row, key = current_token_key(certificate.facts.verify_origin)
    return proofs.to_token(badge_document(certificate), key=key)


def baked_png(certificate: Certificate) -> bytes:
    """The badge's picture with the signed badge inside."""
    return baking.bake_png(badge_png(), badge_json(certificate))


def baked_svg(certificate: Certificate) -> str:
    """The same as SVG."""
    return baking.bake_svg(badge_svg(), badge_json(certificate))


def achievement_of(version: AwardVersion, *, origin: str) -> dict[str, Any]:
    """The Open Badges achievement that badges of this award name."""
    payload = version.payload
    is_attendance = payload["kind"] == AwardKind.ATTENDANCE
    scope = _scope(payload["kind"], covers=payload["covers"], excludes=payload["excludes"])
    lines = (*scope, *payload["notes"])
    return {
        "@context": [CREDENTIALS_V2, OPEN_BADGES_V3],
        "id": f"{origin}/awards/{payload['key']}/",
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion" if is_attendance else "Certificate",
        "name": payload["title"],
        "description": "\n".join(lines),
        "criteria": {"narrative": narrative_of(from_json(payload["requirements"]))},
    }


# --- what the world needs to check a badge


def issuer_document() -> dict[str, Any]:
    """The DID document, with every key the register ever signed badges with, newest first."""
    origin = verify_origin()
    for purpose in (KeyPurpose.PROOF, KeyPurpose.TOKEN):
        # what was signed can be checked while nothing can be signed
        with suppress(SigningFailed):
            current_key(purpose)
    tokens = [read_public(KeyPurpose.TOKEN, row.public) for row in _keys(KeyPurpose.TOKEN)]
    jwks = [rsa_jwk(public) for public in tokens]
    return did_document(
        did_web(origin),
        proof_keys=[
            read_public(KeyPurpose.PROOF, row.public).public_bytes_raw()
            for row in _keys(KeyPurpose.PROOF)
        ],
        token_keys=[(token_key_url(origin, thumbprint(jwk)), jwk) for jwk in jwks],
        is_development=any(
            row.is_development and row.retired_at is None
            for purpose in (KeyPurpose.PROOF, KeyPurpose.TOKEN)
            for row in _keys(purpose)
        ),
    )


def _keys(purpose: KeyPurpose) -> list[IssuerKey]:
    return list(IssuerKey.objects.filter(purpose=purpose))


def find_jwk(print_of_key: str) -> dict[str, str] | None:
    """The public JWK with this thumbprint, retired or not; None if it is not ours."""
    row = IssuerKey.objects.filter(purpose=KeyPurpose.TOKEN, key_id=print_of_key).first()
    if row is None:
        return None
    jwk = rsa_jwk(read_public(KeyPurpose.TOKEN, row.public))
    return {**jwk, "kid": print_of_key, "alg": "RS256", "use": "sig"}
