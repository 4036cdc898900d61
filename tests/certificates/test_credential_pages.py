"""What holders download and what the world fetches to check it."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from openbadgeslib.ob3.ldp import verify_data_integrity_proof
from PIL import Image

from certificates.credentials import status_list
from certificates.credentials.encoding import unb64url
from certificates.credentials.material import read_public
from certificates.credentials.picture import CARD_SIZE
from certificates.enums import KeyPurpose
from certificates.services.badge_forms import BADGE_FORMS
from certificates.services.check import check_file
from certificates.services.keys import current_key
from lms.core import clock
from tests.certificates.keyring import configure
from tests.factories.certificates import make_certificate, make_holder

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(settings):
    configure(settings)
    return make_certificate()


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("form", BADGE_FORMS)
def test_the_holder_downloads_the_badge_in_every_form(form, certificate):
    address = f"/certificates/{certificate.printed_number}/badge.{form}"
    response = signed_in(certificate.user).get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == BADGE_FORMS[form]
    assert f'filename="{certificate.printed_number}.{form}"' in response["Content-Disposition"]
    assert check_file(response.content, now=clock.now()).is_valid
    assert signed_in(make_holder()).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_other_forms_and_withheld_names_have_no_badge(certificate):
    client = signed_in(certificate.user)
    base = f"/certificates/{certificate.printed_number}"
    assert client.get(f"{base}/badge.exe").status_code == 404
    certificate.name = ""
    certificate.save(update_fields=["name"])
    assert client.get(f"{base}/badge.json").status_code == 404
    assert "As a badge" not in client.get(f"{base}/").content.decode()


def test_the_holders_page_offers_to_share(certificate):
    page = signed_in(certificate.user).get(f"/certificates/{certificate.printed_number}/")
    text = page.content.decode()
    assert "https://www.linkedin.com/profile/add?" in text
    assert f"http://127.0.0.1:8000/verify/{certificate.printed_number}/" in text
    assert "badge.png" in text


def test_a_stranger_can_check_a_badge_with_public_addresses_alone(certificate):
    client = signed_in(certificate.user)
    badge = json.loads(client.get(f"/certificates/{certificate.printed_number}/badge.json").content)
    stranger = Client()
    did = stranger.get("/.well-known/did.json")
    assert did["Access-Control-Allow-Origin"] == "*"
    assert did.json()["id"] == badge["issuer"]["id"]
    assert badge["proof"][0]["verificationMethod"] in did.json()["assertionMethod"]
    public = read_public(KeyPurpose.PROOF, current_key(KeyPurpose.PROOF).row.public)
    status = badge["credentialStatus"]
    for place in (status["id"], status["statusReference"]):
        address, _hash, position = place.partition("#")
        response = stranger.get(address.partition(":8000")[2])
        assert set(response["Cache-Control"].split(", ")) == {"max-age=60", "public"}
        assert response["Content-Type"] == "application/vc"
        document = json.loads(response.content)
        verify_data_integrity_proof(document, public)
        assert document["id"] == address
        encoded = document["credentialSubject"]["encodedList"]
        assert not status_list.is_set(encoded, int(position))
    token = client.get(f"/certificates/{certificate.printed_number}/badge.jwt").content.decode()
    header = json.loads(unb64url(token.split(".")[0]))
    jwk = stranger.get(header["kid"].partition(":8000")[2])
    assert jwk["Content-Type"] == "application/jwk+json"
    assert jwk.json()["kty"] == "RSA"
    assert stranger.get("/keys/none").status_code == 404
    assert stranger.get("/credentials/status/none/").status_code == 404


def test_the_achievement_has_a_page_and_json(certificate):
    award = certificate.award
    page = Client().get(f"/awards/{award.slug}/", headers={"accept": "text/html"})
    assert award.title in page.content.decode()
    data = Client().get(f"/awards/{award.key}/", headers={"accept": "application/json"}).json()
    assert data["name"] == award.title
    assert data["id"].endswith(f"/awards/{award.key}/")
    assert Client().get("/awards/none/").status_code == 404


def test_a_shared_link_has_a_card_that_names_the_award_and_nobody(certificate):
    page = Client().get(f"/verify/{certificate.printed_number}/").content.decode()
    address = f"/awards/{certificate.award.key}/card.png"
    assert f'<meta property="og:image" content="http://testserver{address}">' in page
    head = page.partition("</head>")[0]
    assert f'<meta property="og:title" content="{certificate.title}">' in head
    assert certificate.name not in head
    award = Client().get(f"/awards/{certificate.award.slug}/", headers={"accept": "text/html"})
    assert f'content="http://testserver{address}"' in award.content.decode()
    card = Client().get(address)
    assert set(card["Cache-Control"].split(", ")) == {"max-age=86400", "public"}
    with Image.open(io.BytesIO(card.content)) as picture:
        assert (picture.format, picture.size) == ("PNG", CARD_SIZE)
    assert len(card.content) < 200_000
    assert Client().get("/awards/none/card.png").status_code == 404
    assert "og:image" not in Client().get("/verify/SMP-0000-0000-0000-0/").content.decode()


def test_everything_about_a_certificate_is_exported(certificate, tmp_path, capsys):
    call_command("export_certificate", certificate.printed_number, str(tmp_path / "out"))
    written = capsys.readouterr().out.split()
    assert len(written) == 8
    call_command("verify_certificate", *written)
    assert capsys.readouterr().out.count("This exact file") == 8
    with pytest.raises(CommandError, match="no certificate"):
        call_command("export_certificate", "SMP-0", str(tmp_path))
    certificate.name = ""
    certificate.save(update_fields=["name"])
    with pytest.raises(CommandError, match="erased"):
        call_command("export_certificate", certificate.printed_number, str(tmp_path))
