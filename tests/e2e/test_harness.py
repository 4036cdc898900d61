"""The harness hears what a browser complains of; otherwise the other tests here prove little."""

from urllib.parse import quote

import pytest


def test_home_page_is_accessible_and_fits_a_phone(phone, tree, assert_accessible, assert_fits):
    phone.goto(tree.home.url)

    assert phone.title()
    assert_accessible(phone)
    assert_fits(phone)


def test_inline_script_is_refused_and_heard(desktop, tree, complaints):
    complaints.expect("Content Security Policy|^CSP:")
    desktop.goto(tree.home.url)

    desktop.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.intruder = true";
            document.body.append(script);
        }"""
    )

    assert desktop.evaluate("window.intruder") is None
    assert any(said.startswith("CSP: script-src") for said in complaints.heard)
    assert complaints.unexpected() == []


def test_error_of_a_script_is_heard(desktop, tree, complaints):
    complaints.expect("a fault in a script")
    desktop.goto(tree.home.url)

    desktop.evaluate("setTimeout(() => { throw new Error('a fault in a script') })")
    desktop.wait_for_timeout(100)

    assert len(complaints.heard) == 1


def test_missing_name_is_found_by_axe(desktop, assert_accessible):
    desktop.goto("data:text/html," + quote("<html lang=en><title>x</title><button></button>"))

    with pytest.raises(AssertionError, match="button-name"):
        assert_accessible(desktop)
