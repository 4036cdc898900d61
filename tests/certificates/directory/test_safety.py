"""Contacts on request, messages that are not kept, reports, queues, and the clinic's answer."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from certificates.directory.enums import Moderation, Step
from certificates.directory.exceptions import StepRefused
from certificates.directory.models import ClinicOwner, DirectoryReport, ModerationLog, ReviewReply
from certificates.directory.services.decisions import decide
from certificates.directory.services.reports import handle_report, report
from tests.factories.certificates import make_holder, make_registrar
from tests.factories.directory import School, make_clinic, make_practitioner, make_review

pytestmark = pytest.mark.django_db
# each of the admin's queues, and how many queries a page of it takes
QUEUES = {"reports": 10, "reviews": 10, "answers": 10, "portfolio": 9, "log": 11}
PHONE, EMAIL = "0117 496 0101", "desk@harbourside.example"


@pytest.fixture
def harbourside():
    return make_clinic(name="Harbourside", slug="harbourside", phone=PHONE, email=EMAIL)


@pytest.fixture
def patient(monkeypatch):
    """Somebody who needs no three seconds to write."""
    monkeypatch.setattr("lms.core.human.MIN_SECONDS", 0)


def stamp_of(address):
    page = Client().get(address).content.decode()
    return re.search(r'name="stamp" value="([^"]+)"', page)[1]


def test_telephone_and_mail_are_nowhere_before_somebody_asks(harbourside):
    School().certify(make_practitioner(harbourside))
    for address in ("/directory/", "/directory/harbourside/"):
        page = Client().get(address).content.decode()
        assert PHONE not in page
        assert PHONE.replace(" ", "") not in page
        assert EMAIL not in page
    assert Client().get("/directory/harbourside/contact/").status_code == 405
    shown = Client().post("/directory/harbourside/contact/").content.decode()
    assert PHONE in shown
    assert EMAIL in shown


def test_contacts_are_shown_to_people_and_not_to_lists(harbourside, settings):
    settings.LMS_REVEAL_RATE = "2/h"
    codes = [Client().post("/directory/harbourside/contact/").status_code for _ in range(3)]
    assert codes == [200, 200, 429]


def test_a_message_reaches_the_clinic_and_the_answer_its_sender(harbourside, patient):
    address = "/directory/harbourside/message/"
    fields = {
        "name": "Ann\nBcc: x@example.org",
        "email": "ann@example.org",
        "text": "Is Tuesday possible?",
        "stamp": stamp_of(address),
    }
    assert Client().post(address, fields).status_code == 302
    [message] = mail.outbox
    assert (message.to, message.reply_to) == ([EMAIL], ["ann@example.org"])
    assert "Is Tuesday possible?" in message.body
    assert not message.bcc
    Client().post(address, {**fields, "website": "https://spam.example"})
    assert len(mail.outbox) == 1


def test_a_message_no_server_takes_is_not_lost_in_silence(harbourside, patient, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    address = "/directory/harbourside/message/"
    fields = {"name": "Ann", "email": "a@example.org", "text": "Hello", "stamp": stamp_of(address)}
    page = Client().post(address, fields).content.decode()
    assert "did not take the message" in page
    assert "Hello" in page


def test_a_clinic_without_an_address_takes_no_messages():
    make_clinic(slug="silent")
    assert Client().get("/directory/silent/message/").status_code == 404


def things(clinic):
    person = make_practitioner(clinic, name="Ines Marchetti")
    School().certify(person)
    review = make_review(clinic, state=Moderation.PUBLISHED)
    return [
        f"/directory/report/clinic/{clinic.slug}/",
        f"/directory/report/practitioner/{person.slug}/",
        f"/directory/report/review/{review.key}/",
    ]


def test_everything_public_can_be_reported_and_is_handled_once(harbourside, patient):
    for address in things(harbourside):
        given = {"reason": "false", "text": "Not so.", "stamp": stamp_of(address)}
        assert Client().post(address, {**given, "contact": "me@example.org"}).status_code == 302
    assert DirectoryReport.objects.open().count() == 3
    registrar = make_registrar()
    admin = Client()
    admin.force_login(registrar)
    for row in DirectoryReport.objects.all():
        opened = admin.get(f"/admin/directory-reports/inspect/{row.pk}/")
        assert "Answer before you close it" in opened.content.decode()
    handle_report(row, actor=registrar, note="Asked the clinic.", at=timezone.now())
    row.refresh_from_db()
    assert (row.contact, row.handled_by) == ("", registrar)
    with pytest.raises(StepRefused, match="already"):
        handle_report(row, actor=registrar, note="Again.", at=timezone.now())
    assert ModerationLog.objects.get(report=row).step == Step.HANDLED


@pytest.mark.parametrize("what", ["clinic/none", "practitioner/none", "review/none", "page/1"])
def test_what_nobody_can_see_cannot_be_reported(what):
    assert Client().get(f"/directory/report/{what}/").status_code == 404


def public_page():
    return Client().get("/directory/harbourside/").content.decode()


def test_an_owner_answers_once_and_a_moderator_reads_it_first(harbourside):
    review = make_review(harbourside, state=Moderation.PUBLISHED)
    owner = make_holder("Olu Owner")
    address = f"/directory/review/{review.key}/answer/"
    client = Client()
    client.force_login(owner)
    assert client.get(address).status_code == 403
    ClinicOwner.objects.create(clinic=harbourside, user=owner, since=timezone.now())
    assert address in client.get("/directory/harbourside/").content.decode()
    client.post(address, {"text": "Thank you for saying so."})
    client.post(address, {"text": "And once more."})
    reply = ReviewReply.objects.get()
    assert "Thank you for saying so." not in public_page()
    decide(reply, Step.PUBLISHED, actor=make_registrar(), at=timezone.now())
    assert "Thank you for saying so." in public_page()


@pytest.mark.parametrize("number", [1, 20, 200])
def test_a_queue_costs_the_same_however_much_waits(harbourside, number):
    for _n in range(number):
        review = make_review(harbourside, state=Moderation.WAITING)
        report(harbourside, reason="false", text="Not so.", contact="", at=timezone.now())
        ReviewReply.objects.create(
            review=review,
            text="Thank you.",
            state=Moderation.WAITING,
            created_at=timezone.now(),
        )
    registrar = Client()
    registrar.force_login(make_registrar())
    for queue in QUEUES:
        registrar.get(f"/admin/directory-{queue}/")  # what is cached is not the queue's cost
    found = {}
    for queue in QUEUES:
        with CaptureQueriesContext(connection) as captured:
            assert registrar.get(f"/admin/directory-{queue}/").status_code == 200
        found[queue] = len(captured)
    assert found == QUEUES


def test_moderators_have_queues_and_a_panel_and_others_do_not(harbourside):
    review = make_review(harbourside, state=Moderation.WAITING)
    registrar = Client()
    registrar.force_login(make_registrar())
    assert "1 review of a client" in registrar.get("/admin/").content.decode()
    for queue in ("reports", "reviews", "answers", "portfolio", "log"):
        assert registrar.get(f"/admin/directory-{queue}/").status_code == 200
    page = registrar.get(f"/admin/directory-reviews/inspect/{review.pk}/").content.decode()
    assert "Calm and exact." in page
    decide_at = f"/admin/directory-reviews/decide/{review.pk}/"
    stranger = Client()
    stranger.force_login(make_holder("No Body"))
    assert stranger.post(decide_at, {"step": "published"}).status_code in {302, 403}
    review.refresh_from_db()
    assert review.state == Moderation.WAITING
    registrar.post(decide_at, {"step": "published", "reason": ""})
    review.refresh_from_db()
    assert review.state == Moderation.PUBLISHED
    assert registrar.get("/admin/directory-log/").content.decode().count("Published") >= 1
