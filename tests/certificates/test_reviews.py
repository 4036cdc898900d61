"""A result behind a certificate is replaced: a registrar hears of it, the certificate stays."""

import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from certificates.enums import ReasonCode
from certificates.exceptions import ApprovalRefused, HistoryIsFixed, StepRefused
from certificates.models import BlockedIssue, Certificate, ResultReview
from certificates.services.approvals import approve
from certificates.services.issue import explain_award, issue_for_enrollment
from certificates.services.reviews import close_review, result_dependents, review_results
from certificates.services.standing import revoke
from courses.api import record_unit_result, set_learner_name
from lms.core.hooks import ResultRef
from tests.factories.certificates import (
    complete,
    make_award,
    make_certificate,
    make_holder,
    make_registrar,
    make_short_course,
)
from tests.factories.courses import make_user

pytestmark = pytest.mark.django_db


def replace_result(
    certificate: Certificate, *, source: str = "attempt:test", sequence: int = 1, **values: Any
) -> None:
    """What a marker, a regrade or a void does to the first result of the snapshot."""
    result = certificate.snapshot["results"][0]
    record_unit_result(
        enrollment_id=certificate.enrollment_id,
        unit_key=uuid.UUID(result["unit_key"]),
        unit_title=result["title"],
        kind="exam",
        source=source,
        sequence=sequence,
        **{"outcome": "fail", "score": Decimal("0.4"), **values},
    )


def test_a_lost_pass_waits_for_a_registrar_and_the_certificate_stays(
    django_capture_on_commit_callbacks: Any,
) -> None:
    certificate = make_certificate()
    with django_capture_on_commit_callbacks(execute=True):
        replace_result(certificate)
    review = ResultReview.objects.get()
    assert (review.certificate, review.before_outcome, review.before_score) == (
        certificate,
        "pass",
        None,
    )
    assert (review.after_outcome, review.after_score) == ("fail", Decimal("0.4"))
    assert review.no_longer_passed
    after = Certificate.objects.get()
    assert (after.standing, after.digest, after.head) == (
        certificate.standing,
        certificate.digest,
        certificate.head,
    )


def test_a_result_is_put_there_once_and_each_later_change_again() -> None:
    certificate = make_certificate()
    replace_result(certificate)
    assert [review_results(), review_results()] == [1, 0]
    replace_result(certificate, sequence=2, outcome="pass", score=Decimal("0.9"))
    assert review_results([certificate.enrollment_id]) == 1
    assert [row.no_longer_passed for row in ResultReview.objects.order_by("sequence")] == [
        True,
        False,
    ]


def test_the_command_catches_up_with_what_was_not_announced() -> None:
    replace_result(make_certificate())
    call_command("issue_certificates", verbosity=0)
    assert ResultReview.objects.count() == 1


def test_what_the_certificate_does_not_rest_on_is_no_matter() -> None:
    certificate = make_certificate()
    # another attempt at the same unit, marked twice
    replace_result(certificate, source="attempt:other", sequence=0)
    replace_result(certificate, source="attempt:other", sequence=1)
    # the same result again
    replace_result(certificate, outcome="pass", score=None)
    assert review_results() == 0
    assert not ResultReview.objects.exists()


def test_a_revoked_certificate_is_not_asked_about() -> None:
    certificate = make_certificate()
    revoke(certificate, actor=make_registrar(), reason=ReasonCode.ISSUED_IN_ERROR, note="")
    replace_result(certificate)
    assert review_results() == 0


def test_dependents_are_found_by_the_paper_they_rest_on() -> None:
    certificate = make_certificate()
    result = certificate.snapshot["results"][0]
    key = uuid.UUID(result["unit_key"])
    mine = ResultRef(certificate.enrollment_id, key, result["version_digest"])
    other = ResultRef(certificate.enrollment_id, key, "b" * 64)
    with CaptureQueriesContext(connection) as captured:
        (found,) = result_dependents([other, mine])
    assert len(captured.captured_queries) == 3
    assert found.result == mine
    assert certificate.printed_number in found.label
    assert found.url == reverse("lms_certificates_register:inspect", args=[certificate.pk])


def test_a_registrar_closes_it_with_what_was_decided(signed_in: Any) -> None:
    certificate = make_certificate()
    replace_result(certificate)
    review_results()
    review = ResultReview.objects.get()
    client = signed_in(make_registrar())
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "1 certificate rests on a result that changed" in home
    page = client.get(reverse("lms_certificates_register:inspect", args=[certificate.pk]))
    assert "A result behind this certificate changed" in page.content.decode()
    close = reverse("lms_certificates_reviews:close", args=[review.pk])
    client.post(close, {"note": " "})
    assert ResultReview.objects.open().exists()
    text = client.post(close, {"note": "Sits it again."}, follow=True).content.decode()
    assert "Sits it again." in text
    assert not ResultReview.objects.open().exists()
    with pytest.raises(StepRefused):
        close_review(review, actor=None, note="again")


