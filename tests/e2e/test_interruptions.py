"""What goes wrong while somebody takes an exam, and that nothing is lost by it."""

import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from playwright.sync_api import Page, expect

from assessments.models import Attempt
from courses.api import complete_lesson, enroll
from courses.models import Enrollment, UnitResult
from tests.e2e.academy import PASSWORD, Academy, build_academy
from tests.e2e.steps import answer, answer_everything, hand_in
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
    return build_academy()


@pytest.fixture
def trainee(academy: Academy) -> Any:
    """Somebody who has read both lessons and may take the exam."""
    user = make_user("zoe")
    enroll(user, academy.course)
    complete_lesson(user, academy.hands)
    complete_lesson(user, academy.sharps)
    return user


@pytest.fixture
def exam_room(desktop: Page, academy: Academy, trainee: Any, sign_in: Any) -> Page:
    """A window in which attempt 1 has just begun."""
    sign_in(desktop, trainee)
    _start(desktop, academy)
    return desktop


def _start(page: Page, academy: Academy) -> None:
    page.goto(academy.exam.get_url())
    page.get_by_role("button", name="Start attempt 1").click()
    page.wait_for_url("**/assessments/attempts/**")


def _card(page: Page, stem: str) -> Any:
    return page.locator(".q-card").filter(has_text=stem)


def test_who_leaves_and_comes_back_finds_the_answers(exam_room, academy):
    answer(exam_room, NUMBER, "4")
    answer(exam_room, DERMIS, "True")
    exam_room.goto("/my-training/")
    exam_room.locator(".continue").get_by_role("link", name="Continue").click()
    exam_room.locator(".exam-panel").get_by_role("link", name="Continue").click()

    expect(_card(exam_room, NUMBER).locator("input[type=text]")).to_have_value("4")
    expect(_card(exam_room, DERMIS).get_by_label("True")).to_be_checked()
    expect(exam_room.locator("[data-count]").first).to_contain_text("2 of 4 answered")
    assert Attempt.objects.count() == 1


def test_an_old_tab_is_told_and_both_answers_are_kept(exam_room, complaints):
    complaints.expect("status of 409")
    old = exam_room.context.new_page()
    old.goto(exam_room.url)
    answer(exam_room, NUMBER, "4")

    _card(old, NUMBER).locator("input[type=text]").fill("5")
    _card(old, NUMBER).locator("input[type=text]").blur()
    told = _card(old, NUMBER).locator("[data-note]")
    expect(told).to_contain_text("another")
    # not before one of the two is chosen
    old.locator("#exam").get_by_role("button", name="Review and submit").click()
    expect(_card(old, NUMBER)).to_be_focused()
    assert Attempt.objects.get().responses.get().answer == {"text": "4"}
    with old.expect_response("**/save/") as saved:
        told.get_by_role("button", name="Use the answer of this window").click()
    assert saved.value.status == 200

    exam_room.reload()
    expect(_card(exam_room, NUMBER).locator("input[type=text]")).to_have_value("5")


def test_back_button_after_handing_in_leads_to_the_result(exam_room):
    answer_everything(exam_room)
    hand_in(exam_room)
    exam_room.go_back()
    exam_room.goto(exam_room.url)
    if exam_room.get_by_role("button", name="Hand in for grading").count():
        exam_room.get_by_role("button", name="Hand in for grading").click()

    exam_room.wait_for_url("**/result/")
    expect(exam_room.get_by_role("heading", level=1)).to_have_text("Passed")
    assert Attempt.objects.get().grade_events.count() == 1


