"""Badges: the same facts as the register, in every form, judged by another implementation."""

import datetime as dt
import io
import json

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from openbadgeslib.ob3.ldp import verify_data_integrity_proof
from openbadgeslib.ob3.verifier import OB3Verifier
from PIL import Image

from certificates.api import reinstate, revoke, suspend
from certificates.credentials import proofs, status_list
from certificates.credentials.encoding import unb64url
from certificates.credentials.material import generate_private, read_public
from certificates.enums import AwardKind, KeyPurpose, ReasonCode, StatusPurpose
from certificates.exceptions import NameWithheld
from certificates.models import StatusEntry
from certificates.services.badges import (
    achievement_of,
    badge_document,
    badge_json,
    badge_token,
    baked_png,
    baked_svg,
    ensure_status_entry,
    find_jwk,
    forget_status,
    issuer_document,
    signed_badge,
    status_credential,
)
from certificates.services.keys import current_key
from lms.core import clock
from tests.certificates.keyring import configure
from tests.factories.certificates import make_certificate, make_registrar

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


@pytest.fixture
def certificate():
    with clock.at(NOON):
        return make_certificate()


def public_of(purpose):
    return read_public(purpose, current_key(purpose).row.public)


def test_the_badge_says_what_the_certificate_says(certificate):
    badge = badge_document(certificate)
    origin = certificate.facts.verify_origin
    assert badge["id"] == f"{origin}/c/{certificate.number}"
    assert badge["validFrom"] == "2026-11-22T00:00:00Z"
    assert badge["validUntil"] == "2028-11-23T00:00:00Z"
    assert badge["issuer"]["name"] == "Kestrel Lane Academy"
    subject = badge["credentialSubject"]
    assert subject["identifier"][0]["identityHash"] == "Ines Marchetti"
    achievement = subject["achievement"]
    assert achievement["name"] == certificate.title
    assert achievement["achievementType"] == "Certificate"
    lines = achievement["description"].splitlines()
    assert "Shaved-look density" in lines
    # the paper says what is not covered, so the badge does
    assert "Does not cover: Active alopecia areata" in lines
    published = achievement_of(certificate.version, origin=origin)["description"]
    assert published.splitlines() == lines[1:]
    text = json.dumps(badge)
    for secret in (certificate.user.email, certificate.facts.name_salt, "Tomasz"):
        assert secret not in text


def test_the_badge_has_the_shape_that_the_schema_of_open_badges_asks_for(certificate):
    """By hand: the schema is published, but no package carries it (1EdTech, version 3.0)."""
    badge = signed_badge(certificate)
    subject, status = badge["credentialSubject"], badge["credentialStatus"]
    achievement = subject["achievement"]
    # where the schema allows one, it is an object; where it allows several, an array
    for one in (badge["issuer"], subject, achievement, achievement["criteria"], status):
        assert isinstance(one, dict)
    several = ("@context", "type", "proof", "credentialSchema")
    for many in (*(badge[name] for name in several), subject["identifier"], subject["type"]):
        assert isinstance(many, list)
    assert {"id", "type", "validFrom", "name", "issuer"} <= badge.keys()
    assert {"id", "type"} <= status.keys()
    assert {"id", "type"} <= badge["issuer"].keys()
    assert {"id", "type", "name", "description", "criteria"} <= achievement.keys()
    (identity,) = subject["identifier"]
    assert identity.keys() == {"type", "identityHash", "identityType", "hashed"}
    # these two take no other members
    assert subject.keys() == {"id", "type", "identifier", "achievement"}
    assert all({"id", "type"} <= one.keys() for one in badge["credentialSchema"])


def test_attendance_is_another_kind_of_achievement():
    badge = badge_document(make_certificate(kind=AwardKind.ATTENDANCE))
    achievement = badge["credentialSubject"]["achievement"]
    assert achievement["achievementType"] == "CertificateOfCompletion"
    assert "skills were not assessed" in achievement["description"]
    assert "Does not show: Scar camouflage" in achievement["description"]


def test_another_implementation_accepts_every_form(certificate, settings):
    configure(settings)
    verify_data_integrity_proof(json.loads(badge_json(certificate)), public_of(KeyPurpose.PROOF))
    pem = public_of(KeyPurpose.TOKEN).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    assert OB3Verifier(pem).verify(badge_token(certificate))
    png = baked_png(certificate)
    assert OB3Verifier.extract_token_from_png(png) == badge_json(certificate)
    with Image.open(io.BytesIO(png)) as picture:
        assert picture.size == (640, 640)
    svg = baked_svg(certificate)
    assert json.loads(OB3Verifier.extract_token_from_svg(svg.encode())) == signed_badge(certificate)


