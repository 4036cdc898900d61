"""An entry lives as long as a certificate does: issued, revoked, ended by the clock, renewed.

Seen where clients see it: in the list, on the practitioner's own page, and in the badge that a
clinic has put into its own site.
"""

import datetime as dt
import io
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect

from certificates.api import reinstate, revoke, suspend
from certificates.directory.badge import WIDTH
from certificates.services.issue import issue_for_enrollment
from lms.core import clock
from tests.factories.certificates import complete, make_registrar
from tests.factories.directory import School, make_clinic, make_practitioner

pytestmark = pytest.mark.django_db(transaction=True)
Turn = Callable[[int], None]
OPEN_ENTRY = "/directory/practitioner/ines-marchetti/"


@pytest.fixture
def turn_clock(monkeypatch: pytest.MonkeyPatch) -> Turn:
    """A function that makes the site believe that so many days have passed, in every thread."""
    start = timezone.now()

    def turn(days: int) -> None:
        moment = ContextVar("moment", default=start + dt.timedelta(days=days))
        monkeypatch.setattr(clock, "_moment", moment)

    return turn


@pytest.fixture
def shop() -> Iterator[Callable[[str], str]]:
    """A function that puts code into the page of a clinic's own site and tells its address."""
    page = {"html": ""}

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page["html"].encode())

        def log_message(self, *args: Any) -> None:
            """Say nothing on the console of the tests."""

    def show(code: str) -> str:
        page["html"] = (
            "<!doctype html><html lang='en'><title>Us</title><link rel=icon href='data:,'>" + code
        )
        return f"http://127.0.0.1:{server.server_port}/"

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        Thread(target=server.serve_forever).start()
        yield show
        server.shutdown()


@pytest.fixture
def school() -> School:
    return School(validity_months=12)


@pytest.fixture
def ines() -> Any:
    """Works at Harbourside and may be shown; has no certificate yet."""
    clinic = make_clinic(name="Harbourside", slug="harbourside")
    return make_practitioner(clinic, name="Ines Marchetti")


def expect_listed(page: Page) -> None:
    page.goto("/directory/")
    expect(page.locator("ol.results")).to_contain_text("Harbourside")
    expect(page.locator("ol.results")).to_contain_text("Certificate valid, checked today")
    answer = page.goto(OPEN_ENTRY)
    assert answer
    assert answer.status == 200
    expect(page.locator(".live-mark")).to_contain_text("Valid until")


def expect_gone(page: Page) -> None:
    page.goto("/directory/")
    expect(page.locator("main")).not_to_contain_text("Harbourside")
    answer = page.goto(OPEN_ENTRY)
    assert answer
    assert answer.status == 404
    page.goto("/directory/harbourside/")
    expect(page.locator("main")).to_contain_text("Nobody listed at this clinic")
    expect(page.locator("main")).not_to_contain_text("Ines Marchetti")


def test_an_entry_comes_with_a_certificate_goes_by_the_clock_and_returns_on_renewal(
    phone: Page, school: School, ines: Any, turn_clock: Turn
) -> None:
    expect_gone(phone)
    certificate = school.certify(ines)
    expect_listed(phone)
    last_day = (certificate.valid_until - timezone.localdate()).days
    turn_clock(last_day)
    expect_listed(phone)
    turn_clock(last_day + 1)
    expect_gone(phone)
    phone.goto(f"/verify/{certificate.number}/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Expired")
    renewed = issue_for_enrollment(complete(ines.user, school.course).pk)[0].certificate
    assert renewed.supersedes == certificate
    expect_listed(phone)


def test_an_entry_is_gone_while_its_certificate_is_suspended(
    desktop: Page, school: School, ines: Any
) -> None:
    certificate, registrar = school.certify(ines), make_registrar()
    expect_listed(desktop)
    suspend(certificate, actor=registrar, reason="under_examination")
    expect_gone(desktop)
    reinstate(certificate, actor=registrar, reason="no_action")
    expect_listed(desktop)


def _color(page: Page) -> str:
    """What the picture of the badge looks like on the screen, by the pixel in its corner."""
    picture = page.get_by_role("img")
    assert picture.evaluate("img => img.decode().then(() => img.naturalWidth)") == WIDTH
    with Image.open(io.BytesIO(picture.screenshot())) as shot:
        red, green, _blue = shot.convert("RGB").getpixel((WIDTH // 2, 6))
    return "red" if red > green else "green"


def test_the_badge_on_a_clinics_own_site_turns_red_when_the_certificate_is_revoked(
    open_page: Any, live_server: Any, settings: Any, shop: Any, school: School, ines: Any
) -> None:
    settings.LMS_VERIFY_BASE_URL = live_server.url
    certificate = school.certify(ines)
    owner = open_page()
    owner.goto("/directory/harbourside/badge/code/")
    codes = [area.input_value() for area in owner.get_by_label("Copy this into your page").all()]
    code = "\n".join(codes)
    assert len(codes) == 2
    assert "<script" not in code
    address = shop(code)
    visitor = open_page()
    visitor.goto(address)
    frame = visitor.frame_locator("iframe")
    expect(frame.locator(".badge.is-ok")).to_contain_text("1 certified practitioner today")
    assert _color(visitor) == "green"

    revoke(certificate, actor=make_registrar(), reason="deception")
    later = open_page(width=390)  # another visitor, who keeps no copy of the badge
    later.goto(address)
    frame = later.frame_locator("iframe")
    expect(frame.locator(".badge.is-stop")).to_contain_text("No valid certificate here today")
    assert _color(later) == "red"
    with later.expect_popup() as opened:
        frame.get_by_role("link").click()
    expect(opened.value.get_by_text("Nobody listed at this clinic")).to_be_visible()
