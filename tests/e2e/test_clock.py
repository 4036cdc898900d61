"""The time of an exam is the server's: with the browser closed, with more, with a late answer."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from assessments.models import Attempt
from assessments.rules import Allowance
from assessments.services.exceptions import grant_exception
from courses.api import complete_lesson, enroll
from tests.e2e.academy import Academy, build_academy
from tests.e2e.steps import answer
from tests.factories.courses import make_user

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # Wagtail leaves the spooled file of a rendition to the garbage collector.
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]
NUMBER = "You mix 1 part of pigment"
DERMIS = "Pigment goes into the upper dermis"


@pytest.fixture
def academy(tree: Any) -> Academy:
    return build_academy(time_limit=20)


def _trainee(academy: Academy, name: str) -> Any:
    """Somebody who has read both lessons and may take the exam."""
    user = make_user(name)
    enroll(user, academy.course)
    complete_lesson(user, academy.hands)
    complete_lesson(user, academy.sharps)
    return user


@pytest.fixture
def exam_room(desktop: Page, academy: Academy, sign_in: Any) -> Page:
    """A window on the exam's page of somebody who gets a quarter more time and a break."""
    user = _trainee(academy, "zoe")
    grant_exception(
        academy.exam,
        user=user,
        allowance=Allowance(time_factor=Decimal("1.25"), extra_minutes=5),
        actor=academy.instructor,
        reason="Dyslexia",
    )
    sign_in(desktop, user)
    desktop.goto(academy.exam.get_url())
    return desktop


def _start(page: Page) -> None:
    page.get_by_role("button", name="Start attempt 1").click()
    page.wait_for_url("**/assessments/attempts/**")


def _ends_in(seconds: float) -> Attempt:
    """Turn the clock: the attempt was begun so long ago that its time ends in ``seconds``."""
    attempt = Attempt.objects.get()
    end = timezone.now() + dt.timedelta(seconds=seconds)
    begun = attempt.started_at + (end - attempt.deadline_at)
    Attempt.objects.update(started_at=begun, deadline_at=end)
    attempt.refresh_from_db()
    return attempt


def test_more_time_is_said_before_and_counted_down_during_the_exam(exam_room: Page) -> None:
    granted = exam_room.locator(".note", has_text="Granted to you")
    expect(granted).to_contain_text("25\u00a0% more time")
    expect(granted).to_contain_text("5 minutes more for breaks")
    _start(exam_room)
    expect(exam_room.locator("[data-left]")).to_have_text("30 minutes left")
    attempt = Attempt.objects.get()
    assert attempt.deadline_at - attempt.started_at == dt.timedelta(minutes=30)


def test_the_time_runs_out_with_the_browser_closed(exam_room: Page) -> None:
    _start(exam_room)
    answer(exam_room, NUMBER, "4")
    address, context = exam_room.url, exam_room.context
    exam_room.close()
    attempt = _ends_in(-3600)
    call_command("close_expired_attempts")
    attempt.refresh_from_db()
    assert (attempt.closed_by, attempt.closed_at) == ("deadline", attempt.deadline_at)
    again = context.new_page()
    again.goto(address)
    again.wait_for_url("**/result/")
    expect(again.get_by_text("What you had saved until then was graded.")).to_be_visible()
    assert attempt.grade_events.get().points == 1


def test_the_last_answer_arrives_although_the_time_ends_while_it_is_sent(exam_room: Page) -> None:
    _start(exam_room)
    _ends_in(6)
    exam_room.reload()
    expect(exam_room.locator("[data-left]")).to_have_text("1 second left", timeout=20_000)
    # typed, and not sent yet, when the clock stops
    exam_room.locator(".q-card").filter(has_text=NUMBER).locator("input[type=text]").fill("4")
    exam_room.wait_for_url("**/result/", timeout=20_000)
    attempt = Attempt.objects.get()
    assert attempt.responses.get().answer == {"text": "4"}
    assert (attempt.closed_by, attempt.closed_at) == ("deadline", attempt.deadline_at)


