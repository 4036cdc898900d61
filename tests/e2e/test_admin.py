"""What staff do at their desk, in Wagtail's own screens."""

import re
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from certificates.models import Certificate
from courses.api import complete_lesson, enroll, set_learner_name
from courses.enums import EnrollmentPolicy
from courses.models import Enrollment
from tests.assessments.test_craft_screens import raw
from tests.e2e.academy import CRITICAL, Academy, build_academy
from tests.e2e.steps import publish, sign_in_to_admin
from tests.factories.assessments import answer_all, make_question
from tests.factories.certificates import make_certificate, make_holder
from tests.factories.courses import make_user

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # Wagtail leaves the spooled file of a rendition to the garbage collector.
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]
PREVIEWED = re.compile(r"/preview/.*in_preview_panel=true")


@pytest.fixture
def academy(tree: Any, complaints: Any) -> Academy:
    # Wagtail's editor lets axe look at every preview and writes what it found to the console.
    complaints.expect("^axe.run results")
    return build_academy()


@pytest.fixture
def instructor(desktop: Page, academy: Academy) -> Page:
    sign_in_to_admin(desktop, "ruth")
    return desktop


@pytest.fixture
def registrar(desktop: Page, academy: Academy) -> Page:
    sign_in_to_admin(desktop, "tomasz")
    return desktop


def _preview(page: Page) -> FrameLocator:
    """Open the preview panel and wait until it shows the page."""
    with page.expect_response(PREVIEWED):
        page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("iframe#w-preview-iframe")
    expect(preview.locator("main").first).to_be_visible()
    # a change made while the first preview still settles is not noticed
    page.wait_for_load_state("networkidle")
    return preview


def _preview_as(page: Page, mode: str) -> None:
    with page.expect_response(PREVIEWED):
        page.get_by_label("Preview mode").select_option(label=mode)


def test_question_is_previewed_without_and_with_its_key(instructor, academy):
    address = f"/admin/snippets/lms_assessments/question/edit/{academy.critical.pk}/"
    instructor.goto(address)
    preview = _preview(instructor)
    expect(preview.locator("body")).to_contain_text(CRITICAL)
    expect(preview.locator("body")).not_to_contain_text("Let it bleed, wash, cover, report.")

    _preview_as(instructor, "With the key")
    expect(preview.locator("body")).to_contain_text("Let it bleed, wash, cover, report.")
    expect(preview.locator("body")).to_contain_text("critical safety item")


def test_exam_is_previewed_as_its_paper(instructor, academy):
    instructor.goto(f"/admin/pages/{academy.exam.pk}/edit/")
    preview = _preview(instructor)
    _preview_as(instructor, "The paper, as a trainee")
    expect(preview.locator(".exam-bar")).to_contain_text("Preview: nothing is saved")
    expect(preview.locator(".q-card")).to_have_count(4)


def test_lesson_is_previewed_while_it_is_written(instructor, academy):
    instructor.goto(f"/admin/pages/{academy.hands.pk}/edit/")
    preview = _preview(instructor)
    expect(preview.get_by_role("heading", level=1)).to_have_text("Washing")
    instructor.locator("#id_title").focus()
    instructor.keyboard.press("End")
    instructor.keyboard.type(", slowly", delay=200)
    expect(preview.get_by_role("heading", level=1)).to_have_text("Washing, slowly", timeout=15_000)


def test_award_is_previewed_as_clients_and_as_paper_show_it(registrar, academy):
    registrar.goto(f"/admin/snippets/lms_certificates/award/edit/{academy.award.pk}/")
    preview = _preview(registrar)
    expect(preview.locator("body")).to_contain_text("Certificate in Safe Hands")
    expect(preview.locator("body")).to_contain_text("Scar camouflage")


def test_application_is_approved_with_its_reason(registrar, academy):
    course = academy.course
    course.enrollment_policy = EnrollmentPolicy.APPROVAL
    course.save_revision().publish()
    enrollment = enroll(make_user("zoe", first_name="Zoë"), course)
    assert enrollment.state == "applied"

    registrar.goto("/admin/")
    registrar.get_by_role("main").get_by_role("link", name=re.compile("Zoë")).click()
    registrar.get_by_role("link", name="Approve").click()
    registrar.get_by_role("button", name="Approve").click()
    expect(registrar.locator(".messages")).to_be_visible()

    assert Enrollment.objects.get(pk=enrollment.pk).state == "active"
    assert enrollment.events.count() == 2


