import json

from django.db import migrations

from certificates.permissions import ensure_groups


def forward(apps, schema_editor):
    award_model = apps.get_model("lms_certificates", "Award")
    row_model = apps.get_model("lms_certificates", "AwardRequirement")
    for award in award_model.objects.all():
        rows = row_model.objects.filter(award=award).order_by("sort_order", "pk")
        award.requirement_tree = [_block(row.course_key, row.course_title) for row in rows]
        award.save(update_fields=["requirement_tree"])
    _move_drafts(apps)
    _index_versions(apps)
    ensure_groups(apps)


def _block(course_key, title):
    return {"type": "course", "value": {"course": str(course_key), "title": title}}


def _move_drafts(apps):
    """Drafts hold the rows too; without this, publishing one would lose what the award takes."""
    type_model = apps.get_model("contenttypes", "ContentType")
    found = type_model.objects.filter(app_label="lms_certificates", model="award").first()
    if found is None:
        return
    for revision in apps.get_model("wagtailcore", "Revision").objects.filter(content_type=found):
        rows = revision.content.get("requirements")
        if isinstance(rows, list):
            del revision.content["requirements"]
            tree = [_block(row["course_key"], row.get("course_title", "")) for row in rows]
            revision.content["requirement_tree"] = json.dumps(tree)
            revision.save(update_fields=["content"])


def _index_versions(apps):
    need_model = apps.get_model("lms_certificates", "AwardNeed")
    for version in apps.get_model("lms_certificates", "AwardVersion").objects.all():
        rows = version.payload["requirements"]
        # a list of courses is what versions held until now
        for key in sorted({row["course_key"] for row in rows} if isinstance(rows, list) else ()):
            need_model.objects.get_or_create(version=version, kind="course", key=key)


def backward(apps, schema_editor):
    award_model = apps.get_model("lms_certificates", "Award")
    row_model = apps.get_model("lms_certificates", "AwardRequirement")
    for award in award_model.objects.all():
        # a tree that asks for more than courses cannot be said in rows: its courses remain
        for place, block in enumerate(award.requirement_tree):
            if block["type"] == "course":
                row_model.objects.create(
                    award=award,
                    sort_order=place,
                    course_key=block["value"]["course"],
                    course_title=block["value"].get("title", ""),
                )


class Migration(migrations.Migration):

    dependencies = [
        ("lms_certificates", "0013_requirement_trees"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(forward, backward)]
