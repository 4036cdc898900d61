"""The one source of chance of the services: the operating system's, unless a block has a seed.

``with chance.seeded("..."): ...`` lets the demonstration come out the same on every machine. What
is drawn from a seed can be foretold, so a site must allow it with ``LMS_SEEDED_CHANCE``, which no
production settings do and ``check --deploy`` refuses. Private keys are never drawn from here.
"""

import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import ImproperlyConfigured

from lms.core.conf import lms_settings

_SYSTEM = random.SystemRandom()
_seeded: ContextVar[random.Random | None] = ContextVar("lms_chance", default=None)


def source() -> random.Random:
    """What to draw from."""
    return _seeded.get() or _SYSTEM


def token_hex(size: int) -> str:
    """``size`` random bytes in hexadecimal."""
    return source().randbytes(size).hex()


def new_uuid() -> uuid.UUID:
    """A random UUID."""
    return uuid.UUID(bytes=source().randbytes(16), version=4)


@contextmanager
def seeded(seed: str) -> Iterator[None]:
    """Draw from ``seed`` inside the block (this thread or task only).

    Raises ImproperlyConfigured where the site does not allow it.
    """
    if not lms_settings.LMS_SEEDED_CHANCE:
        raise ImproperlyConfigured(
            "Numbers drawn from a seed can be foretold. LMS_SEEDED_CHANCE = True allows them, for "
            "demonstrations and tests only."
        )
    token = _seeded.set(random.Random(seed))
    try:
        yield
    finally:
        _seeded.reset(token)
