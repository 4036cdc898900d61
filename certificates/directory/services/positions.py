"""Where clinics are, looked up anew."""

from certificates.directory.models import Clinic


def locate_clinics() -> int:
    """Look the position of every clinic up again, but where somebody set it by hand.

    Returns how many have another position now. For use after the gazetteer has changed.
    """
    moved = 0
    for clinic in Clinic.objects.iterator():
        before = clinic.point
        clinic.locate(again=True)
        if clinic.point != before:
            Clinic.objects.filter(pk=clinic.pk).update(
                latitude=clinic.latitude,
                longitude=clinic.longitude,
                located_from=clinic.located_from,
            )
            moved += 1
    return moved
