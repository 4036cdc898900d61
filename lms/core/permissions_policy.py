"""Permissions-Policy: no page may use a device of its reader, but where a view says so."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

_DEVICES = ("camera", "microphone", "payment", "usb")
NOTHING = ", ".join(f"{name}=()" for name in (*_DEVICES, "geolocation"))
ALLOWING_POSITION = ", ".join([*(f"{name}=()" for name in _DEVICES), "geolocation=(self)"])


class PermissionsPolicyMiddleware:
    """Adds the header to every answer that has none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", NOTHING)
        return response
