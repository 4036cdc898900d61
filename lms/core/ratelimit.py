"""Fixed-window rate limits in the shared cache."""

import hashlib
import time

from django.core.cache import cache
from django.http import HttpRequest

from lms.core.conf import lms_settings

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def allow(key: str, rate: str) -> bool:
    """Count one use of ``key`` and say whether it is within ``rate`` ("30/m": 30 a minute).

    The key is hashed, so no address or name is kept in the cache. Raises ValueError when the rate
    is not ``count/unit`` with a unit of s, m, h or d.
    """
    count, _, unit = rate.partition("/")
    if not count.isdigit() or unit not in _SECONDS:
        raise ValueError(f"{rate!r} is not a rate such as '30/m'")
    seconds = _SECONDS[unit]
    window = int(time.time() // seconds)
    name = "rate:" + hashlib.sha256(f"{key}:{window}".encode()).hexdigest()
    if cache.add(name, 1, timeout=seconds):
        return int(count) >= 1
    try:
        return bool(cache.incr(name) <= int(count))
    except ValueError:  # the window ended between the two calls
        return True


def window_of(rate: str) -> int:
    """For how many seconds ``rate`` counts before it starts anew."""
    return _SECONDS[rate.rpartition("/")[2]]


def client_key(request: HttpRequest) -> str:
    """The address of the client.

    Behind proxies that ``LMS_TRUSTED_PROXIES`` names, the last address in ``X-Forwarded-For`` that
    is not one of them: what stands further left was written by the client and may be invented.
    """
    peer = str(request.META.get("REMOTE_ADDR", ""))
    trusted = set(lms_settings.LMS_TRUSTED_PROXIES)
    if peer not in trusted:
        return peer
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    hops = [hop.strip() for hop in forwarded if hop.strip()]
    return next((hop for hop in reversed(hops) if hop not in trusted), peer)
