from django.db import migrations

from certificates.directory.languages import LANGUAGES, read_languages


def forward(apps, schema_editor):
    """Codes from the words; a word that names no language of the list stays where people read it."""
    names = [(code, str(name)) for code, name in LANGUAGES]
    for owner, child, key, remark in (
        ("Clinic", "ClinicLanguage", "clinic", "description"),
        ("Practitioner", "PractitionerLanguage", "practitioner", "bio"),
    ):
        rows = apps.get_model("lms_directory", child).objects
        for row in apps.get_model("lms_directory", owner).objects.exclude(languages="").iterator():
            codes, unknown = read_languages(row.languages, names)
            rows.bulk_create(
                rows.model(**{key: row}, code=code, sort_order=order)
                for order, code in enumerate(codes)
            )
            if unknown:
                words = f"Languages: {', '.join(unknown)}."
                setattr(row, remark, "\n".join(filter(None, [getattr(row, remark), words])))
                row.save(update_fields=[remark])


def backward(apps, schema_editor):
    names = dict(LANGUAGES)
    for owner, child, key in (
        ("Clinic", "ClinicLanguage", "clinic"),
        ("Practitioner", "PractitionerLanguage", "practitioner"),
    ):
        rows = apps.get_model("lms_directory", child).objects
        for row in apps.get_model("lms_directory", owner).objects.iterator():
            codes = rows.filter(**{key: row}).order_by("sort_order").values_list("code", flat=True)
            row.languages = ", ".join(str(names[code]) for code in codes)[:160]
            row.save(update_fields=["languages"])


class Migration(migrations.Migration):
    dependencies = [("lms_directory", "0003_clinic_details_and_owners")]

    operations = [migrations.RunPython(forward, backward)]
