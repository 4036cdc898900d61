"""A fresh install has a home page and a site, instead of Wagtail's welcome page."""

from django.db import migrations

from lms.site.services import ensure_home


def make_home(apps, schema_editor):
    ensure_home(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("lms_site", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    # Going back keeps the page: somebody may have written on it.
    operations = [migrations.RunPython(make_home, migrations.RunPython.noop)]
