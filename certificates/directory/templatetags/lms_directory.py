"""What an editor's preview needs: the same page a client would see, of an unpublished draft."""

from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from certificates.directory import queries
from certificates.directory.geo import KM_PER_MILE
from certificates.directory.models import Clinic, Practitioner
from certificates.directory.structured import as_script, clinic_data, practitioner_data
from lms.core import clock
from lms.core.conf import lms_settings

register = template.Library()


@register.filter
def distance(km: float) -> str:
    """A distance in words: "under 1 km", "3.4 km (2.1 miles)", "48 km (30 miles)"."""
    if km < 1:
        return _("under 1 km")
    digits = 1 if km < 10 else 0
    return _("%(km)s km (%(miles)s miles)") % {
        "km": number_format(round(km, digits), digits),
        "miles": number_format(round(km / KM_PER_MILE, digits), digits),
    }


@register.filter
def plain(number: float) -> str:
    """A number as a drawing needs it: a point, whatever the reader's language."""
    return f"{number:g}"


@register.simple_tag
def clinic_view(clinic: Clinic) -> queries.ClinicView:
    """The page of a clinic as it would stand now."""
    return queries.describe_clinic(clinic, now=clock.now())


@register.simple_tag
def practitioner_view(practitioner: Practitioner) -> queries.PractitionerView:
    """The page of a practitioner as it would stand now."""
    return queries.describe_practitioner(practitioner, now=clock.now())


@register.simple_tag(takes_context=True)
def absolute(context: template.Context, url: str) -> str:
    """An address as other sites need it: with this site before it where it has none."""
    found: str = context["request"].build_absolute_uri(url)
    return found


@register.simple_tag(takes_context=True)
def structured_data(context: template.Context, page: Any) -> SafeString:
    """The facts of a clinic's or a practitioner's page for search engines: data, never run."""
    origin = context["request"].build_absolute_uri("/")[:-1]
    describe = clinic_data if isinstance(page, queries.ClinicView) else practitioner_data
    data = describe(page, origin=origin, issuer=lms_settings.LMS_ISSUER_NAME)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(as_script(data)))
