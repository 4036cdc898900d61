"""Bytes to text, and numbers as people write them in question files."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from assessments.interchange.model import MAX_TEXT_BYTES, MEGABYTE, ImportRefused

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_SAFE_ENCODINGS = re.compile(
    r"^(utf[-_]?(8|16|32)([-_]?(le|be))?|us-ascii|ascii|iso[-_]?8859[-_]\d{1,2}|latin[-_]?1"
    r"|windows-125\d|cp125\d|koi8-[ru]|shift[-_]jis|euc-(jp|kr)|gb(k|2312|18030)|big5|macintosh)$",
    re.IGNORECASE,
)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_NUMBER = re.compile(r"^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$", re.IGNORECASE)
MAX_EXPONENT = 60


def decode(data: bytes, *, xml: bool = False) -> tuple[str, str]:
    """The text of ``data`` and the encoding it was read in; line ends become ``\\n``.

    A byte order mark wins, then (for XML) the declaration, then UTF-8, then Windows-1252.
    Raises ImportRefused for bytes that are no text, or too many.
    """
    if len(data) > MAX_TEXT_BYTES:
        raise ImportRefused(
            _(
                "A question file of more than %(n)s MB is not read; split it, or send its pictures "
                "beside it in a zip package."
            )
            % {"n": MAX_TEXT_BYTES // MEGABYTE}
        )
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            return _tidy(text), encoding
    encodings = ["utf-8"]
    declared = _DECLARED.match(data[:400]) if xml else None
    name = declared[1].decode("ascii").lower() if declared else ""
    # "utf-16" declared in a file that is plainly bytes is a common slip of exporters
    if _SAFE_ENCODINGS.match(name) and not name.startswith(("utf-16", "utf16", "utf-32", "utf32")):
        encodings.append(name)
    if data[:4].count(0) >= 2 and data[1:2] == b"\0":
        encodings.insert(0, "utf-16-le")
    elif data[:4].count(0) >= 2 and data[:1] == b"\0":
        encodings.insert(0, "utf-16-be")
    for encoding in encodings:
        try:
            return _tidy(data.decode(encoding)), encoding
        except (UnicodeDecodeError, LookupError):
            continue
    if b"\0" in data[:4096]:
        raise ImportRefused(_("This file is not text. Send a question file or a zip package."))
    return _tidy(data.decode("cp1252", "replace")), "cp1252"


def _tidy(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    return CONTROL.sub("", text)


def lines_of(text: str) -> Iterator[str]:
    """The lines of ``text``, one at a time: millions of them as a list take many times as much."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]


def number(text: object) -> Decimal | None:
    """``text`` as a finite number, None when it is none. Reads "1,5" and "1.5", "−" and "e3"."""
    source = unicodedata.normalize("NFKC", str(text if text is not None else "")).strip()
    source = source.replace("−", "-").replace(" ", "")
    if source.count(",") == 1 and "." not in source:
        source = source.replace(",", ".")
    if len(source) > 60 or not _NUMBER.match(source):
        return None
    try:
        value = Decimal(source)
    except InvalidOperation:
        return None
    if value and abs(value.adjusted()) > MAX_EXPONENT:
        return None
    return value


def plain_number(value: Decimal) -> str:
    """``value`` without exponent, trailing zeros or a negative zero."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def percent(value: Decimal) -> str:
    """A fraction as the percentage Moodle writes: up to five decimals."""
    return plain_number((value * 100).quantize(Decimal("0.00001")))


def fraction_text(value: Decimal) -> str:
    """A share of the marks as kept in raw values: five decimals at most, so that 33.333% and
    0.33333 are the same."""
    return plain_number(value.quantize(Decimal("0.00001")))
