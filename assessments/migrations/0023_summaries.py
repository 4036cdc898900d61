from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("lms_assessments", "0022_sections_in_order")]

    operations = [
        migrations.AddField(
            model_name="attempt",
            name="summary",
            field=models.BinaryField(default=b""),
        ),
    ]
