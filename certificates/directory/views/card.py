"""The picture that a shared link to a clinic shows. It never says that somebody is certified."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from certificates import api as certificates
from certificates.directory.models import Clinic
from lms.core.conf import lms_settings


@require_safe
@cache_control(public=True, max_age=certificates.CARD_SECONDS)
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """Name and town of a published clinic, and where to look it up: sites keep cards for weeks."""
    clinic = get_object_or_404(Clinic.objects.live(), slug=slug)
    host = urlsplit(str(lms_settings.LMS_VERIFY_BASE_URL)).netloc
    # one card for everybody, in the language of the site
    with translation.override(settings.LANGUAGE_CODE):
        check = _("%(town)s. Who is certified there today: %(address)s") % {
            "town": clinic.town,
            "address": f"{host}/directory",
        }
    picture = certificates.read_card(
        title=clinic.name, issuer=str(lms_settings.LMS_ISSUER_NAME), check=check
    )
    return HttpResponse(picture, content_type="image/png")
