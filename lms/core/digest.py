"""Content addresses: the same facts give the same digest, whatever the key order."""

import datetime as dt
import hashlib
import json
import uuid
from decimal import Decimal
from typing import Any


def _encode(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


def canonical_json(value: Any) -> bytes:
    """Serialize with sorted keys, no spaces, UTF-8; Decimals lose trailing zeros."""
    text = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_encode
    )
    return text.encode()


def digest(value: Any) -> str:
    """SHA-256 of :func:`canonical_json`, 64 hexadecimal characters."""
    return hashlib.sha256(canonical_json(value)).hexdigest()
