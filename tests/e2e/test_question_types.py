"""Every type of question in a real browser: answered by keyboard and pointer, saved, restored."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from assessments.models import Attempt
from assessments.services.attempts import start_attempt
from tests.assessments.test_craft_screens import GRADED, raw
from tests.factories.assessments import make_exam, make_learner, make_question

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1440, "light")])
def test_every_type_is_answered_saved_and_restored(
    width: int, scheme: str, open_page: Any, sign_in: Any, assert_accessible: Any
) -> None:
    questions = [make_question(name, raw=raw(name)) for name in [*GRADED, "essay"]]
    exam = make_exam(questions=questions, feedback="after_submit", presentation="all")
    user = make_learner(exam)
    attempt = start_attempt(exam, user=user)
    place = {item.type: item.position for item in attempt.read_paper().items}
    page = open_page(width=width, scheme=scheme)
    sign_in(page, user)
    page.goto(reverse("lms_assessments:take", args=[attempt.uuid]))
    shoot(page, "first")

    def card(name: str) -> Any:
        return page.locator(f"#q{place[name]}")

    card("short_text").get_by_label("Your answer").fill("secretword")
    for select in card("matching").locator("select").all():
        select.focus()
        select.press("ArrowDown")
    for number, select in enumerate(card("ordering").locator("select").all(), 1):
        select.select_option(str(number))
    card("blanks").get_by_label("Blank 1").fill("skin")
    card("blanks").get_by_label("Blank 2").fill("0.4")
    card("blanks").get_by_label("Blank 3").select_option("Always")
    card("calculated").get_by_label("Your result").fill("11.1")
    card("image_choice").get_by_label("Hand 0").check()
    picture = card("hotspot").locator("[data-picture]")
    picture.scroll_into_view_if_needed()
    picture.click(position={"x": 40, "y": 20})
    picture.click(position={"x": 90, "y": 60})
    expect(card("hotspot").locator(".hot-mark")).to_have_count(2)
    card("hotspot").get_by_role("button", name="Remove mark 2").press("Enter")
    expect(card("hotspot").locator(".hot-mark")).to_have_count(1)
    card("essay").get_by_label("Your text").fill("One two three four")
    expect(card("essay").get_by_text("4 words so far.")).to_be_visible()
    card("essay").get_by_label("Your text").blur()
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    page.wait_for_function("localStorage.length === 0")
    assert_accessible(page)
    shoot(page, f"take-{width}-{scheme}")
    page.reload()
    expect(card("hotspot").locator(".hot-mark")).to_have_count(1)
    expect(card("blanks").get_by_label("Blank 2")).to_have_value("0.4")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width
    assert attempt.responses.exclude(answer={}).count() == 8
    page.goto(reverse("lms_assessments:review", args=[attempt.uuid]))
    page.get_by_role("button", name="Hand in for grading").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("a marker looks at it now")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    shoot(page, f"result-{width}-{scheme}")
    assert Attempt.objects.get().outcome == ""


def shoot(page: Any, name: str) -> None:
    """Keep a picture when somebody wants to look at the screens."""
    folder = os.environ.get("STIPPLE_SHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
