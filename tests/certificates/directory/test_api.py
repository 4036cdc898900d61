"""The directory for programs, for search engines and for the cards of messages."""

import json
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from certificates.api import revoke
from certificates.directory.enums import ConsentKind
from certificates.directory.models import ClinicLanguage
from certificates.directory.queries.found import FEW
from certificates.directory.search import Search
from certificates.directory.structured import as_script
from certificates.models import AwardScope
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


@pytest.mark.parametrize("number", [1, 20, 200])
def test_an_answer_costs_the_same_however_many_are_listed(
    client, django_assert_num_queries, school, number
):
    for n in range(number):
        school.certify(make_practitioner(make_clinic(name=f"Harbour {n}"), name=f"Ann {n}"))
    # people at more clinics than the nearest few take a second look, and never a third
    looks = 2 if number > FEW else 1
    for queries, params in (
        (5, {}),
        (6, {"town": "BS1", "q": "harbour"}),
        (5 + looks, {"show": "people", "town": "BS1", "q": "ann"}),
    ):
        with django_assert_num_queries(queries):
            answer = client.get(ADDRESS, params).json()
        assert answer["total"] == number


FILTERS = [
    {},
    {"town": "BA1"},
    {"town": "BA1", "radius": "5"},
    {"town": "BA1", "radius": "any", "sort": "name"},
    {"town": "BA1", "page": "2"},
    {"near": "51.38,-2.36", "radius": "any"},
    {"q": "foun"},
    {"q": "nobody"},
    {"town": "EH1"},
    {"technique": "scar"},
    {"technique": ["hairline", "scar"], "certified": "1"},
    {"condition": "pattern_loss"},
    {"condition": "keloid"},
    {"type": ["tattoo", "hair"]},
    {"free": "1"},
    {"plans": "1"},
    {"healed": "1"},
    {"language": "pl"},
    {"page": "2"},
    {"page": "9"},
]


@pytest.mark.parametrize("show", ["clinics", "people"])
def test_every_filter_and_page_finds_by_program_what_it_finds_on_the_page(client, show):
    school = School(scope=[AwardScope(technique="scar", condition="pattern_loss")])
    for n in range(22):
        clinic = make_clinic(
            name=f"Foundry {n}",
            town="Bath" if n % 3 else "Bristol",
            postcode="BA1 1AA" if n % 3 else "BS1 4XX",
            type="tattoo" if n % 2 else "smp",
            techniques=("hairline", "scar") if n % 4 else ("density",),
            free_consultation=n % 5 == 0,
            payment_plans=n % 7 == 0,
        )
        if n % 6 == 0:
            clinic.spoken = [ClinicLanguage(code="pl")]
            clinic.save()
        school.certify(make_practitioner(clinic, name=f"Ann {n}"))
    seen = set()
    for params in FILTERS:
        asked = {**params, "show": show}
        page = client.get("/directory/", asked).context["results"]
        answer = client.get(ADDRESS, asked).json()
        names = [one["name"] for one in (answer["clinics"] or answer["practitioners"])]
        shown = [c.clinic.name for c in page.cards] or [p.name for p in page.people]
        assert names == shown, params
        counts = (answer["total"], answer["page"], answer["pages"], answer["is_cut"])
        assert counts == (page.total, page.search.page, page.number_of_pages, page.is_cut)
        seen.add(counts[0])
    assert {0, 22} < seen  # filters that find nothing, all, and some


def test_a_scraper_gets_no_more_than_its_share_whichever_way_it_asks(client, settings, school):
    settings.LMS_DIRECTORY_DAY_RATE = "4/d"
    clinic = make_clinic()
    everybody = {f"Ann {n:03d}" for n in range(120)}
    for name in everybody:
        school.certify(make_practitioner(clinic, name=name))
    cache.clear()
    got = set()
    for page in range(1, 7):
        by_program = client.get(ADDRESS, {"show": "people", "page": page})
        on_page = client.get("/directory/", {"show": "people", "page": page})
        for response in (by_program, on_page):
            got |= set(re.findall(r"Ann \d{3}", response.content.decode()))
    assert (by_program.status_code, on_page.status_code) == (429, 429)
    assert by_program["Retry-After"] == on_page["Retry-After"] == "86400"
    # the first page without any filter is the way in and counts for nothing by itself
    assert len(got) <= 4 * 20
    assert client.get("/directory/").status_code == 200


