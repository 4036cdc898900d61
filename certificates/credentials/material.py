"""Key material: reading, checking and making it, as values. Pure."""

import datetime as dt
import functools
import hashlib
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import NameOID

from certificates.credentials.encoding import ed25519_multikey
from certificates.credentials.keys import rsa_jwk, rsa_signer, thumbprint
from certificates.credentials.signer import Sign
from certificates.documents.seal import ecdsa_signer
from certificates.enums import KeyPurpose

_YEARS = 20
_WANTED = {
    KeyPurpose.SEAL: "an ECDSA key on P-256",
    KeyPurpose.PROOF: "an Ed25519 key",
    KeyPurpose.TOKEN: "an RSA key of 2048 bits or more",
}


def generate_private(purpose: KeyPurpose) -> str:
    """A fresh private key as PEM."""
    private: Any
    if purpose == KeyPurpose.SEAL:
        private = ec.generate_private_key(ec.SECP256R1())
    elif purpose == KeyPurpose.PROOF:
        private = ed25519.Ed25519PrivateKey.generate()
    else:
        private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem: bytes = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return pem.decode()


@functools.lru_cache(maxsize=8)
def read_private(purpose: KeyPurpose, pem: str) -> Any:
    """The private key in ``pem``. Raises ValueError if it is none, or of the wrong kind."""
    try:
        private = serialization.load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError):
        raise ValueError("it holds no unencrypted private key in PEM") from None
    if not _fits(purpose, private):
        raise ValueError(f"it is not {_WANTED[purpose]}")
    return private


def _fits(purpose: KeyPurpose, key: Any) -> bool:
    if purpose == KeyPurpose.SEAL:
        return isinstance(key, ec.EllipticCurvePrivateKey | ec.EllipticCurvePublicKey) and (
            isinstance(key.curve, ec.SECP256R1)
        )
    if purpose == KeyPurpose.PROOF:
        return isinstance(key, ed25519.Ed25519PrivateKey | ed25519.Ed25519PublicKey)
    return isinstance(key, rsa.RSAPrivateKey | rsa.RSAPublicKey) and key.key_size >= 2048


def signer_of(purpose: KeyPurpose, private: Any) -> Sign:
    """How a private key of ``purpose`` signs."""
    if purpose == KeyPurpose.SEAL:
        return ecdsa_signer(private)
    if purpose == KeyPurpose.PROOF:
        sign: Sign = private.sign
        return sign
    return rsa_signer(private)


def read_certificates(pem: str) -> list[x509.Certificate]:
    """Every certificate in ``pem``, in its order; none where there is none."""
    if "BEGIN CERTIFICATE" not in pem:
        return []
    return x509.load_pem_x509_certificates(pem.encode())


def certificates_pem(certificates: list[x509.Certificate]) -> str:
    """Certificates as PEM, nearest first."""
    parts = [item.public_bytes(serialization.Encoding.PEM) for item in certificates]
    return b"".join(parts).decode()


def public_pem(public: Any) -> str:
    """A public key as PEM (SubjectPublicKeyInfo)."""
    pem: bytes = public.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return pem.decode()


def read_public(purpose: KeyPurpose, pem: str) -> Any:
    """The public key in ``pem``: of its first certificate, for a seal.

    Raises ValueError if there is none of the right kind.
    """
    if purpose == KeyPurpose.SEAL:
        certificates = read_certificates(pem)
        if not certificates:
            raise ValueError("it holds no certificate")
        public: Any = certificates[0].public_key()
    else:
        public = serialization.load_pem_public_key(pem.encode())
    if not _fits(purpose, public):
        raise ValueError(f"it is not {_WANTED[purpose]}")
    return public


def key_id(purpose: KeyPurpose, pem: str) -> str:
    """How the outside names a public key: certificate hash, multikey or JWK thumbprint."""
    public = read_public(purpose, pem)
    if purpose == KeyPurpose.SEAL:
        der = read_certificates(pem)[0].public_bytes(serialization.Encoding.DER)
        return hashlib.sha256(der).hexdigest()
    if purpose == KeyPurpose.PROOF:
        return ed25519_multikey(public.public_bytes_raw())
    return thumbprint(rsa_jwk(public))


def self_signed(
    private: ec.EllipticCurvePrivateKey, *, issuer: str, is_development: bool, since: dt.datetime
) -> x509.Certificate:
    """A certificate for a seal key that came without one; it names the issuer, and development."""
    name = f"{issuer[:40]} (development seal)" if is_development else issuer[:64]
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, name),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, issuer[:64]),
        ]
    )
    usage = {
        name: name in {"digital_signature", "content_commitment"}
        for name in (
            "digital_signature",
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        )
    }
    public = private.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(since - dt.timedelta(days=1))
        .not_valid_after(since + dt.timedelta(days=365 * _YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .sign(private, hashes.SHA256())
    )
