"""The whole way: learn, be graded, be certified, be verified, be revoked."""

import hashlib
import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect

from assessments.models import Attempt, QuestionVersion
from certificates.models import Certificate
from courses.models import Enrollment, LessonPage, UnitResult
from tests.e2e.academy import CRITICAL, Academy, build_academy
from tests.e2e.steps import (
    answer_everything,
    hand_in,
    publish,
    read_code,
    sign_in_to_admin,
    type_into_rich_text,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # Wagtail leaves the spooled file of a rendition to the garbage collector.
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]


@pytest.fixture
def academy(tree: Any, settings: Any, live_server: Any) -> Academy:
    settings.LMS_VERIFY_BASE_URL = live_server.url
    return build_academy()


def test_from_sign_up_to_a_revoked_certificate(open_page, phone, desktop, academy, tmp_path):
    trainee = open_page(width=1440, accept_downloads=True)
    _sign_up(trainee)
    _confirm_name(trainee, "Zoë Ní Bhriain")
    _enroll(trainee)
    _study(trainee, academy)

    trainee.get_by_role("button", name="Start attempt 1").click()
    answer_everything(trainee, A="Finish the row first")
    hand_in(trainee)
    _sees_why_it_failed(trainee)

    trainee.get_by_role("button", name="Start attempt 2").click()
    trainee.wait_for_url("**/assessments/attempts/**")
    instructor = desktop
    sign_in_to_admin(instructor, "ruth")
    before = _earned()
    _edit_question(instructor, academy)
    trainee.reload()
    expect(trainee.get_by_text("Ask a doctor too.")).to_have_count(0)
    answer_everything(trainee)
    hand_in(trainee)
    expect(trainee.get_by_role("heading", level=1)).to_have_text("Passed")
    assert _earned()["first attempt"] == before["first attempt"]

    pdf = _download(trainee, tmp_path)
    before = _earned()
    _edit_lesson(instructor, academy)
    assert _earned() == before
    again = _download(trainee, tmp_path / "again")
    assert again.read_bytes() == pdf.read_bytes()

    address = read_code(pdf)
    certificate = Certificate.objects.get()
    phone.goto(address)
    _sees_valid(phone, certificate)

    _revoke(open_page(width=1440), certificate)
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Revoked")
    expect(phone.locator(".history")).to_contain_text("Revoked")
    trainee.goto("/my-training/")
    expect(trainee.locator(".cert")).to_contain_text("Revoked")


