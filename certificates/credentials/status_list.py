"""Bitstring Status Lists: one bit for each certificate, packed so that nobody learns who is who.

Source: W3C Bitstring Status List 1.0 (2025). The list is never shorter than 131,072 bits, and
positions are drawn at random, so that a position says nothing about when or to whom.
"""

import datetime as dt
import gzip
import zlib
from collections.abc import Iterable
from typing import Any

from certificates.credentials.canonical import CREDENTIALS_V2
from certificates.credentials.encoding import b64url, unb64url

MIN_BITS = 131_072
MAX_BYTES = 4 * 1024 * 1024
MAX_BITS = MAX_BYTES * 8


def bits_for(entries: int) -> int:
    """How long a list is in which at most every fourth place is taken.

    It grows by doubling, so places once given stay where they are.
    """
    return bits_holding(entries * 4 - 1)


def bits_holding(position: int) -> int:
    """The shortest list, by doubling, that holds ``position``."""
    return max(MIN_BITS, 1 << max(0, position).bit_length())


def encode(positions: Iterable[int], *, bits: int = MIN_BITS) -> str:
    """``encodedList`` with the bits at ``positions`` set; bit 0 is the leftmost.

    Raises ValueError for a position outside ``bits`` or a list shorter than the standard allows.
    """
    if bits < MIN_BITS or bits % 8:
        raise ValueError(f"a status list has at least {MIN_BITS} bits, in whole bytes")
    data = bytearray(bits // 8)
    for position in positions:
        if not 0 <= position < bits:
            raise ValueError(f"{position} is outside a list of {bits} bits")
        data[position >> 3] |= 0x80 >> (position & 7)
    return "u" + b64url(gzip.compress(bytes(data), compresslevel=9, mtime=0))


def is_set(encoded: str, position: int) -> bool:
    """Read one bit. Raises ValueError if ``encoded`` is no list or ``position`` is outside it."""
    if not encoded.startswith("u"):
        raise ValueError("a status list is multibase base64url")
    reader = zlib.decompressobj(wbits=31)
    try:
        data = reader.decompress(unb64url(encoded[1:]), MAX_BYTES)
    except zlib.error:
        raise ValueError("the status list cannot be unpacked") from None
    if reader.unconsumed_tail or not 0 <= position < len(data) * 8:
        raise ValueError(f"{position} is outside this status list")
    return bool(data[position >> 3] & (0x80 >> (position & 7)))


def entry(*, url: str, purpose: str, position: int, reference: str) -> dict[str, Any]:
    """The ``credentialStatus`` member that points a credential at its bit.

    ``reference`` is an address where more is said about the same status.
    """
    return {
        "id": f"{url}#{position}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(position),
        "statusListCredential": url,
        "statusReference": reference,
    }


def status_credential(
    *,
    url: str,
    purpose: str,
    issuer: str,
    valid_from: dt.datetime,
    valid_until: dt.datetime,
    positions: Iterable[int],
    bits: int,
) -> dict[str, Any]:
    """The unsigned credential that carries the list; sign it with ``proofs.add_proof``.

    The moments are timezone-aware; after ``valid_until`` nobody may rely on an old copy.
    """
    return {
        "@context": [CREDENTIALS_V2],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": _moment(valid_from),
        "validUntil": _moment(valid_until),
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": encode(positions, bits=bits),
        },
    }


def _moment(value: dt.datetime) -> str:
    return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
