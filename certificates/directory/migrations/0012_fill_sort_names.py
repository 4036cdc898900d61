from django.db import migrations

from certificates.directory.gazetteer.postcodes import compact
from certificates.directory.geo import place_key, sort_key


def fill(apps, schema_editor):
    """Give what is there the keys that saving gives from now on."""
    clinics = apps.get_model("lms_directory", "Clinic").objects
    for clinic in clinics.iterator():
        clinics.filter(pk=clinic.pk).update(
            sort_name=sort_key(clinic.name, clinic.town),
            town_key=place_key(clinic.town),
            postcode_key=compact(clinic.postcode),
        )
    people = apps.get_model("lms_directory", "Practitioner").objects
    for pk, name in people.values_list("pk", "display_name").iterator():
        people.filter(pk=pk).update(sort_name=sort_key(name))


class Migration(migrations.Migration):
    dependencies = [("lms_directory", "0011_sort_names")]

    # taking the columns away again takes what was filled with them
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
