from django.db import migrations

from certificates.directory.permissions import ensure_workflow


def forward(apps, schema_editor):
    ensure_workflow(apps)


class Migration(migrations.Migration):
    # A workflow may be in use by other models by then, so going back leaves it in place.
    dependencies = [
        ("lms_directory", "0009_moderators"),
        ("lms_directory", "0002_create_groups"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(forward, migrations.RunPython.noop)]
