"""The ledger of one certificate: an append-only chain of events, and what it adds up to. Pure.

Each event carries the digest of the one before it; the first carries the digest of the
certificate's snapshot. A row edited, inserted, reordered or removed afterwards breaks the chain.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from certificates.enums import CertificateState, LedgerKind, Standing
from lms.core.digest import digest

_STEPS: dict[tuple[Standing | None, LedgerKind], Standing] = {
    (None, LedgerKind.ISSUED): Standing.IN_FORCE,
    (Standing.IN_FORCE, LedgerKind.SUSPENDED): Standing.SUSPENDED,
    (Standing.IN_FORCE, LedgerKind.REVOKED): Standing.REVOKED,
    (Standing.IN_FORCE, LedgerKind.SUPERSEDED): Standing.SUPERSEDED,
    (Standing.IN_FORCE, LedgerKind.CORRECTED): Standing.IN_FORCE,
    (Standing.IN_FORCE, LedgerKind.RENEWED): Standing.SUPERSEDED,
    # what the clock has decided is noted; the standing stays, so that the clock goes on deciding
    (Standing.IN_FORCE, LedgerKind.EXPIRED): Standing.IN_FORCE,
    (Standing.SUSPENDED, LedgerKind.REINSTATED): Standing.IN_FORCE,
    (Standing.SUSPENDED, LedgerKind.REVOKED): Standing.REVOKED,
    (Standing.SUSPENDED, LedgerKind.SUPERSEDED): Standing.SUPERSEDED,
    (Standing.SUPERSEDED, LedgerKind.REVOKED): Standing.REVOKED,
}


def hash_note(note: str) -> str:
    """What the chain holds of a private note (SHA-256); empty for none."""
    return hashlib.sha256(note.encode()).hexdigest() if note else ""


class ImpossibleStep(ValueError):
    """An event that cannot follow what the ledger already says."""


@dataclass(frozen=True)
class Entry:
    """One event as it enters the chain.

    ``reason`` is a public code, ``related`` the number of another certificate, ``note_digest`` the
    SHA-256 of the private note (so that the note itself can be erased without breaking the chain).
    """

    number: str
    sequence: int
    kind: LedgerKind
    at: dt.datetime
    reason: str
    related: str
    actor: str
    note_digest: str
    previous: str

    def digest(self) -> str:
        """SHA-256 over every member."""
        return digest(
            {
                "number": self.number,
                "sequence": self.sequence,
                "kind": str(self.kind),
                "at": self.at.astimezone(dt.UTC),
                "reason": self.reason,
                "related": self.related,
                "actor": self.actor,
                "note_digest": self.note_digest,
                "previous": self.previous,
            }
        )


def next_standing(standing: Standing | None, kind: LedgerKind) -> Standing:
    """Return the standing after ``kind`` happens; raise :class:`ImpossibleStep` if it cannot."""
    try:
        return _STEPS[standing, kind]
    except KeyError:
        before = standing.value if standing else "nothing"
        raise ImpossibleStep(f"{kind.value} cannot follow {before}") from None


def can_follow(standing: Standing, kind: LedgerKind) -> bool:
    """Say whether ``kind`` may happen to a certificate of this standing."""
    return (standing, kind) in _STEPS


def fold(kinds: Iterable[LedgerKind]) -> Standing:
    """Return what a whole history adds up to; raise :class:`ImpossibleStep` if it cannot be."""
    standing: Standing | None = None
    for kind in kinds:
        standing = next_standing(standing, kind)
    if standing is None:
        raise ImpossibleStep("a certificate without events was never issued")
    return standing


def state_on(
    standing: Standing, *, valid_until: dt.date | None, today: dt.date
) -> CertificateState:
    """Return the register's answer on ``today``; a certificate holds through its last day.

    What a registrar has said outweighs the calendar: a revoked certificate stays Revoked after its
    last day, and a suspended one Suspended.
    """
    if standing != Standing.IN_FORCE:
        return CertificateState(standing.value)
    if valid_until is not None and today > valid_until:
        return CertificateState.EXPIRED
    return CertificateState.VALID


def find_faults(
    entries: Sequence[tuple[Entry, str]], *, origin: str, head: str, standing: Standing
) -> list[str]:
    """Compare a stored ledger with itself and with the certificate's own columns.

    ``entries`` are (event, stored digest) in order; ``origin`` is the snapshot's digest, ``head``
    and ``standing`` what the certificate row says. Returns a sentence for each fault.
    """
    faults: list[str] = []
    previous = origin
    for position, (entry, stored) in enumerate(entries, start=1):
        if entry.sequence != position:
            faults.append(f"event {position} has the sequence number {entry.sequence}")
        if entry.previous != previous:
            faults.append(f"event {position} does not follow the one before it")
        if entry.digest() != stored:
            faults.append(f"event {position} was changed after it was written")
        previous = stored
    if previous != head:
        faults.append("the last event is not the one the certificate names")
    try:
        folded = fold(entry.kind for entry, _ in entries)
    except ImpossibleStep as error:
        faults.append(f"the history is impossible: {error}")
    else:
        if folded != standing:
            faults.append(f"the register says {standing.value}, its events say {folded.value}")
    return faults


# when a day begins first anywhere: fourteen hours before it does in UTC
_EARLIEST = dt.timedelta(hours=14)


def find_expiry_faults(entries: Iterable[Entry], *, valid_until: dt.date | None) -> list[str]:
    """Compare the events that say "expired" with the last day. A missing one is no fault.

    The clock decides whether a certificate has expired; the event only notes it, some time after.
    Time zones of the site may change, so an event is early only where the last day had not ended
    anywhere.
    """
    noted = [entry for entry in entries if entry.kind == LedgerKind.EXPIRED]
    if not noted:
        return []
    if valid_until is None:
        return ["an event says it expired, but it has no last day"]
    faults = ["two events say that it expired"] if len(noted) > 1 else []
    after = dt.datetime.combine(valid_until + dt.timedelta(days=1), dt.time(), dt.UTC)
    if noted[0].at < after - _EARLIEST:
        faults.append("an event says it expired before its last day was over")
    return faults


@dataclass(frozen=True)
class Anchor:
    """The head of one certificate's ledger at some moment, to be kept outside the database.

    A ledger only grows, so an anchor stays true for good: the event at ``sequence`` still has this
    digest, whatever has happened since. A chain whose end was cut off holds it no longer.
    """

    number: str
    sequence: int
    digest: str

    def as_line(self) -> str:
        """One line of a file of anchors."""
        return f"{self.number} {self.sequence} {self.digest}\n"


def read_anchors(text: str) -> list[Anchor]:
    """Read a file of anchors; raise ValueError where a line is none."""
    found = []
    for place, line in enumerate(text.splitlines(), start=1):
        parts = line.split(" ")
        if len(parts) != 3 or not parts[1].isdigit() or len(parts[2]) != 64:
            raise ValueError(f"line {place} is not a head")
        found.append(Anchor(parts[0], int(parts[1]), parts[2]))
    return found
