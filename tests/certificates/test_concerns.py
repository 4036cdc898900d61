"""Reporting a concern: open to people, closed to machines, and never lost."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from certificates.exceptions import HistoryIsFixed, StepRefused
from certificates.forms import ConcernForm
from certificates.models import Concern
from certificates.services import concerns
from tests.factories.certificates import make_certificate, make_registrar
from tests.factories.courses import make_user

pytestmark = pytest.mark.django_db
FORM = "/verify/report/"


@pytest.fixture
def patient(monkeypatch):
    """Somebody who needs no three seconds to write."""
    monkeypatch.setattr("lms.core.human.MIN_SECONDS", 0)


def stamp_of(client, **query):
    page = client.get(FORM, query).content.decode()
    return re.search(r'name="stamp" value="([^"]+)"', page)[1]


def send(client=None, **fields):
    client = client or Client()
    given = {"text": "The card says Advanced.", "stamp": stamp_of(client), **fields}
    return client.post(FORM, given)


def test_every_answer_leads_to_the_form_with_its_number():
    certificate = make_certificate()
    page = Client().get(f"/verify/{certificate.number}/").content.decode()
    link = f"{FORM}?number={certificate.printed_number}"
    assert link in page
    assert f'value="{certificate.printed_number}"' in Client().get(link).content.decode()
    assert FORM in Client().get("/verify/").content.decode()


def test_a_concern_is_kept_and_the_registrar_is_told(
    patient, settings, django_capture_on_commit_callbacks
):
    settings.LMS_ISSUER_CONTACT = "registrar@example.org"
    certificate = make_certificate()
    with django_capture_on_commit_callbacks(execute=True):
        response = send(number=certificate.number.lower(), contact="client@example.org")
    assert response.url == "/verify/report/sent/"
    assert "Thank you" in Client().get(response.url).content.decode()
    concern = Concern.objects.get()
    assert (concern.certificate, concern.number) == (certificate, certificate.printed_number)
    [message] = mail.outbox
    assert message.to == ["registrar@example.org"]
    assert message.reply_to == ["client@example.org"]
    assert "The card says Advanced." in message.body
    assert f"/concerns/inspect/{concern.pk}/" in message.body


def test_a_number_we_do_not_hold_can_be_reported_too(patient):
    send(number="SMP-FAKE-0001")
    concern = Concern.objects.get()
    assert (concern.certificate, concern.number) == (None, "SMP-FAKE-0001")


def test_without_an_address_of_the_issuer_the_queue_has_it(
    patient, settings, django_capture_on_commit_callbacks
):
    settings.LMS_ISSUER_CONTACT = "Bristol, by letter"
    with django_capture_on_commit_callbacks(execute=True):
        send()
    assert not mail.outbox
    assert Concern.objects.count() == 1


def test_a_mail_server_that_is_down_loses_no_concern(
    patient, settings, django_capture_on_commit_callbacks
):
    settings.LMS_ISSUER_CONTACT = "registrar@example.org"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with django_capture_on_commit_callbacks(execute=True):
        assert send().status_code == 302
    assert Concern.objects.count() == 1


def test_who_fills_in_the_field_that_nobody_sees_is_dropped(patient):
    assert send(website="https://spam.example").status_code == 302
    assert not Concern.objects.exists()


@pytest.mark.parametrize("stamp", [None, "", "forged", "1:2:3"])
def test_haste_and_forged_stamps_are_asked_to_wait(stamp):
    client = Client()
    response = send(client) if stamp is None else send(client, stamp=stamp)
    text = response.content.decode()
    assert "Wait a moment" in text
    assert "The card says Advanced." in text
    assert not Concern.objects.exists()


def test_an_old_stamp_is_no_key_for_ever(patient, monkeypatch):
    monkeypatch.setattr("lms.core.human.MAX_SECONDS", -1)
    assert "Wait a moment" in send().content.decode()


def test_one_address_may_report_a_few_times_an_hour(patient, settings):
    settings.LMS_CONCERN_RATE = "2/h"
    for _ in range(2):
        assert send().status_code == 302
    response = send()
    assert response.status_code == 429
    assert response["Retry-After"] == "3600"
    assert Concern.objects.count() == 2


def test_a_browser_that_checks_for_forgery_can_send_the_form():
    client = Client(enforce_csrf_checks=True)
    response = client.get(FORM)
    # under "no-referrer" a browser sends "Origin: null" and the form is refused
    assert response["Referrer-Policy"] == "same-origin"
    assert "no-referrer" not in response.content.decode()
    assert client.post(FORM, {"text": "x"}).status_code == 403


@pytest.mark.parametrize("text", ["", "   ", "\x00", "x" * 4001])
def test_an_empty_or_endless_report_is_refused(text):
    assert "text" in ConcernForm({"text": text}).errors


def test_markup_in_a_report_is_only_text(patient, signed_in):
    send(text="<script>alert(1)</script>")
    client = signed_in(make_registrar())
    address = reverse("lms_certificates_concerns:inspect", args=[Concern.objects.get().pk])
    assert "<script>alert(1)" not in client.get(address).content.decode()


def test_a_registrar_sees_the_queue_and_closes_a_concern(patient, signed_in):
    certificate = make_certificate()
    send(number=certificate.number, contact="client@example.org")
    concern = Concern.objects.get()
    client = signed_in(make_registrar())
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "1 concern about a certificate" in home
    index = reverse("lms_certificates_concerns:index")
    assert "The card says" in client.get(index, {"handled_at": "open"}).content.decode()
    handle = reverse("lms_certificates_concerns:handle", args=[concern.pk])
    client.post(handle, {"note": " "})
    assert Concern.objects.open().exists()
    text = client.post(handle, {"note": "Card withdrawn."}, follow=True).content.decode()
    assert "Card withdrawn." in text
    assert "Keeper" in text
    concern.refresh_from_db()
    assert concern.contact == ""
    assert "The card says" not in client.get(index, {"handled_at": "open"}).content.decode()
    with pytest.raises(StepRefused):
        concerns.handle_concern(concern, actor=None, note="again")


def test_nobody_else_sees_or_closes_concerns(patient, signed_in):
    send()
    concern = Concern.objects.get()
    client = signed_in(make_user())
    for name in ("inspect", "handle"):
        address = reverse(f"lms_certificates_concerns:{name}", args=[concern.pk])
        assert client.get(address).status_code in {302, 405}
        client.post(address, {"note": "x"})
    assert Concern.objects.open().exists()


def test_what_was_reported_is_never_changed(patient):
    send()
    concern = Concern.objects.get()
    concern.text = "Nothing"
    with pytest.raises(HistoryIsFixed):
        concern.save()
    with pytest.raises(HistoryIsFixed):
        Concern.objects.all().delete()
