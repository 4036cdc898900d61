"""What somebody with the database in hand could do to a ledger, and how each is found."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from certificates.api import reinstate, suspend
from certificates.enums import LedgerKind, ReasonCode, Standing
from certificates.ledger import Anchor, read_anchors
from certificates.models import Award, AwardVersion, Certificate, LedgerEvent
from certificates.services.anchors import write_anchors
from lms.core import clock
from tests.factories.certificates import make_certificate, make_holder, make_registrar

pytestmark = pytest.mark.django_db


@pytest.fixture
def held():
    """A certificate that was suspended and reinstated: three events."""
    certificate, keeper = make_certificate(), make_registrar()
    suspend(certificate, actor=keeper, reason=ReasonCode.UNDER_EXAMINATION)
    return reinstate(certificate, actor=keeper, reason=ReasonCode.NO_ACTION)


def run(statement, *values):
    tables = {"e": LedgerEvent, "c": Certificate, "v": AwardVersion, "a": Award}
    names = {key: model._meta.db_table for key, model in tables.items()}
    with connection.cursor() as cursor:
        cursor.execute(statement.format(**names), values)


def faults(capsys, **options):
    capsys.readouterr()
    with pytest.raises(CommandError):
        call_command("verify_ledger", **options)
    return capsys.readouterr().err


def test_an_event_slipped_in_is_found(held, capsys):
    LedgerEvent.objects.create(
        certificate=held,
        sequence=4,
        kind=LedgerKind.SUSPENDED,
        at=clock.now(),
        previous=held.head,
        digest="f" * 64,
    )
    assert "event 4 was changed after it was written" in faults(capsys)


def test_events_put_in_another_order_are_found(held, capsys):
    for old, new in ((2, 9), (3, 2), (9, 3)):
        run("UPDATE {e} SET sequence = %s WHERE sequence = %s", new, old)
    found = faults(capsys)
    assert "event 2 does not follow the one before it" in found
    assert "the history is impossible" in found


@pytest.mark.parametrize(
    ("statement", "value"),
    [
        ("UPDATE {c} SET title = %s", "Master Certificate"),
        ("UPDATE {c} SET kind = %s", "attendance"),
    ],
)
def test_a_column_that_contradicts_the_snapshot_is_found(held, capsys, statement, value):
    run(statement, value)
    assert "the award is not the one of the snapshot" in faults(capsys)


def test_a_certificate_given_to_somebody_else_is_found(held, capsys):
    run("UPDATE {c} SET user_id = %s", make_holder().pk)
    assert "the holder is not the person whose learning it rests on" in faults(capsys)


def test_a_wording_changed_after_it_was_frozen_is_found(held, capsys):
    run("UPDATE {v} SET digest = %s", "0" * 64)
    found = faults(capsys)
    assert "the version of the award is not the one of the snapshot" in found
    assert "the wording of the award was changed after it was frozen" in found


def test_the_end_of_a_chain_cut_off_with_care_is_found_by_a_kept_head(held, tmp_path, capsys):
    kept = tmp_path / "heads.txt"
    call_command("verify_ledger", head=kept)
    assert "Keep this digest elsewhere: " in capsys.readouterr().out
    assert read_anchors(kept.read_text()) == [Anchor(held.number, 3, held.head)]
    second = held.events.get(sequence=2)
    run("DELETE FROM {e} WHERE sequence = 3")
    run("UPDATE {c} SET head = %s, standing = %s", second.digest, Standing.SUSPENDED)
    call_command("verify_ledger")
    assert "event 3 was removed or is not the one it was" in faults(capsys, against=kept)


def test_a_certificate_removed_with_its_ledger_is_found_by_a_kept_head(held, tmp_path, capsys):
    kept = tmp_path / "heads.txt"
    call_command("verify_ledger", head=kept)
    with connection.constraint_checks_disabled():
        run("DELETE FROM lms_certificates_certificateground")
        run("DELETE FROM lms_certificates_statusentry")
        run("DELETE FROM {e}")
        run("DELETE FROM {c}")
    call_command("verify_ledger")
    assert "not in the register any more" in faults(capsys, against=kept)


def test_kept_heads_stay_true_while_the_ledger_grows(held, tmp_path, capsys):
    kept = tmp_path / "heads.txt"
    call_command("verify_ledger", head=kept)
    suspend(held, actor=make_registrar(), reason=ReasonCode.HOLDER_REQUEST)
    make_certificate()
    capsys.readouterr()
    call_command("verify_ledger", against=kept)
    assert "1 kept heads are still in it." in capsys.readouterr().out


def test_a_file_that_holds_no_heads_is_refused(held, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("nothing of the kind\n")
    with pytest.raises(CommandError, match="line 1 is not a head"):
        call_command("verify_ledger", against=other)
    with pytest.raises(CommandError, match="holds no heads"):
        call_command("verify_ledger", against=tmp_path / "missing.txt")
    with pytest.raises(CommandError, match="whole register"):
        call_command("verify_ledger", held.number, against=other)


@pytest.mark.parametrize("count", [1, 5])
def test_writing_heads_takes_one_query(count, tmp_path, django_assert_num_queries):
    for _ in range(count):
        make_certificate()
    with django_assert_num_queries(1):
        assert write_anchors(tmp_path / "heads.txt")[0] == count
