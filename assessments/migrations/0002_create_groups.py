from django.db import migrations

from assessments.permissions import ensure_groups


def forward(apps, schema_editor):
    ensure_groups(apps)


class Migration(migrations.Migration):
    # Groups are shared with other apps, so going back leaves them in place.
    dependencies = [
        ("lms_assessments", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        # these give permissions to groups that exist when they run: let them run first
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [migrations.RunPython(forward, migrations.RunPython.noop)]
