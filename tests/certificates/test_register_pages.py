"""The public register, as a client meets it."""

import datetime as dt

import pytest
from django.test import Client

from certificates.api import reinstate, revoke, suspend, verify
from certificates.enums import AwardKind, CertificateState, LedgerKind, ReasonCode
from certificates.models import Certificate
from certificates.numbers import draw_number
from certificates.services.ledger import append_event
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
NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


@pytest.fixture
def certificate():
    with clock.at(NOON - dt.timedelta(days=160)):
        return make_certificate()


def page_of(number, **kwargs):
    return Client().get(f"/verify/{number}/", **kwargs)


def text_of(response):
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def test_a_valid_certificate_is_answered_with_every_fact_of_the_paper(certificate):
    with clock.at(NOON):
        response = page_of(certificate.printed_number)
    text = text_of(response)
    assert response.status_code == 200
    assert "<h1>Valid</h1>" in text
    for fact in (
        "Ines Marchetti",
        certificate.title,
        "in force until 15 June 2028",
        "Shaved-look density",
        "Scar camouflage",
        "100 hours: 42 theory, 58 practical",
        "15 June 2026",
        "Tomasz Lis",
        "Ruth Oyelaran, Lead instructor",
        "Kestrel Lane Academy, Bristol, United Kingdom",
        "This is not a regulated qualification.",
        certificate.printed_number,
        "22 November 2026 at 12:00 GMT",
        "version 1, completed 15 June 2026",
        "Ask to see a photo ID with this name.",
        "Check that the address begins with <strong>127.0.0.1:8000</strong>",
    ):
        assert fact in text, fact


def test_the_answer_keeps_out_of_caches_searches_and_other_sites(certificate):
    response = page_of(certificate.number)
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert 'name="robots" content="noindex' in response.content.decode()
    assert "Content-Security-Policy" in response.headers


def test_nothing_private_is_on_the_page(certificate):
    registrar = make_registrar()
    suspend(certificate, actor=registrar, reason=ReasonCode.UNDER_EXAMINATION, note="Mail of X")
    text = text_of(page_of(certificate.number))
    for secret in (certificate.user.email, certificate.user.username, "Mail of X", "Keeper"):
        assert secret not in text
    assert f"/{certificate.pk}/" not in text


@pytest.mark.parametrize(
    ("days", "word"),
    [(0, "Valid"), (731, "Valid"), (732, "Expired"), (4000, "Expired")],
)
def test_expiry_is_by_the_clock_and_through_the_last_day(days, word):
    start = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
    with clock.at(start):
        certificate = make_certificate(validity_months=24)
    assert certificate.valid_until == dt.date(2028, 1, 1)
    days = days - 1 if days else 0
    with clock.at(start + dt.timedelta(days=days)):
        assert f"<h1>{word}</h1>" in text_of(page_of(certificate.number))


def test_suspended_reinstated_and_revoked_are_told_on_the_next_request(certificate):
    registrar = make_registrar()
    suspend(certificate, actor=registrar, reason=ReasonCode.UNDER_EXAMINATION)
    text = text_of(page_of(certificate.number))
    assert "<h1>Suspended</h1>" in text
    assert "a report is being examined" not in text
    reinstate(certificate, actor=registrar, reason=ReasonCode.NO_ACTION)
    assert "<h1>Valid</h1>" in text_of(page_of(certificate.number))
    revoke(certificate, actor=registrar, reason=ReasonCode.NOT_OWN_WORK)
    response = page_of(certificate.number)
    text = text_of(response)
    assert response.status_code == 200
    assert "<h1>Revoked</h1>" in text
    assert "the evidence was not the holder’s own work" in text
    assert text.index("Suspended") < text.index("Reinstated") < text.rindex("Revoked")


def test_a_replaced_certificate_leads_to_its_successor(certificate):
    twin = Certificate.objects.get(pk=certificate.pk)
    number = draw_number()
    newer = Certificate(
        **{
            field.attname: getattr(twin, field.attname)
            for field in Certificate._meta.concrete_fields
            if field.name not in {"id", "number", "supersedes", "head", "standing"}
        },
        number=number,
        supersedes=twin,
    )
    newer.save()
    append_event(newer, LedgerKind.ISSUED, related=certificate.number)
    append_event(certificate, LedgerKind.SUPERSEDED, related=number)
    text = text_of(page_of(certificate.number))
    assert "<h1>Superseded</h1>" in text
    assert f'See the new one, <span class="whole">{newer.printed_number}</span>' in text
    assert "It replaced" in text_of(page_of(number))


def test_attendance_is_not_mistaken_for_competence():
    with clock.at(NOON):
        certificate = make_certificate(kind=AwardKind.ATTENDANCE)
        text = text_of(page_of(certificate.number))
    assert "<h1>Valid</h1>" in text
    assert f"Attended: {certificate.title}. In force until" in text
    assert "Skills were not assessed" in text
    assert "Assessed by" not in text
    assert "Competence" not in text


