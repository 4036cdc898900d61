from django.db import migrations

from assessments.permissions import ensure_groups


def forward(apps, schema_editor):
    ensure_groups(apps)


class Migration(migrations.Migration):
    dependencies = [("lms_assessments", "0015_practicals")]

    operations = [migrations.RunPython(forward, migrations.RunPython.noop)]
