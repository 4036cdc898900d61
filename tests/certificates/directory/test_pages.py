"""The directory's pages, as a client with no account sees them."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from certificates.api import revoke
from certificates.directory.enums import CheckKind, ClinicType, ConsentKind, Technique
from certificates.directory.models import Clinic, ClinicCheck
from certificates.directory.queries.found import FEW
from certificates.directory.services import give_consent
from certificates.models import AwardScope
from lms.core import clock
from tests.factories.certificates import make_registrar
from tests.factories.directory import School, make_clinic, make_practitioner

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return School()


@pytest.fixture
def harbourside(school):
    clinic = make_clinic(
        name="Harbourside Scalp Studio",
        slug="harbourside",
        town="Bristol",
        techniques=(Technique.HAIRLINE, Technique.DENSITY),
        free_consultation=True,
        hygiene_statement="Single-use cartridges, opened in front of you.",
    )
    school.certify(make_practitioner(clinic, name="Ines Marchetti"))
    return clinic


@pytest.fixture
def foundry(school):
    clinic = make_clinic(
        name="Foundry Tattoo",
        slug="foundry",
        town="Bath",
        postcode="BA1 1AA",
        type=ClinicType.TATTOO,
        techniques=(Technique.SCAR,),
    )
    school.certify(make_practitioner(clinic, name="Wes Okonjo"))
    return clinic


def find(client, **params):
    response = client.get(reverse("lms_directory:index"), params)
    assert response.status_code == 200
    results = response.context["results"]
    if results.search.show == "people":
        return [person.name for person in results.people]
    return [card.clinic.slug for card in results.cards]


def test_clinics_are_sorted_by_name_and_the_page_says_that_nobody_can_pay(
    client, harbourside, foundry
):
    assert find(client) == ["foundry", "harbourside"]
    page = client.get("/directory/")
    assert b"Nobody can pay for a place" in page.content
    assert b"Certificate valid, checked today" in page.content


def test_a_clinic_without_a_listed_practitioner_is_not_in_the_list(client, harbourside):
    make_clinic(name="Empty Chair", slug="empty")
    assert find(client) == ["harbourside"]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"town": "brist"}, ["harbourside"]),
        ({"town": "ba1", "radius": "10"}, ["foundry"]),
        ({"town": "ba1"}, ["foundry", "harbourside"]),
        ({"town": "ba1", "radius": "25", "sort": "name"}, ["foundry", "harbourside"]),
        ({"near": "51.45,-2.59"}, ["harbourside", "foundry"]),
        ({"near": "51.45,-2.59", "radius": "10"}, ["harbourside"]),
        ({"near": "55.95,-3.19"}, []),
        ({"near": "55.95,-3.19", "radius": "any"}, ["harbourside", "foundry"]),
        ({"near": "55.95,-3.19", "radius": "any", "q": "okonjo"}, ["foundry"]),
        ({"plans": "1"}, []),
        ({"q": "foundry"}, ["foundry"]),
        ({"q": "marchetti"}, ["harbourside"]),
        ({"technique": "scar"}, ["foundry"]),
        ({"technique": ["hairline", "density"]}, ["harbourside"]),
        ({"technique": ["hairline", "scar"]}, []),
        ({"type": ["tattoo", "smp"]}, ["foundry", "harbourside"]),
        ({"type": "medical"}, []),
        ({"free": "1"}, ["harbourside"]),
        ({"show": "people", "town": "Bath"}, ["Wes Okonjo"]),
        ({"show": "people", "town": "ba1"}, ["Wes Okonjo", "Ines Marchetti"]),
        ({"show": "people", "town": "ba1", "sort": "name"}, ["Ines Marchetti", "Wes Okonjo"]),
        ({"show": "people", "near": "51.45,-2.59"}, ["Ines Marchetti", "Wes Okonjo"]),
        ({"show": "people"}, ["Ines Marchetti", "Wes Okonjo"]),
        ({"show": "people", "q": "harbourside"}, ["Ines Marchetti"]),
    ],
)
def test_filters_narrow_the_list(client, harbourside, foundry, params, expected):
    assert find(client, **params) == expected


def test_an_address_that_nobody_typed_is_read_without_harm(client, harbourside):
    for query in ("q=har%00bour", "town=%00Bristol", "condition=%00", "language=%00"):
        assert client.get("/directory/?" + query).status_code == 200


@pytest.mark.parametrize("name", ["certified", "healed", "plans", "free"])
def test_a_box_that_is_ticked_sends_what_the_search_reads(client, harbourside, name):
    page = client.get("/directory/").content.decode()
    assert f'name="{name}" value="1">' in page
    ticked = client.get("/directory/", {name: "1"}).content.decode()
    assert f'name="{name}" value="1" checked>' in ticked


def test_each_filter_says_how_many_it_would_leave(client, harbourside, foundry):
    results = client.get("/directory/", {"type": "tattoo"}).context["results"]
    assert {f.value: f.count for f in results.techniques}["scar"] == 1
    assert {f.value: f.count for f in results.techniques}["hairline"] == 0
    assert {f.value: f.count for f in results.types} == {
        "smp": 1,
        "hair": 0,
        "medical": 0,
        "tattoo": 1,
    }
    assert results.free.count == 0


def test_an_empty_answer_suggests_the_next_wider_searches(client, harbourside, foundry):
    results = client.get("/directory/", {"town": "Bath", "technique": "density"}).context["results"]
    assert results.total == 0
    assert [(w.query, w.count) for w in results.wider] == [
        ("town=Bath", 1),
        ("technique=density", 1),
    ]
    page = client.get("/directory/?" + results.wider[0].query)
    assert page.context["results"].total == 1


def test_when_every_single_concession_fails_the_whole_directory_is_offered(client, harbourside):
    params = {"town": "Bath", "type": "medical", "q": "nobody"}
    results = client.get("/directory/", params).context["results"]
    assert [(w.query, w.count) for w in results.wider] == [("", 1)]


def test_an_empty_directory_says_what_an_entry_needs(client):
    page = client.get("/directory/")
    assert "an entry needs a certificate that is valid today" in page.content.decode()


def test_a_certificate_number_in_the_search_box_opens_the_register(client, school):
    number = school.certify(make_practitioner()).printed_number
    response = client.get("/directory/", {"q": number.lower().replace("-", " ")})
    assert response.status_code == 302
    assert response["Location"] == reverse(
        "lms_certificates:verify_number", args=[number.replace("-", "")[3:]]
    )
    response = client.get("/directory/", {"q": number}, headers={"HX-Request": "true"})
    assert "HX-Redirect" in response


def test_htmx_gets_the_results_alone_and_an_address_to_share(client, harbourside):
    response = client.get(
        "/directory/",
        {"q": "", "town": "Bristol", "show": "clinics"},
        headers={"HX-Request": "true"},
    )
    assert b"<html" not in response.content
    assert response["HX-Push-Url"] == "/directory/?town=Bristol"
    assert "HX-Request" in response["Vary"]
    whole = client.get(response["HX-Push-Url"])
    assert b"<html" in whole.content


def test_a_page_beyond_the_last_is_the_last_page(client, school):
    for _n in range(21):
        clinic = make_clinic()
    for n in range(21):
        school.certify(make_practitioner(make_clinic(name=f"Page {n:02d}")))
    results = client.get("/directory/", {"page": "50"}).context["results"]
    assert (results.search.page, results.number_of_pages, len(results.cards)) == (2, 2, 1)
    assert results.previous_query == ""
    assert clinic.slug not in [card.clinic.slug for card in results.cards]


def test_the_clinic_page_says_what_was_checked_by_whom_and_what_was_not(client, harbourside):
    harbourside.checks = [
        ClinicCheck(
            kind=CheckKind.HYGIENE,
            checked_on=dt.date(2026, 10, 5),
            checked_by="Anna Keeper, registrar",
            finding="Set-up and clean-down seen on a working day.",
        )
    ]
    harbourside.save()
    page = client.get(harbourside.get_absolute_url())
    text = " ".join(page.content.decode().split())
    assert "Checked by Anna Keeper, registrar on" in text
    assert "5\u00a0October 2026" in page.content.decode()
    view = page.context["page"]
    assert [line.label for line in view.checked] == [CheckKind.HYGIENE.label]
    assert len(view.unchecked) == len(CheckKind) - 1
    assert text.count("Not checked by us") == len(CheckKind) - 1


def test_a_shared_link_to_a_clinic_has_a_card_that_promises_nothing_and_names_nobody(
    client, harbourside
):
    address = f"{harbourside.get_absolute_url()}card.png"
    head = client.get(harbourside.get_absolute_url()).content.decode().partition("</head>")[0]
    assert f'<meta property="og:image" content="http://testserver{address}">' in head
    assert head.count('property="og:image"') == 1
    with Image.open(io.BytesIO(client.get(address).content)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
    before = client.get(address).content
    Clinic.objects.filter(pk=harbourside.pk).update(name="Harborside")
    assert client.get(address).content != before
    harbourside.unpublish()
    assert client.get(address).status_code == 404


def test_a_clinics_own_words_are_worded_as_claims(client, harbourside):
    text = client.get(harbourside.get_absolute_url()).content.decode()
    assert "About hygiene, the clinic says" in text
    assert "The clinic says it offers" in text


def test_a_technique_is_marked_where_a_certificate_held_there_covers_it(client):
    clinic = make_clinic(techniques=(Technique.HAIRLINE, Technique.SCAR))
    school = School(
        scope=[
            AwardScope(technique=Technique.HAIRLINE, condition="pattern_loss"),
            AwardScope(technique=Technique.SCAR, condition="any", is_covered=False),
        ]
    )
    person = make_practitioner(clinic, name="Ines Marchetti")
    address = clinic.get_absolute_url()
    assert "covered by a certificate held here" not in client.get(address).content.decode()
    certificate = school.certify(person)
    page = client.get(address).content.decode()
    assert page.count("covered by a certificate held here") == 1
    assert "<li>Hairline (covered by a certificate held here)</li>" in page
    listed = client.get(reverse("lms_directory:index")).content.decode()
    assert listed.count("covered by a certificate held here") == 1
    revoke(certificate, actor=None, reason="deception")
    assert "covered by a certificate held here" not in client.get(address).content.decode()


def test_the_clinic_page_links_each_practitioner_to_the_live_register(client, harbourside):
    page = client.get(harbourside.get_absolute_url())
    person = page.context["page"].named[0]
    assert person.marks[0].url.encode() in page.content


def test_the_clinic_page_tells_the_truth_after_a_revocation(client, school):
    clinic = make_clinic()
    certificate = school.certify(make_practitioner(clinic, name="Noor Haddad"))
    revoke(certificate, actor=make_registrar(), reason="deception")
    page = client.get(clinic.get_absolute_url())
    assert b"Nobody listed at this clinic holds a certificate of ours" in page.content
    assert b"Noor Haddad" not in page.content


def test_the_whole_directory_follows_the_clock(client, harbourside):
    assert find(client) == ["harbourside"]
    with clock.at(timezone.now() + dt.timedelta(days=3 * 366)):
        assert find(client) == []
        assert client.get("/directory/practitioner/ines-marchetti/").status_code == 404
    assert client.get("/directory/practitioner/ines-marchetti/").status_code == 200


def test_somebody_who_does_not_show_their_name_is_counted_and_not_named(client, school):
    clinic = make_clinic(slug="quiet")
    person = make_practitioner(clinic, name="Abena Sarpong", consents=(ConsentKind.LISTED,))
    school.certify(person)
    assert find(client) == ["quiet"]
    assert find(client, q="sarpong") == []
    assert find(client, show="people") == []
    for address in ("/directory/", clinic.get_absolute_url()):
        text = client.get(address).content.decode()
        assert "1 certified practitioner who is not named here" in text
        assert "Sarpong" not in text
    assert client.get(person.get_absolute_url()).status_code == 404
    give_consent(person, kind=ConsentKind.NAME, actor=person.user, at=timezone.now())
    assert find(client, q="sarpong") == ["quiet"]


def test_the_practitioner_page_shows_what_the_certificate_covers_and_what_not(client, harbourside):
    text = client.get("/directory/practitioner/ines-marchetti/").content.decode()
    for words in ("It covers", "Shaved-look density", "It does not cover", "Scar camouflage"):
        assert words in text


def test_an_unpublished_clinic_has_no_page(client, harbourside):
    harbourside.unpublish()
    assert client.get("/directory/harbourside/").status_code == 404
    assert find(client) == []


def test_consents_are_changed_on_the_persons_own_page(client, harbourside):
    person = harbourside.staff.get().practitioner
    assert client.get("/accounts/listing/").status_code == 302
    client.force_login(person.user)
    page = client.get("/accounts/listing/")
    assert b"Clients can find you by name" in page.content
    client.post("/accounts/listing/", {"listed": "on"})
    assert b"Ines Marchetti" not in client.get("/directory/harbourside/").content
    client.post("/accounts/listing/", {})
    assert find(client) == []
    assert client.get("/directory/harbourside/").status_code == 200


@pytest.mark.parametrize("number", [1, 20, 200])
def test_the_directory_costs_the_same_however_many_are_listed(
    client, django_assert_num_queries, school, number
):
    for n in range(number):
        clinic = make_clinic(name=f"Clinic {n:03d}", techniques=tuple(Technique.values))
        school.certify(make_practitioner(clinic, name=f"Holder {n:03d}"))
    # people at more clinics than the nearest few take a second look, and never a third
    looks = 2 if number > FEW else 1
    for queries, params in (
        (6, {}),
        (7, {"town": "BS1", "q": "clinic"}),
        (7, {"town": "BS1", "q": "holder", "technique": "scar"}),
        (4, {"show": "people"}),
        (5 + looks, {"show": "people", "town": "BS1", "q": "holder"}),
    ):
        with django_assert_num_queries(queries):
            assert len(find(client, **params)) == min(number, 20)


@pytest.mark.parametrize("number", [1, 20, 200])
def test_the_clinic_page_costs_the_same_however_many_work_there(
    client, django_assert_num_queries, school, number
):
    clinic = make_clinic()
    for n in range(number):
        school.certify(make_practitioner(clinic, name=f"Holder {n:03d}"))
    with django_assert_num_queries(12):
        page = client.get(clinic.get_absolute_url())
    assert len(page.context["page"].named) == number


def test_the_practitioner_page_costs_the_same_at_one_and_at_many_clinics(
    client, django_assert_num_queries, school
):
    for name, number in (("One Place", 1), ("Some Places", 20), ("Many Places", 200)):
        person = make_practitioner(*(make_clinic() for _n in range(number)), name=name)
        school.certify(person)
        with django_assert_num_queries(7):
            page = client.get(person.get_absolute_url())
        assert len(page.context["page"].roles) == number


# Wagtail leaves the temporary file of a new rendition to the garbage collector.
@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")
def test_photos_cost_two_queries_in_all(client, django_assert_num_queries, school, make_image):
    for n in range(20):
        clinic = make_clinic(name=f"Clinic {n:03d}", photo=make_image(), photo_alt="Two chairs")
        person = make_practitioner(
            clinic,
            name=f"Holder {n:03d}",
            photo=make_image(),
            consents=(ConsentKind.LISTED, ConsentKind.NAME, ConsentKind.PHOTO),
        )
        school.certify(person)
    for show, number in (("clinics", 7), ("people", 5)):
        assert client.get("/directory/", {"show": show}).content.count(b"<img") == 20
        with django_assert_num_queries(number):
            client.get("/directory/", {"show": show})
