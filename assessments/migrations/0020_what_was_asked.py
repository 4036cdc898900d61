from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("lms_assessments", "0019_rest_breaks")]

    operations = [
        migrations.AddField(
            model_name="attempt",
            name="asked",
            field=models.TextField(default=""),
            preserve_default=False,
        ),
    ]
