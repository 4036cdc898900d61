from django.db import migrations

from certificates.directory.permissions import ensure_groups


def forward(apps, schema_editor):
    ensure_groups(apps)


class Migration(migrations.Migration):
    # Groups are shared with other apps, so going back leaves them in place.
    dependencies = [("lms_directory", "0008_reviews_and_portfolio")]

    operations = [migrations.RunPython(forward, migrations.RunPython.noop)]
