from importlib import import_module

from django.db import migrations, models

before = import_module("assessments.migrations.0021_copy_what_was_asked")


class Migration(migrations.Migration):
    dependencies = [("lms_assessments", "0024_make_summaries")]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, before.copy_from_papers),
        # what has a default can be added again
        migrations.AlterField(
            model_name="attempt", name="asked", field=models.TextField(default="")
        ),
        migrations.RemoveField(model_name="attempt", name="asked"),
    ]
