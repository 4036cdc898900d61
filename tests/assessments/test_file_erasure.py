"""An erased person's files lose their names; those that no result rests on go altogether."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from assessments.models import AnswerFile, Attempt, AttemptEvent, Response
from assessments.models.append_only import HistoryIsFixed
from assessments.services.answer_files import add_file
from assessments.services.attempts import submit_attempt
from courses.api import erase_person
from courses.exceptions import PersonErased
from tests.assessments.test_answer_files import picture, send_json
from tests.assessments.test_craft_screens import start, url
from tests.factories.courses import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed_in(signed_in: Callable[[Any], Client]) -> tuple[Client, Attempt]:
    """Two files were sent, the first of them was left out again, the second is the answer."""
    client, attempt = start(signed_in, ["file_answer"])
    send_json(client, attempt)
    send_json(client, attempt)
    _first, second = AnswerFile.objects.all()
    body = json.dumps({"position": 1, "sequence": 2, "answer": [str(second.token)]})
    client.post(url("save", attempt), body, content_type="application/json")
    submit_attempt(attempt.uuid, user=attempt.user)
    return client, attempt


def erase(user: Any, callbacks: Any) -> None:
    with callbacks(execute=True):
        erase_person(user)


def everything() -> str:
    rows = [*Response.objects.values("answer"), *AttemptEvent.objects.values("data")]
    rows += AnswerFile.objects.values("name")
    return json.dumps(rows)


def test_names_go_and_the_file_of_the_answer_stays_as_evidence(
    handed_in: tuple[Client, Attempt],
    signed_in: Callable[[Any], Client],
    django_capture_on_commit_callbacks: Any,
) -> None:
    _client, attempt = handed_in
    first, second = AnswerFile.objects.all()
    paths = [Path(row.file.path) for row in (first, second)]
    assert "Haddad" in everything()
    erase(attempt.user, django_capture_on_commit_callbacks)
    assert "Haddad" not in everything()
    assert [path.exists() for path in paths] == [False, True]
    left, kept = AnswerFile.objects.all()
    # what was there stays known, by its digest
    assert (left.name, left.file.name, left.digest) == ("", "", first.digest)
    assert (kept.name, kept.file.name) == ("file.jpg", second.file.name)
    (named,) = attempt.responses.get().answer["files"]
    assert (named["id"], named["digest"]) == (str(second.token), second.digest)
    assert attempt.events.filter(kind="answered").count() == 3
    staff = signed_in(make_user(is_superuser=True, is_staff=True))
    assert staff.get(address(left)).status_code == 404
    page = staff.get(address(kept))
    assert page.status_code == 200
    assert b"".join(page.streaming_content)
    sheet = staff.get(reverse("lms_mark", args=[attempt.uuid, 1])).content.decode()
    assert address(kept) in sheet


def address(row: AnswerFile) -> str:
    return reverse("lms_assessments:file", args=[row.token])


def test_the_files_of_a_voided_attempt_go_altogether(
    handed_in: tuple[Client, Attempt], django_capture_on_commit_callbacks: Any
) -> None:
    _client, attempt = handed_in
    Attempt.objects.update(state="voided")
    paths = [Path(row.file.path) for row in AnswerFile.objects.all()]
    erase(attempt.user, django_capture_on_commit_callbacks)
    assert [path.exists() for path in paths] == [False, False]


def test_a_deletion_that_was_cut_off_is_made_up_for(
    handed_in: tuple[Client, Attempt], capsys: pytest.CaptureFixture[str]
) -> None:
    _client, attempt = handed_in
    path = Path(AnswerFile.objects.all()[0].file.path)
    erase_person(attempt.user)  # the process dies before it deletes anything
    assert path.exists()
    call_command("close_expired_attempts")
    assert not path.exists()
    call_command("close_expired_attempts")
    assert AnswerFile.objects.filter(file="").count() == 1


def test_a_file_that_was_on_its_way_is_not_kept_after_the_erasure(
    signed_in: Callable[[Any], Client],
) -> None:
    _client, attempt = start(signed_in, ["file_answer"])
    erase_person(attempt.user)
    data = picture()
    with pytest.raises(PersonErased):
        add_file(
            attempt.uuid,
            user=attempt.user,
            position=1,
            name="Noor Haddad.jpg",
            source=io.BytesIO(data),
            size=len(data),
        )
    assert not AnswerFile.objects.exists()


def test_nothing_but_an_erasure_overwrites_history(handed_in: tuple[Client, Attempt]) -> None:
    with pytest.raises(HistoryIsFixed):
        AnswerFile.objects.update(name="")
    with pytest.raises(HistoryIsFixed):
        AnswerFile.objects.first().delete()
