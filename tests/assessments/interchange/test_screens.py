"""The admin screens: upload, dry run, commit, progress, export."""

import dataclasses
import datetime as dt
import uuid
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.models import Question
from assessments.services import interchange_jobs as jobs
from assessments.services.interchange import commit_import, find_or_make_topic
from lms.core import clock
from tests.assessments.interchange.test_exchange import FOUR, imported, parse
from tests.factories.courses import make_topic, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client: Any) -> Any:
    user = make_user()
    user.user_permissions.add(
        Permission.objects.get(codename="access_admin"),
        *Permission.objects.filter(
            content_type__app_label="lms_assessments",
            codename__in=["add_question", "view_question"],
        ),
    )
    client.force_login(user)
    return user


def upload(client: Any, content: bytes = FOUR.encode(), name: str = "four.gift") -> Any:
    return client.post(
        reverse("lms_question_exchange"),
        {"file": SimpleUploadedFile(name, content), "format": "auto"},
    )


def commit(client: Any, address: str, **fields: Any) -> Any:
    data = {"bank": "Shelf", "topic": make_topic().pk, **fields}
    return client.post(address, data)


def test_an_upload_leads_to_its_dry_run(client: Any, author: Any) -> None:
    response = upload(client)
    page = client.get(response["Location"]).content.decode()
    assert "4 found · 4 would be imported · 0 would be skipped · 0 refused" in page
    assert "Pick two" in page or "Two" in page
    assert Question.objects.count() == 0


def test_the_dry_run_says_what_is_lost_and_refused(client: Any, author: Any) -> None:
    text = "::Part::Half right?{=yes ~%50%partly ~no}\n\nOnly a notice."
    page = client.get(upload(client, text.encode())["Location"]).content.decode()
    assert "Partial marks for a second-best option" in page
    assert "This is a description" in page


def test_the_reasons_of_a_report_are_counted_and_choose(client: Any, author: Any) -> None:
    text = "Only a notice.\n\nAnother notice.\n\nNo brace {=a\n\n::Ink::Which?{=a ~b}"
    address = upload(client, text.encode())["Location"]
    page = client.get(address).content.decode()
    assert "This is a description: it asks nothing, so it is no question.</a> (2)" in page
    assert "Ink" in page
    notices = client.get(
        address, {"why": "This is a description: it asks nothing, so it is no question."}
    )
    page = notices.content.decode()
    assert "Cannot be taken (2)" in page
    assert "Show all" in page
    assert "Ink" not in page


def test_a_commit_brings_the_questions_in_and_shows_the_outcome(
    client: Any, author: Any, django_capture_on_commit_callbacks: Any
) -> None:
    address = upload(client)["Location"]
    with django_capture_on_commit_callbacks(execute=True):
        assert commit(client, address).status_code == 302
    assert Question.objects.filter(bank="Shelf", live=False).count() == 4
    page = client.get(address).content.decode()
    assert "Imported into the bank “Shelf”." in page
    assert "4 found · 4 imported · 0 skipped · 0 refused" in page


def test_a_site_without_topics_gets_one_with_its_first_import(
    client: Any, author: Any, django_capture_on_commit_callbacks: Any
) -> None:
    assert not Question.topic.field.related_model.objects.exists()
    address = upload(client)["Location"]
    assert "There is no topic yet: this one is made." in client.get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"bank": "Shelf", "topic": ""})
    assert {found.topic.slug for found in Question.objects.filter(bank="Shelf")} == {"imported"}


def test_a_topic_has_to_be_chosen_where_there_are_some(client: Any, author: Any) -> None:
    address = upload(client)["Location"]
    make_topic()
    response = client.post(address, {"bank": "Shelf", "topic": ""})
    assert "This field is required." in response.content.decode()
    assert not Question.objects.exists()


def test_two_clicks_import_once(
    client: Any, author: Any, django_capture_on_commit_callbacks: Any
) -> None:
    address = upload(client)["Location"]
    with django_capture_on_commit_callbacks(execute=True):
        commit(client, address)
        response = commit(client, address)
    assert response.status_code == 302
    assert Question.objects.count() == 4
    assert "started already" in client.get(address).content.decode()


def test_a_running_import_looks_again_by_itself(client: Any, author: Any) -> None:
    address = upload(client)["Location"]
    commit(client, address)
    response = client.get(address)
    assert response["Refresh"] == "2"
    assert "<progress" in response.content.decode()


def test_publishing_needs_the_permission(
    client: Any, author: Any, django_capture_on_commit_callbacks: Any
) -> None:
    address = upload(client)["Location"]
    assert "Publish at once" not in client.get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        commit(client, address, publish="on")
    assert not Question.objects.filter(live=True).exists()


