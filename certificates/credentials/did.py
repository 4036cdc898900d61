"""The issuer's ``did:web`` document. Retired keys stay, or old badges could not be checked."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlsplit

from certificates.credentials.encoding import ed25519_multikey


def did_web(origin: str) -> str:
    """``did:web`` of a site: ``https://verify.example.org`` is ``did:web:verify.example.org``.

    Raises ValueError when ``origin`` has no host.
    """
    host = urlsplit(origin).netloc
    if not host:
        raise ValueError(f"{origin!r} has no host")
    return f"did:web:{quote(host.lower(), safe='.-')}"


# says of a DID document that what its keys sign proves nothing
DEVELOPMENT = "urn:stipple:development"


def did_document(
    did: str,
    *,
    proof_keys: Iterable[bytes],
    token_keys: Iterable[tuple[str, dict[str, str]]],
    is_development: bool = False,
) -> dict[str, Any]:
    """The DID document: Ed25519 keys as Multikey, RSA keys as (id, JWK), newest first."""
    methods: list[dict[str, Any]] = [
        {
            "id": f"{did}#{ed25519_multikey(public)}",
            "type": "Multikey",
            "controller": did,
            "publicKeyMultibase": ed25519_multikey(public),
        }
        for public in proof_keys
    ]
    methods += [
        {"id": name, "type": "JsonWebKey", "controller": did, "publicKeyJwk": jwk}
        for name, jwk in token_keys
    ]
    document: dict[str, Any] = {
        "@context": [
            "https://www.w3.org/ns/did/v1",
            "https://w3id.org/security/multikey/v1",
            "https://w3id.org/security/jwk/v1",
        ],
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }
    if is_development:
        document[DEVELOPMENT] = True
    return document
