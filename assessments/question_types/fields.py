"""Reading an editor's raw values and answers that have several parts."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from assessments.question_types.base import Response, plain

MAX_PARTS = 40
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def read_decimal(value: Any) -> Decimal | None:
    """A finite number out of an editor's field; None for nothing or no number."""
    if value is None or value == "":
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def decimal_or(value: Any, default: Decimal) -> Decimal:
    """The number in ``value``, or ``default``."""
    number = read_decimal(value)
    return default if number is None else number


def decimal_text(number: Decimal) -> str:
    """``number`` in plain digits without trailing zeros."""
    return format(number.normalize() + 0, "f")


def short_id(*parts: Any) -> str:
    """An id that says nothing about place or worth, the same for the same parts."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:12]


def items_of(raw: Any) -> list[tuple[str, Mapping[str, Any]]]:
    """Id ("" for none) and fields of each item of an editor's list: bound, stored or plain."""
    found: list[tuple[str, Mapping[str, Any]]] = []
    for item in getattr(raw, "bound_blocks", raw) or []:
        if isinstance(item, Mapping):
            fields = item["value"] if "value" in item and "type" in item else item
            found.append((str(item.get("id") or ""), fields))
        else:
            value = getattr(item, "value", item)
            found.append((str(getattr(item, "id", "") or ""), value))
    return found


def texts_of(raw: Any) -> tuple[str, ...]:
    """The texts of an editor's list of single lines, without empty ones."""
    values: Iterable[Any] = (fields for _key, fields in items_of_texts(raw))
    return tuple(text for value in values if (text := plain(value)))


def items_of_texts(raw: Any) -> list[tuple[str, Any]]:
    """Id and text of each item of a list of single values."""
    found: list[tuple[str, Any]] = []
    for item in getattr(raw, "bound_blocks", raw) or []:
        if isinstance(item, Mapping):
            found.append((str(item.get("id") or ""), item.get("value")))
        else:
            found.append((str(getattr(item, "id", "") or ""), getattr(item, "value", item)))
    return found


def picture_id(value: Any) -> int | None:
    """The primary key of a chosen picture, given as such or as the picture itself."""
    key = getattr(value, "pk", value)
    try:
        return int(key) if key is not None and not isinstance(key, bool) else None
    except (TypeError, ValueError):
        return None


def parts_of(raw: Any, *, limit: int = 200) -> dict[str, str]:
    """The parts of an answer by key, out of ``{"parts": {...}}`` or ``["key=value", ...]``.

    Values longer than ``limit`` are cut; empty ones are no part.
    """
    if isinstance(raw, Mapping):
        raw = raw.get("parts")
    if isinstance(raw, Mapping):
        pairs: Sequence[tuple[Any, Any]] = list(raw.items())
    elif isinstance(raw, list | tuple):
        pairs = [one.partition("=")[::2] for one in raw if isinstance(one, str) and "=" in one]
    else:
        return {}
    found = {}
    for key, value in pairs[:MAX_PARTS]:
        if isinstance(key, str) and isinstance(value, str) and (text := plain(value[:limit])):
            found[plain(key[:64])] = text
    return dict(sorted(found.items()))


def parts_in(response: Response) -> Mapping[str, str]:
    """The parts of a cleaned response."""
    parts = response.get("parts")
    return parts if isinstance(parts, Mapping) else {}


def one_text(raw: Any, *, limit: int) -> str:
    """One line of text out of what came from outside, "" for anything else."""
    if isinstance(raw, Mapping):
        raw = raw.get("text")
    if isinstance(raw, list | tuple) and len(raw) == 1:
        raw = raw[0]
    return plain(raw[:limit]) if isinstance(raw, str) else ""


def many_lines(raw: Any, *, limit: int) -> str:
    """Text of several lines out of what came from outside, without control characters."""
    if isinstance(raw, Mapping):
        raw = raw.get("text")
    if isinstance(raw, list | tuple) and len(raw) == 1:
        raw = raw[0]
    if not isinstance(raw, str):
        return ""
    text = raw[:limit].replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROL.sub("", text)).strip()
