from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("lms_assessments", "0010_copy_feedback_and_exposures")]

    operations = [
        migrations.AlterField(
            # a default of its own, so that the column can come back
            model_name="exampage",
            name="feedback",
            field=models.CharField(default="score", max_length=16),
        ),
        migrations.RemoveField(model_name="exampage", name="feedback"),
        migrations.RenameField(
            model_name="exampage", old_name="feedback_matrix", new_name="feedback"
        ),
    ]
