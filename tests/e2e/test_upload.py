"""A photograph sent over a bad line: it is said, tried again, and nothing chosen is forgotten."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from assessments.models import AnswerFile
from assessments.services.attempts import start_attempt
from tests.assessments.test_answer_files import picture
from tests.assessments.test_craft_screens import raw
from tests.factories.assessments import make_exam, make_learner, make_question

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def photograph(name: str) -> dict[str, Any]:
    return {"name": name, "mimeType": "image/jpeg", "buffer": picture()}


def shoot(page: Any, name: str) -> None:
    folder = os.environ.get("STIPPLE_SHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_two_files_survive_a_lost_network(
    open_page: Any, sign_in: Any, assert_accessible: Any, assert_fits: Any, complaints: Any
) -> None:
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    exam = make_exam(questions=[make_question("file_answer", raw=raw("file_answer"))])
    attempt = start_attempt(exam, user=make_learner(exam))
    page = open_page(width=390, scheme="dark")
    sign_in(page, attempt.user)
    page.goto(reverse("lms_assessments:take", args=[attempt.uuid]))
    page.context.set_offline(True)
    page.locator("input[type=file]").set_input_files(
        [photograph("front.jpg"), photograph("side.jpg")]
    )
    again = page.get_by_role("button", name="Send it again")
    expect(again).to_be_visible()
    expect(page.locator("[data-said]")).to_contain_text("front.jpg")
    expect(page.locator("progress")).to_be_hidden()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, "upload-lost")
    assert not AnswerFile.objects.exists()
    again.click()
    expect(again).to_be_visible()
    page.context.set_offline(False)
    again.click()
    expect(page.get_by_text("“side.jpg” is part of your answer.")).to_be_visible()
    expect(page.locator("[data-files] input[type=checkbox]")).to_have_count(2)
    assert [row.name for row in AnswerFile.objects.all()] == ["front.jpg", "side.jpg"]
    assert len(attempt.responses.get().answer["files"]) == 2
    assert_accessible(page)
    assert_fits(page)
    shoot(page, "upload-done")
    # also where no script runs
    page.goto(reverse("lms_assessments:files", args=[attempt.uuid, 1]))
    assert_accessible(page)
    assert_fits(page)
    shoot(page, "files-page")
