"""What has ended or soon will is renewed from "My training", or it says there what is missing."""

import datetime as dt

import pytest
from django.urls import reverse

from certificates.documents.wording import long_date
from certificates.models import Certificate
from certificates.services.succession import can_be_renewed
from lms.core import clock
from tests.factories.certificates import (
    complete,
    make_award,
    make_certificate,
    make_holder,
    make_registrar,
    make_short_course,
)

pytestmark = pytest.mark.django_db
DASHBOARD = "lms_courses:dashboard"


def issued(days_ago, *, user, course, award):
    with clock.at(clock.now() - dt.timedelta(days=days_ago)):
        return make_certificate(user=user, course=course, award=award)


def renew_url(certificate):
    return reverse("lms_certificates:renew", args=[certificate.printed_number])


@pytest.mark.parametrize(("days_ago", "is_offered"), [(10, False), (300, True), (500, True)])
def test_renewing_is_offered_when_the_end_is_near_or_over(days_ago, is_offered, signed_in):
    course = make_short_course()
    award = make_award(course, validity_months=12)
    certificate = issued(days_ago, user=make_holder(), course=course, award=award)
    page = signed_in(certificate.user).get(reverse(DASHBOARD)).content.decode()
    assert (renew_url(certificate) in page) == is_offered


def test_what_is_missing_is_said_and_what_is_there_is_shown(
    signed_in, django_capture_on_commit_callbacks
):
    course = make_short_course()
    award = make_award(course, validity_months=12)
    person = make_holder()
    certificate = issued(330, user=person, course=course, award=award)
    holder = signed_in(person)
    text = holder.post(renew_url(certificate), follow=True).content.decode()
    assert "It cannot be renewed yet. 1 of 2 met; missing: Complete" in text
    since = long_date(certificate.issued_on)
    assert f"What was done after {since} counts." in text
    assert Certificate.objects.count() == 1
    complete(person, course)
    text = holder.post(renew_url(certificate), follow=True).content.decode()
    newer = Certificate.objects.get(supersedes=certificate)
    assert f"The number of your new certificate is {newer.printed_number}." in text
    holder.post(renew_url(certificate))
    assert Certificate.objects.count() == 2
    assert not can_be_renewed(Certificate.objects.get(pk=certificate.pk), today=clock.today())


def test_nobody_renews_for_somebody_else(signed_in):
    course = make_short_course()
    certificate = issued(
        330, user=make_holder(), course=course, award=make_award(course, validity_months=12)
    )
    for stranger in (make_holder(), make_registrar()):
        assert signed_in(stranger).post(renew_url(certificate)).status_code == 404
