"""Content-Security-Policy: strict for the public site, as strict as Wagtail allows in its admin."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.urls import NoReverseMatch, reverse

ADMIN_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
}


class CspMiddleware(CSPMiddleware):
    """django-csp, with the admin's policy under the admin's prefix.

    Previews live under that prefix too but render public templates, so they keep the public policy.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        try:
            prefix = reverse("wagtailadmin_home")
        except NoReverseMatch:
            prefix = ""
        if prefix and request.path.startswith(prefix) and "/preview" not in request.path:
            response._csp_replace = ADMIN_POLICY  # type: ignore[attr-defined]
        return super().process_response(request, response)
