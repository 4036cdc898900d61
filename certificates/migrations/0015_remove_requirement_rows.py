from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("lms_certificates", "0014_move_requirements")]

    operations = [migrations.DeleteModel(name="AwardRequirement")]
