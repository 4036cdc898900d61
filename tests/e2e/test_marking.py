"""A marker at a desk: a digit, Enter, the next answer; and what a trainee reads of an appeal."""

import io
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from playwright.sync_api import expect

from assessments.models import Attempt, Mark
from assessments.services.answer_files import add_file
from assessments.services.appeals import make_appeal
from assessments.services.attempts import start_attempt, submit_attempt
from assessments.services.marking import mark_answer
from tests.assessments.test_answer_files import picture
from tests.assessments.test_craft_screens import raw
from tests.assessments.test_second_marks import written
from tests.factories.assessments import make_exam, make_learner, make_question
from tests.factories.courses import make_user

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def shoot(page: Any, name: str) -> None:
    folder = os.environ.get("STIPPLE_SHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1440, "light")])
def test_staff_mark_files_and_decide_appeals_on_any_screen(
    width: int, scheme: str, open_page: Any, sign_in: Any, assert_accessible: Any, assert_fits: Any
) -> None:
    exam = make_exam(questions=[make_question("file_answer", raw=raw("file_answer"))])
    attempt = start_attempt(exam, user=make_learner(exam))
    data = picture(size=(900, 1200))
    add_file(
        attempt.uuid, user=attempt.user, position=1,
        name="hand.jpg", source=io.BytesIO(data), size=len(data),
    )  # fmt: skip
    attempt = submit_attempt(attempt.uuid, user=attempt.user)
    marker, quality = make_user(), make_user()
    marker.groups.add(Group.objects.get(name="Assessors"))
    quality.groups.add(Group.objects.get(name="Quality assurers"))
    page = open_page(width=width, scheme=scheme)

    def look(address: str, name: str) -> None:
        page.goto(address)
        assert_accessible(page)
        assert_fits(page)
        shoot(page, f"{name}-{width}")

    sign_in(page, marker)
    look(reverse("wagtailadmin_home"), "home")
    look(reverse("lms_marking"), "queue")
    look(reverse("lms_mark", args=[attempt.uuid, 1]), "mark-file")
    photograph = page.get_by_alt_text("File 1, a picture")
    assert photograph.evaluate("one => one.naturalWidth") == 1200
    mark_answer(attempt.pk, position=1, fraction=Decimal(0), comment="", marker=marker)
    appeal = make_appeal(attempt.uuid, user=attempt.user, reason="Look at the\nother side, please.")
    sign_in(page, quality)
    look(reverse("lms_appeals"), "appeals")
    look(reverse("lms_appeal", args=[appeal.pk]), "appeal-decision")
    page.get_by_label("New mark of question 1").fill("3")
    page.get_by_label("Why").fill("The side shows it.")
    page.get_by_role("button", name="Uphold with the new marks").click()
    expect(page.get_by_text("Decided. The trainee is told by mail.")).to_be_visible()
    assert Attempt.objects.get().score == Decimal("0.75")


def test_a_marker_types_a_number_and_goes_on_and_the_trainee_appeals(
    open_page: Any, sign_in: Any, assert_accessible: Any
) -> None:
    first = written("My first line.\nMy second line.")
    second = written("Of somebody else", first.exam)
    marker = make_user()
    marker.groups.add(Group.objects.get(name="Assessors"))
    page = open_page()
    sign_in(page, marker)
    page.goto(reverse("lms_marking"))
    page.get_by_role("link", name="Start marking").click()
    expect(page.get_by_text("My second line.")).to_be_visible()
    shoot(page, "mark")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("4")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Of somebody else")).to_be_visible()
    expect(page.get_by_label("Mark", exact=False).first).to_have_value("")
    assert Mark.objects.get().fraction * 10 == 4
    assert second.marks.count() == 0

    phone = open_page(width=390, scheme="dark")
    sign_in(phone, first.user)
    phone.goto(reverse("lms_assessments:result", args=[first.uuid]))
    phone.get_by_role("link", name="Appeal this result").click()
    assert_accessible(phone)
    shoot(phone, "appeal")
    phone.get_by_label("What should be looked at").fill("My second line was not counted.")
    phone.get_by_role("button", name="Send the appeal").click()
    expect(phone.get_by_role("heading", name="Your appeal waits for a decision")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    shoot(phone, "appealed")
