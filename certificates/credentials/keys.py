"""The keys a register signs with, as values: private halves to sign, public halves to publish.

Three keys, because three worlds ask for three algorithms: P-256 seals PDFs (readers do not know
Ed25519), Ed25519 proves badges inside the document, RSA signs the same badge as a JSON Web Token.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa

from certificates.credentials.encoding import b64url, ed25519_multikey
from certificates.credentials.signer import Sign


@dataclass(frozen=True)
class ProofKey:
    """An Ed25519 key for embedded proofs. ``controller`` is the issuer's DID."""

    public: bytes
    sign: Sign
    controller: str

    @classmethod
    def of(cls, private: ed25519.Ed25519PrivateKey, controller: str) -> "ProofKey":
        """The key when its private half is at hand."""
        return cls(private.public_key().public_bytes_raw(), private.sign, controller)

    @property
    def id(self) -> str:
        """The verification method: DID and multikey fragment."""
        return f"{self.controller}#{ed25519_multikey(self.public)}"


@dataclass(frozen=True)
class TokenKey:
    """An RSA key for JSON Web Tokens. ``base_url`` is where its public half is published."""

    public: rsa.RSAPublicKey
    sign: Sign
    base_url: str

    @classmethod
    def of(cls, private: rsa.RSAPrivateKey, base_url: str) -> "TokenKey":
        """The key when its private half is at hand."""
        return cls(private.public_key(), rsa_signer(private), base_url)

    @property
    def jwk(self) -> dict[str, str]:
        """The public half."""
        return rsa_jwk(self.public)

    @property
    def id(self) -> str:
        """The ``kid``: an address that answers with the public JWK."""
        return token_key_url(self.base_url, thumbprint(self.jwk))


def token_key_url(base_url: str, print_of_key: str) -> str:
    """Where the public half of a token key is published."""
    return f"{base_url}/keys/{print_of_key}"


def rsa_signer(private: rsa.RSAPrivateKey) -> Sign:
    """RSA with PKCS #1 v1.5 and SHA-256, as RS256 asks for."""

    def sign(data: bytes) -> bytes:
        return private.sign(data, padding.PKCS1v15(), hashes.SHA256())

    return sign


def rsa_jwk(public: rsa.RSAPublicKey) -> dict[str, str]:
    """The public JWK (RFC 7517): only ``kty``, ``n`` and ``e``, never a private member."""
    numbers = public.public_numbers()
    return {
        "kty": "RSA",
        "n": b64url(numbers.n.to_bytes((numbers.n.bit_length() + 7) // 8)),
        "e": b64url(numbers.e.to_bytes((numbers.e.bit_length() + 7) // 8)),
    }


def thumbprint(jwk: dict[str, Any]) -> str:
    """JWK thumbprint, base64url of SHA-256 over the required members (RFC 7638)."""
    members = {name: jwk[name] for name in sorted({"e", "kty", "n"} & jwk.keys())}
    return b64url(hashlib.sha256(json.dumps(members, separators=(",", ":")).encode()).digest())
