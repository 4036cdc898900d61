from django.db import migrations

STEP = 500


def copy_policies(apps, schema_editor):
    """A policy is the name of a matrix."""
    for exam in apps.get_model("lms_assessments", "ExamPage").objects.all():
        exam.feedback_matrix = exam.feedback
        exam.save(update_fields=["feedback_matrix"])


def name_policies(apps, schema_editor):
    """Back: a matrix that no policy describes becomes the default, which shows less."""
    known = {"nothing", "score", "after_pass", "after_submit"}
    for exam in apps.get_model("lms_assessments", "ExamPage").objects.all():
        matrix = exam.feedback_matrix
        exam.feedback = matrix if isinstance(matrix, str) and matrix in known else "score"
        exam.save(update_fields=["feedback"])


def count_papers(apps, schema_editor):
    """What the papers before this release asked."""
    exposures = apps.get_model("lms_assessments", "Exposure").objects
    rows = []
    for attempt in apps.get_model("lms_assessments", "Attempt").objects.iterator(chunk_size=STEP):
        versions = {item["version"] for item in attempt.paper["items"]}
        rows += [exposures.model(attempt_id=attempt.pk, version_id=key) for key in versions]
        if len(rows) >= STEP:
            exposures.bulk_create(rows)
            rows = []
    exposures.bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("lms_assessments", "0009_rules_of_attempts")]

    operations = [
        migrations.RunPython(copy_policies, name_policies),
        migrations.RunPython(count_papers, migrations.RunPython.noop),
    ]
