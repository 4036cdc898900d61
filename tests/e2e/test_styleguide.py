"""Every component in every state, and the account pages: accessible in both themes, at any size."""

import pytest

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.e2e.urls_styleguide"),
]
SIGNED_OUT = ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"]


@pytest.fixture(autouse=True)
def debug(settings):
    """The living page is served in debug mode only."""
    settings.DEBUG = True


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_components_are_accessible(open_page, assert_accessible, assert_fits, width, scheme):
    page = open_page(width=width, scheme=scheme)
    page.goto("/")
    assert_accessible(page)
    assert_fits(page)


@pytest.mark.parametrize("query", ["", "?rtl"])
def test_components_fit_the_smallest_phone_in_both_directions(open_page, assert_fits, query):
    page = open_page(width=320)
    page.goto(f"/{query}")
    assert_fits(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_account_pages_are_accessible(open_page, assert_accessible, assert_fits, width, scheme):
    page = open_page(width=width, scheme=scheme)
    for address in SIGNED_OUT:
        page.goto(address)
        assert_accessible(page)
        assert_fits(page)


def test_refused_sign_in_is_accessible_and_the_reader_starts_at_the_error(phone, assert_accessible):
    phone.goto("/accounts/login/")
    phone.get_by_label("E-mail").fill("noor@example.org")
    phone.get_by_label("Password", exact=True).fill("wrong")
    phone.get_by_role("main").get_by_role("button", name="Sign in").click()
    alert = phone.get_by_role("alert")
    alert.wait_for()
    assert alert.evaluate("node => node === document.activeElement")
    assert_accessible(phone)


def test_a_password_can_be_shown_and_hidden_again(desktop):
    desktop.goto("/accounts/signup/")
    field = desktop.get_by_label("Password", exact=True)
    field.fill("three-unusual-dots")
    desktop.get_by_role("button", name="Show the password").click()
    assert field.get_attribute("type") == "text"
    desktop.get_by_role("button", name="Hide the password").click()
    assert field.get_attribute("type") == "password"


def test_the_menu_of_a_phone_closes_on_escape_and_gives_the_focus_back(phone):
    phone.goto("/")
    menu = phone.locator(".nav-menu")
    menu.locator("summary").click()
    assert menu.evaluate("node => node.open")
    phone.keyboard.press("Escape")
    assert not menu.evaluate("node => node.open")
    assert menu.locator("summary").evaluate("node => node === document.activeElement")


def test_the_first_stop_of_the_keyboard_skips_to_the_content(desktop):
    desktop.goto("/accounts/password/reset/")
    desktop.keyboard.press("Tab")
    assert desktop.evaluate("document.activeElement.className") == "skip"
    desktop.keyboard.press("Enter")
    assert desktop.evaluate("document.activeElement.id") == "main"


def test_pages_work_without_script(open_page):
    page = open_page(width=390, java_script_enabled=False)
    page.goto("/accounts/login/")
    page.locator(".nav-menu summary").click()
    assert page.locator(".nav-menu nav").is_visible()
    assert page.get_by_label("Password", exact=True).is_visible()
