"""What people do in the browser, in their own words: sign in, answer, hand in, publish."""

import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.academy import PASSWORD, RIGHT_ANSWERS


def sign_in_to_admin(page: Page, username: str) -> None:
    """Through the admin's own form."""
    page.goto("/admin/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")


def answer(page: Page, stem: str, *answers: str) -> None:
    """Tick or type ``answers`` at the question that begins with ``stem``, and see them saved."""
    card = page.locator(".q-card").filter(has_text=stem)
    with page.expect_response("**/save/") as saved:
        for text in answers:
            if card.locator("input[type=text]").count():
                card.locator("input[type=text]").fill(text)
                card.locator("input[type=text]").blur()
            else:
                card.get_by_text(text, exact=True).click()
    assert saved.value.status == 200
    expect(page.locator("[data-saved]")).to_contain_text("Saved")


def answer_everything(page: Page, **wrong: str) -> None:
    """Answer every question rightly, except those whose first word is a key of ``wrong``."""
    for stem, answers in RIGHT_ANSWERS.items():
        first_word = stem.split()[0]
        answer(page, stem, *([wrong[first_word]] if first_word in wrong else answers))


def hand_in(page: Page) -> None:
    """Review, then hand in; ends on the result."""
    page.locator("#exam").get_by_role("button", name="Review and submit").click()
    page.get_by_role("button", name="Hand in for grading").click()
    page.wait_for_url("**/result/")


def type_into_rich_text(page: Page, within: str, text: str) -> None:
    """Put ``text`` at the end of the first rich text editor inside ``within``."""
    editor = page.locator(f"{within} [contenteditable=true]").first
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)
    # the editor hands what was typed to the form a quarter of a second later
    page.wait_for_function(
        "text => [...document.querySelectorAll('input[type=hidden]')]"
        ".some((field) => field.value.includes(text))",
        arg=text,
    )


def publish(page: Page) -> None:
    """Press Publish in Wagtail's editor and see that it says so."""
    page.locator("footer").get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("published")


def read_code(pdf: Path) -> str:
    """The text of the QR code on the first page of ``pdf``, off a picture of that page."""
    if not shutil.which("pdftoppm"):
        pytest.fail("pdftoppm is missing (on Debian: apt-get install poppler-utils)", pytrace=False)
    picture = pdf.with_suffix(".png")
    subprocess.run(
        ["pdftoppm", "-r", "150", "-png", "-singlefile", pdf, picture.with_suffix("")], check=True
    )
    if shutil.which("zbarimg"):
        command = ["zbarimg", "--quiet", "--raw", "--nodbus", picture]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    import zxingcpp
    from PIL import Image

    with Image.open(picture) as image:
        (code,) = zxingcpp.read_barcodes(image.convert("L"))
    return str(code.text)
