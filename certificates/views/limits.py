"""How often the register may be asked; the page and the JSON answer share one count."""

from django.http import HttpRequest

from lms.core.conf import lms_settings
from lms.core.ratelimit import allow, client_key, window_of


def seconds_to_wait(request: HttpRequest, *, action: str = "verify", rate: str = "") -> int:
    """Count one request; 0 when it may be answered, else how long its window lasts."""
    rate = rate or str(lms_settings.LMS_VERIFY_RATE)
    return seconds_to_wait_for(f"{action}:{client_key(request)}", rate)


def seconds_to_wait_for(key: str, rate: str) -> int:
    """The same for anything that is counted, whoever asks."""
    if allow(key, rate):
        return 0
    return window_of(rate)