def test_unknown_and_malformed_numbers_are_answered_alike(django_assert_num_queries):
    unknown, malformed = draw_number(), "THIS-IS-NO-NUMBER"
    answers = []
    for number in (unknown, malformed):
        # one of the register, two of the redirects that any missing page is looked up in
        with django_assert_num_queries(3):
            answers.append(page_of(number))
    first, second = answers
    assert first.status_code == second.status_code == 404
    assert dict(first.headers).keys() == dict(second.headers).keys()
    for response in answers:
        text = text_of(response)
        assert "<h1>Not found</h1>" in text
        assert "We hold no certificate with the number you gave." in text
        assert "this paper was not issued by Kestrel Lane Academy" in text


def test_a_typing_error_is_hinted_at(certificate):
    number = certificate.number
    wrong = number[:5] + ("2" if number[5] != "2" else "3") + number[6:]
    text = text_of(page_of(wrong))
    assert "One character is probably mistyped" in text
    assert f'value="{wrong}"' in text
    assert "One character" not in text_of(page_of(draw_number()))
    assert "A number has 13 characters" in text_of(page_of("SMP-1234"))


def test_hostile_text_in_the_address_is_only_shown_as_text():
    response = Client().get("/verify/%3Cscript%3Ealert(1)%3C%2Fscript%3E/")
    assert b"<script>alert" not in response.content
    assert response.status_code == 404


@pytest.mark.parametrize("shape", ["/c/{}", "/C/{}", "/c/{}/", "/C/SMP{}"])
def test_the_address_in_the_code_leads_to_the_answer(certificate, shape):
    response = Client().get(shape.format(certificate.number), follow=True)
    assert response.status_code == 200
    assert response.redirect_chain[-1][0] == f"/verify/{certificate.printed_number}/"
    assert "<h1>Valid</h1>" in text_of(response)


def test_a_typed_number_leads_to_its_own_address(certificate):
    typed = certificate.printed_number.lower().replace("-", " ")
    response = Client().get("/verify/", {"number": typed})
    assert response.url == f"/verify/{certificate.printed_number}/"
    assert Client().get("/verify/", {"number": "a/../b"}).url == "/verify/ab/"


def test_an_empty_number_is_asked_for_again():
    response = Client().get("/verify/", {"number": "  "})
    assert "Type a number first." in text_of(response)
    assert "noindex" in response["X-Robots-Tag"]


def test_search_engines_may_know_the_door_of_the_register_and_nothing_behind_it(certificate):
    door = Client().get("/verify/")
    assert "X-Robots-Tag" not in door
    assert "noindex" not in door.content.decode()
    assert '<link rel="canonical" href="http://testserver/verify/">' in door.content.decode()
    assert door["Cache-Control"] == "no-store"
    for address in (f"/verify/?number={certificate.number}", f"/c/{certificate.number}"):
        assert "noindex" in Client().get(address)["X-Robots-Tag"]


def test_too_many_lookups_are_asked_to_wait(certificate, settings):
    settings.LMS_VERIFY_RATE = "3/h"
    client = Client()
    for _ in range(3):
        assert client.get(f"/verify/{certificate.number}/").status_code == 200
    response = client.get(f"/verify/{certificate.number}/")
    assert response.status_code == 429
    assert response["Retry-After"] == "3600"
    assert "Wait an hour" in text_of(response)
    assert "Ines Marchetti" not in text_of(response)
    other = client.get(f"/verify/{certificate.number}/", REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 200


@pytest.mark.parametrize("others", [0, 20])
def test_a_lookup_costs_the_same_whatever_the_register_holds(
    certificate, others, django_assert_num_queries
):
    course = make_short_course()
    award = make_award(course)
    for _ in range(others):
        complete(make_holder(), course)
    assert award.live
    with django_assert_num_queries(2):
        assert page_of(certificate.number).status_code == 200


def test_the_register_answers_post_with_a_refusal(certificate):
    assert Client().post(f"/verify/{certificate.number}/").status_code == 405


def test_the_answer_is_a_value_too(certificate):
    answer = verify(certificate.printed_number, now=NOON)
    assert answer.state == CertificateState.VALID
    assert answer.snapshot.name == "Ines Marchetti"
    assert [line.kind for line in answer.history] == [LedgerKind.ISSUED]
    assert not verify("nothing", now=NOON).is_found


def test_an_erased_name_is_withheld_and_the_number_still_answers(certificate):
    certificate.name = ""
    certificate.save(update_fields=["name"])
    text = text_of(page_of(certificate.number))
    assert "<h1>Valid</h1>" in text
    assert "Withheld at the holder’s request" in text
    assert "Ines" not in text
