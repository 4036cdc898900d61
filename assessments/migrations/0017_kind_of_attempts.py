from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("lms_assessments", "0016_practical_permissions")]

    operations = [
        migrations.AddField(
            model_name="attempt",
            name="kind",
            field=models.CharField(
                choices=[("exam", "Exam"), ("practice", "Practice")],
                default="exam",
                max_length=8,
                verbose_name="kind",
            ),
        ),
    ]
