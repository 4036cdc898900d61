from django.db import migrations

from courses.permissions import ensure_groups


def forward(apps, schema_editor):
    ensure_groups(apps)


class Migration(migrations.Migration):
    # Groups are shared with other apps, so going back leaves them in place.
    dependencies = [("lms_courses", "0005_erasures")]

    operations = [migrations.RunPython(forward, migrations.RunPython.noop)]
