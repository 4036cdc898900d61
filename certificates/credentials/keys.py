"""The keys a register signs with, as values: private halves to sign, public halves to publish.

Three keys, because three worlds ask for three algorithms: P-256 seals PDFs (readers do not know
Ed25519), Ed25519 proves badges inside the document, RSA signs the same badge as a JSON Web Token.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

from certificates.credentials.encoding import b64url, ed25519_multikey


@dataclass(frozen=True)
class ProofKey:
    """An Ed25519 key for embedded proofs. ``controller`` is the issuer's DID."""

    private: ed25519.Ed25519PrivateKey
    controller: str

    @property
    def public_bytes(self) -> bytes:
        return self.private.public_key().public_bytes_raw()

    @property
    def id(self) -> str:
        """The verification method: DID and multikey fragment."""
        return f"{self.controller}#{ed25519_multikey(self.public_bytes)}"


@dataclass(frozen=True)
class TokenKey:
    """An RSA key for JSON Web Tokens. ``base_url`` is where its public half is published."""

    private: rsa.RSAPrivateKey
    base_url: str

    @property
    def jwk(self) -> dict[str, str]:
        return rsa_jwk(self.private.public_key())

    @property
    def id(self) -> str:
        """The ``kid``: an address that answers with the public JWK."""
        return f"{self.base_url}/keys/{thumbprint(self.jwk)}"


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


def load_private(pem: bytes) -> Any:
    """A private key from unencrypted PEM. Raises ValueError if it is none."""
    return serialization.load_pem_private_key(pem, password=None)
