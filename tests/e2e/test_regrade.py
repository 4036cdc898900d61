"""A wrong key is corrected: the difference is seen, decided, and reaches everybody it concerns."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assessments.api import save_response, start_attempt, submit_attempt
from assessments.models import Attempt, Question, QuestionVersion
from certificates.models import Certificate, ResultReview
from courses.api import complete_lesson, enroll, set_learner_name
from tests.e2e.academy import Academy, build_academy
from tests.e2e.steps import publish, sign_in_to_admin
from tests.factories.assessments import wrong_answer
from tests.factories.courses import make_user

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # Wagtail leaves the spooled file of a rendition to the garbage collector.
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]


@pytest.fixture
def academy(tree: Any, complaints: Any) -> Academy:
    # Wagtail's editor lets axe look at every preview and writes what it found to the console.
    complaints.expect("^axe.run results")
    return build_academy()


def _sit(academy: Academy, username: str, name: str, *, wrong: set[str]) -> Attempt:
    """Everything up to the result; ``wrong`` are the references of questions."""
    user = make_user(username, first_name=name.split()[0])
    set_learner_name(user, legal_name=name, confirm=True)
    enroll(user, academy.course)
    complete_lesson(user, academy.hands)
    complete_lesson(user, academy.sharps)
    attempt = start_attempt(academy.exam, user=user)
    for item in attempt.read_paper().items:
        version = QuestionVersion.objects.get(pk=item.version_id)
        answer = dict(version.kind.key_response(version.spec))
        if item.question in wrong:
            answer = wrong_answer(attempt, item.position)
            if item.type == "multiple":
                answer = {}
        save_response(attempt.uuid, user=user, position=item.position, answer=answer, sequence=0)
    return submit_attempt(attempt.uuid, user=user)


def _correct_the_key(page: Page) -> None:
    question = Question.objects.get(key="upper-dermis")
    page.goto(f"/admin/snippets/lms_assessments/question/edit/{question.pk}/")
    page.locator("[name='content-0-value-answer']").select_option("false")
    publish(page)
    page.locator(".messages").get_by_role("link", name="Regrade answers to older versions").click()


def test_a_wrong_key_is_corrected_for_everybody_it_concerned(
    desktop, phone, open_page, academy, sign_in, assert_accessible, assert_fits
):
    wronged = _sit(academy, "zoe", "Zoë Ní Bhriain", wrong={"upper-dermis", "one-in-five"})
    lucky = _sit(academy, "ines", "Ines Marchetti", wrong={"one-in-five"})
    certificate = Certificate.objects.get()
    assert (wronged.outcome, lucky.outcome) == ("fail", "pass")

    sign_in_to_admin(desktop, "ruth")
    _correct_the_key(desktop)
    main = desktop.get_by_role("main")
    expect(main).to_contain_text("Nothing is graded by this form")
    desktop.get_by_label("Why").fill("“False” is right: pigment goes into the papillary dermis.")
    assert_accessible(desktop)
    desktop.get_by_role("button", name="Show the difference").click()

    expect(main.locator("tbody tr")).to_have_count(2)
    first, second = main.locator("tbody tr").all()
    expect(first).to_contain_text("Ines")
    expect(first).to_contain_text(certificate.printed_number)
    expect(second).to_contain_text("Zoë")
    expect(second).to_contain_text("Passed, 75")
    assert Attempt.objects.get(pk=wronged.pk).outcome == "fail"
    assert_accessible(desktop)
    desktop.get_by_role("button", name="Write 2 new grades").click()
    expect(main).to_contain_text("Applied")

    sign_in(phone, wronged.user)
    phone.goto(f"/assessments/attempts/{wronged.uuid}/result/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Passed")
    expect(phone.locator(".note")).to_contain_text("Graded again on")
    expect(phone.locator(".note")).to_contain_text("“False” is right")
    assert_accessible(phone)
    assert_fits(phone)
    phone.goto("/my-training/")
    expect(phone.locator(".cert")).to_contain_text("Valid")

    registrar = open_page(width=1440)
    sign_in_to_admin(registrar, "tomasz")
    registrar.get_by_role("link", name=re.compile("Ines Marchetti")).first.click()
    said = registrar.get_by_role("main")
    expect(said).to_contain_text("Decide whether it may stay in force")
    assert_accessible(registrar)
    registrar.get_by_label(re.compile("What you decided")).fill("Called her; she sits it again.")
    registrar.get_by_role("button", name="Close").click()
    expect(said).to_contain_text("she sits it again")
    review = ResultReview.objects.get()
    assert (review.certificate, review.after_outcome) == (certificate, "fail")
    unchanged = Certificate.objects.get(pk=certificate.pk)
    assert (unchanged.standing, unchanged.digest) == ("in_force", certificate.digest)
    assert unchanged.events.count() == 1
    assert Certificate.objects.count() == 2
