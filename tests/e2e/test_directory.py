"""A client looks for somebody: finds, compares, opens, verifies, writes a review, reports.

Once on a phone and once on a desk screen; every page on the way is accessible and fits.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from certificates.directory.enums import Moderation, Step
from certificates.directory.models import DirectoryReport, Place, Review
from certificates.directory.services.decisions import decide
from tests.factories.certificates import make_registrar
from tests.factories.directory import School, make_clinic, make_practitioner, make_review

pytestmark = pytest.mark.django_db(transaction=True)
Look = Callable[[Page], None]


@pytest.fixture
def look(assert_accessible: Look, assert_fits: Look) -> Look:
    """A function that looks at a page as everybody must be able to."""

    def look(page: Page) -> None:
        assert_fits(page)
        assert_accessible(page)

    return look


@pytest.fixture
def certificate(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The certificate of Ines, who works in Bristol; Omar works in Bath, Jo far away in Leeds."""
    monkeypatch.setattr("lms.core.human.MIN_SECONDS", 0)  # a browser types faster than people
    towns = [("Bristol", 51.4552, -2.5966), ("Bath", 51.3779, -2.3591), ("Leeds", 53.7965, -1.5478)]
    Place.objects.bulk_create(
        Place(
            kind="town",
            country="GB",
            key=name.casefold(),
            name=name,
            population=90_000,
            latitude=latitude,
            longitude=longitude,
        )
        for name, latitude, longitude in towns
    )
    school = School()
    near = make_clinic(
        name="Harbourside", slug="harbourside", phone="0117 496 0142", free_consultation=True
    )
    others = [
        make_clinic(name="Avon Center", slug="avon", town="Bath", postcode=""),
        make_clinic(name="Aire Studio", slug="aire", town="Leeds", postcode=""),
    ]
    certificate = school.certify(make_practitioner(near, name="Ines Marchetti"))
    for clinic, name in zip(others, ("Omar Haddad", "Jo Field"), strict=True):
        school.certify(make_practitioner(clinic, name=name))
    make_review(near, state=Moderation.PUBLISHED, author="Daniel R.", text="Calm and exact.")
    mail.outbox.clear()
    return certificate


def found(page: Page) -> Locator:
    return page.locator("ol.results h3 a")


def find_near(page: Page, postcode: str) -> None:
    """Type a postcode; the list follows while typing, without a press on Search."""
    page.goto("/directory/")
    expect(found(page)).to_have_text(["Aire Studio", "Avon Center", "Harbourside"])
    page.get_by_label("Town or postcode").fill(postcode)
    expect(found(page)).to_have_text(["Harbourside", "Avon Center"])
    expect(page.locator("#found")).to_contain_text("2 clinics within 25 km")


