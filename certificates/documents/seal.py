"""The seal of a certificate's file: a certifying PAdES signature made in one pass. Pure.

The page is drawn with an empty signature of fixed length in it (:data:`PLACE`); here the hash of
everything around it is signed and written into it. Nothing is appended, so the whole file is
covered, and ``DocMDP`` level 1 says that no change is allowed. The signature is deterministic
(RFC 6979): the same page and key give the same bytes.

Sources: ISO 32000-1, 12.8; ETSI EN 319 142-1 (PAdES B-B); RFC 5652 (CMS); RFC 5035.
"""

import functools
import hashlib
from dataclasses import dataclass
from typing import Any

from asn1crypto import algos, cms, core, tsp, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

# bytes of hexadecimal digits kept free for the signature
HOLE = 8192
RANGE_MARK = b"@@@@@@@@@@ @@@@@@@@@@ @@@@@@@@@@"
PLACE = b"/ByteRange[0 " + RANGE_MARK + b"]/Contents<" + b"0" * HOLE + b">"


class NotSealable(ValueError):
    """The file has no single empty place for a signature, or the signature does not fit."""


@dataclass(frozen=True)
class SealKey:
    """A P-256 key with its certificate and, above it, the chain (DER), nearest first.

    ``sign`` may be another way to sign a hash's input: a smart card or a key service. It takes the
    bytes to sign and returns an ECDSA signature with SHA-256, DER.
    """

    certificate: bytes
    chain: tuple[bytes, ...]
    private: ec.EllipticCurvePrivateKey

    def sign(self, data: bytes) -> bytes:
        """ECDSA with SHA-256, deterministic."""
        return self.private.sign(data, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))


def seal(pdf: bytes, key: SealKey) -> bytes:
    """Return ``pdf`` signed. Raises :class:`NotSealable`."""
    if pdf.count(RANGE_MARK) != 1 or pdf.count(PLACE) != 1:
        raise NotSealable("the file has no single empty place for a signature")
    mark = pdf.index(RANGE_MARK)
    start = pdf.index(b"/Contents<", mark) + len(b"/Contents<")
    end = start + HOLE
    data = bytearray(pdf)
    numbers = (start - 1, end + 1, len(pdf) - end - 1)
    data[mark : mark + len(RANGE_MARK)] = b"%-10d %-10d %-10d" % numbers
    view = memoryview(data)
    digest = hashlib.sha256(view[: start - 1])
    digest.update(view[end + 1 :])
    signature = _signed_data(digest.digest(), key).hex().encode()
    if len(signature) > HOLE:
        raise NotSealable("the signature with its chain of certificates is too long")
    data[start : start + len(signature)] = signature
    return bytes(data)


@functools.lru_cache(maxsize=8)
def _constants(certificate: bytes, chain: tuple[bytes, ...]) -> dict[str, Any]:
    """Everything of the signature that does not depend on the file, encoded once."""
    leaf = x509.Certificate.load(certificate)
    sha256 = algos.DigestAlgorithm({"algorithm": "sha256"})
    reference = tsp.ESSCertIDv2(
        {
            "hash_algorithm": sha256,
            "cert_hash": hashlib.sha256(certificate).digest(),
            "issuer_serial": {
                "issuer": [x509.GeneralName("directory_name", leaf.issuer)],
                "serial_number": leaf.serial_number,
            },
        }
    )
    attributes = [
        cms.CMSAttribute({"type": "content_type", "values": ["data"]}),
        cms.CMSAttribute(
            {
                "type": "signing_certificate_v2",
                "values": [tsp.SigningCertificateV2({"certs": [reference]})],
            }
        ),
    ]
    signer = cms.IssuerAndSerialNumber({"issuer": leaf.issuer, "serial_number": leaf.serial_number})
    certificates = cms.CertificateSet([leaf, *(x509.Certificate.load(der) for der in chain)])
    made: dict[str, Any] = {
        "attributes": attributes,
        "sha256": sha256,
        "algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
        "sid": cms.SignerIdentifier("issuer_and_serial_number", signer),
        "certificates": certificates,
    }
    for value in (*attributes, *(made[name] for name in made if name != "attributes")):
        value.dump()
    return made


def _signed_data(digest: bytes, key: SealKey) -> bytes:
    fixed = _constants(key.certificate, key.chain)
    message = cms.CMSAttribute({"type": "message_digest", "values": [core.OctetString(digest)]})
    attributes = cms.CMSAttributes([*fixed["attributes"], message])
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": fixed["sid"],
            "digest_algorithm": fixed["sha256"],
            "signed_attrs": attributes,
            "signature_algorithm": fixed["algorithm"],
            "signature": key.sign(attributes.dump()),
        }
    )
    content = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [fixed["sha256"]],
            "encap_content_info": {"content_type": "data"},
            "certificates": fixed["certificates"],
            "signer_infos": [signer],
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": content}).dump())
