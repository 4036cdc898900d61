"""Certificate numbers: 60 random bits in Crockford's base 32 and one character against typos.

Canonical form is 13 characters, ``7K3M9QXW4T2HR``; people see ``SMP-7K3M-9QXW-4T2H-R``. The check
character is ISO 7064 MOD 37-2, which finds every single wrong character and every swap of two
neighbors. It protects against typing errors; against guessing there are the 60 bits.
"""

import random
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford, https://www.crockford.com/base32.html
PREFIX = "SMP"
PAYLOAD_LENGTH = 12
LENGTH = PAYLOAD_LENGTH + 1
_CHECK_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"  # ISO 7064
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
# nobody types more than this; longer input is not worth normalizing
_MAX_INPUT = 64
_SYSTEM = random.SystemRandom()


class Problem(StrEnum):
    """Why typed text is no certificate number."""

    NONE = ""
    SHAPE = "shape"
    CHECK = "check"


@dataclass(frozen=True)
class Reading:
    """What was made of typed text; ``number`` is empty unless ``problem`` is NONE."""

    number: str
    problem: Problem


def check_character(payload: str) -> str:
    """Return the ISO 7064 MOD 37-2 check character of ``payload`` (may be I, L, O, U or ``*``)."""
    remainder = 0
    for character in payload:
        remainder = (remainder + _CHECK_ALPHABET.index(character)) * 2 % 37
    return _CHECK_ALPHABET[(1 - remainder) % 37]


def draw_number(source: random.Random = _SYSTEM) -> str:
    """Return a fresh random number, redrawn until its check character is in :data:`ALPHABET`."""
    while True:
        payload = "".join(source.choice(ALPHABET) for _ in range(PAYLOAD_LENGTH))
        check = check_character(payload)
        if check in ALPHABET:
            return payload + check


def read_number(text: str) -> Reading:
    """Read what somebody typed or scanned: any case, spaces, hyphens, O for 0, I or L for 1.

    Of a whole address, such as a code on a certificate holds, the last part is read.
    """
    last = text.strip().rstrip("/").rpartition("/")[2] if "//" in text else text
    plain = unicodedata.normalize("NFKC", last[:_MAX_INPUT]).upper()
    plain = "".join(c for c in plain if c.isalnum()).translate(_LOOKALIKES)
    if len(plain) == len(PREFIX) + LENGTH and plain.startswith(PREFIX):
        plain = plain[len(PREFIX) :]
    if len(plain) != LENGTH or any(c not in ALPHABET for c in plain):
        return Reading("", Problem.SHAPE)
    if check_character(plain[:-1]) != plain[-1]:
        return Reading("", Problem.CHECK)
    return Reading(plain, Problem.NONE)


def format_number(number: str) -> str:
    """Return the printed form of a canonical number: ``SMP-7K3M-9QXW-4T2H-R``."""
    return f"{PREFIX}-{number[:4]}-{number[4:8]}-{number[8:12]}-{number[12:]}"