def test_expired_session_is_told_and_the_answer_arrives_after_signing_in(
    exam_room, trainee, complaints
):
    complaints.expect("status of 401")
    Session.objects.all().delete()
    cache.clear()
    _card(exam_room, NUMBER).locator("input[type=text]").fill("4")
    _card(exam_room, NUMBER).locator("input[type=text]").blur()
    alert = exam_room.locator("[data-alert]")
    expect(alert).to_contain_text("You are signed out.")
    exam_room.locator("#exam").get_by_role("button", name="Review and submit").click()
    expect(alert).to_contain_text("You are signed out.")
    with exam_room.expect_popup() as opened:
        alert.get_by_role("link", name="Sign in").click()
    _sign_in(opened.value, trainee)

    exam_room.bring_to_front()
    expect(exam_room.locator("[data-saved]")).to_contain_text("Saved", timeout=15_000)
    expect(alert).to_be_hidden()
    assert Attempt.objects.get().responses.get().answer == {"text": "4"}
    # the form of this page was made before the other tab signed in
    exam_room.locator("#exam").get_by_role("button", name="Review and submit").click()
    expect(exam_room.get_by_role("heading", level=1)).to_have_text(
        "3 questions are not answered yet"
    )

    Session.objects.all().delete()
    cache.clear()
    exam_room.get_by_role("button", name="Hand in for grading").click()
    _sign_in(exam_room, trainee)
    exam_room.wait_for_url("**/review/")
    exam_room.get_by_role("button", name="Hand in for grading").click()
    exam_room.wait_for_url("**/result/")


def _sign_in(page: Page, user: Any) -> None:
    """Through the site's own form, which gives the browser a new session and a new token."""
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in", exact=True).click()


def test_answers_given_without_a_connection_arrive_when_it_is_back(exam_room, complaints):
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    exam_room.context.set_offline(True)
    _card(exam_room, NUMBER).locator("input[type=text]").fill("4")
    _card(exam_room, DERMIS).get_by_text("True", exact=True).click()
    expect(exam_room.locator("[data-saved]")).to_contain_text("waiting for the connection")
    assert not Attempt.objects.get().responses.exists()

    exam_room.context.set_offline(False)
    expect(exam_room.locator("[data-saved]")).to_contain_text("Saved", timeout=15_000)
    exam_room.reload()
    expect(_card(exam_room, NUMBER).locator("input[type=text]")).to_have_value("4")
    expect(_card(exam_room, DERMIS).get_by_label("True")).to_be_checked()


def test_answers_given_without_a_connection_survive_closed_tabs(exam_room, complaints):
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    address, context = exam_room.url, exam_room.context
    second = context.new_page()
    second.goto(address)
    context.set_offline(True)
    _card(exam_room, DERMIS).get_by_text("True", exact=True).click()
    expect(exam_room.locator("[data-saved]")).to_contain_text("waiting for the connection")
    _card(second, NUMBER).locator("input[type=text]").fill("4")
    expect(second.locator("[data-saved]")).to_contain_text("waiting for the connection")
    # both are gone before they could try again
    exam_room.close()
    second.close()
    context.set_offline(False)

    again = context.new_page()
    again.goto(address)
    expect(again.locator("[data-saved]")).to_contain_text("Saved", timeout=15_000)
    expect(_card(again, DERMIS).get_by_label("True")).to_be_checked()
    expect(_card(again, NUMBER).locator("input[type=text]")).to_have_value("4")
    expect(again.locator("[data-count]").first).to_contain_text("2 of 4 answered")


def test_double_clicks_do_everything_once(phone, academy, sign_in):
    user = make_user("kim")
    sign_in(phone, user)
    phone.goto(academy.course.get_url())
    phone.locator(".cta").get_by_role("link").click()
    phone.get_by_role("button", name="Enroll me").dblclick()
    phone.wait_for_url("**/my-training/")
    assert Enrollment.objects.filter(user=user).count() == 1

    phone.goto(academy.hands.get_url())
    for following in ("Needlesticks", "Exam on hands"):
        phone.get_by_role("button", name=re.compile("Done, go on to")).dblclick()
        expect(phone.get_by_role("heading", level=1)).to_have_text(following)
    assert UnitResult.objects.filter(enrollment__user=user).count() == 2

    phone.get_by_role("button", name="Start attempt 1").dblclick()
    phone.wait_for_url("**/assessments/attempts/**")
    assert Attempt.objects.filter(user=user).count() == 1
    answer_everything(phone)
    phone.locator("#exam").get_by_role("button", name="Review and submit").click()
    phone.get_by_role("button", name="Hand in for grading").dblclick()
    phone.wait_for_url("**/result/")
    assert Attempt.objects.get(user=user).grade_events.count() == 1
