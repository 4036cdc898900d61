"""A real Chromium in front of the real site.

A test asks for ``desktop`` or ``phone`` (a page in a browser window of 1440 or 390 pixels), for
``open_page(width=..., scheme="dark")`` when it needs another, and for ``sign_in(page, user)``.
Whatever the browser complains about (an error on its console, an exception in a script, a breach
of the Content-Security-Policy) fails the test at its end.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from scripts.system_tools import find_chromium

SIZES = {390: 844, 1440: 900}
PHONE, DESKTOP = SIZES
# The breach is remembered by the page that had it, and read before the window closes.
WATCH_POLICY = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`CSP: ${event.violatedDirective} refused ${event.blockedURI} ${event.sample}`);
});
"""
REFUSED_ANSWER = re.compile(r"the server responded with a status of 4\d\d")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for each worker."""
    path = find_chromium()
    if path is None:
        pytest.fail(
            "No Chromium on this machine. Install one (on Debian: apt-get install chromium), "
            "or name one in the variable CHROMIUM.",
            pytrace=False,
        )
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=flags)
        yield chromium
        chromium.close()


class Complaints:
    """What browsers said during one test; ``expect`` names what the test provokes on purpose."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.expected: list[re.Pattern[str]] = []

    def expect(self, pattern: str) -> None:
        self.expected.append(re.compile(pattern))

    def listen(self, page: Page) -> None:
        page.on("console", lambda message: self._console(page, message))
        page.on("pageerror", lambda error: self.heard.append(f"{page.url}: {error}"))

    def _console(self, page: Page, message: ConsoleMessage) -> None:
        place = message.location.get("url", "")
        # Chromium reports a page that the test opened and was refused (404, 403) as an error too.
        asked_for = place == page.url and REFUSED_ANSWER.search(message.text)
        if message.type == "error" and not asked_for:
            self.heard.append(f"{message.text} ({place})")

    def unexpected(self) -> list[str]:
        return [
            said for said in self.heard if not any(known.search(said) for known in self.expected)
        ]


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """Fails the test when a browser complained of something the test did not expect."""
    collected = Complaints()
    yield collected
    assert not collected.unexpected(), "the browser complained:\n" + "\n".join(
        collected.unexpected()
    )


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, live_server: Any, complaints: Complaints) -> Iterator[OpenPage]:
    """A function that opens a new window: its own cookies, its own size."""
    contexts = []

    def open_page(*, width: int = DESKTOP, scheme: str = "light", **options: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": SIZES.get(width, 900)},
            color_scheme=scheme,
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(15_000)
        context.add_init_script(WATCH_POLICY)
        contexts.append(context)
        page = context.new_page()
        complaints.listen(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def desktop(open_page: OpenPage) -> Page:
    """A window of 1440 pixels, signed out."""
    return open_page(width=DESKTOP)


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """A window of 390 pixels with touch, signed out."""
    return open_page(width=PHONE, has_touch=True, is_mobile=True)


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[Page, Any], None]:
    """A function that signs a user in without the login form."""

    def sign_in(page: Page, user: Any) -> None:
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies(
            [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
        )

    return sign_in


@pytest.fixture
def assert_accessible() -> Callable[[Page], None]:
    """A function that runs axe over a page and fails on what is serious or critical."""
    axe = Axe()

    def check(page: Page) -> None:
        found = axe.run(page)["violations"]
        serious = [
            {
                "rule": violation["id"],
                "help": violation["help"],
                "where": [" ".join(map(str, node["target"])) for node in violation["nodes"]][:5],
            }
            for violation in found
            if violation["impact"] in {"serious", "critical"}
        ]
        assert serious == [], f"{page.url}\n{json.dumps(serious, indent=2)}"

    return check


@pytest.fixture
def assert_fits() -> Callable[[Page], None]:
    """A function that fails when a page scrolls sideways."""

    def check(page: Page) -> None:
        wide = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, f"{page.url} is {wide} px wider than its window"

    return check