def test_the_schema_names_every_filter_of_the_page(client):
    schema = client.get(ADDRESS + "/openapi.json").json()
    names = {row["name"] for row in schema["paths"][ADDRESS]["get"]["parameters"]}
    everything = Search(
        q="a",
        town="b",
        which="51.59,-3.00",
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


# Wagtail leaves the temporary file of a new rendition to the garbage collector.
@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")
def test_a_shared_link_to_a_clinic_shows_its_photo_before_the_sites_card(
    client, bristol, make_image
):
    def pictures():
        page = client.get(bristol.get_absolute_url()).content.decode()
        return re.findall(r'<meta property="og:image" content="(.*?)">', page)

    (card,) = pictures()
    bristol.photo, bristol.photo_alt = make_image(), "Two chairs"
    bristol.save()
    photo, other = pictures()
    assert other == card
    assert photo.startswith("http://testserver/media/")
    assert photo.endswith(".jpg")


def test_data_cannot_end_its_element():
    assert "<" not in as_script({"a": "</script>", "b": "<!--"})
    assert json.loads(as_script({"a": "</script>&"})) == {"a": "</script>&"}


def test_the_sitemap_lists_what_anybody_may_see_now(client, school, bristol):
    make_clinic(name="Empty Chair", slug="empty")
    page = client.get("/sitemap.xml").content.decode()
    assert "/directory/</loc>" in page
    assert "/verify/</loc>" in page
    assert "/directory/harbourside/" in page
    assert "/directory/practitioner/ines-marchetti/" in page
    assert "/directory/empty/" not in page
    assert "sarpong" not in page


def test_a_large_sitemap_is_an_index_of_parts_that_hold_everything(client, monkeypatch, school):
    monkeypatch.setattr("certificates.directory.sitemaps.ClinicSitemap.limit", 2)
    slugs = [f"part-{n}" for n in range(3)]
    for slug in slugs:
        school.certify(make_practitioner(make_clinic(slug=slug)))
    whole = client.get("/sitemap.xml").content.decode()
    assert "<sitemapindex" in whole
    parts = re.findall(r"<loc>http://[^/]+([^<]+)</loc>", whole)
    assert "/sitemap-clinics.xml?p=2" in parts
    read = [client.get(part) for part in parts]
    assert {response.status_code for response in read} == {200}
    text = "".join(response.content.decode() for response in read)
    assert [text.count(f"/directory/{slug}/<") for slug in slugs] == [1, 1, 1]
    assert text.count("/directory/practitioner/") == 3


def test_the_sitemap_counts_each_section_once(client, school):
    school.certify(make_practitioner(make_clinic()))
    client.get("/sitemap.xml")
    with CaptureQueriesContext(connection) as captured:
        client.get("/sitemap.xml")
    counts = [query["sql"] for query in captured if query["sql"].startswith("SELECT COUNT(*)")]
    assert len(counts) == 3  # pages, clinics, practitioners; the doors are a list


def test_only_the_search_may_ask_where_somebody_is(client, bristol):
    policies = {
        path: client.get(path)["Permissions-Policy"].split(", ")[-1]
        for path in ("/directory/", "/directory/harbourside/", "/verify/", "/none/")
    }
    assert policies == {
        "/directory/": "geolocation=(self)",
        "/directory/harbourside/": "geolocation=()",
        "/verify/": "geolocation=()",
        "/none/": "geolocation=()",
    }


# properties of https://schema.org that each type has, as far as we say them
VOCABULARY = {
    "HealthAndBeautyBusiness": {"@id", "url", "name", "description", "address", "geo", "employee"}
    | {"makesOffer"},
    "PostalAddress": {"streetAddress", "addressLocality", "postalCode", "addressCountry"},
    "GeoCoordinates": {"latitude", "longitude"},
    "Person": {"name", "url", "jobTitle", "hasCredential", "worksFor"},
    "EducationalOccupationalCredential": {"name", "identifier", "url", "recognizedBy"}
    | {"dateCreated", "expires"},
    "Organization": {"name"},
    "Offer": {"itemOffered"},
    "Service": {"name"},
}


def _check_words(data):
    assert data.keys() - {"@type", "@context"} <= VOCABULARY[data["@type"]], data["@type"]
    for value in data.values():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                _check_words(one)


def test_facts_for_search_engines_use_words_that_schema_org_knows(client, bristol):
    bristol.street, bristol.description = "1 Quay Street", "Two chairs."
    bristol.save()
    for path in ("/directory/harbourside/", "/directory/practitioner/ines-marchetti/"):
        page = client.get(path).content.decode()
        data = json.loads(re.search(r'ld\+json">(.*?)</script>', page, re.S)[1])
        assert data["@context"] == "https://schema.org"
        _check_words(data)
