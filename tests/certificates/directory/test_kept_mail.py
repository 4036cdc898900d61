"""Mail that no server took is tried again, and addresses are not kept longer than they serve."""

import datetime as dt

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from certificates.directory.models import DirectoryReport, UnsentMail
from certificates.directory.services import reports
from certificates.directory.services.mail import send_kept
from certificates.directory.services.owners import (
    accept_invitation,
    invitation_token,
    invite_owner,
    withdraw_invitation,
)
from lms.core import clock
from tests.factories.courses import make_user
from tests.factories.directory import make_clinic, make_review

pytestmark = pytest.mark.django_db
WORKS = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def no_server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # discard: nobody listens


@pytest.fixture
def invited(no_server, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return invite_owner(make_clinic(), email="a@example.org", actor=None, at=timezone.now())


def test_an_invitation_that_no_server_took_is_sent_by_the_next_run(invited, settings, capsys):
    row = UnsentMail.objects.get()
    assert (row.to, row.tries) == ("a@example.org", 1)
    call_command("send_kept_mail")
    assert capsys.readouterr().out == "0 sent, 1 wait on, 0 given up.\n"
    row.refresh_from_db()
    assert row.tries == 2
    settings.EMAIL_BACKEND = WORKS
    call_command("send_kept_mail")
    assert capsys.readouterr().out == "1 sent, 0 wait on, 0 given up.\n"
    assert "/accounts/clinics/invitation/" in mail.outbox[0].body
    assert not UnsentMail.objects.exists()


def test_the_link_of_a_review_is_kept_until_it_is_out(
    no_server, settings, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        make_review(make_clinic(), email="client@example.org")
    settings.EMAIL_BACKEND = WORKS
    assert send_kept(now=timezone.now()) == (1, 0, 0)
    assert mail.outbox[0].to == ["client@example.org"]
    assert not UnsentMail.objects.exists()


def test_a_mail_is_given_up_after_three_days_and_forgotten(invited, caplog):
    with caplog.at_level("ERROR"):
        assert send_kept(now=timezone.now() + dt.timedelta(days=3)) == (0, 0, 1)
    assert "a mail was given up after 2 tries" in caplog.text
    assert not UnsentMail.objects.exists()


def test_the_mail_about_a_report_leads_to_its_row(settings, django_capture_on_commit_callbacks):
    settings.LMS_ISSUER_CONTACT = "registrar@example.org"
    with django_capture_on_commit_callbacks(execute=True):
        reports.report(make_clinic(), reason="false", text="Closed.", contact="", at=timezone.now())
    row = DirectoryReport.objects.get()
    address = reverse("lms_directory_reports:inspect", args=[row.pk])
    assert f"{settings.WAGTAILADMIN_BASE_URL}{address}" in mail.outbox[0].body


def test_addresses_of_invitations_that_nobody_accepted_are_erased(capsys):
    clinic, now = make_clinic(), timezone.now()
    first, taken, withdrawn, late = (
        invite_owner(clinic, email=f"{n}@example.org", actor=None, at=now) for n in range(4)
    )
    accept_invitation(invitation_token(taken), user=make_user(), at=now)
    withdraw_invitation(withdrawn, actor=None, at=now)
    type(late).objects.filter(pk=late.pk).update(expires_at=now + dt.timedelta(days=30))
    call_command("forget_invitations")
    assert capsys.readouterr().out == "1 address erased.\n"
    with clock.at(now + dt.timedelta(days=15)):
        call_command("forget_invitations")
    assert capsys.readouterr().out == "1 address erased.\n"
    emails = {row.pk: row.email for row in type(first).objects.all()}
    assert emails == {
        first.pk: "",
        taken.pk: "1@example.org",
        withdrawn.pk: "",
        late.pk: "3@example.org",
    }
