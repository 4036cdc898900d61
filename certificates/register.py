"""The register's answer about one number, as a value: everything a screen may say. Pure."""

import datetime as dt
from dataclasses import dataclass

from certificates.enums import CertificateState
from certificates.numbers import Problem
from certificates.snapshot import Snapshot


@dataclass(frozen=True)
class HistoryLine:
    """One event as the public may see it.

    ``reason`` and its ``code`` are empty but for a revocation; ``related`` is the printed number of
    the certificate that replaced this one, or that this one replaced.
    """

    kind: str
    word: str
    at: dt.datetime
    reason: str
    related: str = ""
    code: str = ""


@dataclass(frozen=True)
class RegisterAnswer:
    """``state`` and ``snapshot`` are None when the register holds no such number.

    ``problem`` says why typed text cannot be a number, for a hint; a malformed number and
    an unknown one are otherwise answered alike. ``as_at`` is the moment of the answer.
    ``is_development`` says that a file of it was sealed with a key that proves nothing.
    """

    as_at: dt.datetime
    problem: Problem
    number: str = ""
    state: CertificateState | None = None
    snapshot: Snapshot | None = None
    history: tuple[HistoryLine, ...] = ()
    successor: str = ""
    predecessor: str = ""
    is_development: bool = False

    @property
    def is_found(self) -> bool:
        """Whether the register holds the number."""
        return self.snapshot is not None
