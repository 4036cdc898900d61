"""What the world fetches to check a badge: the issuer, its keys, the status lists, the awards.

Cryptography is loaded by the processes that sign, not by every start: hence imports in functions.
"""

import json
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from certificates.enums import StatusPurpose
from certificates.exceptions import SigningFailed
from certificates.models.wording import verify_origin
from certificates.presentation import describe_award
from certificates.queries import find_award_version
from certificates.services.badge_forms import STATUS_SECONDS
from certificates.services.cards import CARD_SECONDS, read_card


def _public(value: dict[str, Any], content_type: str) -> HttpResponse:
    """JSON that every site's scripts may read; it holds nothing of anybody."""
    body = json.dumps(value, ensure_ascii=False)
    response = HttpResponse(body, content_type=content_type)
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@cache_control(public=True, max_age=STATUS_SECONDS)
def status(request: HttpRequest, purpose: str) -> HttpResponse:
    """A signed status list."""
    from certificates.services.badges import status_credential

    if purpose not in StatusPurpose.values:
        raise Http404
    try:
        credential = status_credential(StatusPurpose(purpose))
    except SigningFailed:
        return HttpResponse(status=503, headers={"Retry-After": str(STATUS_SECONDS)})
    return _public(credential, "application/vc")


@require_safe
@cache_control(public=True, max_age=300)
def did(request: HttpRequest) -> HttpResponse:
    """The issuer's DID document."""
    from certificates.services.badges import issuer_document

    return _public(issuer_document(), "application/did+json")


@require_safe
@cache_control(public=True, max_age=300)
def key(request: HttpRequest, thumbprint: str) -> HttpResponse:
    """The public half of a key that signs tokens, retired or not."""
    from certificates.services.badges import find_jwk

    jwk = find_jwk(thumbprint)
    if jwk is None:
        raise Http404
    return _public(jwk, "application/jwk+json")


@require_safe
@vary_on_headers("Accept")
def award(request: HttpRequest, slug: str) -> HttpResponse:
    """What an award says: a page, or JSON for programs that ask for it.

    ``slug`` may be the award's key, which stays when its short name changes.
    """
    from certificates.services.badges import achievement_of

    version = find_award_version(slug)
    if version is None:
        raise Http404
    if not request.accepts("text/html") or request.GET.get("format") == "json":
        response = JsonResponse(achievement_of(version, origin=verify_origin()))
        response["Access-Control-Allow-Origin"] = "*"
        return response
    return render(
        request,
        "lms_certificates/award_preview.html",
        {"award": describe_award(version.payload), "key": version.award.key},
    )


@require_safe
@cache_control(public=True, max_age=CARD_SECONDS)
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """The picture that a shared link to an award or one of its certificates shows."""
    version = find_award_version(slug)
    if version is None:
        raise Http404
    # one card for everybody, in the language of the site
    with translation.override(settings.LANGUAGE_CODE):
        check = _("Look it up at %(address)s") % {
            "address": f"{urlsplit(verify_origin()).netloc}/verify"
        }
    picture = read_card(
        title=version.payload["title"], issuer=version.payload["issuer"]["name"], check=check
    )
    return HttpResponse(picture, content_type="image/png")
