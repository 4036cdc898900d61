"""Postcodes: what part of one was typed, and where the areas of the United Kingdom lie. Pure."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from certificates.directory.gazetteer.values import FoundPlace
from certificates.directory.geo import Point

_OUTWARD = re.compile(r"^([A-Z]{1,2})([0-9][A-Z0-9]?)?(?:[0-9][A-Z]{0,2})?$")
_SHAPE = re.compile(r"^[A-Z]{1,2}([0-9][0-9A-Z]?)?( ?[0-9][A-Z]{0,2})?$")


def compact(text: str) -> str:
    """A postcode as it is compared: capitals, no spaces or dashes."""
    return re.sub(r"[\s-]", "", text).upper()


def begins_of(text: str) -> tuple[str, ...]:
    """``text`` and its beginnings that may be a postcode of their own, the longest first.

    "BS1 4XX" is looked for as BS14XX, BS14X, BS14, BS1; "61348" as 61348. Empty for what has no
    digit: that is a name.
    """
    code = compact(text)
    if not code.isalnum() or not code.isascii() or not any(c.isdigit() for c in code):
        return ()
    if len(code) > 10:
        return ()
    if " " in text.strip() and _SHAPE.match(text.strip().upper()):
        # the space says where the outward part ends, so BS1 4 is not BS14
        outward = compact(text.strip().split()[0])
        return tuple(dict.fromkeys((code, outward)))
    if _is_whole_british(code):
        return tuple(dict.fromkeys((code, code[:-3])))
    return (code,)


def district_of(code: str) -> str:
    """The district of a whole British postcode without spaces: "BS65AA" is in BS6; else empty."""
    return code[:-3] if _is_whole_british(code) else ""


def _is_whole_british(code: str) -> bool:
    return bool(re.match(r"^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}$", code))


def find_area(text: str) -> FoundPlace | None:
    """The area of a British postcode, or of its first letters in capitals; None for other text.

    Rough where more than the letters was typed: an area is up to 60 km wide.
    """
    shown = " ".join(text.split())
    letters_alone = shown.isalpha()
    if letters_alone and (len(shown) > 2 or not shown.isupper()):
        return None
    if not _SHAPE.match(shown.upper()):
        return None
    found = _OUTWARD.match(compact(shown))
    area = _areas().get(found[1]) if found else None
    if found is None or area is None:
        return None
    name, point = area
    return FoundPlace(f"{found[1]}, {name}", point, is_rough=bool(found[2]))


@cache
def _areas() -> dict[str, tuple[str, Point]]:
    text = files(__package__).joinpath("uk_areas.csv").read_text(encoding="utf-8")
    rows = csv.reader(line for line in text.splitlines() if not line.startswith("#"))
    return {code: (name, Point(float(lat), float(lon))) for code, name, lat, lon in rows}
