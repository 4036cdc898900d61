"""The register as JSON: the page's answer, for programs."""

import datetime as dt
import json

import pytest
from django.test import Client
from django.urls import get_resolver

from certificates.api import revoke, suspend
from certificates.enums import ReasonCode
from certificates.numbers import draw_number
from lms.core import clock
from tests.factories.certificates import make_certificate, make_registrar

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


@pytest.fixture
def certificate():
    with clock.at(NOON - dt.timedelta(days=160)):
        return make_certificate()


def ask(number, **kwargs):
    return Client().get(f"/api/v1/register/{number}", **kwargs)


def test_a_number_is_answered_with_every_fact_of_the_paper(certificate):
    with clock.at(NOON):
        response = ask(certificate.printed_number.lower())
    answer = response.json()
    assert response.status_code == 200
    assert (answer["found"], answer["state"], answer["number"]) == (
        True,
        "valid",
        certificate.printed_number,
    )
    assert answer["as_at"].startswith("2026-11-22T12:00:00")
    facts = answer["certificate"]
    assert facts["name"] == "Ines Marchetti"
    assert facts["name_withheld"] is False
    assert facts["valid_until"] == "2028-06-15"
    assert facts["award"]["kind"] == "competence"
    assert facts["award"]["excludes"] == ["Scar camouflage", "Active alopecia areata"]
    assert facts["assessors"] == ["Tomasz Lis"]
    assert answer["url"].endswith(f"/verify/{certificate.printed_number}/")
    assert [event["event"] for event in answer["history"]] == ["issued"]


def test_the_page_and_the_api_never_disagree(certificate):
    registrar = make_registrar()
    for act, reason, word in (
        (suspend, ReasonCode.UNDER_EXAMINATION, "Suspended"),
        (revoke, ReasonCode.DECEPTION, "Revoked"),
    ):
        act(certificate, actor=registrar, reason=reason)
        page = Client().get(f"/verify/{certificate.number}/").content.decode()
        assert f"<h1>{word}</h1>" in page
        assert ask(certificate.number).json()["state"] == word.lower()


def test_the_reason_of_a_suspension_is_nobodys_business_and_that_of_a_revocation_is(certificate):
    registrar = make_registrar()
    suspend(certificate, actor=registrar, reason=ReasonCode.UNDER_EXAMINATION, note="Mail of X")
    revoke(certificate, actor=registrar, reason=ReasonCode.DECEPTION, note="Told by Y")
    response = ask(certificate.number)
    history = response.json()["history"]
    assert [(line["event"], line["reason"], line["reason_code"]) for line in history] == [
        ("issued", "", ""),
        ("suspended", "", ""),
        ("revoked", "it was obtained by deception", "deception"),
    ]
    text = response.content.decode()
    for secret in ("Mail of X", "Told by Y", "Keeper", "under_examination", "score", "salt"):
        assert secret not in text
    assert certificate.user.email not in text


@pytest.mark.parametrize("junk", ["THIS-IS-NO-NUMBER", "a/b/c", "%3Cscript%3E", "0"])
def test_unknown_and_malformed_numbers_are_answered_alike(junk):
    unknown, malformed = ask(draw_number()), ask(junk)
    assert unknown.status_code == malformed.status_code == 404
    assert unknown.headers.keys() == malformed.headers.keys()
    first, second = unknown.json(), malformed.json()
    for answer in (first, second):
        answer.pop("as_at")
        answer.pop("hint")
    assert first == second
    assert first["found"] is False
    assert first["certificate"] is None


def test_a_lookup_takes_two_queries(certificate, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert ask(certificate.number).status_code == 200
    # one of the register, two of the redirects that any missing page is looked up in
    with django_assert_num_queries(3):
        assert ask(draw_number()).status_code == 404


def test_scripts_of_other_sites_may_ask_and_nothing_is_kept(certificate):
    response = ask(certificate.number, headers={"Origin": "https://clinic.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers
    assert response["Cache-Control"] == "no-store"
    assert "noindex" in response["X-Robots-Tag"]
    preflight = Client().options(f"/api/v1/register/{certificate.number}")
    assert preflight.status_code == 204
    assert "GET" in preflight["Access-Control-Allow-Methods"]
    assert Client().post(f"/api/v1/register/{certificate.number}").status_code == 405


def test_page_and_api_share_one_limit(certificate, settings):
    settings.LMS_VERIFY_RATE = "2/h"
    client = Client()
    assert client.get(f"/verify/{certificate.number}/").status_code == 200
    assert client.get(f"/api/v1/register/{certificate.number}").status_code == 200
    response = client.get(f"/api/v1/register/{certificate.number}")
    assert response.status_code == 429
    assert response["Retry-After"] == "3600"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Ines" not in response.content.decode()


def test_the_schema_documents_every_member():
    response = Client().get("/api/v1/openapi.json")
    schema = response.json()
    path = schema["paths"]["/api/v1/register/{number}"]
    assert set(path) == {"get"}
    assert set(path["get"]["responses"]) == {"200", "404", "429"}
    members = schema["components"]["schemas"]["AnswerOut"]["properties"]
    assert {"found", "state", "history", "supersedes", "superseded_by"} <= set(members)


def test_the_documentation_needs_no_script_and_no_other_host():
    response = Client().get("/api/v1/docs")
    text = response.content.decode()
    assert response.status_code == 200
    assert "The register for programs" in text
    assert "superseded_by" in text
    assert "cdn" not in text
    assert "style=" not in text
    assert "Content-Security-Policy" in response.headers


def test_an_expired_certificate_says_since_when(certificate):
    with clock.at(NOON + dt.timedelta(days=1000)):
        answer = ask(certificate.number).json()
    assert answer["state"] == "expired"
    assert answer["history"][-1]["event"] == "expired"
    assert answer["history"][-1]["at"].startswith("2028-06-1")
    assert json.dumps(answer["certificate"]["valid_until"]) == '"2028-06-15"'


def test_the_addresses_are_mounted_for_hosts():
    assert "lms_register_api" in get_resolver("lms.plugin_urls").namespace_dict
