from itertools import islice

from django.db import migrations

STEP = 500


def copy_from_papers(apps, schema_editor):
    """Version and points of each question, as new attempts get them from their paper."""
    attempts = apps.get_model("lms_assessments", "Attempt").objects
    rows = attempts.only("paper").order_by("pk").iterator(chunk_size=STEP)
    while group := list(islice(rows, STEP)):
        for attempt in group:
            items = attempt.paper["items"]
            attempt.asked = "".join(f",{one['version']} {one['points']}" for one in items)
        attempts.bulk_update(group, ["asked"])


class Migration(migrations.Migration):
    dependencies = [("lms_assessments", "0020_what_was_asked")]

    operations = [migrations.RunPython(copy_from_papers, migrations.RunPython.noop)]
