"""Checking a file against the register: in memory, and never kept.

The hash decides about PDF files, the signature about badges; then the register says what holds
today. What a file claims about itself only leads to the certificate that tells the truth about it.
"""

import datetime as dt
import hashlib
import json
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from certificates.credentials import baking, proofs
from certificates.credentials.canonical import UnknownContext, UnsignedMember
from certificates.credentials.did import did_web
from certificates.credentials.encoding import unb64url
from certificates.credentials.keys import token_key_url
from certificates.credentials.material import read_public
from certificates.credentials.picture import badge_png, badge_svg
from certificates.documents.seal_check import (
    Change,
    FoundSeal,
    differs_in_pictures_alone,
    find_numbers,
    find_seal,
)
from certificates.enums import CertificateState, FileReason, FileVerdict, KeyPurpose, StatusPurpose
from certificates.file_answer import MAX_BYTES, FileAnswer
from certificates.models import Certificate, CertificateDocument, IssuerKey
from certificates.models.wording import verify_origin
from certificates.numbers import read_number
from certificates.queries import verify
from certificates.register import RegisterAnswer
from certificates.snapshot import hash_name

_MAX_BADGE = 200_000
_LIST = "BitstringStatusListCredential"
_MAX_DEPTH, _MAX_OBJECTS, _MAX_TWINS = 12, 60, 4
_CHANGES = {
    Change.CONTENT: FileReason.CONTENT,
    Change.SAVED_ANEW: FileReason.SAVED_ANEW,
    Change.REVISED: FileReason.REVISED,
    Change.APPENDED: FileReason.APPENDED,
    Change.PADDED: FileReason.PADDED,
    # sealed by us and whole, but not the file that was handed out
    Change.NONE: FileReason.CONTRADICTS,
}
# what an exchanged picture looks like, of the same length and of another
_INSIDE = {Change.CONTENT, Change.SAVED_ANEW}


def check_file(data: bytes, *, now: dt.datetime) -> FileAnswer:
    """What the register says about a PDF file, badge (JSON, JWT, PNG, SVG) or status list."""
    if len(data) > MAX_BYTES:
        return FileAnswer(FileVerdict.UNREADABLE, reason=FileReason.TOO_LARGE)
    if b"%PDF-" in data[:1024]:
        return _check_pdf(data, now)
    text, is_our_picture = _credential_in(data)
    if text is None:
        return FileAnswer(FileVerdict.UNREADABLE, reason=FileReason.NO_FORM)
    answer = _check_badge(text, now)
    if is_our_picture or answer.verdict not in {FileVerdict.EXACT, FileVerdict.REPLACED}:
        return answer
    # the badge holds, so the register knows it; what people look at is not what was handed out
    return replace(answer, verdict=FileVerdict.ALTERED, reason=FileReason.PICTURE)


def _as_issued(form: str, number: str, now: dt.datetime) -> FileAnswer:
    register = verify(number, now=now)
    replaced = register.state == CertificateState.SUPERSEDED
    verdict = FileVerdict.REPLACED if replaced else FileVerdict.EXACT
    return FileAnswer(verdict, form, register=register)


# --- PDF files


def _check_pdf(data: bytes, now: dt.datetime) -> FileAnswer:
    exact = CertificateDocument.objects.filter(sha256=hashlib.sha256(data).hexdigest())
    if number := exact.values_list("certificate__number", flat=True).first():
        return _as_issued("pdf", number, now)
    seal = find_seal(data)
    named = _first_known(find_numbers(data), now)
    if seal is None or not _is_our_seal(seal):
        if named is None:
            return FileAnswer(FileVerdict.FOREIGN, "pdf")
        return FileAnswer(FileVerdict.ALTERED, "pdf", FileReason.NO_SEAL, named)
    rows = CertificateDocument.objects.filter(seal_digest=seal.signed_digest)
    issued = rows.select_related("certificate").first()
    if issued is None:
        return FileAnswer(FileVerdict.FOREIGN, "pdf", FileReason.UNKNOWN_SEAL)
    truth = verify(issued.certificate.number, now=now)
    if named is not None and named.number != truth.number:
        return FileAnswer(FileVerdict.ALTERED, "pdf", FileReason.BORROWED, named)
    swapped = seal.change in _INSIDE and differs_in_pictures_alone(_read(issued), data)
    reason = FileReason.IMAGE if swapped else _CHANGES[seal.change]
    return FileAnswer(FileVerdict.ALTERED, "pdf", reason, truth)


