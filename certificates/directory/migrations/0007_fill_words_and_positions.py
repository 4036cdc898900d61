from django.db import migrations

from certificates.directory.gazetteer.postcodes import find_area
from certificates.directory.geo import words_of


def fill(apps, schema_editor):
    """Index the names that are there, and place clinics by the area of their postcode.

    ``manage.py load_gazetteer`` places them more exactly.
    """
    clinic_words = apps.get_model("lms_directory", "ClinicWord").objects
    clinics = apps.get_model("lms_directory", "Clinic").objects
    for clinic in clinics.iterator():
        clinic_words.bulk_create(
            clinic_words.model(clinic_id=clinic.pk, word=word)
            for word in words_of(clinic.name, clinic.town)
        )
        if found := find_area(clinic.postcode):
            point = found.point
            clinics.filter(pk=clinic.pk).update(
                latitude=point.latitude,
                longitude=point.longitude,
                located_from=f"{clinic.postcode}|{clinic.town}"[:120]
                + f"@{point.latitude!r},{point.longitude!r}",
            )
    person_words = apps.get_model("lms_directory", "PractitionerWord").objects
    people = apps.get_model("lms_directory", "Practitioner").objects.filter(live=True)
    for pk, name in people.values_list("pk", "display_name").iterator():
        person_words.bulk_create(
            person_words.model(practitioner_id=pk, word=word) for word in words_of(name)
        )


class Migration(migrations.Migration):
    dependencies = [("lms_directory", "0006_places_and_words")]

    # taking the columns and tables away again takes what was filled with them
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
