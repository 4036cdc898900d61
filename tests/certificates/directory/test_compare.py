"""Clinics side by side."""

import datetime as dt

import pytest

from certificates.api import revoke
from certificates.directory.models import ClinicCheck
from tests.factories.directory import School, make_clinic, make_practitioner

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return School()


def test_three_clinics_stand_side_by_side_with_certificates_as_they_are_now(client, school):
    one = make_clinic(name="One", slug="one", free_consultation=True)
    one.checks = [
        ClinicCheck(
            kind="hygiene", checked_on=dt.date(2026, 10, 5), checked_by="Registrar", finding="Seen."
        )
    ]
    one.save()
    certificate = school.certify(make_practitioner(one, name="Ines Marchetti"))
    make_clinic(name="Two", slug="two")
    address = "/directory/compare/?clinic=two&clinic=one&clinic=two"
    page = client.get(address)
    assert [p.clinic.slug for p in page.context["pages"]] == ["two", "one"]
    text = page.content.decode()
    assert text.count("Not checked by us") == 2 * len(page.context["checks"]) - 1
    assert "Ines Marchetti" in text
    revoke(certificate, actor=None, reason="deception")
    text = client.get(address).content.decode()
    assert "Ines Marchetti" not in text
    assert text.count("Nobody listed") == 2


def test_a_fourth_clinic_is_left_out_and_the_page_says_so(client):
    query = "&".join(f"clinic={make_clinic(slug=f's{n}').slug}" for n in range(4))
    page = client.get("/directory/compare/?" + query)
    assert len(page.context["pages"]) == 3
    assert b"Three at a time" in page.content


def test_without_a_clinic_that_is_published_the_page_says_what_to_do(client):
    make_clinic(slug="draft", live=False)
    for query in ("", "?clinic=draft", "?clinic=%00&clinic=nothing"):
        page = client.get("/directory/compare/" + query)
        assert "No clinic is chosen" in page.content.decode()


def test_the_list_offers_to_compare(client, school):
    clinic = make_clinic(slug="one")
    school.certify(make_practitioner(clinic))
    text = client.get("/directory/").content.decode()
    assert 'name="clinic" value="one" form="compare"' in text
    assert 'action="/directory/compare/"' in text


def test_comparing_costs_the_same_however_many_work_there(
    client, school, django_assert_num_queries
):
    clinic = make_clinic(slug="one")
    for number in (1, 20):
        while clinic.staff.count() < number:
            school.certify(make_practitioner(clinic))
        with django_assert_num_queries(11):
            client.get("/directory/compare/?clinic=one")
