"""Looking at the seal of a PDF file: whose it is, what it signs, and what was done since. Pure.

The register compares hashes first; this only explains what differs, and leads an altered file back
to the certificate it was made from. Nothing here opens the file as a PDF: a file made to confuse
readers cannot confuse what is only searched for bytes.
"""

import enum
import hashlib
import re
from dataclasses import dataclass

from asn1crypto import cms, parser
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

_SIGNATURE = re.compile(rb"/Contents\s*<([0-9A-Fa-f\s]{400,65536})>")
_RANGE = re.compile(rb"/ByteRange\s*\[\s*0\s+(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s*\]")
_NUMBER = re.compile(
    rb"SMP[- ]?([0-9A-Z]{4})[- ]?([0-9A-Z]{4})[- ]?([0-9A-Z]{4})[- ]?([0-9A-Z])(?![0-9A-Z])"
)
_HEX_TEXT = re.compile(rb"<\s*FEFF([0-9A-F\s]{8,4000})>", re.IGNORECASE)
_PICTURE = re.compile(rb"<<[^<>]{0,400}/Subtype\s{0,2}/Image[^<>]{0,400}>>\s{0,2}stream")
# where things stand: this moves along when a picture takes more or less room
_PLACES = re.compile(rb"\d{10} \d{5} n|startxref\s+\d+")
_MAX_SIGNATURES = 8
_MAX_NUMBERS = 20


class Change(enum.Enum):
    """What was done to a sealed file."""

    NONE = "none"
    CONTENT = "content"
    SAVED_ANEW = "saved_anew"
    REVISED = "revised"
    APPENDED = "appended"
    PADDED = "padded"


@dataclass(frozen=True)
class FoundSeal:
    """A signature in a file. ``signed_digest`` is the hash that the key signed, hexadecimal."""

    signed_digest: str
    signed_attributes: bytes
    signature: bytes
    change: Change

    def is_by(self, public: ec.EllipticCurvePublicKey) -> bool:
        """Whether this key made it."""
        try:
            public.verify(self.signature, self.signed_attributes, ec.ECDSA(hashes.SHA256()))
        except InvalidSignature:
            return False
        return True


def find_seal(data: bytes) -> FoundSeal | None:
    """The first readable signature in ``data``, or None."""
    for match in list(_SIGNATURE.finditer(data))[:_MAX_SIGNATURES]:
        try:
            der = bytes.fromhex(match[1].decode())
            signed, attributes, signature, length = _read(der)
        except (ValueError, TypeError, KeyError, IndexError):
            continue
        is_padded = any(der[length:])
        change = _change(data, match.start(1) - 1, match.end(1) + 1, signed, is_padded)
        return FoundSeal(signed.hex(), attributes, signature, change)
    return None


def _read(der: bytes) -> tuple[bytes, bytes, bytes, int]:
    """Signed hash, signed attributes, signature, and how many bytes the structure takes."""
    length = parser.peek(der)
    content = cms.ContentInfo.load(der[:length])
    (signer,) = content["content"]["signer_infos"]
    attributes = signer["signed_attrs"]
    digest = next(
        attribute["values"][0].native
        for attribute in attributes
        if attribute["type"].native == "message_digest"
    )
    return digest, attributes.untag().dump(), signer["signature"].native, length


def _change(data: bytes, start: int, end: int, signed: bytes, is_padded: bool) -> Change:
    """Compare the file with what its seal covers; ``start`` and ``end`` enclose the signature."""
    ranges = _RANGE.search(data[max(0, start - 2000) : end + 2000])
    if ranges is None:
        return Change.SAVED_ANEW
    first, second, rest = (int(part) for part in ranges.groups())
    if (first, second) != (start, end) or second + rest > len(data):
        return Change.SAVED_ANEW
    covered = hashlib.sha256(data[:first])
    covered.update(data[second : second + rest])
    if covered.digest() != signed:
        return Change.CONTENT
    tail = data[second + rest :]
    if tail:
        return Change.REVISED if b"startxref" in tail else Change.APPENDED
    return Change.PADDED if is_padded else Change.NONE


def differs_in_pictures_alone(issued: bytes, data: bytes) -> bool:
    """Whether ``data`` is the issued file with nothing but another picture in it."""
    return issued != data and _without_pictures(issued) == _without_pictures(data)


def _without_pictures(data: bytes) -> bytes:
    parts, at = [], 0
    for head in _PICTURE.finditer(data):
        if head.start() < at:
            continue
        end = data.find(b"endstream", head.end())
        if end < 0:
            break
        parts.append(data[at : head.start()])
        at = end
    return _RANGE.sub(b"", _PLACES.sub(b"", b"".join((*parts, data[at:]))))


def find_numbers(data: bytes) -> tuple[str, ...]:
    """Canonical certificate numbers that a file names in its description, each once."""
    texts = [data.replace(b"\0", b"")]
    for match in _HEX_TEXT.finditer(data):
        digits = b"".join(match[1].split())
        text = bytes.fromhex(digits[: len(digits) // 4 * 4].decode())
        texts.append(text.decode("utf-16-be", "replace").encode())
    found = (
        b"".join(match.groups()).decode() for text in texts for match in _NUMBER.finditer(text)
    )
    return tuple(dict.fromkeys(found))[:_MAX_NUMBERS]
