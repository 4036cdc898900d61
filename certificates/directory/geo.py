"""Places on a sphere: distances, the box around a circle, and names made comparable. Pure.

Formulas: great-circle distance by haversines (R. W. Sinnott, "Virtues of the Haversine", 1984) on
a sphere of the Earth's mean radius (IUGG), right within half a percent; the box around a circle as
in J. P. Matuschek, "Finding Points Within a Distance of a Latitude/Longitude", 2010.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass

EARTH_KM = 6371.0088
KM_PER_MILE = 1.609344
_WORD = re.compile(r"[^\W_]+")
_COORDINATES = re.compile(r"^(-?\d{1,2}(?:\.\d{1,8})?),(-?\d{1,3}(?:\.\d{1,8})?)$")


@dataclass(frozen=True)
class Point:
    """Degrees, north and east positive."""

    latitude: float
    longitude: float

    @classmethod
    def read(cls, text: str) -> Point | None:
        """Read "51.45,-2.59", rounded to about a kilometer; None for anything else."""
        found = _COORDINATES.match(text.strip())
        if found is None:
            return None
        point = cls(round(float(found[1]), 2) + 0.0, round(float(found[2]), 2) + 0.0)
        return point if abs(point.latitude) <= 90 and abs(point.longitude) <= 180 else None

    def __str__(self) -> str:
        return f"{self.latitude:.2f},{self.longitude:.2f}"


@dataclass(frozen=True)
class Box:
    """Everything between two parallels and two meridians."""

    south: float
    north: float
    west: float
    east: float

    def holds(self, point: Point) -> bool:
        inside = self.south <= point.latitude <= self.north
        return inside and self.west <= point.longitude <= self.east


def distance_km(one: Point, other: Point) -> float:
    """Great-circle distance in kilometers."""
    phi, psi = math.radians(one.latitude), math.radians(other.latitude)
    across = math.radians(other.longitude - one.longitude)
    haversine = (
        math.sin((psi - phi) / 2) ** 2 + math.cos(phi) * math.cos(psi) * math.sin(across / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(haversine)))


def bearing(start: Point, end: Point) -> float:
    """Degrees east of north in which ``end`` lies as one sets out from ``start``, below 360.

    The initial course of a great circle (E. Williams, "Aviation Formulary").
    """
    phi, psi = math.radians(start.latitude), math.radians(end.latitude)
    across = math.radians(end.longitude - start.longitude)
    east = math.sin(across) * math.cos(psi)
    north = math.cos(phi) * math.sin(psi) - math.sin(phi) * math.cos(psi) * math.cos(across)
    return math.degrees(math.atan2(east, north)) % 360


def box_around(point: Point, km: float) -> Box:
    """The smallest box that holds the circle; all meridians where a pole or the date line is in it.

    A hair wider than the formula, so that rounding never leaves out what lies on the circle.
    """
    angle = km * 1.0001 / EARTH_KM
    south = point.latitude - math.degrees(angle)
    north = point.latitude + math.degrees(angle)
    if south <= -90 or north >= 90:
        return Box(max(south, -90.0), min(north, 90.0), -180.0, 180.0)
    sine = math.sin(angle) / math.cos(math.radians(point.latitude))
    across = math.degrees(math.asin(min(1.0, sine)))
    west, east = point.longitude - across, point.longitude + across
    if west < -180 or east > 180:
        return Box(south, north, -180.0, 180.0)
    return Box(south, north, west, east)


def words_of(*texts: str) -> tuple[str, ...]:
    """The words of ``texts`` without capitals, accents and marks, each once: "Zoë" is "zoe"."""
    found: dict[str, None] = {}
    for text in texts:
        decomposed = unicodedata.normalize("NFKD", str(text or ""))
        plain = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
        # an apostrophe is part of its word: O'Brien is looked for as "obrien" too
        plain = plain.replace("'", "").replace("’", "")
        found.update(dict.fromkeys(word[:40] for word in _WORD.findall(plain)))
    return tuple(found)


def place_key(name: str) -> str:
    """A name of a place as it is looked for: its words, joined by single spaces."""
    decomposed = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    plain = plain.replace("'", "").replace("’", "").replace("saint ", "st ")
    return " ".join(_WORD.findall(plain))[:80]


def sort_key(*texts: str) -> str:
    """``texts`` as something that every database puts in the same order: digits and small letters.

    Capitals, accents and marks do not count, a word that has ended comes before one that goes on,
    and letters of other scripts follow by their number in Unicode.
    """
    return "00".join("0".join(map(_plain, words_of(text))) for text in texts)[:255]


def _plain(word: str) -> str:
    return "".join(c if c.isascii() else f"zz{ord(c):06x}" for c in word)
