"""The seal of a certificate's file: a certifying PAdES signature made in one pass. Pure.

The page is drawn with an empty signature of fixed length in it (:func:`place`); here the hash of
everything around it is signed and written into it. Nothing is appended, so the whole file is
covered, and ``DocMDP`` level 1 says that no change is allowed. The signature is deterministic
(RFC 6979): the same page and key give the same bytes.

Sources: ISO 32000-1, 12.8; ETSI EN 319 142-1 (PAdES B-B); RFC 5652 (CMS); RFC 5035.
"""

import functools
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from asn1crypto import algos, cms, core, tsp, x509
from asn1crypto.parser import emit
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

# bytes of hexadecimal digits kept free for the signature, and for one with a timestamp
HOLE, STAMPED_HOLE = 8192, 32768
RANGE_MARK = b"@@@@@@@@@@ @@@@@@@@@@ @@@@@@@@@@"
_PLACE = re.compile(
    rb"/ByteRange\[0 " + RANGE_MARK + rb"\]/Contents<(0{%d}|0{%d})>" % (HOLE, STAMPED_HOLE)
)


def place(room: int = HOLE) -> bytes:
    """Entries of a signature dictionary that keep ``room`` free."""
    return b"/ByteRange[0 " + RANGE_MARK + b"]/Contents<" + b"0" * room + b">"


class NotSealable(ValueError):
    """The file has no single empty place for a signature, or the signature does not fit."""


@dataclass(frozen=True)
class SealKey:
    """A P-256 key with its certificate and, above it, the chain (DER), nearest first.

    ``sign`` takes the bytes to sign and returns an ECDSA signature with SHA-256, DER; a smart card
    or a key service will do. ``stamp`` takes the SHA-256 of a signature and returns the token of a
    timestamp server (RFC 3161, DER): with it the seal is PAdES B-T.
    """

    certificate: bytes
    chain: tuple[bytes, ...]
    sign: Callable[[bytes], bytes]
    stamp: Callable[[bytes], bytes] | None = None

    @property
    def room(self) -> int:
        """What a file has to keep free for a signature by this key."""
        return STAMPED_HOLE if self.stamp else HOLE


def ecdsa_signer(private: ec.EllipticCurvePrivateKey) -> Callable[[bytes], bytes]:
    """ECDSA with SHA-256, deterministic."""

    def sign(data: bytes) -> bytes:
        return private.sign(data, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))

    return sign


def seal(pdf: bytes, key: SealKey) -> bytes:
    """Return ``pdf`` signed. Raises :class:`NotSealable`."""
    found = _PLACE.search(pdf)
    if found is None or pdf.count(RANGE_MARK) != 1:
        raise NotSealable("the file has no single empty place for a signature")
    mark = pdf.index(RANGE_MARK)
    start, end = found.span(1)
    data = bytearray(pdf)
    numbers = (start - 1, end + 1, len(pdf) - end - 1)
    data[mark : mark + len(RANGE_MARK)] = b"%-10d %-10d %-10d" % numbers
    view = memoryview(data)
    digest = hashlib.sha256(view[: start - 1])
    digest.update(view[end + 1 :])
    signature = _signed_data(digest.digest(), key).hex().encode()
    if len(signature) > end - start:
        raise NotSealable("the signature with its chain of certificates is too long")
    data[start : start + len(signature)] = signature
    return bytes(data)


_UNIVERSAL, _CONTEXT, _CONSTRUCTED = 0, 2, 1
_SEQUENCE, _SET = 16, 17


def _sequence(*parts: bytes) -> bytes:
    return bytes(emit(_UNIVERSAL, _CONSTRUCTED, _SEQUENCE, b"".join(parts)))


def _set(*parts: bytes) -> bytes:
    # DER sorts the members of a SET OF by their encoding
    return bytes(emit(_UNIVERSAL, _CONSTRUCTED, _SET, b"".join(sorted(parts))))


def _tagged(contents: bytes) -> bytes:
    return bytes(emit(_CONTEXT, _CONSTRUCTED, 0, contents))


@dataclass(frozen=True)
class _Fixed:
    """Encoded parts of the signature that do not depend on the file."""

    attributes: tuple[bytes, ...]
    signer: bytes
    certificates: bytes
    version: bytes
    sha256: bytes
    ecdsa: bytes
    data: bytes
    signed_data: bytes


@functools.lru_cache(maxsize=8)
def _fixed(certificate: bytes, chain: tuple[bytes, ...]) -> _Fixed:
    """Encode what is the same in every signature of a key, once."""
    leaf = x509.Certificate.load(certificate)
    sha256 = algos.DigestAlgorithm({"algorithm": "sha256"})
    serial = leaf.serial_number
    reference = tsp.ESSCertIDv2(
        {
            "hash_algorithm": sha256,
            "cert_hash": hashlib.sha256(certificate).digest(),
            "issuer_serial": {
                "issuer": [x509.GeneralName("directory_name", leaf.issuer)],
                "serial_number": serial,
            },
        }
    )
    values = [tsp.SigningCertificateV2({"certs": [reference]})]
    attributes = (
        cms.CMSAttribute({"type": "content_type", "values": ["data"]}),
        cms.CMSAttribute({"type": "signing_certificate_v2", "values": values}),
    )
    return _Fixed(
        attributes=tuple(attribute.dump() for attribute in attributes),
        signer=cms.IssuerAndSerialNumber({"issuer": leaf.issuer, "serial_number": serial}).dump(),
        certificates=_tagged(b"".join((certificate, *chain))),
        version=core.Integer(1).dump(),
        sha256=sha256.dump(),
        ecdsa=algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}).dump(),
        data=_sequence(cms.ContentType("data").dump()),
        signed_data=cms.ContentType("signed_data").dump(),
    )


def _stamped(token: bytes) -> bytes:
    """The unsigned attributes: a token that says when the signature was there."""
    kind = cms.CMSAttributeType("signature_time_stamp_token").dump()
    return bytes(emit(_CONTEXT, _CONSTRUCTED, 1, _sequence(kind, _set(token))))


def _signed_data(digest: bytes, key: SealKey) -> bytes:
    """The CMS structure. Only what changes is put together here: a library's models cost 7 ms."""
    fixed = _fixed(key.certificate, key.chain)
    message = _sequence(
        cms.CMSAttributeType("message_digest").dump(), _set(core.OctetString(digest).dump())
    )
    attributes = _set(*fixed.attributes, message)
    signature = key.sign(attributes)
    signer = _sequence(
        fixed.version,
        fixed.signer,
        fixed.sha256,
        _tagged(b"".join(sorted((*fixed.attributes, message)))),
        fixed.ecdsa,
        core.OctetString(signature).dump(),
        _stamped(key.stamp(hashlib.sha256(signature).digest())) if key.stamp else b"",
    )
    content = _sequence(
        fixed.version, _set(fixed.sha256), fixed.data, fixed.certificates, _set(signer)
    )
    return _sequence(fixed.signed_data, _tagged(content))
