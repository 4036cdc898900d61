"""Which bytes of a file a ``Range`` header asks for (RFC 9110, section 14)."""

import re

_ONE_RANGE = re.compile(r"bytes=\s*(\d*)\s*-\s*(\d*)\s*", re.IGNORECASE)


class RangeNotSatisfiable(ValueError):
    """The header asks for bytes after the end of the file."""


def read_range(header: str | None, *, size: int) -> tuple[int, int] | None:
    """The first and the last byte asked for, or None where the whole file is the answer.

    A header that is malformed or asks for several ranges at once may be answered with the whole
    file, and is. Raises :class:`RangeNotSatisfiable` where no byte of the file is in the range.
    """
    match = _ONE_RANGE.fullmatch(header or "")
    if match is None or not any(match.groups()):
        return None
    # a file is at most some petabytes long; more digits than that say nothing more
    first_text, last_text = (text[:18] for text in match.groups())
    if not first_text:
        if int(last_text) == 0 or size == 0:
            raise RangeNotSatisfiable
        return max(0, size - int(last_text)), size - 1
    first, last = int(first_text), int(last_text) if last_text else size - 1
    if last_text and last < first:
        return None
    if first >= size:
        raise RangeNotSatisfiable
    return first, min(last, size - 1)
