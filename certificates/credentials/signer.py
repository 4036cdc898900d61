"""Something that signs, whoever holds the private half. Loads no cryptography."""

from collections.abc import Callable
from dataclasses import dataclass

# takes the bytes to sign and returns the signature: a private key, a smart card or a key service
Sign = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Signer:
    """Something that signs, with its public half as PEM.

    For seals ``public`` is the certificate followed by its chain, nearest first, and ``sign`` gives
    ECDSA with SHA-256 in DER. For proofs and tokens ``public`` is a public key (SPKI), and ``sign``
    gives Ed25519 or RSA with PKCS #1 v1.5 and SHA-256.
    """

    public: str
    sign: Sign
