import datetime

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("lms_assessments", "0018_name_practice_attempts")]

    operations = [
        migrations.AddField(
            model_name="attempt",
            name="break_used",
            field=models.DurationField(default=datetime.timedelta),
        ),
        migrations.AddField(
            model_name="attempt",
            name="break_since",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="attempt",
            name="break_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="attempt",
            name="break_before",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="examexception",
            name="break_minutes",
            field=models.PositiveSmallIntegerField(
                default=0, verbose_name="minutes of breaks that stop the clock"
            ),
        ),
        migrations.AlterField(
            model_name="attemptevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("started", "Started"),
                    ("answered", "Answer saved"),
                    ("flagged", "Flag changed"),
                    ("checked", "Answer checked"),
                    ("extended", "Time extended"),
                    ("break_began", "Break began: the clock stands still"),
                    ("break_ended", "Break ended: the clock runs"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("break_before", None), ("break_since", None), ("break_until", None)
                )
                | models.Q(
                    ("break_before__isnull", False),
                    ("break_since__isnull", False),
                    ("break_until__isnull", False),
                    ("state", "open"),
                ),
                name="lms_assessments_break_is_whole",
            ),
        ),
    ]
