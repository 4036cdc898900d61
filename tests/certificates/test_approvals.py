"""A registrar approves what an award says they approve: once, on facts that still hold."""

import threading

import pytest
from django.db import connection
from django.urls import reverse

from certificates.api import approve, decline, issue_for_enrollment, record_identity
from certificates.enums import ApprovalState
from certificates.exceptions import ApprovalRefused, IdentityRefused, ReasonRefused, StepRefused
from certificates.models import Approval, BlockedIssue, Certificate, IdentityCheck
from certificates.services.approvals import look_again
from certificates.services.identity import withdraw_identity
from courses.api import set_learner_name
from lms.core.exceptions import LmsError
from tests.factories.certificates import (
    complete,
    make_award,
    make_holder,
    make_registrar,
    make_short_course,
)

pytestmark = pytest.mark.django_db
INSPECT = "lms_certificates_approvals:inspect"


@pytest.fixture
def course():
    return make_short_course()


def earned(course, **fields):
    """An award that waits for approval, for a person with a mail address."""
    tree = [("course", {"course": str(course.translation_key)}), *fields.pop("tree", [])]
    make_award(requirement_tree=tree, approval_required=True, **fields)
    user = make_holder("Ines Marchetti")
    user.email = "ines@example.org"
    user.save()
    enrollment = complete(user, course)
    return issue_for_enrollment(enrollment.pk)[0]


def test_what_was_earned_waits_and_asking_again_asks_once(course):
    outcome = earned(course)
    assert outcome.certificate is None
    assert outcome.approval.state == ApprovalState.WAITING
    assert outcome.explanation == "Earned; it waits for a registrar’s approval."
    assert outcome.approval.asked["sentence"] == "2 of 2 met"
    again = issue_for_enrollment(outcome.approval.enrollment_id)[0]
    assert again.approval == outcome.approval
    assert Approval.objects.count() == 1


def test_approving_issues_and_tells_the_holder(
    course, mailoutbox, django_capture_on_commit_callbacks
):
    approval = earned(course).approval
    keeper = make_registrar()
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        certificate = approve(approval, actor=keeper)
    approval.refresh_from_db()
    assert approval.state == ApprovalState.APPROVED
    assert approval.certificate == certificate
    assert approval.decided == certificate.facts.eligibility
    assert certificate.events.get().actor == keeper
    assert [mail.to for mail in mailoutbox] == [["ines@example.org"]]
    assert certificate.printed_number in mailoutbox[0].body
    with pytest.raises(StepRefused, match="decided this already: approved"):
        approve(approval, actor=keeper)
    assert Certificate.objects.count() == 1


def test_facts_are_looked_at_once_more_when_it_is_approved(course):
    keeper = make_registrar()
    tree = [("identity", None)]
    user = make_holder()
    make_award(
        requirement_tree=[("course", {"course": str(course.translation_key)}), *tree],
        approval_required=True,
    )
    check = record_identity(user, checked_by=keeper, document="passport")
    outcome = issue_for_enrollment(complete(user, course).pk)[0]
    withdraw_identity(check, actor=keeper)
    with pytest.raises(ApprovalRefused, match=r"not earned any more\. 2 of 3 met; missing: Have"):
        approve(outcome.approval, actor=keeper)
    outcome.approval.refresh_from_db()
    assert outcome.approval.state == ApprovalState.WAITING
    assert not Certificate.objects.exists()


def test_a_confirmed_name_leaves_the_waiting_list_for_the_approvals(
    course, django_capture_on_commit_callbacks
):
    make_award(course, approval_required=True)
    user = make_holder(confirm=False)
    with django_capture_on_commit_callbacks(execute=True):
        complete(user, course)
    assert BlockedIssue.objects.waiting().exists()
    with django_capture_on_commit_callbacks(execute=True):
        set_learner_name(user, legal_name="Ines Marchetti", confirm=True)
    assert Approval.objects.waiting().get().user == user
    assert not BlockedIssue.objects.waiting().exists()


def test_declining_says_why_and_stays_declined(
    course, mailoutbox, django_capture_on_commit_callbacks
):
    approval = earned(course).approval
    keeper = make_registrar()
    with pytest.raises(ReasonRefused):
        decline(approval, actor=keeper, reason=" ")
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        decline(approval, actor=keeper, reason="Photographs of case 3 are missing.")
    assert "Photographs of case 3 are missing." in mailoutbox[0].body
    again = issue_for_enrollment(approval.enrollment_id)[0]
    assert again.certificate is None
    assert again.explanation == "Earned, but not approved: Photographs of case 3 are missing."
    assert Approval.objects.count() == 1
    with pytest.raises(StepRefused):
        approve(approval, actor=keeper)


def test_a_declined_request_can_be_looked_at_again(course):
    approval = earned(course).approval
    keeper = make_registrar()
    declined = decline(approval, actor=keeper, reason="Missing photographs.")
    again = look_again(declined)
    assert look_again(declined) == again
    certificate = approve(again, actor=keeper)
    assert certificate.approval == again
    declined.refresh_from_db()
    assert (declined.state, declined.certificate) == (ApprovalState.DECLINED, None)
    with pytest.raises(StepRefused, match="Only the last request"):
        look_again(declined)


def test_newer_learning_asks_again_after_a_refusal(course):
    approval = earned(course).approval
    decline(approval, actor=make_registrar(), reason="Not own work.")
    outcome = issue_for_enrollment(complete(approval.user, course).pk)[0]
    assert outcome.approval.state == ApprovalState.WAITING
    assert outcome.approval != approval


