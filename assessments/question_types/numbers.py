"""Numbers and units as people type them.

``0.40``, ``0,40``, ``1 000`` (any kind of space), ``1.234,5`` and ``1,234.5`` are read; a unit may
follow. ``1,000`` can be meant as one or as a thousand: both readings are kept.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

MAX_LENGTH = 64
_ANSWER = re.compile(
    r"^\s*(?P<sign>[+-]?)\s*(?P<digits>\d[\d\s.,']*|[.,]\d+)\s*(?P<unit>[^\d].*)?$", re.DOTALL
)
_THOUSANDS = re.compile(r"^\d{1,3}(?:,\d{3})+$")
_GROUPED = re.compile(r"^\d{1,3}(?: \d{3})+(?:[.,]\d+)?$")
_UNIT_WORDS = {
    "milliliter": "ml", "milliliters": "ml", "millilitre": "ml", "millilitres": "ml", "cc": "ml",
    "liter": "l", "liters": "l", "litre": "l", "litres": "l",
    "microliter": "ul", "microliters": "ul", "microlitre": "ul", "microlitres": "ul",
    "millimeter": "mm", "millimeters": "mm", "millimetre": "mm", "millimetres": "mm",
    "centimeter": "cm", "centimeters": "cm", "centimetre": "cm", "centimetres": "cm",
    "gram": "g", "grams": "g", "milligram": "mg", "milligrams": "mg",
    "minute": "min", "minutes": "min", "mins": "min",
    "second": "s", "seconds": "s", "sec": "s", "secs": "s",
    "hour": "h", "hours": "h", "hr": "h", "hrs": "h",
    "day": "d", "days": "d", "week": "wk", "weeks": "wk",
    "percent": "%", "per cent": "%", "pct": "%",
    "parts per million": "ppm",
    "drop": "drops", "°c": "c", "degrees c": "c", "celsius": "c", "°f": "f", "fahrenheit": "f",
}  # fmt: skip


@dataclass(frozen=True)
class Quantity:
    """The numbers a text can mean (none when it is no number) and the unit after it."""

    values: tuple[Decimal, ...]
    unit: str


def normal_unit(text: str) -> str:
    """A unit in one spelling: "Milliliters", "mL" and "ml." are the same."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("μ", "u").replace("µ", "u")
    text = " ".join(text.split()).rstrip(".")
    return _UNIT_WORDS.get(text, text.replace(" ", ""))


def _readings(digits: str) -> list[str]:
    """The plain decimal texts ``digits`` can mean."""
    digits = " ".join(digits.replace("'", " ").split()).rstrip(".,")
    if " " in digits:
        if not _GROUPED.match(digits):
            return []
        digits = digits.replace(" ", "")
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        decimal = max(".", ",", key=digits.rfind)
        if digits.count(decimal) != 1:
            return []
        other = "," if decimal == "." else "."
        return [digits.replace(other, "").replace(decimal, ".")]
    if points > 1:
        return [digits.replace(".", "")] if _THOUSANDS.match(digits.replace(".", ",")) else []
    if commas == 1 and _THOUSANDS.match(digits) and not digits.startswith("0"):
        return [digits.replace(",", "."), digits.replace(",", "")]
    if commas > 1:
        return [digits.replace(",", "")] if _THOUSANDS.match(digits) else []
    return [digits.replace(",", ".")]


def read_quantity(text: str) -> Quantity:
    """Read a number and an optional unit. No number gives a quantity without values."""
    text = unicodedata.normalize("NFKC", text[:MAX_LENGTH]).replace("−", "-").replace("–", "-")
    found = _ANSWER.match(text)
    if not found:
        return Quantity((), "")
    values = tuple(Decimal(found["sign"] + plain) for plain in _readings(found["digits"]))
    return Quantity(values, normal_unit(found["unit"] or "") if values else "")
