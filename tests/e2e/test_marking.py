"""A marker at a desk: a digit, Enter, the next answer; and what a trainee reads of an appeal."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from playwright.sync_api import expect

from assessments.models import Mark
from tests.assessments.test_second_marks import written
from tests.factories.courses import make_user

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def shoot(page: Any, name: str) -> None:
    folder = os.environ.get("STIPPLE_SHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


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