def test_attempt_is_read_in_full(instructor, academy):
    from assessments.api import start_attempt, submit_attempt

    user = make_user("zoe", first_name="Zoë")
    enroll(user, academy.course)
    complete_lesson(user, academy.hands)
    complete_lesson(user, academy.sharps)
    attempt = start_attempt(academy.exam, user=user)
    answer_all(attempt)
    submit_attempt(attempt.uuid, user=user)

    instructor.goto("/admin/exam-attempts/")
    instructor.get_by_role("link", name=re.compile("Zoë")).click()
    main = instructor.get_by_role("main")
    expect(main).to_contain_text("4 of 4")
    expect(main).to_contain_text(CRITICAL)
    expect(main).to_contain_text("Let it bleed under running water")


def test_certificate_is_suspended_and_reinstated(registrar, academy, open_page):
    set_learner_name(academy.registrar, preferred_name="Tomasz Lis")
    certificate = make_certificate(user=make_holder("Ines Marchetti"))
    client = open_page(width=390)
    address = f"/verify/{certificate.printed_number}/"
    for action, reason, answer in (
        ("Suspend", "a report is being examined", "Suspended"),
        ("Reinstate", "the examination found nothing against the holder", "Valid"),
    ):
        registrar.goto(f"/admin/register/inspect/{certificate.pk}/")
        registrar.get_by_role("link", name=action).click()
        registrar.get_by_label(reason).check()
        registrar.get_by_label(re.compile("I have read what will happen")).check()
        registrar.get_by_role("button", name=action).click()
        expect(registrar.locator(".messages")).to_be_visible()
        client.goto(address)
        expect(client.get_by_role("heading", level=1)).to_have_text(answer)
    assert Certificate.objects.get(pk=certificate.pk).events.count() == 3


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_region_is_drawn_on_the_picture(instructor, academy):
    question = make_question("hotspot", raw=raw("hotspot"))
    instructor.goto(f"/admin/snippets/lms_assessments/question/edit/{question.pk}/")
    field = instructor.locator("[name$='-regions-0-value-points']")
    before = field.input_value()
    instructor.get_by_role("button", name="Draw on the picture").first.click()
    dialog = instructor.get_by_role("dialog", name="Draw the region")
    picture = dialog.locator("[data-place]")
    expect(dialog.locator("img")).to_have_js_property("complete", True)
    dialog.get_by_role("button", name="Start again").click()
    size = picture.bounding_box()
    for across, down in ((0.25, 0.25), (0.75, 0.25), (0.5, 0.75), (0.1, 0.9)):
        place = {"x": size["width"] * across, "y": size["height"] * down}
        picture.click(position=place)
    dialog.get_by_role("button", name="Take back the last corner").click()
    expect(field).to_have_value(before)
    dialog.get_by_role("button", name="Use this outline").click()
    corners = [list(map(float, corner.split(","))) for corner in field.input_value().split()]
    wanted = [25, 25, 75, 25, 50, 75]
    assert [one for corner in corners for one in corner] == pytest.approx(wanted, abs=1)
    publish(instructor)
    assert question.versions.first().number == 2


def test_a_preset_ticks_the_feedback_matrix(instructor, academy):
    instructor.goto(f"/admin/pages/{academy.exam.pk}/edit/")
    instructor.get_by_role("tab", name="Rules").click()
    preset = instructor.get_by_role("button", name="Only passed or not passed")
    matrix = instructor.locator("[data-lms-matrix]")
    expect(matrix.locator("input:checked")).not_to_have_count(0)
    preset.click()
    expect(preset).to_have_attribute("aria-pressed", "true")
    expect(matrix.locator("input:checked")).to_have_count(0)
    # who sees the right answer sees whether theirs was right
    matrix.get_by_role("checkbox", name="The right answer: Once passed").check()
    expect(
        matrix.get_by_role("checkbox", name="Which answers were right: Once passed")
    ).to_be_checked()
    expect(preset).to_have_attribute("aria-pressed", "false")
