"""Two clicks, two tabs, two servers."""

import datetime as dt
import threading

import pytest
from django.db import connection

from certificates.api import issue_for_enrollment, revoke, suspend
from certificates.enums import LedgerKind, ReasonCode, Standing
from certificates.exceptions import StepRefused
from certificates.models import Certificate, CertificateDesign, CertificateDocument, LedgerEvent
from certificates.queries import find_ledger_faults
from certificates.services.documents import ensure_document, ensure_transcript
from certificates.services.ledger import note_expired
from lms.core import clock
from tests.factories.certificates import (
    complete,
    make_award,
    make_certificate,
    make_holder,
    make_registrar,
    make_short_course,
)

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def together(count, work):
    """Run ``work`` in ``count`` threads that start as one; return the results in any order."""
    barrier = threading.Barrier(count)
    results, errors = [], []

    def run(index):
        try:
            barrier.wait(timeout=60)
            results.append(work(index))
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return results, errors


def test_32_simultaneous_completions_make_one_certificate():
    course = make_short_course()
    award = make_award(course, publish=False)
    enrollment = complete(make_holder(), course)
    award.save_revision().publish()
    results, errors = together(32, lambda index: issue_for_enrollment(enrollment.pk)[0])
    assert errors == []
    assert Certificate.objects.count() == 1
    assert {outcome.certificate.pk for outcome in results} == {Certificate.objects.get().pk}
    assert LedgerEvent.objects.count() == 1
    assert find_ledger_faults(Certificate.objects.get()) == []


def test_two_registrars_revoking_at_once_write_one_event():
    certificate = make_certificate()
    keepers = [make_registrar() for _ in range(8)]
    _results, errors = together(
        8, lambda index: revoke(certificate, actor=keepers[index], reason=ReasonCode.DECEPTION)
    )
    assert len(errors) == 7
    assert all(isinstance(error, StepRefused) for error in errors)
    assert [event.kind for event in LedgerEvent.objects.order_by("sequence")] == [
        "issued",
        "revoked",
    ]


def test_suspending_and_revoking_at_once_leaves_a_sound_chain():
    certificate = make_certificate()
    keeper = make_registrar()

    def act(index):
        if index % 2:
            return suspend(certificate, actor=keeper, reason=ReasonCode.UNDER_EXAMINATION)
        return revoke(certificate, actor=keeper, reason=ReasonCode.DECEPTION)

    together(8, act)
    certificate = Certificate.objects.get()
    assert certificate.standing == Standing.REVOKED
    assert find_ledger_faults(certificate) == []


@pytest.mark.parametrize("ensure", [ensure_document, ensure_transcript])
def test_many_first_downloads_at_once_keep_one_document(ensure):
    certificate = make_certificate()
    CertificateDocument.objects.all()._raw_delete("default")
    results, errors = together(8, lambda index: ensure(certificate).pk)
    assert errors == []
    assert len(set(results)) == 1
    document = CertificateDocument.objects.get()
    with document.file.open() as file:
        assert len(file.read()) == document.size


def test_edits_of_a_design_while_certificates_are_drawn_leave_each_with_a_version_of_its_own():
    design = CertificateDesign.objects.create(title="House", live=False)
    design.save_revision().publish()
    course = make_short_course()
    award = make_award(course, design=design)
    people = [make_holder(f"Ines {number}") for number in range(4)]

    def act(index):
        if index < 4:
            complete(people[index], course)
            return
        edited = CertificateDesign.objects.get(pk=design.pk)
        edited.opening = f"Edited {index}"
        edited.save_revision().publish()

    _results, errors = together(6, act)
    assert errors == []
    certificates = Certificate.objects.filter(award=award)
    assert certificates.count() == 4
    for certificate in certificates:
        document = ensure_document(certificate)
        document.file.storage.delete(document.file.name)
        # the same bytes once more: it was drawn with the version that it names
        assert ensure_document(certificate).sha256 == document.sha256


def test_8_runs_of_the_daily_command_note_one_expiry():
    certificate = make_certificate()
    day = certificate.valid_until + dt.timedelta(days=1)

    def run(index):
        with clock.at(dt.datetime.combine(day, dt.time(9), tzinfo=dt.UTC)):
            return note_expired()

    results, errors = together(8, run)
    assert errors == []
    assert sorted(results) == [0] * 7 + [1]
    assert LedgerEvent.objects.filter(kind=LedgerKind.EXPIRED).count() == 1
    assert find_ledger_faults(Certificate.objects.get()) == []
