"""Registrars see what ends, what has ended, what is suspended and what was issued."""

import datetime as dt
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from certificates.api import suspend
from certificates.models import Certificate
from lms.core import clock
from tests.factories.certificates import (
    make_award,
    make_certificate,
    make_holder,
    make_registrar,
    make_short_course,
)
from tests.factories.courses import make_user

pytestmark = pytest.mark.django_db
SLUGS = ["expiring", "expired", "suspended", "issued", "periods"]


def url_of(slug):
    return reverse(f"lms_certificates_reports_{slug}")


def names(client, slug, **query):
    text = b"".join(client.get(url_of(slug), {"export": "csv", **query}).streaming_content).decode()
    return [line.split(",")[1] for line in text.splitlines()[1:]]


def issued_at(days_ago, name):
    with clock.at(clock.now() - dt.timedelta(days=days_ago)):
        return make_certificate(user=make_holder(name), validity_months=12)


def test_each_report_lists_its_certificates_and_no_others(signed_in):
    keeper = make_registrar()
    issued_at(400, "Over")
    issued_at(300, "Soon")
    issued_at(1, "Long")
    held = issued_at(2, "Held")
    suspend(held, actor=keeper, reason="under_examination")
    client = signed_in(keeper)
    assert names(client, "expiring") == ["Soon"]
    assert names(client, "expired") == ["Over"]
    assert names(client, "suspended") == ["Held"]
    assert names(client, "issued") == ["Long", "Held", "Soon", "Over"]
    since = (clock.today() - dt.timedelta(days=5)).isoformat()
    assert names(client, "issued", issued_on_from=since) == ["Long", "Held"]
    for slug in SLUGS:
        page = client.get(url_of(slug))
        assert page.status_code == 200
        assert client.get(reverse(f"lms_certificates_reports_{slug}_results")).status_code == 200


def test_issued_by_month_counts_what_became_of_them(signed_in):
    keeper = make_registrar()
    course = make_short_course()
    award = make_award(course, title="Foundation")
    first = make_certificate(award=award, course=course)
    make_certificate(award=award, course=course)
    suspend(first, actor=keeper, reason="under_examination")
    answer = signed_in(keeper).get(url_of("periods"), {"export": "csv"})
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert lines[0] == "Month,Award,Issued,Renewals,Suspended,Revoked"
    assert lines[1].endswith("Foundation,2,0,1,0")


def test_a_name_that_looks_like_a_formula_is_not_calculated(signed_in):
    certificate = make_certificate()
    Certificate.objects.filter(pk=certificate.pk).update(name="=HYPERLINK(1)")
    client = signed_in(make_registrar())
    assert names(client, "issued") == ["'=HYPERLINK(1)"]
    answer = client.get(url_of("issued"), {"export": "xlsx"})
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet["B2"].value == "'=HYPERLINK(1)"


def test_only_who_may_see_the_register_sees_its_reports(signed_in):
    visitor = signed_in(make_user())
    for slug in SLUGS:
        assert visitor.get(url_of(slug)).status_code in {302, 403}


def test_a_report_costs_the_same_for_one_certificate_and_for_twenty(signed_in):
    client = signed_in(make_registrar())
    course = make_short_course()
    award = make_award(course)
    counts = []
    for more in (1, 19):
        for _ in range(more):
            make_certificate(award=award, course=course)
        client.get(url_of("issued"))
        with CaptureQueriesContext(connection) as queries:
            client.get(url_of("issued"))
        counts.append(len(queries))
    assert counts[0] == counts[1] == 11
