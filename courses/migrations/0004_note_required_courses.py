from django.db import migrations


def forward(apps, schema_editor):
    prerequisites = apps.get_model("lms_courses", "Prerequisite")
    for row in prerequisites.objects.filter(course__isnull=False).select_related("course"):
        row.course_key = row.course.translation_key
        row.course_title = row.course.title
        row.save(update_fields=["course_key", "course_title"])


class Migration(migrations.Migration):
    dependencies = [("lms_courses", "0003_nothing_opens_by_deletion")]

    operations = [migrations.RunPython(forward, migrations.RunPython.noop)]
