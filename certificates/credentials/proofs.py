"""Two ways to sign one credential: embedded ``eddsa-rdfc-2022`` and a JSON Web Token with RS256.

Sources: W3C Data Integrity EdDSA Cryptosuites 1.0 (2025), section 3.2; 1EdTech Open Badges 3.0,
section 8 (proof formats); RFC 7515.
"""

import datetime as dt
import hashlib
import json
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa

from certificates.credentials.canonical import canonize
from certificates.credentials.encoding import b58btc, b64url, unb58btc, unb64url
from certificates.credentials.keys import ProofKey, TokenKey

SUITE = "eddsa-rdfc-2022"


class BadProof(ValueError):
    """A proof is missing, malformed, of another kind, or does not fit what it signs."""


class NoProof(BadProof):
    """There is no proof."""


class WrongKind(BadProof):
    """The proof is of a kind that this register never makes."""


class OtherKey(BadProof):
    """The proof names a key that is not one of the register."""


def _hash_data(document: dict[str, Any], options: dict[str, Any]) -> bytes:
    config = {"@context": document["@context"], **options}
    return hashlib.sha256(canonize(config)).digest() + hashlib.sha256(canonize(document)).digest()


def add_proof(document: dict[str, Any], *, key: ProofKey, created: dt.datetime) -> dict[str, Any]:
    """Return ``document`` with a ``proof`` array of one ``eddsa-rdfc-2022`` proof.

    ``created`` is timezone-aware. Raises UnsignedMember if a member would not be covered.
    """
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": created.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "verificationMethod": key.id,
        "proofPurpose": "assertionMethod",
    }
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    signature = key.sign(_hash_data(unsigned, options))
    return {**unsigned, "proof": [{**options, "proofValue": "z" + b58btc(signature)}]}


def check_proof(document: dict[str, Any], *, keys: dict[str, bytes]) -> str:
    """Check the embedded proof and return its verification method.

    ``keys`` maps verification methods to raw Ed25519 public keys, retired ones included; a method
    that is not in it is not ours. Raises :class:`BadProof`, UnsignedMember or UnknownContext.
    """
    proofs = document.get("proof")
    if not isinstance(proofs, list) or len(proofs) != 1 or not isinstance(proofs[0], dict):
        raise NoProof("there is no single proof in this document")
    options = dict(proofs[0])
    value = options.pop("proofValue", None)
    method = options.get("verificationMethod")
    if options.get("type") != "DataIntegrityProof" or options.get("cryptosuite") != SUITE:
        raise WrongKind("the proof is of another kind")
    if options.get("proofPurpose") != "assertionMethod":
        raise WrongKind("the proof was made for another purpose")
    if not isinstance(method, str) or method not in keys:
        raise OtherKey("the key of the proof is not one of this register")
    if not isinstance(value, str) or not value.startswith("z"):
        raise BadProof("the proof has no readable signature")
    unsigned = {name: item for name, item in document.items() if name != "proof"}
    try:
        signature = unb58btc(value[1:])
        public = ed25519.Ed25519PublicKey.from_public_bytes(keys[method])
        public.verify(signature, _hash_data(unsigned, options))
    except InvalidSignature:
        raise BadProof("the document was changed after it was signed") from None
    except (KeyError, OverflowError) as error:
        raise BadProof(f"the document cannot be read: {error}") from None
    return method


def _timestamp(text: str) -> int:
    return int(dt.datetime.fromisoformat(text).timestamp())


def _claims(document: dict[str, Any]) -> dict[str, Any]:
    claims: dict[str, Any] = {
        "iss": document["issuer"]["id"],
        "jti": document["id"],
        "nbf": _timestamp(document["validFrom"]),
    }
    if "id" in document["credentialSubject"]:
        claims["sub"] = document["credentialSubject"]["id"]
    if "validUntil" in document:
        claims["exp"] = _timestamp(document["validUntil"])
    return claims


def to_token(document: dict[str, Any], *, key: TokenKey) -> str:
    """The credential without its proof as a compact JWS with RS256; deterministic."""
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    header = {"alg": "RS256", "kid": key.id, "typ": "JWT"}
    body = ".".join(
        b64url(json.dumps(part, separators=(",", ":"), ensure_ascii=False).encode())
        for part in (header, {**unsigned, **_claims(unsigned)})
    )
    signature = key.sign(body.encode())
    return f"{body}.{b64url(signature)}"


def check_token(token: str, *, keys: dict[str, rsa.RSAPublicKey]) -> dict[str, Any]:
    """Check a compact JWS and return the credential in it.

    ``keys`` maps ``kid`` to public keys. Only RS256 with one of these is accepted: the algorithm is
    bound to the key, never taken from the token. Raises :class:`BadProof`.
    """
    try:
        head, body, tail = token.strip().split(".")
        header = json.loads(unb64url(head))
        payload = json.loads(unb64url(body))
        signature = unb64url(tail)
    except (ValueError, UnicodeDecodeError):
        raise BadProof("this is not a signed token") from None
    if not isinstance(header, dict) or not isinstance(payload, dict):
        raise BadProof("this is not a signed token")
    if header.get("alg") != "RS256":
        raise WrongKind("the token is signed in a way this register never uses")
    public = keys.get(str(header.get("kid")))
    if public is None:
        raise OtherKey("the key of the token is not one of this register")
    try:
        public.verify(signature, f"{head}.{body}".encode(), padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        raise BadProof("the token was changed after it was signed") from None
    try:
        expected = _claims(payload)
    except (KeyError, TypeError, ValueError):
        raise BadProof("the token holds no credential") from None
    if any(payload.get(name) != value for name, value in expected.items()):
        raise BadProof("the token contradicts itself")
    names = {"iss", "jti", "sub", "nbf", "exp"}
    return {name: value for name, value in payload.items() if name not in names}
