"""What docs/installation.md and docs/extending.md promise, done to a foreign site."""

import json
import zipfile
from pathlib import Path

from tests.host.conftest import Host, examples, instructions

STORY = Path(__file__).with_name("story.py")


def install(host: Host) -> None:
    for file, lines in instructions("installation.md").items():
        host.append(file, lines)


def test_the_document_asks_for_ten_lines_at_most():
    added = instructions("installation.md")

    assert set(added) == {"hostsite/settings/base.py", "hostsite/urls.py"}
    assert sum(len(lines.strip().splitlines()) for lines in added.values()) <= 10


def test_wheel_holds_what_pages_need_and_no_tests(wheel):
    names = zipfile.ZipFile(wheel).namelist()

    assert {name.split("/")[0] for name in names} == {
        "lms",
        "courses",
        "assessments",
        "certificates",
        "wagtail_stipple-0.1.0.dist-info",
    }
    for needed in (
        "lms/core/static/lms_core/tokens.css",
        "lms/core/templates/lms_core/base.html",
        "courses/migrations/0001_initial.py",
        "courses/templates/lms_courses/lesson_page.html",
        "assessments/migrations/0001_initial.py",
        "certificates/documents/ornament/field.z",
        "certificates/directory/migrations/0001_initial.py",
        "certificates/directory/templates/lms_directory/index.html",
        "wagtail_stipple-0.1.0.dist-info/licenses/LICENSE",
    ):
        assert needed in names


def test_ten_lines_make_a_site_that_passes_check_and_migrate(host):
    install(host)

    assert "no issues" in host.run("-W", "error", "manage.py", "check", "--fail-level", "WARNING")
    host.run("manage.py", "migrate", "--verbosity", "0")
    assert "No changes detected" in host.run("manage.py", "makemigrations", "--check", "--dry-run")


PICTURES = """
from wagtail.images.models import AbstractImage, AbstractRendition


class Picture(AbstractImage):
    admin_form_fields = ("title", "file")


class PictureRendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
"""


def test_a_host_may_have_an_image_model_of_its_own(host):
    install(host)
    host.append("hostsite/settings/base.py", 'WAGTAILIMAGES_IMAGE_MODEL = "home.Picture"')
    host.append("home/models.py", f"from django.db import models\n{PICTURES}")
    host.run("manage.py", "makemigrations", "home", "--verbosity", "0")
    host.run("manage.py", "migrate", "--verbosity", "0")
    assert "No changes detected" in host.run("manage.py", "makemigrations", "--check", "--dry-run")
    asked = (
        "from certificates.directory.models import Clinic as c; print(c.photo.field.related_model)"
    )
    assert "home.models.Picture" in host.run("manage.py", "shell", "--command", asked)


def test_a_host_teaches_certifies_and_verifies_in_its_own_look(host):
    install(host)
    for file, text in examples("extending.md").items():
        host.write(file, text)
    for file, lines in instructions("extending.md").items():
        host.append(file, lines)
    host.run("manage.py", "check", "--fail-level", "WARNING")
    host.run("manage.py", "migrate", "--verbosity", "0")
    host.write("story.py", STORY.read_text())

    told = json.loads(host.run("story.py").splitlines()[-1])

    assert told["imported_from"].startswith(str(host.python.parent.parent))
    assert told["lesson_shows_host_block"]
    assert told["heard"] == [told["certificate"]]
    assert told["verification_status"] == 200
    assert told["verification_shows_host_template"]
    assert told["answer"] == "valid"
    assert told["revoked_is_said"]
    assert told["answer_after_revocation"] == "revoked"
    assert told["document_begins"] == "%PDF-"
