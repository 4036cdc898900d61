"""What an editor's preview needs: the same page a client would see, of an unpublished draft."""

from django import template

from certificates.directory import queries
from certificates.directory.models import Clinic, Practitioner
from lms.core import clock

register = template.Library()


@register.simple_tag
def clinic_view(clinic: Clinic) -> queries.ClinicView:
    """The page of a clinic as it would stand now."""
    return queries.describe_clinic(clinic, now=clock.now())


@register.simple_tag
def practitioner_view(practitioner: Practitioner) -> queries.PractitionerView:
    """The page of a practitioner as it would stand now."""
    return queries.describe_practitioner(practitioner, now=clock.now())