def _read(document: CertificateDocument) -> bytes:
    """The file as it was issued; nothing of one that was erased or is lost."""
    if not document.file:
        return b""
    try:
        with document.file.open("rb") as file:
            data: bytes = file.read()
    except OSError:
        return b""
    return data


def _is_our_seal(seal: FoundSeal) -> bool:
    rows = IssuerKey.objects.filter(purpose=KeyPurpose.SEAL)
    return any(seal.is_by(read_public(KeyPurpose.SEAL, row.public)) for row in rows)


def _first_known(numbers: tuple[str, ...], now: dt.datetime) -> RegisterAnswer | None:
    readings = [number for text in numbers if (number := read_number(text).number)]
    known = set(Certificate.objects.filter(number__in=readings).values_list("number", flat=True))
    first = next((number for number in readings if number in known), None)
    return verify(first, now=now) if first else None


# --- badges


def _credential_in(data: bytes) -> tuple[str | None, bool]:
    """The credential that a file is or carries, or None; and whether its picture is ours."""
    is_ours = True
    try:
        if data.startswith(baking.PNG_SIGNATURE):
            text = baking.unbake_png(data)
            is_ours = baking.shows_png(data, badge_png())
        else:
            text = data.decode("utf-8-sig").strip()
            if "<svg" in text[:4096]:
                svg, text = text, baking.unbake_svg(text)
                is_ours = baking.shows_svg(svg, badge_svg())
    except ValueError:
        return None, False
    if text is None:
        return None, False
    return (text if text.startswith("{") or text.count(".") == 2 else None), is_ours


def _check_badge(text: str, now: dt.datetime) -> FileAnswer:
    try:
        claimed = json.loads(text) if text.startswith("{") else _payload_of(text)
    except (ValueError, RecursionError):
        return FileAnswer(FileVerdict.UNREADABLE, reason=FileReason.NO_FORM)
    if isinstance(claimed, dict) and _LIST in _types_of(claimed):
        return _check_list(claimed, now)
    if len(text) > _MAX_BADGE:
        return FileAnswer(FileVerdict.UNREADABLE, reason=FileReason.NO_FORM)
    certificate = _certificate_of(claimed)
    origin = certificate.facts.verify_origin if certificate else verify_origin()
    try:
        if text.startswith("{"):
            credential = _proven(claimed, origin)
        else:
            credential = proofs.check_token(text, keys=_token_keys(origin))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        if certificate is None:
            return FileAnswer(FileVerdict.FOREIGN, "badge")
        truth = verify(certificate.number, now=now)
        return FileAnswer(FileVerdict.ALTERED, "badge", _reason_of(error), truth)
    if certificate is None:
        return FileAnswer(FileVerdict.FOREIGN, "badge", FileReason.UNKNOWN_SEAL)
    if not _agrees(credential, certificate):
        truth = verify(certificate.number, now=now)
        return FileAnswer(FileVerdict.ALTERED, "badge", FileReason.CONTRADICTS, truth)
    return _as_issued("badge", certificate.number, now)


def _types_of(claimed: dict[str, Any]) -> list[Any]:
    types = claimed.get("type")
    return types if isinstance(types, list) else [types]


def _check_list(claimed: dict[str, Any], now: dt.datetime) -> FileAnswer:
    """What is true of a status list: signed by us, and still what the register says."""
    # the module signs too, which most checks need nothing of
    from certificates.services.badges import status_credential

    names = {purpose: f"/credentials/status/{purpose}/" for purpose in StatusPurpose}
    addresses = {f"{verify_origin()}{path}": purpose for purpose, path in names.items()}
    name = claimed.get("id")
    purpose = addresses.get(name) if isinstance(name, str) else None
    try:
        document = _proven(claimed, verify_origin())
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        if purpose is None:
            return FileAnswer(FileVerdict.FOREIGN, "status")
        return FileAnswer(FileVerdict.ALTERED, "status", _reason_of(error))
    if purpose is None:
        return FileAnswer(FileVerdict.FOREIGN, "status", FileReason.UNKNOWN_SEAL)
    is_fresh = now < dt.datetime.fromisoformat(document["validUntil"])
    subject = status_credential(purpose)["credentialSubject"]
    if is_fresh and document["credentialSubject"] == subject:
        return FileAnswer(FileVerdict.EXACT, "status", is_current=True)
    return FileAnswer(FileVerdict.REPLACED, "status")


