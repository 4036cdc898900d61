"""Awards from before there were trees ask for the same afterwards: live, draft and frozen."""

import importlib

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from wagtail.models import Revision

from certificates.models import Award, AwardNeed, AwardVersion
from certificates.requirements import AllOf, CourseRequired, from_json
from certificates.services.evidence import tree_of
from tests.factories.certificates import make_award, make_short_course

MIGRATION = importlib.import_module("certificates.migrations.0014_move_requirements")
TABLE = """CREATE TABLE lms_certificates_awardrequirement (
    id integer PRIMARY KEY, sort_order integer, course_key {uuid}, course_title varchar(255),
    award_id bigint)"""


@pytest.mark.django_db
def test_rows_become_a_tree_in_awards_drafts_and_versions():
    course = make_short_course(title="Foundation course")
    key = str(course.translation_key)
    award = make_award(course)
    # as the release before would have left it
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute(TABLE.format(uuid="char(32)" if is_sqlite else "uuid"))
        cursor.execute(
            "INSERT INTO lms_certificates_awardrequirement VALUES (1, 0, %s, %s, %s)",
            [key.replace("-", "") if is_sqlite else key, "Foundation course", award.pk],
        )
    Award.objects.filter(pk=award.pk).update(requirement_tree=[])
    revision = Revision.objects.for_instance(award).latest("pk")
    del revision.content["requirement_tree"]
    revision.content["requirements"] = [
        {"pk": 1, "sort_order": 0, "course_key": key, "course_title": "Foundation course"}
    ]
    revision.save()
    payload = {"title": "A", "requirements": [{"course_key": key, "title": "Foundation course"}]}
    version = AwardVersion.objects.create(award=award, number=2, payload=payload, digest="0" * 64)

    state = MigrationLoader(connection).project_state(
        ("lms_certificates", "0013_requirement_trees")
    )
    MIGRATION.forward(state.apps, None)

    award = Award.objects.get(pk=award.pk)
    wanted = [("course", key)]
    assert [(b.block_type, b.value["course"]) for b in award.requirement_tree] == wanted
    draft = Revision.objects.get(pk=revision.pk).as_object()
    assert [(b.block_type, b.value["course"]) for b in draft.requirement_tree] == wanted
    assert draft.requirement_tree[0].value["title"] == "Foundation course"
    needs = AwardNeed.objects.filter(version=version).values_list("kind", "key")
    assert list(needs) == [("course", key)]
    assert from_json(payload["requirements"]) == AllOf((CourseRequired(key, "Foundation course"),))
    assert tree_of(version).parts[0] == CourseRequired(key, "Foundation course")