def test_a_file_that_is_none_is_refused_at_its_field(client: Any, author: Any) -> None:
    page = upload(client, b"Dear aunt", "letter.txt").content.decode()
    assert "This is none of the formats we read" in page


def test_an_import_is_seen_by_its_owner_only(client: Any, author: Any) -> None:
    address = upload(client)["Location"]
    other = make_user()
    other.user_permissions.set(author.user_permissions.all())
    client.force_login(other)
    assert client.get(address).status_code == 404
    gone = reverse("lms_question_import", args=[uuid.uuid4()])
    assert client.get(gone).status_code == 404


def test_people_without_the_permission_are_turned_away(client: Any) -> None:
    user = make_user()
    user.groups.add(Group.objects.get(name="Assessors"))
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(reverse("lms_question_exchange")).status_code in {302, 403}
    assert upload(client).status_code in {302, 403}
    assert not Question.objects.exists()


def test_a_failed_import_says_so_and_stores_nothing(author: Any) -> None:
    job = jobs.start_job(FOUR.encode(), filename="a.gift", format="auto", user=author)
    job = jobs.request_commit(job, bank=" ", topic=make_topic(), publish=False)
    jobs.run_job(job.id)
    found = jobs.get_job(uuid.UUID(job.id), user=author)
    assert (found.state, found.error) == ("failed", "Name the bank in 1 to 120 letters.")
    assert not Question.objects.exists()


def test_a_job_that_runs_twice_imports_once(author: Any) -> None:
    job = jobs.start_job(FOUR.encode(), filename="a.gift", format="auto", user=author)
    jobs.request_commit(job, bank="Shelf", topic=make_topic(), publish=False)
    jobs.run_job(job.id)
    jobs.run_job(job.id)
    assert Question.objects.count() == 4


def test_an_import_whose_server_was_stopped_is_started_again(
    client: Any, author: Any, django_capture_on_commit_callbacks: Any
) -> None:
    address = upload(client)["Location"]
    # the request ends before its task begins: as if the server were gone
    commit(client, address)
    assert "Start it again" not in client.get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"again": "1"})
    assert not Question.objects.exists()
    with clock.at(clock.now() + jobs.SILENT_AFTER + dt.timedelta(seconds=1)):
        silent = client.get(address)
        assert "Start it again" in silent.content.decode()
        assert "Refresh" not in silent
        with django_capture_on_commit_callbacks(execute=True):
            client.post(address, {"again": "1"})
        assert "4 imported" in client.get(address).content.decode()
    assert Question.objects.filter(bank="Shelf").count() == 4


def test_a_run_that_comes_second_leaves_the_outcome_of_the_first(author: Any) -> None:
    job = jobs.start_job(FOUR.encode(), filename="a.gift", format="auto", user=author)
    running = jobs.request_commit(job, bank="Shelf", topic=make_topic(), publish=False)
    jobs.run_job(job.id)
    jobs._tell(dataclasses.replace(running, state=jobs.FAILED, error="It waited too long."))
    found = jobs.get_job(uuid.UUID(job.id), user=author)
    assert (found.state, found.done, found.error) == ("done", 4, "")


def test_forgotten_uploads_are_swept_after_a_day(author: Any) -> None:
    old = jobs.start_job(FOUR.encode(), filename="a.gift", format="auto", user=author)
    with clock.at(clock.now() + dt.timedelta(days=2)):
        jobs.sweep_jobs()
    with pytest.raises(LookupError):
        jobs.get_job(uuid.UUID(old.id), user=author)


def test_a_bank_is_downloaded(client: Any, author: Any) -> None:
    imported(bank="Shelf")
    address = reverse("lms_question_export")
    response = client.get(address, {"bank": "Shelf", "format": "moodlexml"})
    assert response["Content-Disposition"] == 'attachment; filename="shelf-moodlexml.xml"'
    assert len(parse(response.content).questions) == 4


def test_losses_are_shown_before_the_download(client: Any, author: Any) -> None:
    text = b"<quiz><question type='numerical'><questiontext><text>ml?</text></questiontext>" + (
        b"<answer fraction='100'><text>5</text></answer><units><unit><multiplier>1</multiplier>"
        b"<unit_name>ml</unit_name></unit></units></question></quiz>"
    )
    commit_import(parse(text), topic=find_or_make_topic(), bank="Units")
    address = reverse("lms_question_export")
    page = client.get(address, {"bank": "Units", "format": "gift"})
    assert "The unit is not written." in page.content.decode()
    response = client.get(address, {"bank": "Units", "format": "gift", "seen": "1"})
    assert b"{#5}" in response.content
