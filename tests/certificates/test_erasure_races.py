"""Erasing somebody while something is written about them."""

import pytest
from django.contrib.auth import get_user_model

from certificates.api import ensure_document, issue_for_enrollment
from certificates.exceptions import NameWithheld
from certificates.models import Certificate, CertificateDocument
from certificates.queries import find_ledger_faults
from courses.api import erase_person, get_learner_name, set_learner_name
from courses.exceptions import PersonErased
from courses.models import Erasure
from tests.certificates.test_races import together
from tests.factories.certificates import (
    complete,
    make_award,
    make_certificate,
    make_holder,
    make_short_course,
)

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_issuing_and_erasing_at_once_never_leaves_a_name():
    course = make_short_course()
    award = make_award(course, publish=False)
    user = make_holder("Ines Marchetti")
    enrollment = complete(user, course)
    award.save_revision().publish()

    def work(index):
        return erase_person(user) if index % 4 == 0 else issue_for_enrollment(enrollment.pk)

    _results, errors = together(12, work)
    assert all(isinstance(error, PersonErased) for error in errors)
    assert Erasure.objects.count() == 1
    assert Certificate.objects.count() <= 1
    for certificate in Certificate.objects.all():
        assert certificate.name == ""
        assert find_ledger_faults(certificate) == []
    assert not CertificateDocument.objects.exclude(file="").exists()


def test_drawing_and_erasing_at_once_never_leaves_a_file():
    certificate = make_certificate(user=make_holder("Ines Marchetti"))
    CertificateDocument.objects.all()._raw_delete("default")

    def work(index):
        if index == 3:
            return erase_person(certificate.user)
        return ensure_document(Certificate.objects.get(pk=certificate.pk))

    _results, errors = together(6, work)
    assert all(isinstance(error, NameWithheld) for error in errors)
    assert not CertificateDocument.objects.exclude(file="").exists()


def test_confirming_a_name_and_erasing_at_once_leaves_no_name():
    user = make_holder("Ines Marchetti")

    def work(index):
        if index % 4 == 0:
            return erase_person(user)
        return set_learner_name(user, legal_name=f"Ines {index}", confirm=True)

    _results, errors = together(12, work)
    assert all(isinstance(error, PersonErased) for error in errors)
    assert get_learner_name(get_user_model().objects.get(pk=user.pk)).legal == ""