def _sign_up(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Sign in").first.click()
    page.get_by_role("link", name=re.compile("Create an account")).first.click()
    page.get_by_label("E-mail").fill("zoe@example.org")
    page.get_by_label("Password", exact=True).fill("three-unusual-dots")
    page.get_by_role("button", name="Create the account").click()
    page.wait_for_url("**/my-training/")


def _confirm_name(page: Page, name: str) -> None:
    page.goto("/accounts/profile/")
    page.get_by_role("link", name="Confirm my name").click()
    page.get_by_label("Legal name").fill(name)
    page.get_by_role("button", name="See how it will stand").click()
    expect(page.locator(".stands .name")).to_have_text(name)
    page.get_by_label(re.compile("This is my name")).check()
    page.get_by_role("button", name="Confirm this name").click()
    expect(page.locator("#legal + .stated")).to_have_text(name)


def _enroll(page: Page) -> None:
    page.goto("/training-catalog/")
    page.get_by_role("link", name="Safe hands").first.click()
    page.locator(".cta").get_by_role("link").click()
    page.get_by_role("button", name="Enroll me").dblclick()
    page.wait_for_url("**/my-training/")
    assert Enrollment.objects.count() == 1


def _study(page: Page, academy: Academy) -> None:
    page.locator(".continue").get_by_role("link", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Washing")
    check = page.locator("form[data-self-check]")
    check.get_by_text("The thumbs").click()
    check.get_by_role("button").click()
    expect(page.get_by_text("Thumbs and fingertips.")).to_be_visible()
    page.get_by_role("button", name=re.compile("Done, go on to")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Needlesticks")
    page.get_by_role("button", name=re.compile("Done, go on to")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Exam on hands")
    page.goto("/my-training/")
    expect(page.locator(".continue")).to_contain_text("Exam on hands")
    page.locator(".continue").get_by_role("link", name="Continue").click()


def _sees_why_it_failed(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Not passed: one critical safety item was wrong"
    )
    named = page.locator(".note.danger")
    expect(named).to_contain_text(CRITICAL)
    expect(named).to_contain_text("Your answer: Finish the row first")
    expect(named.get_by_role("link", name="Read “Hands” again")).to_be_visible()
    expect(page.get_by_text("You can try again now. You get a new paper.")).to_be_visible()


def _edit_question(page: Page, academy: Academy) -> None:
    frozen = QuestionVersion.objects.filter(question=academy.critical).count()
    page.goto("/admin/snippets/lms_assessments/question/")
    page.get_by_role("link", name=re.compile("A needle pricks your finger")).first.click()
    type_into_rich_text(page, "form[data-edit-form]", " Ask a doctor too.")
    publish(page)
    assert QuestionVersion.objects.filter(question=academy.critical).count() == frozen + 1


def _edit_lesson(page: Page, academy: Academy) -> None:
    page.goto(f"/admin/pages/{academy.hands.pk}/edit/")
    page.locator("#id_title").fill("Washing, newly written")
    type_into_rich_text(page, "form[data-edit-form]", " And the fingertips.")
    publish(page)
    lesson = LessonPage.objects.get(pk=academy.hands.pk)
    assert lesson.title == "Washing, newly written"
    assert "And the fingertips." in str(lesson.body)


def _earned() -> dict[str, Any]:
    """Everything that must not move when somebody edits what was taught."""
    first = Attempt.objects.get(number=1)
    return {
        "first attempt": (first.paper, first.paper_digest, first.score, first.outcome),
        "papers": list(Attempt.objects.order_by("number").values("paper", "score", "outcome")),
        "results": list(UnitResult.objects.order_by("pk").values()),
        "enrollment": Enrollment.objects.values().get(),
        "certificates": list(Certificate.objects.values("number", "snapshot", "digest")),
    }


def _download(page: Page, folder: Any) -> Any:
    page.goto("/my-training/")
    expect(page.locator(".cert")).to_contain_text("Valid")
    page.locator(".cert").get_by_role("link", name=re.compile("^Details")).click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download the PDF").click()
    path = folder / "certificate.pdf"
    waiting.value.save_as(path)
    stored = Certificate.objects.get().documents.get()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == stored.sha256
    return path


def _sees_valid(page: Page, certificate: Certificate) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Valid")
    facts = page.locator("dl.facts")
    for fact in (
        certificate.printed_number,
        "Zoë Ní Bhriain",
        "Certificate in Safe Hands",
        "Shaved-look density",
        "Hairline design",
        "Scar camouflage",
        "Active alopecia areata",
        "Kestrel Lane Academy",
        "Ruth Oyelaran",
        "4 hours: 3 theory, 1 practical",
        "Competence, assessed",
        "Safe hands, version 1",
        "1 exam passed",
    ):
        expect(facts).to_contain_text(fact)


def _revoke(page: Page, certificate: Certificate) -> None:
    sign_in_to_admin(page, "tomasz")
    page.goto("/admin/register/")
    page.get_by_role("link", name=certificate.printed_number).click()
    page.get_by_role("link", name="Revoke").click()
    page.get_by_label("it was issued in error").check()
    page.get_by_label("Note").fill("The wrong paper was marked.")
    page.get_by_label(re.compile("I have read what will happen")).check()
    page.get_by_role("button", name="Revoke").click()
    expect(page.locator(".messages")).to_contain_text("revoked")


def test_failed_trainee_is_told_when_the_next_attempt_opens(
    desktop, academy, sign_in, assert_accessible
):
    page = academy.exam
    page.cooling_hours = 72
    page.save_revision().publish()
    user = _trainee_at_the_exam(academy)
    sign_in(desktop, user)
    desktop.goto(page.get_url())
    desktop.get_by_role("button", name="Start attempt 1").click()
    answer_everything(desktop, A="Squeeze it hard")
    hand_in(desktop)

    expect(desktop.get_by_text("Attempt 2 opens on")).to_be_visible()
    expect(desktop.locator("aside time")).to_have_attribute("datetime", re.compile(r"^20\d\d-"))
    expect(desktop.get_by_role("button", name=re.compile("Start attempt"))).to_have_count(0)
    assert_accessible(desktop)


def _trainee_at_the_exam(academy: Academy) -> Any:
    from courses.api import complete_lesson, enroll
    from tests.factories.courses import make_user

    user = make_user("zoe")
    enroll(user, academy.course)
    complete_lesson(user, academy.hands)
    complete_lesson(user, academy.sharps)
    return get_user_model().objects.get(pk=user.pk)
