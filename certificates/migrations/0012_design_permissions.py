from django.db import migrations

from certificates.permissions import ensure_groups


def forward(apps, schema_editor):
    ensure_groups(apps)


class Migration(migrations.Migration):
    dependencies = [("lms_certificates", "0011_designs")]

    operations = [migrations.RunPython(forward, migrations.RunPython.noop)]