def test_nobody_else_sees_or_closes_it(signed_in: Any) -> None:
    replace_result(make_certificate())
    review_results()
    review = ResultReview.objects.get()
    client = signed_in(make_user())
    page = client.get(reverse("lms_certificates_reviews:inspect", args=[review.pk]))
    assert page.status_code == 302
    client.post(reverse("lms_certificates_reviews:close", args=[review.pk]), {"note": "x"})
    assert ResultReview.objects.open().exists()


def test_a_review_is_history() -> None:
    replace_result(make_certificate())
    review_results()
    review = ResultReview.objects.get()
    review.after_outcome = "pass"
    with pytest.raises(HistoryIsFixed):
        review.save()
    with pytest.raises(HistoryIsFixed):
        ResultReview.objects.all().delete()


@pytest.mark.parametrize("count", [1, 20])
def test_the_queue_costs_the_same_for_every_length(count: int, signed_in: Any) -> None:
    certificate = make_certificate()
    for sequence in range(1, count + 1):
        replace_result(certificate, sequence=sequence, score=Decimal(sequence) / 100)
        review_results()
    client = signed_in(make_registrar())
    url = reverse("lms_certificates_reviews:index")
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        page = client.get(url)
    assert page.content.decode().count("Not passed any more") == count
    assert len(captured.captured_queries) == 10


# --- earned, not issued yet, and the pass is gone


def unit_of(enrollment: Any) -> dict[str, Any]:
    unit: dict[str, Any] = enrollment.version.outline["modules"][0]["units"][0]
    return unit


def judge_again(enrollment: Any, *, sequence: int, outcome: str) -> None:
    unit = unit_of(enrollment)
    record_unit_result(
        enrollment_id=enrollment.pk,
        unit_key=uuid.UUID(unit["key"]),
        unit_title=unit["title"],
        kind="exam",
        source="attempt:test",
        sequence=sequence,
        outcome=outcome,
    )


def test_a_certificate_that_waits_for_a_name_is_not_issued_once_its_pass_is_gone(
    django_capture_on_commit_callbacks: Any,
) -> None:
    user, course = make_holder(confirm=False), make_short_course()
    award = make_award(course)
    with django_capture_on_commit_callbacks(execute=True):
        enrollment = complete(user, course)
    assert BlockedIssue.objects.waiting().get().cause == "name_unconfirmed"
    with django_capture_on_commit_callbacks(execute=True):
        judge_again(enrollment, sequence=1, outcome="fail")
    assert not BlockedIssue.objects.waiting().exists()
    with django_capture_on_commit_callbacks(execute=True):
        set_learner_name(user, legal_name="Ines Marchetti", confirm=True)
    call_command("issue_certificates", verbosity=0)
    assert not Certificate.objects.exists()
    advice = [leaf.advice for leaf in explain_award(user, award).missing()]
    assert "not a pass any more" in advice[0]
    with django_capture_on_commit_callbacks(execute=True):
        judge_again(enrollment, sequence=2, outcome="pass")
    assert Certificate.objects.get().user == user
    assert not ResultReview.objects.exists()


def test_a_name_confirmed_before_anybody_heard_of_the_change_issues_nothing(
    django_capture_on_commit_callbacks: Any,
) -> None:
    user, course = make_holder(confirm=False), make_short_course()
    make_award(course)
    with django_capture_on_commit_callbacks(execute=True):
        enrollment = complete(user, course)
    judge_again(enrollment, sequence=1, outcome="fail")  # its announcement is lost
    with django_capture_on_commit_callbacks(execute=True):
        set_learner_name(user, legal_name="Ines Marchetti", confirm=True)
    assert not Certificate.objects.exists()
    assert not BlockedIssue.objects.waiting().exists()


def test_an_approval_is_refused_once_the_pass_is_gone() -> None:
    user, course = make_holder(), make_short_course()
    make_award(course, approval_required=True)
    enrollment = complete(user, course)
    approval = issue_for_enrollment(enrollment.pk)[0].approval
    assert approval
    judge_again(enrollment, sequence=1, outcome="fail")
    with pytest.raises(ApprovalRefused, match="not earned any more"):
        approve(approval, actor=make_registrar())
    assert not Certificate.objects.exists()
    ref = ResultRef(enrollment.pk, uuid.UUID(unit_of(enrollment)["key"]), "a" * 64)
    (found,) = result_dependents([ref])
    assert found.state == "earned, waits for approval"
    assert found.url == reverse("lms_certificates_approvals:inspect", args=[approval.pk])


def test_a_result_replaced_in_the_moment_of_issue_is_put_before_the_registrar(
    django_capture_on_commit_callbacks: Any,
) -> None:
    course = make_short_course()
    make_award(course)
    enrollment = complete(make_holder(), course)
    with django_capture_on_commit_callbacks() as callbacks:
        issue_for_enrollment(enrollment.pk)
    judge_again(enrollment, sequence=1, outcome="fail")  # heard before there was a certificate
    for callback in callbacks:
        callback()
    assert ResultReview.objects.get().no_longer_passed