def test_the_queue_shows_what_is_met_and_a_registrar_decides_there(signed_in, course):
    approval = earned(course).approval
    client = signed_in(make_registrar())
    listed = client.get(reverse("lms_certificates_approvals:index"), {"state": "waiting"})
    assert "Foundation Award" in listed.content.decode()
    page = client.get(reverse(INSPECT, args=[approval.pk])).content.decode()
    for words in ("Ines Marchetti", "2 of 2 met", "Approve and issue", "Decline"):
        assert words in page
    client.post(reverse("lms_certificates_approvals:decline", args=[approval.pk]), {"reason": ""})
    assert Approval.objects.waiting().count() == 1
    client.post(
        reverse("lms_certificates_approvals:decline", args=[approval.pk]), {"reason": "No photos."}
    )
    page = client.get(reverse(INSPECT, args=[approval.pk])).content.decode()
    assert "No photos." in page
    assert "Approve and issue" not in page
    client.post(reverse("lms_certificates_approvals:again", args=[approval.pk]))
    waiting = Approval.objects.waiting().get()
    client.post(reverse("lms_certificates_approvals:approve", args=[waiting.pk]))
    certificate = Certificate.objects.get()
    page = client.get(reverse("lms_certificates_register:inspect", args=[certificate.pk]))
    assert "2 of 2 met" in page.content.decode()
    late = client.post(
        reverse("lms_certificates_approvals:approve", args=[waiting.pk]), follow=True
    )
    assert "Somebody has decided this already" in late.content.decode()


def test_only_registrars_decide(signed_in, course):
    approval = earned(course).approval
    client = signed_in(make_holder())
    for name in ("approve", "decline", "again"):
        client.post(reverse(f"lms_certificates_approvals:{name}", args=[approval.pk]))
    assert Approval.objects.waiting().get() == approval


def test_identity_is_recorded_by_somebody_else_and_once(signed_in):
    keeper, user = make_registrar(), make_holder()
    with pytest.raises(IdentityRefused, match="Somebody else"):
        record_identity(keeper, checked_by=keeper, document="passport")
    with pytest.raises(IdentityRefused, match="kind of document"):
        record_identity(user, checked_by=keeper, document="library card")
    client = signed_in(keeper)
    address = reverse("lms_certificates_identity:add")
    assert client.get(address).status_code == 200
    given = {"person": user.username, "document": "passport", "age": "18", "seen": "on"}
    assert client.post(address, {**given, "seen": ""}).status_code == 200
    assert client.post(address, {**given, "person": keeper.username}).status_code == 200
    assert not IdentityCheck.objects.exists()
    for _ in range(2):
        assert client.post(address, given).status_code == 302
    check = IdentityCheck.objects.get()
    assert (check.user, check.checked_by, check.age) == (user, keeper, 18)
    client.post(address, {**given, "age": "21"})
    assert IdentityCheck.objects.standing().get().age == 21
    assert IdentityCheck.objects.count() == 2
    listed = client.get(reverse("lms_certificates_identity:index")).content.decode()
    assert listed.count("Anna Keeper") >= 1
    latest = IdentityCheck.objects.standing().get()
    client.post(reverse("lms_certificates_identity:withdraw", args=[latest.pk]))
    assert not IdentityCheck.objects.standing().exists()


def test_staff_read_the_reasons_the_trainee_reads(signed_in, course):
    other = make_short_course(title="Infection control")
    award = make_award(course, other)
    user = make_holder("Ines Marchetti")
    complete(user, course)
    client = signed_in(make_registrar())
    address = reverse("lms_certificates_approvals:explain")
    assert client.get(address).status_code == 200
    page = client.get(address, {"person": user.username, "award": award.pk}).content.decode()
    assert "2 of 3 met; missing: Complete Infection control" in page
    trainee = signed_in(user).get(reverse("lms_certificates:way", args=[award.slug]))
    assert "2 of 3 met; missing: Complete Infection control" in trainee.content.decode()
    assert signed_in(make_holder()).get(address).status_code != 200


def _at_once(jobs):
    outcomes = []
    barrier = threading.Barrier(len(jobs))

    def run(job):
        try:
            barrier.wait()
            outcomes.append(job())
        except LmsError as error:
            outcomes.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_registrars_decide_once():
    approval = earned(make_short_course()).approval
    keepers = [make_registrar() for _ in range(4)]
    jobs = [
        *(lambda k=k: approve(approval, actor=k) for k in keepers[:2]),
        *(lambda k=k: decline(approval, actor=k, reason="No.") for k in keepers[2:]),
    ]
    outcomes = _at_once(jobs)
    assert sum(isinstance(item, StepRefused) for item in outcomes) == 3
    approval.refresh_from_db()
    assert Certificate.objects.count() == (approval.state == ApprovalState.APPROVED)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_ways_to_an_award_finished_at_once_make_one_certificate():
    courses = [make_short_course(), make_short_course()]
    parts = [("course", {"course": str(course.translation_key)}) for course in courses]
    make_award(requirement_tree=[("group", {"count": 1, "parts": parts})], validity_months=24)
    user = make_holder()
    _at_once([lambda c=c: complete(user, c) for c in courses])
    for enrollment in user.enrollments.all():
        issue_for_enrollment(enrollment.pk)
    assert Certificate.objects.filter(user=user, supersedes__isnull=True).count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_one_request_and_one_identity_however_many_ask_at_once():
    course = make_short_course()
    approval = earned(course).approval
    keepers = [make_registrar() for _ in range(3)]
    _at_once([lambda: issue_for_enrollment(approval.enrollment_id)] * 3)
    assert Approval.objects.count() == 1
    _at_once(
        [
            lambda k=k: record_identity(approval.user, checked_by=k, document="passport")
            for k in keepers
        ]
    )
    assert IdentityCheck.objects.standing().count() == 1
    assert IdentityCheck.objects.count() == 3
