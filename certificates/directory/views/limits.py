"""How often one client may do something, and what is said to who did it too often."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lms.core.conf import lms_settings
from lms.core.ratelimit import allow, client_key, window_of


def wait_for(request: HttpRequest, action: str, rate: str) -> int:
    """Count one use; 0 when it is within ``rate``, else for how many seconds to wait."""
    if allow(f"{action}:{client_key(request)}", rate):
        return 0
    return window_of(rate)


def wait_for_search(request: HttpRequest) -> int:
    """Count one search; 0 when a client may search on, else for how many seconds to wait.

    The page and the interface for programs count together, so that neither is a way round.
    """
    rates = (lms_settings.LMS_DIRECTORY_RATE, lms_settings.LMS_DIRECTORY_DAY_RATE)
    return max(wait_for(request, f"directory {rate}", str(rate)) for rate in rates)


def too_many(request: HttpRequest, wait: int, back: str) -> HttpResponse:
    """Ask somebody to come back later."""
    context = {"minutes": max(1, wait // 60), "back": back}
    response = render(request, "lms_directory/too_many.html", context, status=429)
    response["Retry-After"] = str(wait)
    return response
