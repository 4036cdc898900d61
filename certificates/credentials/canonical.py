"""JSON-LD in safe mode over pinned contexts: what is not understood is refused, nothing is fetched.

A member that no context defines would be dropped in silence before signing, and so would be
unsigned. Canonicalization therefore refuses it. Source: W3C RDF Dataset Canonicalization
(RDFC-1.0), 2024, and the notes of VC Data Integrity on undefined terms.
"""

import functools
import hashlib
import json
from importlib import resources
from typing import Any

from pyld import jsonld

CREDENTIALS_V2 = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES_V3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
OPEN_BADGES_EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"

# address -> (file in the package that ships the published contexts, SHA-256 of that file)
PINNED = {
    CREDENTIALS_V2: (
        "credentials-v2.json",
        "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
    ),
    OPEN_BADGES_V3: (
        "ob-v3p0-context-3.0.3.json",
        "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84",
    ),
    OPEN_BADGES_EXTENSIONS: (
        "ob-v3p0-extensions.json",
        "87c06c81bc2317663bf288d740d94fddd2818c4342b186270ff6371dfaa63f93",
    ),
}
# a status list of the greatest length; what is slow to bring into this form is refused elsewhere
MAX_BYTES = 6_000_000


class UnsignedMember(ValueError):
    """A document names something that its contexts do not define, so a proof cannot cover it."""


class UnknownContext(ValueError):
    """A document asks for a context that is not pinned."""


@functools.cache
def load_context(url: str) -> dict[str, Any]:
    """The pinned context at ``url``.

    Raises :class:`UnknownContext` for any other address, and when the shipped file has changed.
    """
    try:
        name, expected = PINNED[url]
    except KeyError:
        raise UnknownContext(f"{url} is not a context this register uses") from None
    data = resources.files("openbadgeslib.ob3.contexts").joinpath(name).read_bytes()
    if hashlib.sha256(data).hexdigest() != expected:
        raise UnknownContext(f"the shipped copy of {url} is not the one that was pinned")
    context: dict[str, Any] = json.loads(data)
    return context


def _document_loader(url: str, options: Any = None) -> dict[str, Any]:
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": load_context(url),
    }


def _refuse(name: Any) -> None:
    raise UnsignedMember(f"{name!r} is not defined by any context of this document")


def canonize(document: dict[str, Any]) -> bytes:
    """Canonical N-Quads of ``document``, UTF-8.

    Raises :class:`UnsignedMember`, :class:`UnknownContext`, or ValueError for a document that is
    too large to be one of ours.
    """
    if len(json.dumps(document)) > MAX_BYTES:
        raise ValueError("the document is larger than any credential of this register")
    contexts = document.get("@context")
    for url in contexts if isinstance(contexts, list) else [contexts]:
        load_context(url if isinstance(url, str) else "an inline context")
    options = {"documentLoader": _document_loader}
    try:
        expanded = jsonld.expand(document, options, on_property_dropped=_refuse)
        quads: str = jsonld.normalize(
            expanded, {**options, "algorithm": "URDNA2015", "format": "application/n-quads"}
        )
    except jsonld.JsonLdError as error:
        raise UnknownContext(f"the document cannot be read as JSON-LD: {error.type}") from None
    return quads.encode()
