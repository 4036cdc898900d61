"""Asking a timestamp server (RFC 3161) when a seal was made, through pyHanko."""

import asyncio
from collections.abc import Callable

from certificates.exceptions import TimestampFailed
from lms.core.conf import lms_settings

_SECONDS = 10


def timestamper() -> Callable[[bytes], bytes] | None:
    """What fetches a token for a SHA-256 hash from ``LMS_TIMESTAMP_URL``; None without one.

    It raises TimestampFailed where the server does not answer, or pyHanko is not installed.
    """
    url = str(lms_settings.LMS_TIMESTAMP_URL)
    return (lambda digest: fetch_token(url, digest)) if url else None


def fetch_token(url: str, digest: bytes) -> bytes:
    """The token (DER) for a hash. Raises TimestampFailed."""
    try:
        # only sites that want timestamps need it: the extra "timestamps"
        from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError
    except ImportError as error:
        raise TimestampFailed(
            "LMS_TIMESTAMP_URL needs pyHanko: pip install 'wagtail-stipple[timestamps]'"
        ) from error
    server = HTTPTimeStamper(url, timeout=_SECONDS)
    try:
        token = asyncio.run(server.async_timestamp(digest, "sha256"))
    except (TimestampRequestError, OSError, ValueError) as error:
        raise TimestampFailed(f"the timestamp server at {url} gave no token: {error}") from error
    return bytes(token.dump())
