"""Every type of question in a real browser: answered by keyboard and pointer, saved, restored."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from assessments.models import Attempt
from assessments.question_types.registry import BUILT_IN
from assessments.services.attempts import start_attempt
from tests.assessments.test_answer_files import picture
from tests.assessments.test_craft_screens import GRADED, key_values, raw
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
    wait_until_sent(page)
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


FOCUS = """() => {
  const one = document.activeElement;
  return {tag: one.tagName, type: one.type ?? "", name: one.name ?? "", value: one.value ?? "",
          text: one.textContent ?? "", shown: one.offsetParent !== null};
}"""

# "" when whoever looks can tell what has the focus: it is on the screen, and a ring is drawn
# around it or the label it stands in; otherwise what it is
SEEN = """() => {
  const one = document.activeElement;
  if (one === document.body) return "";
  const box = one.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const ring = (node) => {
    const style = getComputedStyle(node);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  let node = one;
  for (let up = 0; node && up < 3; up += 1, node = node.parentElement) {
    if (inside && ring(node)) return "";
  }
  return `${inside ? "no ring" : "not on the screen"}: ${one.outerHTML.slice(0, 200)}`;
}"""


def wait_until_sent(page: Any) -> None:
    """Until no answer waits in the browser. Polled from here: the policy allows no eval there."""
    for _try in range(100):
        if not page.evaluate("localStorage.length"):
            return
        page.wait_for_timeout(100)
    pytest.fail("an answer was never sent")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_an_exam_with_every_type_is_taken_with_the_keyboard_alone(
    open_page: Any, sign_in: Any, assert_accessible: Any, complaints: Any
) -> None:
    """From the first question to the result: Tab, Space, Enter, arrows and letters.

    In the middle the network is gone for six questions, and a second window comes too late.
    """
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    complaints.expect("status of 409")
    plain = {"single", "multiple", "true_false", "numeric"}
    questions = [
        make_question(name) if name in plain else make_question(name, raw=raw(name))
        for name in BUILT_IN
    ]
    exam = make_exam(questions=questions, presentation="all", shuffle_questions=False)
    user = make_learner(exam)
    attempt = start_attempt(exam, user=user)
    place = {item.position: item.type for item in attempt.read_paper().items}
    wanted = {n: key_values(attempt, n) for n in place}
    page = open_page()
    sign_in(page, user)
    page.goto(reverse("lms_assessments:take", args=[attempt.uuid]))
    other = page.context.new_page()
    complaints.listen(other)
    other.goto(page.url)
    page.bring_to_front()
    saved, filed, cut, back = page.locator("[data-saved]"), False, 4, 10
    for _step in range(150):
        page.keyboard.press("Tab")
        assert page.evaluate(SEEN) == ""
        one = page.evaluate(FOCUS)
        number, _dot, part = one["name"].removeprefix("q").partition(".")
        if one["tag"] == "BUTTON" and one["value"] == "review" and "strip" not in one["name"]:
            if page.evaluate("document.activeElement.closest('form, .strip')?.id") == "exam":
                break
            continue
        if one["tag"] == "SUMMARY" and "from a list" in one["text"]:
            page.keyboard.press("Enter")
        if one["type"] == "file" and not filed:
            filed = True
            with page.expect_file_chooser() as chooser:
                page.keyboard.press("Enter")
            chooser.value.set_files(
                {"name": "hand.heic", "mimeType": "image/heic", "buffer": picture("HEIF")}
            )
            expect(page.get_by_text("“hand.heic” is part of your answer.")).to_be_visible()
        if not number.isdecimal() or not one["name"].startswith("q"):
            continue
        values = wanted[int(number)]
        if int(number) == cut:
            cut = 0
            wait_until_sent(page)
            page.context.set_offline(True)
        elif int(number) == back:
            back = 0
            expect(saved).to_contain_text("waiting for the connection")
            assert attempt.responses.count() == 3
            page.context.set_offline(False)
        if place[int(number)] == "essay":
            page.keyboard.type("Three plain words")
        elif one["type"] == "checkbox":
            if one["value"] in values:
                page.keyboard.press("Space")
        elif one["type"] == "radio":
            page.keyboard.press("Space")
            while page.evaluate(FOCUS)["value"] not in values:
                page.keyboard.press("ArrowDown")
        else:
            mine = [v.partition("=")[2] for v in values if part and v.startswith(f"{part}=")]
            value = mine[0] if part and mine else "" if part else values[0]
            if one["tag"] == "SELECT":
                while value and page.evaluate(FOCUS)["value"] != value:
                    page.keyboard.press("ArrowDown")
            else:
                page.keyboard.type(value)
    else:
        pytest.fail("the keyboard never reached the end of the exam")
    wait_until_sent(page)
    assert_accessible(page)
    shoot(page, "keyboard")
    answer_too_late(other, attempt, next(n for n in place if place[n] == "numeric"))
    page.bring_to_front()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Every question is answered")).to_be_visible()
    hand_in = page.get_by_role("button", name="Hand in for grading")
    for _step in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate(SEEN) == ""
        if hand_in.evaluate("one => one === document.activeElement"):
            break
    else:
        pytest.fail("Tab never reached the button that hands in")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("a marker looks at it now")
    expect(page.get_by_text("2 answers wait for a marker")).to_be_visible()
    shoot(page, "waiting")
    grades = {one["position"]: one["fraction"] for one in attempt.grade_events.get().items}
    held = {place[n] for n, fraction in grades.items() if fraction is None}
    assert held == {"essay", "file_answer"}
    short = {place[n]: f for n, f in grades.items() if f is not None and float(f) != 1}
    assert short == {}


def answer_too_late(page: Any, attempt: Attempt, position: int) -> None:
    """A window from the start of the exam is told what was answered since, and keeps that."""
    known = attempt.responses.get(position=position).answer
    page.bring_to_front()
    for _step in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUS)["name"] == f"q{position}":
            break
    page.keyboard.type("77")
    page.keyboard.press("Tab")
    told = page.locator(f"#q{position} [data-note]")
    expect(told).to_contain_text("changed in another window")
    keep = told.get_by_role("button", name="Keep the newer answer")
    for _step in range(10):
        if keep.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(told).to_be_empty()
    expect(page.locator(f"#q{position} input[type=text]")).to_have_value(known["text"])
    assert attempt.responses.get(position=position).answer == known


def shoot(page: Any, name: str) -> None:
    """Keep a picture when somebody wants to look at the screens."""
    folder = os.environ.get("STIPPLE_SHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