def test_the_time_left_follows_the_server_when_the_clock_of_the_device_jumps(
    exam_room: Page,
) -> None:
    _start(exam_room)
    left = exam_room.locator("[data-left]")
    expect(left).to_have_text("30 minutes left")
    exam_room.evaluate("const real = Date.now; Date.now = () => real() + 10 * 60 * 1000")
    expect(left).to_have_text("20 minutes left", timeout=15_000)
    answer(exam_room, NUMBER, "4")
    expect(left).to_have_text("30 minutes left", timeout=15_000)


@pytest.mark.parametrize("how", ["click", "tap"])
def test_a_choice_is_ticked_and_checked_in_practice(
    phone: Page, academy: Academy, sign_in: Any, how: str
) -> None:
    academy.exam.behavior, academy.exam.feedback = "practice", "practice"
    academy.exam.save()
    sign_in(phone, _trainee(academy, "kim"))
    phone.goto(academy.exam.get_url())
    _start(phone)
    card = phone.locator(".q-card").filter(has_text=DERMIS)
    choice = card.get_by_text("True", exact=True)
    getattr(choice, how)()
    expect(card.get_by_role("radio", name="True")).to_be_checked()
    getattr(card.get_by_role("button", name="Check my answer"), how)()
    expect(card.locator(".check-verdict")).to_contain_text("Right")


def test_practice_is_checked_in_place(
    desktop: Page, academy: Academy, sign_in: Any, assert_accessible: Any
) -> None:
    academy.exam.behavior, academy.exam.tries = "practice", 2
    academy.exam.feedback = "practice"
    academy.exam.save()
    sign_in(desktop, _trainee(academy, "kim"))
    desktop.goto(academy.exam.get_url())
    _start(desktop)
    card = desktop.locator(".q-card").filter(has_text=NUMBER)
    card.locator("input[type=text]").fill("3")
    card.get_by_role("button", name="Check my answer").press("Enter")
    expect(card).to_contain_text("Not right")
    expect(card).to_contain_text("1 try left")
    assert "Five less one" not in desktop.content()
    card.locator("input[type=text]").fill("4")
    expect(card).not_to_contain_text("Not right")
    card.get_by_role("button", name="Check my answer").press("Enter")
    expect(card).to_contain_text("Five less one")
    expect(card.locator("input[type=text]")).to_be_disabled()
    assert_accessible(desktop)
    desktop.reload()
    expect(card).to_contain_text("Five less one")
    assert Attempt.objects.get().responses.get().tries == 2


@pytest.mark.parametrize("width", [390, 1440])
def test_a_break_stops_the_clock_and_hides_the_questions(
    width: int, open_page: Any, academy: Academy, sign_in: Any, assert_accessible: Any
) -> None:
    user = _trainee(academy, "kofi")
    grant_exception(
        academy.exam,
        user=user,
        allowance=Allowance(break_minutes=10),
        actor=academy.instructor,
        reason="Diabetes",
    )
    page = open_page(width=width)
    sign_in(page, user)
    page.goto(academy.exam.get_url())
    _start(page)
    card = page.locator(".q-card").filter(has_text=NUMBER)
    # typed, and not sent yet when the button is pressed
    card.locator("input[type=text]").fill("4")
    page.locator(".exam-form").get_by_role("button", name="Take a break").click()
    expect(page.get_by_role("heading", name="You are on a break")).to_be_visible()
    expect(page.get_by_text(NUMBER)).to_have_count(0)
    expect(page.locator("[data-break-left]")).to_have_text("10 minutes")
    assert_accessible(page)
    attempt = Attempt.objects.get()
    assert attempt.responses.get().answer["text"] == "4"
    # five minutes later
    five = dt.timedelta(minutes=5)
    Attempt.objects.update(
        started_at=attempt.started_at - five,
        deadline_at=attempt.deadline_at - five,
        break_since=attempt.break_since - five,
        break_until=attempt.break_until - five,
        break_before=attempt.break_before - five,
    )
    page.reload()
    expect(page.locator("[data-break-left]")).to_have_text("5 minutes")
    page.get_by_role("button", name="Go on with the exam").click()
    expect(card.locator("input[type=text]")).to_have_value("4")
    expect(page.locator("[data-left]")).to_have_text("20 minutes left")
    attempt.refresh_from_db()
    assert attempt.work_clock.since is None
    assert five <= attempt.break_used < five + dt.timedelta(seconds=30)
