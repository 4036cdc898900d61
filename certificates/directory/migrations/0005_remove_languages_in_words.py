from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("lms_directory", "0004_languages_from_words")]

    operations = [
        migrations.RemoveField(model_name="clinic", name="languages"),
        migrations.RemoveField(model_name="practitioner", name="languages"),
    ]