def test_the_same_badge_comes_out_each_time(certificate):
    assert badge_json(certificate) == badge_json(certificate)
    assert badge_token(certificate) == badge_token(certificate)


def is_marked(certificate, purpose):
    document = status_credential(purpose)
    proofs.check_proof(
        document,
        keys={
            method["id"]: read_public(KeyPurpose.PROOF, row.public).public_bytes_raw()
            for method in issuer_document()["verificationMethod"]
            for row in [current_key(KeyPurpose.PROOF).row]
            if method["id"].endswith(row.key_id)
        },
    )
    status = badge_document(certificate)["credentialStatus"]
    suspension = f"{status['statusListCredential']}#{status['statusListIndex']}"
    assert (status["id"], status["statusPurpose"]) == (suspension, "suspension")
    places = {"suspension": suspension, "revocation": status["statusReference"]}
    address, _hash, place = places[purpose].partition("#")
    assert address == document["id"]
    return status_list.is_set(document["credentialSubject"]["encodedList"], int(place))


def test_the_status_lists_follow_the_register(certificate, django_capture_on_commit_callbacks):
    def marks():
        return [is_marked(certificate, purpose) for purpose in StatusPurpose]

    forget_status()
    registrar = make_registrar()
    assert marks() == [False, False]
    with django_capture_on_commit_callbacks(execute=True):
        suspend(certificate, actor=registrar, reason=ReasonCode.UNDER_EXAMINATION)
    assert marks() == [False, True]
    with django_capture_on_commit_callbacks(execute=True):
        reinstate(certificate, actor=registrar, reason=ReasonCode.NO_ACTION)
    assert marks() == [False, False]
    with django_capture_on_commit_callbacks(execute=True):
        revoke(certificate, actor=registrar, reason=ReasonCode.DECEPTION)
    assert marks() == [True, True]
    verify_data_integrity_proof(
        status_credential(StatusPurpose.REVOCATION), public_of(KeyPurpose.PROOF)
    )


def test_places_are_drawn_at_issue_and_never_change(certificate):
    entry = StatusEntry.objects.get(certificate=certificate)
    assert ensure_status_entry(certificate) == entry
    places = {
        (item.revocation, item.suspension)
        for item in (ensure_status_entry(make_certificate()) for _ in range(4))
    }
    assert len(places) == 4


def test_a_certificate_from_before_there_were_badges_gets_its_places_on_first_need(certificate):
    StatusEntry.objects.all()._raw_delete("default")
    assert badge_document(certificate)["credentialStatus"]["statusListIndex"].isdigit()
    assert StatusEntry.objects.filter(certificate=certificate).exists()


def test_a_list_grows_by_doubling_and_keeps_its_places():
    assert status_list.bits_for(0) == status_list.bits_for(32_768) == status_list.MIN_BITS
    assert status_list.bits_for(32_769) == 2 * status_list.MIN_BITS
    assert status_list.bits_holding(status_list.MIN_BITS) == 2 * status_list.MIN_BITS


def test_retired_keys_stay_published(certificate, settings):
    configure(settings)
    old_badge, old_token = signed_badge(certificate), badge_token(certificate)
    configure(
        settings,
        proof=generate_private(KeyPurpose.PROOF),
        token=generate_private(KeyPurpose.TOKEN),
    )
    new_badge = signed_badge(certificate)
    badge_token(certificate)
    methods = {item["id"] for item in issuer_document()["verificationMethod"]}
    assert old_badge["proof"][0]["verificationMethod"] in methods
    assert new_badge["proof"][0]["verificationMethod"] in methods
    assert len(methods) == 4
    header = json.loads(unb64url(old_token.split(".")[0]))
    jwk = find_jwk(header["kid"].rpartition("/")[2])
    assert set(jwk) == {"kty", "n", "e", "kid", "alg", "use"}
    assert find_jwk("nothing") is None


def test_development_keys_are_marked_in_the_issuers_document(settings):
    assert issuer_document()["urn:stipple:development"] is True
    configure(settings)
    for purpose in (KeyPurpose.PROOF, KeyPurpose.TOKEN):
        from certificates.services.keys import rotate

        rotate(purpose)
    assert "urn:stipple:development" not in issuer_document()


def test_an_erased_holder_has_no_badge(certificate):
    certificate.name = ""
    certificate.save(update_fields=["name"])
    with pytest.raises(NameWithheld):
        signed_badge(certificate)
