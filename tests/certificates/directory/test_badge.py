"""The badge a clinic shows on its own site: counted now, framed anywhere, knows nobody."""

import pytest
from defusedxml import ElementTree
from django.test import Client
from django.utils import timezone

from certificates.api import revoke
from certificates.directory.badge import BadgeFace, draw_badge
from certificates.directory.models import ClinicPractitioner, Practitioner
from certificates.directory.services import withdraw_consent
from tests.factories.certificates import make_registrar
from tests.factories.directory import School, make_clinic, make_practitioner

pytestmark = pytest.mark.django_db
FORMS = ("/directory/harbourside/badge/", "/directory/harbourside/badge.svg")
COLORS = {"solid-ok": "#060", "solid-stop": "#900", "on-solid": "#fff"}


@pytest.fixture
def harbourside():
    return make_clinic(name="Harbourside Scalp Studio", slug="harbourside")


@pytest.fixture
def certified(harbourside):
    school = School()
    person = make_practitioner(harbourside, name="Ines Marchetti")
    return person, school.certify(person)


def text_of(address):
    return Client().get(address).content.decode()


@pytest.mark.parametrize("address", FORMS)
def test_it_counts_who_holds_a_valid_certificate_now(certified, address):
    assert "1 certified practitioner today" in text_of(address)
    assert "Harbourside Scalp Studio" in text_of(address)


@pytest.mark.parametrize("address", FORMS)
def test_it_is_red_from_the_next_look_after_a_revocation(certified, address):
    _person, certificate = certified
    revoke(certificate, actor=make_registrar(), reason="deception")
    assert "No valid certificate here today" in text_of(address)
    assert "certified practitioner today" not in text_of(address)


def test_who_takes_back_consent_is_not_counted(certified):
    person, _certificate = certified
    withdraw_consent(person, kind="listed", actor=person.user, at=timezone.now())
    assert 'class="badge is-stop"' in text_of(FORMS[0])


@pytest.mark.parametrize("address", FORMS)
def test_a_clinic_that_is_gone_has_a_red_badge_and_no_name(certified, harbourside, address):
    harbourside.unpublish()
    response = Client().get(address)
    assert response.status_code == 404
    assert "Not in this directory" in response.content.decode()
    assert "Harbourside" not in response.content.decode()


@pytest.mark.parametrize("address", FORMS)
def test_any_site_may_show_it_for_a_minute_and_no_cookie_is_set(certified, address):
    response = Client().get(address)
    assert response["Cache-Control"] == "public, max-age=60"
    assert "X-Frame-Options" not in response
    policy = response["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script-src 'none'" in policy
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("address", FORMS)
@pytest.mark.parametrize("count", [1, 20, 200])
def test_it_costs_two_queries_however_many_work_there(
    harbourside, address, count, django_assert_num_queries
):
    people = Practitioner.objects.bulk_create(
        Practitioner(display_name=f"Person {n}", slug=f"person-{n}") for n in range(count)
    )
    ClinicPractitioner.objects.bulk_create(
        ClinicPractitioner(practitioner=person, clinic=harbourside) for person in people
    )
    with django_assert_num_queries(2):
        Client().get(address)


def test_the_frame_has_no_script_and_leads_to_the_page_of_the_clinic(certified, settings):
    settings.LMS_VERIFY_BASE_URL = "https://academy.example"
    text = text_of(FORMS[0])
    assert "<script" not in text
    assert 'href="https://academy.example/directory/harbourside/" target="_blank"' in text
    assert "Real only if it opens on academy.example" in text


def test_the_code_to_copy_names_the_public_address_and_says_how_to_tell_copies(certified, settings):
    settings.LMS_VERIFY_BASE_URL = "https://academy.example"
    text = text_of("/directory/harbourside/badge/code/")
    assert '&lt;iframe src="https://academy.example/directory/harbourside/badge/"' in text
    assert "https://academy.example/directory/harbourside/badge.svg" in text
    assert "on academy.example when it is clicked" in text


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize(
    "name", ['A & B <script>"', "مركز تصبغ فروة الرأس للتدريب والعناية الفائقة", ""]
)
def test_the_picture_is_well_formed_whatever_the_name(name, rtl):
    face = BadgeFace(True, "1 certified practitioner today", name, "Looked up", "Real only here")
    root = ElementTree.fromstring(draw_badge(face, COLORS, rtl=rtl))
    texts = [e.text or "" for e in root.iter("{http://www.w3.org/2000/svg}text")]
    assert all(len(text) <= 36 for text in texts)
    assert "script" not in {e.tag.rpartition("}")[2] for e in root.iter()}