def _payload_of(token: str) -> Any:
    """What a token claims, before anything is checked."""
    return json.loads(unb64url(token.split(".")[1]))


def _certificate_of(claimed: Any) -> Certificate | None:
    """The certificate whose badge this claims to be."""
    name = claimed.get("id") if isinstance(claimed, dict) else None
    if not isinstance(name, str):
        return None
    try:
        number = read_number(urlsplit(name).path.rpartition("/")[2]).number
    except ValueError:
        return None
    found: Certificate | None = Certificate.objects.filter(number=number or "-").first()
    return found


def _proven(document: dict[str, Any], origin: str) -> dict[str, Any]:
    """The credential without its proof, once that holds. Raises ValueError if it does not."""
    _refuse_mazes(document)
    did = did_web(origin)
    rows = IssuerKey.objects.filter(purpose=KeyPurpose.PROOF)
    keys = {
        f"{did}#{row.key_id}": read_public(KeyPurpose.PROOF, row.public).public_bytes_raw()
        for row in rows
    }
    proofs.check_proof(document, keys=keys)
    return {name: value for name, value in document.items() if name != "proof"}


def _token_keys(origin: str) -> dict[str, Any]:
    rows = IssuerKey.objects.filter(purpose=KeyPurpose.TOKEN)
    return {
        token_key_url(origin, row.key_id): read_public(KeyPurpose.TOKEN, row.public) for row in rows
    }


def _refuse_mazes(value: Any) -> None:
    """Raise UnsignedMember for a document that would take very long to bring into canonical form.

    That takes many nodes without names that look alike (W3C RDFC-1.0, section 7.1); no badge of
    ours has them.
    """
    seen, queue = 0, [(value, 0)]
    while queue:
        item, depth = queue.pop()
        if isinstance(item, dict):
            seen += 1
            if any(name.startswith("@") and (depth or name != "@context") for name in item):
                raise UnsignedMember("a keyword inside the document")
            queue += [(part, depth + 1) for part in item.values()]
        elif isinstance(item, list):
            if sum(isinstance(part, dict | list) for part in item) > _MAX_TWINS:
                raise UnsignedMember("a long list")
            queue += [(part, depth + 1) for part in item]
        elif isinstance(item, str) and item.startswith("_:"):
            raise UnsignedMember("a node without a name")
        if seen > _MAX_OBJECTS or depth > _MAX_DEPTH:
            raise UnsignedMember("a large document")


def _reason_of(error: Exception) -> FileReason:
    reasons: tuple[tuple[type[Exception], FileReason], ...] = (
        (proofs.NoProof, FileReason.NO_PROOF),
        (proofs.WrongKind, FileReason.WRONG_KIND),
        (proofs.OtherKey, FileReason.OTHER_KEY),
        (UnsignedMember, FileReason.BADGE_CHANGED),
        (UnknownContext, FileReason.BADGE_CHANGED),
    )
    return next(
        (reason for kind, reason in reasons if isinstance(error, kind)), FileReason.BADGE_CHANGED
    )


def _agrees(credential: dict[str, Any], certificate: Certificate) -> bool:
    """Whether a badge that we signed says what the register holds."""
    snapshot = certificate.facts
    subject = credential["credentialSubject"]
    until = credential.get("validUntil", "")
    (holder,) = subject["identifier"]
    name_digest = hash_name(holder["identityHash"], snapshot.name_salt)
    day_after = snapshot.valid_until + dt.timedelta(days=1) if snapshot.valid_until else None
    return (
        credential["validFrom"][:10] == snapshot.issued_on.isoformat()
        and until[:10] == (day_after.isoformat() if day_after else "")
        and subject["achievement"]["name"] == snapshot.award.title
        and name_digest == certificate.snapshot["name_digest"]
    )
