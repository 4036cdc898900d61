"""What registrars do, and what nobody can undo."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from certificates.api import reinstate, revoke, suspend
from certificates.enums import LedgerKind, ReasonCode, Standing
from certificates.exceptions import HistoryIsFixed, ReasonRefused, StepRefused
from certificates.models import Certificate, LedgerEvent
from certificates.signals import certificate_state_changed
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
        ("DELETE FROM {e} WHERE sequence = 2", "the last event is not the one"),
        ("UPDATE {c} SET standing = 'in_force'", "the register says in_force"),
        ("UPDATE {c} SET valid_until = '2099-01-01'", "the dates are not those"),
        ("UPDATE {c} SET name = 'Marlon Deeks'", "the name is not the one"),
        ("UPDATE {c} SET number = '0000000000000'", "the snapshot was changed"),
    ],
)
def test_a_row_edited_in_the_database_is_found(certificate, registrar, statement, words, capsys):
    suspend(certificate, actor=registrar, reason=ReasonCode.UNDER_EXAMINATION)
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
