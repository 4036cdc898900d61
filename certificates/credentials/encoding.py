"""Small encodings the credential standards use: base64url, base58btc, multibase, multikey."""

import base64

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_ED25519_MULTICODEC = b"\xed\x01"


def b64url(data: bytes) -> str:
    """Base64url without padding (RFC 4648, section 5)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64url(text: str) -> bytes:
    """Inverse of :func:`b64url`. Raises ValueError on any other character."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def b58btc(data: bytes) -> str:
    """Base58 with the Bitcoin alphabet, as multibase prefix ``z`` expects it."""
    number = int.from_bytes(data)
    text = ""
    while number:
        number, rest = divmod(number, 58)
        text = _BASE58[rest] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def unb58btc(text: str) -> bytes:
    """Inverse of :func:`b58btc`. Raises ValueError on a character outside the alphabet."""
    number = 0
    for char in text:
        number = number * 58 + _BASE58.index(char)
    body = number.to_bytes((number.bit_length() + 7) // 8)
    return b"\0" * (len(text) - len(text.lstrip("1"))) + body


def ed25519_multikey(public: bytes) -> str:
    """``publicKeyMultibase`` of a raw 32-byte Ed25519 key (W3C Controlled Identifiers 1.0)."""
    return "z" + b58btc(_ED25519_MULTICODEC + public)
