"""Holders are told before a certificate ends: once at each distance, and only who wants it."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from certificates.api import revoke
from certificates.models import Certificate, ExpiryReminder, ReminderOptOut
from certificates.reminders import DISTANCES, distance_on
from certificates.services.reminders import send_due_reminders, unsubscribe_token
from courses.api import erase_person
from lms.core import clock
from tests.factories.certificates import make_certificate, make_holder, make_registrar

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("left", "distance"),
    [
        (91, None),
        (90, 90),
        (61, 90),
        (60, 60),
        (31, 60),
        (30, 30),
        (8, 30),
        (7, 7),
        (0, 7),
        (-1, None),
    ],
)
def test_the_nearest_distance_is_due(left, distance):
    today = dt.date(2027, 3, 1)
    assert distance_on(today, ends=today + dt.timedelta(days=left)) == distance


@given(st.integers(min_value=-10, max_value=200))
def test_distances_never_grow_as_the_day_comes_nearer(left):
    today = dt.date(2027, 3, 1)
    here = distance_on(today, ends=today + dt.timedelta(days=left))
    nearer = distance_on(today, ends=today + dt.timedelta(days=left - 1))
    assert here is None or nearer is None or nearer <= here


def days_before_end(certificate, days):
    day = certificate.valid_until - dt.timedelta(days=days)
    return clock.at(dt.datetime.combine(day, dt.time(9), tzinfo=dt.UTC))


def test_four_reminders_are_sent_however_often_the_job_runs():
    certificate = make_certificate(user=make_holder("Ines Marchetti"))
    for days in range(95, -3, -1):
        with days_before_end(certificate, days):
            send_due_reminders()
            send_due_reminders()
    assert sorted(row.days for row in ExpiryReminder.objects.all()) == list(DISTANCES)
    assert len(mail.outbox) == 4
    assert "ends in 90 days" in mail.outbox[0].body
    assert "ends in 7 days" in mail.outbox[3].body
    assert all(row.sent_at for row in ExpiryReminder.objects.all())


def test_after_a_pause_only_the_nearest_is_sent():
    certificate = make_certificate()
    with days_before_end(certificate, 5):
        assert send_due_reminders().sent == 1
    assert [row.days for row in ExpiryReminder.objects.all()] == [7]


def test_a_reminder_can_be_ended_with_one_click_and_without_signing_in(client):
    certificate = make_certificate()
    with days_before_end(certificate, 60):
        send_due_reminders()
    message = mail.outbox[0]
    link = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in message.body
    path = re.sub(r"^https?://[^/]+", "", link)
    strict = Client(enforce_csrf_checks=True)
    # looking changes nothing: mail scanners look
    assert "Stop the reminders?" in strict.get(path).content.decode()
    assert not ReminderOptOut.objects.exists()
    answer = strict.post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert "no longer remind" in answer.content.decode()
    strict.post(path, {"List-Unsubscribe": "One-Click"})
    assert ReminderOptOut.objects.count() == 1
    with days_before_end(certificate, 30):
        assert send_due_reminders().sent == 0
    strict.post(path, {"wanted": "yes"})
    with days_before_end(certificate, 29):
        assert send_due_reminders().sent == 1


def test_a_link_that_was_not_made_here_is_refused(client):
    token = unsubscribe_token(make_holder())
    answer = client.post(reverse("lms_certificates:reminders", args=[token[:-2] + "xx"]))
    assert answer.status_code == 404
    assert not ReminderOptOut.objects.exists()


def test_nobody_is_reminded_of_what_is_no_longer_in_force_or_of_an_erased_name():
    keeper = make_registrar()
    revoked, erased = make_certificate(), make_certificate()
    revoke(revoked, actor=keeper, reason="deception")
    erase_person(erased.user)
    away = make_certificate()
    away.user.is_active = False
    away.user.save()
    silent = make_certificate()
    silent.user.email = ""
    silent.user.save()
    with days_before_end(away, 30):
        assert send_due_reminders().sent == 0
    assert mail.outbox == []


def test_a_mail_server_that_refuses_is_tried_again_and_others_are_reminded(settings):
    certificate = make_certificate()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1
    with days_before_end(certificate, 30):
        with pytest.raises(CommandError, match="1 reminders were not taken"):
            call_command("send_reminders", verbosity=0)
        assert not ExpiryReminder.objects.exists()
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        call_command("send_reminders", verbosity=0)
    assert ExpiryReminder.objects.count() == 1


def test_a_claim_whose_process_died_is_not_sent_a_second_time():
    certificate = make_certificate()
    with days_before_end(certificate, 30):
        ExpiryReminder.objects.create(certificate=certificate, days=30, claimed_at=clock.now())
        assert send_due_reminders().sent == 0
    with days_before_end(certificate, 7):
        assert send_due_reminders().sent == 1


def retitle(certificate, title):
    """Change what never changes, past its guard."""
    QuerySet.update(Certificate.objects.filter(pk=certificate.pk), title=title)


def test_a_reminder_that_cannot_be_written_is_logged_and_tried_again(caplog):
    broken, whole = make_certificate(), make_certificate()
    with days_before_end(broken, 30):
        # a title with a line break is refused as the subject of a mail
        retitle(broken, "Two\nlines")
        result = send_due_reminders()
        assert (result.sent, result.unsent) == (1, 1)
        assert broken.printed_number in caplog.text
        assert [row.certificate for row in ExpiryReminder.objects.all()] == [whole]
        retitle(broken, broken.title)
        assert send_due_reminders().sent == 1
        assert send_due_reminders().sent == 0
