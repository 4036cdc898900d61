"""The directory for programs, for search engines and for the cards of messages."""

import json
import re

import pytest
from django.core.cache import cache

from certificates.api import revoke
from certificates.directory.enums import ConsentKind
from certificates.directory.search import Search
from certificates.directory.structured import as_script
from tests.factories.directory import School, make_clinic, make_practitioner

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/directory"


@pytest.fixture(autouse=True)
def _fresh_rates():
    cache.clear()


@pytest.fixture
def school():
    return School()


@pytest.fixture
def bristol(school):
    clinic = make_clinic(name="Harbourside", slug="harbourside", postcode="BS1 4XX")
    school.certify(make_practitioner(clinic, name="Ines Marchetti"))
    quiet = make_practitioner(clinic, name="Abena Sarpong", consents=(ConsentKind.LISTED,))
    school.certify(quiet)
    return clinic


def test_the_answer_is_that_of_the_page_with_the_same_filters(client, school, bristol):
    bath = make_clinic(name="Foundry", slug="foundry", town="Bath", postcode="BA1 1AA")
    school.certify(make_practitioner(bath, name="Wes Okonjo"))
    for params in ({}, {"town": "BA1"}, {"q": "foun"}, {"town": "EH1"}, {"technique": "scar"}):
        page = client.get("/directory/", params).context["results"]
        answer = client.get(ADDRESS, params).json()
        assert [c["name"] for c in answer["clinics"]] == [c.clinic.name for c in page.cards]
        assert answer["total"] == page.total
    nearest = client.get(ADDRESS, {"town": "BA1"}).json()
    assert nearest["place"]["name"] == "BA, Bath"
    assert [c["distance_km"] for c in nearest["clinics"]] == [0.0, pytest.approx(18, abs=2)]


def test_who_does_not_show_their_name_is_counted_and_not_named(client, bristol):
    response = client.get(ADDRESS)
    clinic = response.json()["clinics"][0]
    assert [p["name"] for p in clinic["practitioners"]] == ["Ines Marchetti"]
    assert clinic["unnamed_practitioners"] == 1
    assert clinic["url"] == "http://testserver/directory/harbourside/"
    assert b"Sarpong" not in response.content
    people = client.get(ADDRESS, {"show": "people"}).json()
    assert [p["name"] for p in people["practitioners"]] == ["Ines Marchetti"]


def test_a_revoked_certificate_is_gone_from_the_next_answer(client, school):
    certificate = school.certify(make_practitioner(make_clinic(), name="Noor Haddad"))
    assert client.get(ADDRESS).json()["total"] == 1
    revoke(certificate, actor=None, reason="deception")
    assert client.get(ADDRESS).json()["total"] == 0


def test_copying_everything_is_refused_by_depth_and_by_rate(client, settings, bristol):
    assert client.get(ADDRESS, {"page": 21}).status_code == 422
    settings.LMS_DIRECTORY_RATE = "2/m"
    cache.clear()
    assert [client.get(ADDRESS).status_code for _n in range(3)] == [200, 200, 429]
    refused = client.get(ADDRESS)
    assert refused["Retry-After"] == "60"
    assert refused.json() == {"detail": "Too many searches in a short time."}


def test_the_answer_costs_no_more_queries_than_the_page(
    client, django_assert_num_queries, school, bristol
):
    with django_assert_num_queries(6):
        client.get(ADDRESS, {"town": "BS1", "q": "harbour"})
    for n in range(20):
        school.certify(make_practitioner(make_clinic(name=f"Harbour {n}")))
    with django_assert_num_queries(6):
        client.get(ADDRESS, {"town": "BS1", "q": "harbour"})


def test_the_schema_names_every_filter_of_the_page(client):
    schema = client.get(ADDRESS + "/openapi.json").json()
    names = {row["name"] for row in schema["paths"][ADDRESS]["get"]["parameters"]}
    everything = Search(
        q="a",
        town="b",
        radius=5,
        techniques=frozenset(["scar"]),
        condition="keloid",
        certified=True,
        types=frozenset(["smp"]),
        free_consultation=True,
        payment_plans=True,
        healed=True,
        language="pl",
        sort="name",
        show="people",
        page=2,
    )
    asked = {pair.partition("=")[0] for pair in everything.query().split("&")}
    assert names == asked | {"near"}


def test_a_clinics_page_carries_its_facts_as_data_that_is_not_run(client, bristol):
    bristol.description = "</script><script>alert(1)</script> & more"
    bristol.save()
    response = client.get(bristol.get_absolute_url())
    page = response.content.decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    data = json.loads(found[0])
    assert data["name"] == "Harbourside"
    assert data["description"] == bristol.description
    assert data["address"]["postalCode"] == "BS1 4XX"
    assert [p["name"] for p in data["employee"]] == ["Ines Marchetti"]
    assert "<script>alert" not in page
    assert '<meta property="og:url" content="http://testserver/directory/harbourside/">' in page
    person = client.get("/directory/practitioner/ines-marchetti/").content.decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', person, re.S)
    data = json.loads(found[0])
    assert (data["@type"], data["name"]) == ("Person", "Ines Marchetti")
    assert len(data["hasCredential"]) == 1


def test_data_cannot_end_its_element():
    assert "<" not in as_script({"a": "</script>", "b": "<!--"})
    assert json.loads(as_script({"a": "</script>&"})) == {"a": "</script>&"}


def test_the_sitemap_lists_what_anybody_may_see_now(client, school, bristol):
    make_clinic(name="Empty Chair", slug="empty")
    page = client.get("/sitemap.xml").content.decode()
    assert "/directory/harbourside/" in page
    assert "/directory/practitioner/ines-marchetti/" in page
    assert "/directory/empty/" not in page
    assert "sarpong" not in page
