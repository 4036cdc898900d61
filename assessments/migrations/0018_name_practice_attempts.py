from django.db import migrations


def name_practice(apps, schema_editor):
    """What an attempt was when it started is on its paper."""
    attempts = apps.get_model("lms_assessments", "Attempt").objects
    attempts.filter(paper__rule__practice=True).update(kind="practice")


class Migration(migrations.Migration):
    dependencies = [("lms_assessments", "0017_kind_of_attempts")]

    operations = [migrations.RunPython(name_practice, migrations.RunPython.noop)]
