"""What registrars do, and what nobody can undo."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from certificates.api import reinstate, revoke, suspend
from certificates.enums import LedgerKind, ReasonCode, Standing
from certificates.exceptions import HistoryIsFixed, ReasonRefused, StepRefused
from certificates.models import Certificate, LedgerEvent
from certificates.queries import verify
from certificates.services.ledger import append_event, note_expired
from certificates.signals import certificate_state_changed
from lms.core import clock
from tests.factories.certificates import make_certificate, make_registrar

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate():
    return make_certificate()


@pytest.fixture
def registrar():
    return make_registrar()


def test_a_certificate_can_be_suspended_reinstated_and_revoked(certificate, registrar):
    suspend(certificate, actor=registrar, reason=ReasonCode.UNDER_EXAMINATION, note="Mail of 3 Sep")
    assert Certificate.objects.get().standing == Standing.SUSPENDED
    reinstate(certificate, actor=registrar, reason=ReasonCode.NO_ACTION)
    assert Certificate.objects.get().standing == Standing.IN_FORCE
    revoke(certificate, actor=registrar, reason=ReasonCode.NOT_OWN_WORK)
    assert Certificate.objects.get().standing == Standing.REVOKED
    events = list(LedgerEvent.objects.order_by("sequence"))
    assert [event.kind for event in events] == [
        LedgerKind.ISSUED,
        LedgerKind.SUSPENDED,
        LedgerKind.REINSTATED,
        LedgerKind.REVOKED,
    ]
    assert [event.actor for event in events] == [None, registrar, registrar, registrar]
    assert events[1].note == "Mail of 3 Sep"
    call_command("verify_ledger")


def test_a_revoked_certificate_stays_revoked(certificate, registrar):
    revoke(certificate, actor=registrar, reason=ReasonCode.DECEPTION)
    for act, reason in ((reinstate, ReasonCode.NO_ACTION), (suspend, ReasonCode.HOLDER_REQUEST)):
        with pytest.raises(StepRefused, match="is revoked"):
            act(certificate, actor=registrar, reason=reason)
    assert LedgerEvent.objects.count() == 2


def test_a_reason_must_belong_to_the_action(certificate, registrar):
    with pytest.raises(ReasonRefused):
        revoke(certificate, actor=registrar, reason=ReasonCode.NO_ACTION)
    with pytest.raises(ReasonRefused):
        suspend(certificate, actor=registrar, reason="")
    assert Certificate.objects.get().standing == Standing.IN_FORCE


def test_each_change_is_announced_after_the_commit(
    certificate, registrar, django_capture_on_commit_callbacks
):
    heard = []

    def listen(sender, certificate_id, **kwargs):
        heard.append(certificate_id)

    certificate_state_changed.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            suspend(certificate, actor=registrar, reason=ReasonCode.UNDER_EXAMINATION)
            assert heard == []
    finally:
        certificate_state_changed.disconnect(listen)
    assert heard == [certificate.pk]


def test_what_was_issued_cannot_be_changed_or_deleted(certificate):
    certificate.title = "Something better"
    with pytest.raises(HistoryIsFixed):
        certificate.save()
    with pytest.raises(HistoryIsFixed):
        certificate.save(update_fields=["snapshot"])
    with pytest.raises(HistoryIsFixed):
        certificate.delete()
    with pytest.raises(HistoryIsFixed):
        Certificate.objects.all().delete()
    with pytest.raises(HistoryIsFixed):
        Certificate.objects.update(valid_until=None)
    event = certificate.events.get()
    with pytest.raises(HistoryIsFixed):
        event.save()
    with pytest.raises(HistoryIsFixed):
        LedgerEvent.objects.update(kind="revoked")
    with pytest.raises(HistoryIsFixed):
        event.delete()


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE {e} SET reason = 'deception' WHERE sequence = 2", "event 2 was changed"),
        ("UPDATE {e} SET note = 'Mail of 4 Sep' WHERE sequence = 2", "the note of event 2"),
        ("UPDATE {e} SET note = '' WHERE sequence = 2", "the note of event 2"),
        ("DELETE FROM {e} WHERE sequence = 2", "the last event is not the one"),
        ("UPDATE {c} SET standing = 'in_force'", "the register says in_force"),
        ("UPDATE {c} SET valid_until = '2099-01-01'", "the dates are not those"),
        ("UPDATE {c} SET name = 'Marlon Deeks'", "the name is not the one"),
        ("UPDATE {c} SET number = '0000000000000'", "the snapshot was changed"),
    ],
)
def test_a_row_edited_in_the_database_is_found(certificate, registrar, statement, words, capsys):
    suspend(certificate, actor=registrar, reason=ReasonCode.UNDER_EXAMINATION, note="Mail of 3 Sep")
    with connection.cursor() as cursor:
        cursor.execute(statement.format(e=LedgerEvent._meta.db_table, c=Certificate._meta.db_table))
    with pytest.raises(CommandError, match="1 of 1 certificates"):
        call_command("verify_ledger")
    assert words in capsys.readouterr().err


def test_an_edited_snapshot_is_found(certificate, capsys):
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {Certificate._meta.db_table} SET snapshot = "  # noqa: S608
            "REPLACE(CAST(snapshot AS TEXT), 'Hairline design', 'Scar camouflage')"
            + ("::jsonb" if connection.vendor == "postgresql" else "")
        )
    with pytest.raises(CommandError):
        call_command("verify_ledger")
    assert "the snapshot was changed" in capsys.readouterr().err


def test_a_name_that_was_erased_leaves_the_ledger_whole(certificate):
    certificate.name = ""
    certificate.save(update_fields=["name"])
    call_command("verify_ledger")


def after(certificate, *, days=1):
    day = certificate.valid_until + dt.timedelta(days=days)
    return clock.at(dt.datetime.combine(day, dt.time(9), tzinfo=dt.UTC))


def kinds_of(certificate):
    return list(certificate.events.order_by("sequence").values_list("kind", flat=True))


def test_expiry_is_noted_once_by_the_daily_command(certificate):
    with after(certificate, days=0):
        assert note_expired() == 0
    with after(certificate, days=3):
        before = verify(certificate.number, now=clock.now())
        call_command("issue_certificates")
        assert note_expired() == 0
        answer = verify(certificate.number, now=clock.now())
        assert (answer.state, answer.history) == (before.state, before.history)
    assert kinds_of(certificate) == [LedgerKind.ISSUED, LedgerKind.EXPIRED]
    assert before.history[-1].at.date() == certificate.valid_until + dt.timedelta(days=1)
    certificate.refresh_from_db()
    assert certificate.standing == Standing.IN_FORCE
    assert certificate.head == certificate.events.get(kind=LedgerKind.EXPIRED).digest
    call_command("verify_ledger")


def test_the_clock_decides_whatever_has_been_noted(certificate):
    with after(certificate):
        assert certificate.state == "expired"
        note_expired()
    # the site's clock is put right again: the event moved no standing
    assert Certificate.objects.get().state == "valid"


def test_whatever_happens_next_notes_expiry_first(certificate, registrar):
    with after(certificate):
        revoke(certificate, actor=registrar, reason=ReasonCode.DECEPTION)
    assert kinds_of(certificate) == [LedgerKind.ISSUED, LedgerKind.EXPIRED, LedgerKind.REVOKED]
    call_command("verify_ledger")


def test_a_suspended_certificate_expires_when_it_is_reinstated(certificate, registrar):
    suspend(certificate, actor=registrar, reason=ReasonCode.UNDER_EXAMINATION)
    with after(certificate):
        assert note_expired() == 0
        reinstate(certificate, actor=registrar, reason=ReasonCode.NO_ACTION)
        assert Certificate.objects.get().state == "expired"
    assert kinds_of(certificate)[-2:] == [LedgerKind.REINSTATED, LedgerKind.EXPIRED]
    call_command("verify_ledger")


def test_a_second_expiry_is_refused_by_the_database(certificate):
    with after(certificate):
        note_expired()
    certificate.refresh_from_db()
    with pytest.raises(IntegrityError), transaction.atomic():
        append_event(certificate, LedgerKind.EXPIRED)


def test_an_expiry_noted_too_early_is_found(certificate, capsys):
    append_event(certificate, LedgerKind.EXPIRED)
    with pytest.raises(CommandError):
        call_command("verify_ledger")
    assert "before its last day was over" in capsys.readouterr().err
