"""Work that nobody should wait for."""

from django_tasks import task

from certificates.directory.models import Clinic, Practitioner
from certificates.directory.pictures import PHOTO, PORTRAIT, make_renditions


@task()
def prepare_clinic(pk: int) -> int:
    """Make the sizes the photos of a clinic are shown in. Returns how many photos it has.

    Doing it again makes nothing new.
    """
    clinic = Clinic.objects.filter(pk=pk).first()
    if clinic is None:
        return 0
    images = [clinic.photo, *(row.image for row in clinic.photos.select_related("image"))]
    return make_renditions(filter(None, images), PHOTO)


@task()
def prepare_practitioner(pk: int) -> int:
    """Make the sizes a portrait is shown in. Returns whether there is one, as a number."""
    person = Practitioner.objects.filter(pk=pk, photo__isnull=False).first()
    return make_renditions([person.photo] if person else [], PORTRAIT)
