"""A clinic's badge for its own site: a frame without scripts, a picture, and the code for both."""

from __future__ import annotations

from functools import cache, wraps
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from certificates.directory.badge import HEIGHT, WIDTH, BadgeFace, draw_badge
from certificates.directory.models import Clinic
from certificates.directory.queries.badges import Badge, read_badge
from lms.core import clock
from lms.core.conf import lms_settings
from lms.core.contrast import TOKENS, read_theme

# how long a copy of the badge may be shown: a revocation is seen everywhere after it
SECONDS = 60
POLICY = {
    "default-src": [NONE],
    "style-src": [SELF],
    "script-src": [NONE],
    "form-action": [NONE],
    "frame-ancestors": ["*"],
}


def _for_any_site(view: Any) -> Any:
    """May stand in any page, knows nobody, and is never older than a minute."""

    @wraps(view)
    def wrapped(request: HttpRequest, **place: Any) -> HttpResponse:
        badge = read_badge(place["slug"], now=clock.now())
        response: HttpResponse = view(badge)
        response.status_code = 200 if badge.clinic else 404
        response["Cache-Control"] = f"public, max-age={SECONDS}"
        response["X-Robots-Tag"] = "noindex"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return require_safe(xframe_options_exempt(csp_replace(POLICY)(wrapped)))


@_for_any_site
def frame(badge: Badge) -> HttpResponse:
    """The badge as a page of its own, made for a frame."""
    # without the request: nothing of the visitor is asked, so no cookie is read or set
    context = {"face": _face(badge), "address": _address(badge), "badge": badge}
    return HttpResponse(render_to_string("lms_directory/badge.html", context))


@_for_any_site
def picture(badge: Badge) -> HttpResponse:
    """The badge as a picture."""
    drawn = draw_badge(_face(badge), _colors(), rtl=get_language_bidi())
    return HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")


@require_safe
def code(request: HttpRequest, slug: str) -> HttpResponse:
    """How a clinic puts its badge on its own site, to copy."""
    clinic = get_object_or_404(Clinic.objects.live(), slug=slug)
    badge = read_badge(slug, now=clock.now())
    context = {
        "clinic": clinic,
        "face": _face(badge),
        "host": _host(),
        "page": _origin() + clinic.get_absolute_url(),
        "frame": _origin() + reverse("lms_directory:badge", args=[slug]),
        "picture": _origin() + reverse("lms_directory:badge_picture", args=[slug]),
        "width": WIDTH,
        "height": HEIGHT,
        "frame_height": HEIGHT + 44,
    }
    return render(request, "lms_directory/badge_code.html", context)


def _face(badge: Badge) -> BadgeFace:
    return BadgeFace(
        is_ok=badge.is_ok,
        answer=_answer(badge),
        name=badge.clinic.name if badge.clinic else "",
        looked_up=_("Looked up %(moment)s")
        % {"moment": date_format(timezone.localtime(badge.checked_at), "j F Y, H:i")},
        check=_("Real only if it opens on %(host)s") % {"host": _host()},
    )


def _answer(badge: Badge) -> str:
    if badge.clinic is None:
        return _("Not in this directory")
    if not badge.certified:
        return _("No valid certificate here today")
    return ngettext(
        "%(n)s certified practitioner today", "%(n)s certified practitioners today", badge.certified
    ) % {"n": badge.certified}


def _address(badge: Badge) -> str:
    path = badge.clinic.get_absolute_url() if badge.clinic else reverse("lms_directory:index")
    return _origin() + path


def _origin() -> str:
    return str(lms_settings.LMS_VERIFY_BASE_URL).rstrip("/")


def _host() -> str:
    return urlsplit(_origin()).netloc


@cache
def _colors() -> dict[str, str]:
    return dict(read_theme(TOKENS.read_text(encoding="utf-8"), "light"))
