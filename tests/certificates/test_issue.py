"""From a completed course to exactly one certificate, or to a sentence about what is missing."""

import datetime as dt
from decimal import Decimal

import pytest

from certificates.api import issue_for_enrollment
from certificates.enums import AwardKind, BlockCause, CertificateState, LedgerKind
from certificates.models import AwardVersion, BlockedIssue, Certificate, CertificateDocument
from certificates.queries import find_ledger_faults
from certificates.services.documents import ensure_document
from certificates.signals import certificate_issued
from courses.api import set_learner_name
from lms.core import clock
from tests.factories.certificates import (
    complete,
    make_award,
    make_certificate,
    make_holder,
    make_short_course,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return make_short_course()


def bytes_of(document):
    with document.file.open() as file:
        return file.read()


def test_completing_the_course_issues_the_award(course, django_capture_on_commit_callbacks):
    award = make_award(course)
    user = make_holder("Ines Marchetti")
    moment = dt.datetime(2026, 6, 14, 9, tzinfo=dt.UTC)
    with clock.at(moment), django_capture_on_commit_callbacks(execute=True):
        enrollment = complete(user, course)
    certificate = Certificate.objects.get(user=user)
    assert certificate.award == award
    assert certificate.enrollment == enrollment
    assert certificate.name == "Ines Marchetti"
    assert certificate.issued_on == dt.date(2026, 6, 14)
    assert certificate.valid_until == dt.date(2028, 6, 14)
    facts = certificate.facts
    assert facts.award.covers == ("Shaved-look density", "Hairline design")
    assert facts.award.excludes == ("Scar camouflage", "Active alopecia areata")
    assert (facts.hours_theory, facts.hours_practical) == (Decimal(42), Decimal(58))
    assert facts.assessors == ("Tomasz Lis",)
    assert facts.basis[0].version_digest == enrollment.version.digest
    assert facts.award.digest == AwardVersion.objects.get(award=award).digest
    assert facts.eligibility["sentence"] == "2 of 2 met"
    assert [event.kind for event in certificate.events.all()] == [LedgerKind.ISSUED]
    assert find_ledger_faults(certificate) == []
    assert certificate.documents.count() == 1


def test_asking_again_issues_nothing_more(course):
    make_award(course)
    enrollment = complete(make_holder(), course)
    first = issue_for_enrollment(enrollment.pk)[0].certificate
    assert issue_for_enrollment(enrollment.pk)[0].certificate == first
    assert Certificate.objects.count() == 1


def test_a_revoked_certificate_does_not_come_back_by_asking_again(course):
    certificate = make_certificate(course=course)
    Certificate.objects.filter(pk=certificate.pk).update(standing="revoked")
    outcome = issue_for_enrollment(certificate.enrollment_id)[0]
    assert outcome.certificate.standing == "revoked"


def test_the_announcement_comes_once_and_after_the_commit(
    course, django_capture_on_commit_callbacks
):
    make_award(course)
    heard = []

    def listen(sender, certificate_id, **kwargs):
        heard.append(certificate_id)

    certificate_issued.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            enrollment = complete(make_holder(), course)
        with django_capture_on_commit_callbacks(execute=True):
            issue_for_enrollment(enrollment.pk)
    finally:
        certificate_issued.disconnect(listen)
    assert heard == [Certificate.objects.get().pk]


def test_every_course_of_an_award_has_to_be_completed(course):
    other = make_short_course(title="Infection control")
    make_award(course, other)
    user = make_holder()
    outcome = issue_for_enrollment(complete(user, course).pk)[0]
    assert outcome.certificate is None
    assert outcome.decision.sentence == "2 of 3 met; missing: Complete Infection control"
    assert BlockedIssue.objects.count() == 0
    outcome = issue_for_enrollment(complete(user, other).pk)[0]
    assert len(outcome.certificate.facts.basis) == 2
    assert outcome.certificate.facts.hours_total == 200


def test_two_courses_of_one_award_make_one_certificate(course):
    other = make_short_course()
    make_award(course, other)
    user = make_holder()
    enrollments = [complete(user, course), complete(user, other)]
    for enrollment in enrollments:
        issue_for_enrollment(enrollment.pk)
    assert Certificate.objects.count() == 1


def test_taking_the_course_again_earns_a_new_certificate(course):
    make_award(course)
    user = make_holder()
    issue_for_enrollment(complete(user, course).pk)
    issue_for_enrollment(complete(user, course).pk)
    assert Certificate.objects.filter(user=user).count() == 2


def test_an_unpublished_award_is_not_issued(course):
    make_award(course, publish=False)
    assert issue_for_enrollment(complete(make_holder(), course).pk) == []


def test_an_unconfirmed_name_waits_and_confirming_it_issues(
    course, django_capture_on_commit_callbacks
):
    make_award(course)
    user = make_holder("Ines Marchetti", confirm=False)
    enrollment = complete(user, course)
    outcome = issue_for_enrollment(enrollment.pk)[0]
    assert outcome.certificate is None
    assert outcome.blocked.cause == BlockCause.NAME_UNCONFIRMED
    assert outcome.blocked.message == "Confirm your name to receive your certificate."
    with django_capture_on_commit_callbacks(execute=True):
        set_learner_name(user, legal_name="Inès Marchetti", confirm=True)
    assert Certificate.objects.get(user=user).name == "Inès Marchetti"
    assert BlockedIssue.objects.waiting().count() == 0


def test_a_name_no_font_covers_is_refused_with_its_characters(
    course, django_capture_on_commit_callbacks
):
    make_award(course)
    user = make_holder("김민준")
    outcome = issue_for_enrollment(complete(user, course).pk)[0]
    assert outcome.certificate is None
    assert outcome.blocked.cause == BlockCause.NAME_UNPRINTABLE
    assert outcome.blocked.characters == "김민준"
    assert "“김” (U+AE40)" in outcome.blocked.message
    assert "passport" in outcome.blocked.message
    with django_capture_on_commit_callbacks(execute=True):
        set_learner_name(user, legal_name="Kim Min-jun", confirm=True)
    assert Certificate.objects.get().name == "Kim Min-jun"


def test_publishing_freezes_a_version_only_when_the_wording_changed(course):
    award = make_award(course)
    award.save_revision().publish()
    assert AwardVersion.objects.filter(award=award).count() == 1
    award.covers = "Only hairlines"
    award.save_revision().publish()
    versions = AwardVersion.objects.filter(award=award).order_by("number")
    assert [version.number for version in versions] == [1, 2]
    assert versions[0].payload["covers"] == ["Shaved-look density", "Hairline design"]


def test_an_issued_certificate_keeps_its_wording_when_the_award_changes(course):
    certificate = make_certificate(course=course)
    award = certificate.award
    award.title, award.covers = "Another title", "Other things"
    award.save_revision().publish()
    certificate.refresh_from_db()
    assert certificate.facts.award.covers == ("Shaved-look density", "Hairline design")
    assert certificate.facts.award.version == 1


def test_renaming_the_person_changes_no_certificate(course):
    certificate = make_certificate(course=course)
    before = certificate.digest
    set_learner_name(certificate.user, legal_name="Somebody Else", confirm=True)
    certificate.refresh_from_db()
    assert certificate.name == "Ines Marchetti"
    assert certificate.facts.digest() == before


def test_an_award_without_an_end_never_expires(course):
    certificate = make_certificate(course=course, validity_months=None)
    assert certificate.valid_until is None
    assert certificate.state_on(dt.date(2126, 1, 1)) == CertificateState.VALID


def test_attendance_is_recorded_as_attendance(course):
    certificate = make_certificate(course=course, kind=AwardKind.ATTENDANCE)
    assert certificate.kind == AwardKind.ATTENDANCE


def test_the_pdf_is_drawn_once_and_kept(course):
    certificate = make_certificate(course=course)
    document = ensure_document(certificate)
    assert ensure_document(certificate).pk == document.pk
    data = bytes_of(document)
    assert data.startswith(b"%PDF")
    assert len(data) == document.size
    letter = ensure_document(certificate, paper="LETTER")
    assert letter.sha256 != document.sha256


def test_a_lost_file_is_drawn_again_with_the_same_bytes(course):
    document = ensure_document(make_certificate(course=course))
    document.file.storage.delete(document.file.name)
    again = ensure_document(document.certificate)
    assert again.sha256 == document.sha256
    assert bytes_of(again).startswith(b"%PDF")


def test_a_full_disk_loses_no_certificate(course, monkeypatch, django_capture_on_commit_callbacks):
    make_award(course)

    def refuse(*args, **kwargs):
        raise OSError("no space left on device")

    storage = CertificateDocument._meta.get_field("file").storage
    with monkeypatch.context() as patch:
        patch.setattr(storage, "save", refuse)
        with django_capture_on_commit_callbacks(execute=True):
            complete(make_holder(), course)
    certificate = Certificate.objects.get()
    assert certificate.documents.count() == 0
    assert ensure_document(certificate).size > 10_000
