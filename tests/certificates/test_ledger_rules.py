"""The fold and the chain of one certificate's history."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.enums import CertificateState, LedgerKind, Standing
from certificates.ledger import (
    Entry,
    ImpossibleStep,
    can_follow,
    find_expiry_faults,
    find_faults,
    fold,
    next_standing,
    state_on,
)

K = LedgerKind
DAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("kinds", "standing"),
    [
        ([K.ISSUED], Standing.IN_FORCE),
        ([K.ISSUED, K.SUSPENDED], Standing.SUSPENDED),
        ([K.ISSUED, K.SUSPENDED, K.REINSTATED], Standing.IN_FORCE),
        ([K.ISSUED, K.SUSPENDED, K.REVOKED], Standing.REVOKED),
        ([K.ISSUED, K.REVOKED], Standing.REVOKED),
        ([K.ISSUED, K.SUPERSEDED], Standing.SUPERSEDED),
        ([K.ISSUED, K.SUPERSEDED, K.REVOKED], Standing.REVOKED),
    ],
)
def test_a_history_adds_up_to_a_standing(kinds, standing):
    assert fold(kinds) == standing


@pytest.mark.parametrize(
    "kinds",
    [
        [],
        [K.SUSPENDED],
        [K.ISSUED, K.ISSUED],
        [K.ISSUED, K.REINSTATED],
        [K.ISSUED, K.REVOKED, K.REINSTATED],
        [K.ISSUED, K.REVOKED, K.SUSPENDED],
        [K.ISSUED, K.SUSPENDED, K.SUSPENDED],
    ],
)
def test_an_impossible_history_is_refused(kinds):
    with pytest.raises(ImpossibleStep):
        fold(kinds)


@given(st.sampled_from(list(Standing)), st.sampled_from(list(LedgerKind)))
def test_what_can_follow_is_what_does_not_raise(standing, kind):
    if can_follow(standing, kind):
        assert next_standing(standing, kind) in Standing
    else:
        with pytest.raises(ImpossibleStep):
            next_standing(standing, kind)


@pytest.mark.parametrize(
    ("standing", "until", "state"),
    [
        (Standing.IN_FORCE, None, CertificateState.VALID),
        (Standing.IN_FORCE, DAY, CertificateState.VALID),
        (Standing.IN_FORCE, DAY - dt.timedelta(1), CertificateState.EXPIRED),
        (Standing.SUSPENDED, DAY - dt.timedelta(1), CertificateState.SUSPENDED),
        (Standing.REVOKED, DAY + dt.timedelta(900), CertificateState.REVOKED),
        (Standing.SUPERSEDED, None, CertificateState.SUPERSEDED),
    ],
)
def test_the_clock_decides_expiry_and_a_registrar_outweighs_the_clock(standing, until, state):
    assert state_on(standing, valid_until=until, today=DAY) == state


def chain(*kinds: LedgerKind, origin: str = "o" * 64) -> list[tuple[Entry, str]]:
    entries, previous = [], origin
    for sequence, kind in enumerate(kinds, start=1):
        entry = Entry(
            number="7K3M9QXW4T2HR",
            sequence=sequence,
            kind=kind,
            at=dt.datetime(2026, 11, sequence, tzinfo=dt.UTC),
            reason="",
            related="",
            actor="",
            note_digest="",
            previous=previous,
        )
        previous = entry.digest()
        entries.append((entry, previous))
    return entries


def faults(entries, *, head=None, standing=Standing.REVOKED):
    return find_faults(entries, origin="o" * 64, head=head or entries[-1][1], standing=standing)


SOUND = chain(K.ISSUED, K.SUSPENDED, K.REVOKED)


def test_a_sound_chain_has_no_fault():
    assert faults(SOUND) == []


def test_an_edited_event_is_found():
    edited = [SOUND[0], (replace(SOUND[1][0], reason="deception"), SOUND[1][1]), SOUND[2]]
    assert faults(edited) == ["event 2 was changed after it was written"]


def test_an_edited_event_with_its_own_digest_renewed_is_found():
    entry = replace(SOUND[1][0], reason="deception")
    found = faults([SOUND[0], (entry, entry.digest()), SOUND[2]])
    assert found == ["event 3 does not follow the one before it"]


def test_a_removed_last_event_is_found():
    found = faults(SOUND[:2], head=SOUND[2][1])
    assert "the last event is not the one the certificate names" in found
    assert "the register says revoked, its events say suspended" in found


def test_a_removed_first_event_is_found():
    assert any("does not follow" in fault for fault in faults(SOUND[1:]))


def test_a_chain_moved_to_another_certificate_is_found():
    found = find_faults(SOUND, origin="p" * 64, head=SOUND[-1][1], standing=Standing.REVOKED)
    assert found == ["event 1 does not follow the one before it"]


def test_a_column_that_disagrees_with_the_events_is_found():
    assert faults(SOUND, standing=Standing.IN_FORCE) == [
        "the register says in_force, its events say revoked"
    ]


@pytest.mark.parametrize(
    ("until", "kinds", "fault"),
    [
        (dt.date(2026, 11, 1), (K.ISSUED, K.EXPIRED), ""),
        # an hour of the day after has begun somewhere east of Greenwich
        (dt.date(2026, 10, 31), (K.ISSUED,), ""),
        (dt.date(2026, 11, 2), (K.ISSUED, K.EXPIRED), "before its last day was over"),
        (None, (K.ISSUED, K.EXPIRED), "it has no last day"),
        (dt.date(2026, 11, 1), (K.ISSUED, K.EXPIRED, K.EXPIRED), "two events"),
        (dt.date(2026, 11, 1), (K.ISSUED, K.EXPIRED, K.RENEWED), ""),
    ],
)
def test_expiry_is_noted_once_and_not_too_early(until, kinds, fault):
    found = find_expiry_faults((entry for entry, _ in chain(*kinds)), valid_until=until)
    assert bool(found) == bool(fault)
    assert fault in " ".join(found)


def test_noting_expiry_moves_no_standing():
    assert fold([K.ISSUED, K.EXPIRED]) == Standing.IN_FORCE
    assert fold([K.ISSUED, K.EXPIRED, K.RENEWED]) == Standing.SUPERSEDED