def compare_both(page: Page) -> None:
    page.get_by_label("Compare Harbourside").check()
    page.get_by_label("Compare Avon Center").check()
    page.get_by_role("button", name="Compare the ticked clinics").click()
    expect(page.get_by_role("columnheader", name="Harbourside")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Avon Center")).to_be_in_viewport(ratio=0.9)


def open_and_verify(page: Page, look: Look, number: str) -> None:
    page.get_by_role("link", name="Ines Marchetti").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ines Marchetti")
    look(page)
    page.get_by_role("link", name="See the register").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Valid")
    expect(page.locator("main")).to_contain_text(number)
    look(page)


def follow(page: Page, link: str) -> None:
    """Click a link and wait for its page: one that is about to leave cannot be looked at."""
    with page.expect_navigation():
        page.get_by_role("link", name=link).click()


def write_review(page: Page, look: Look) -> Review:
    """From the clinic's page to the button behind the mailed link."""
    page.goto("/directory/harbourside/")
    look(page)
    follow(page, "write a review")
    look(page)
    page.get_by_role("group", name="Hygiene").get_by_text("Good", exact=True).click()
    page.get_by_label("In your own words").fill("They washed their hands twice.")
    page.get_by_label("Your e-mail address").fill("client@example.org")
    page.get_by_label("I was treated or advised there").check()
    page.get_by_role("button", name="Send me the link").click()
    page.wait_for_url("**/review/sent/")
    look(page)
    (message,) = mail.outbox
    assert message.to == ["client@example.org"]
    page.goto(re.search(r"/directory/review/\S+", str(message.body))[0])  # type: ignore[index]
    look(page)
    page.get_by_role("button", name="Yes, I wrote this").click()
    expect(page.locator("main .state").first).to_have_text("Waits for a moderator")
    return Review.objects.get(state=Moderation.WAITING)


def report(page: Page, look: Look, link: str) -> DirectoryReport:
    page.goto("/directory/harbourside/")
    follow(page, link)
    look(page)
    page.get_by_label("Something here is not true").check()
    page.get_by_label("What did you see?").fill("They moved out in May.")
    page.get_by_role("button", name="Send it to a moderator").click()
    expect(page.locator(".messages")).to_contain_text("Thank you")
    return DirectoryReport.objects.get()


def test_a_client_chooses_on_a_phone(certificate: Any, phone: Page, look: Look) -> None:
    find_near(phone, "BS1 4QA")
    look(phone)
    compare_both(phone)
    look(phone)
    open_and_verify(phone, look, certificate.printed_number)
    review = write_review(phone, look)
    decide(review, Step.PUBLISHED, actor=make_registrar(), at=timezone.now())
    assert report(phone, look, "Report this review of a visit in March 2026").review
    expect(phone.get_by_text("They washed their hands twice.")).to_be_visible()


def test_a_client_chooses_on_a_desk_screen(certificate: Any, desktop: Page, look: Look) -> None:
    find_near(desktop, "BS1")
    compare_both(desktop)
    look(desktop)
    desktop.go_back()
    desktop.get_by_label("Free consultation").check()
    expect(found(desktop)).to_have_text(["Harbourside"])
    desktop.wait_for_url("**free=1**")  # what is on the screen can be sent to a friend
    look(desktop)
    desktop.reload()
    expect(found(desktop)).to_have_text(["Harbourside"])
    found(desktop).click()
    open_and_verify(desktop, look, certificate.printed_number)
    desktop.goto("/directory/")
    desktop.get_by_label("Name, or a certificate number").fill(certificate.printed_number)
    desktop.wait_for_url(f"**/verify/{certificate.number}/")
    write_review(desktop, look)
    assert report(desktop, look, "Report this entry").clinic
    desktop.get_by_role("button", name="Show the telephone number").click()
    expect(desktop.get_by_role("link", name="0117 496 0142")).to_be_visible()
    look(desktop)


def test_a_client_searches_near_the_place_where_they_are(
    certificate: Any, open_page: Callable[..., Page], look: Look
) -> None:
    at = {"latitude": 51.45523, "longitude": -2.59665}
    page = open_page(width=390, geolocation=at, permissions=["geolocation"])
    page.goto("/directory/?town=Leeds&which=53.80,-1.55")
    page.get_by_role("button", name="Use the place where I am").click()
    page.wait_for_url("**/directory/?near=51.46%2C-2.60")  # no closer than a kilometer
    expect(found(page)).to_have_text(["Harbourside", "Avon Center"])
    look(page)


def test_a_client_who_does_not_tell_where_they_are_can_type_a_town(
    certificate: Any, phone: Page, look: Look
) -> None:
    phone.goto("/directory/")
    phone.get_by_role("button", name="Use the place where I am").click()
    expect(phone.locator("#near-me [role=status]")).to_contain_text("Type a town or a postcode")
    expect(phone.get_by_label("Town or postcode")).to_be_focused()
    look(phone)
    phone.keyboard.type("Leeds")
    expect(found(phone)).to_have_text(["Aire Studio"])


def test_filtering_keeps_the_focus_says_what_was_found_and_can_be_undone(
    certificate: Any, desktop: Page
) -> None:
    free = desktop.get_by_label("Free consultation")
    desktop.goto("/directory/")
    free.focus()
    desktop.keyboard.press("Space")
    desktop.wait_for_url("**free=1**")
    expect(found(desktop)).to_have_text(["Harbourside"])
    expect(free).to_be_focused()
    said = desktop.locator("#found-said")
    expect(said).to_have_text("1 clinic")
    desktop.keyboard.press("Space")
    expect(said).to_have_text("3 clinics")
    expect(free).to_be_focused()
    desktop.go_back()
    expect(found(desktop)).to_have_text(["Harbourside"])
    expect(free).to_be_checked()
    desktop.go_back()
    expect(found(desktop)).to_have_count(3)
    expect(free).not_to_be_checked()


def test_who_searches_too_often_reads_when_to_come_back(
    certificate: Any, phone: Page, settings: Any, complaints: Any, look: Look
) -> None:
    cache.clear()
    settings.LMS_DIRECTORY_RATE = "1/h"
    complaints.expect("429")
    phone.goto("/directory/")
    phone.get_by_label("Town or postcode").fill("Leeds")
    expect(found(phone)).to_have_text(["Aire Studio"])
    phone.get_by_label("Town or postcode").fill("Bath")
    expect(phone.get_by_role("heading", level=1)).to_have_text("That was a lot at once")
    look(phone)
    phone.get_by_role("link", name="Back").click()
    expect(found(phone)).to_have_count(3)
