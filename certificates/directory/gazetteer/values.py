"""What a gazetteer answers, and what it has to be able to do. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from certificates.directory.geo import Box, Point


@dataclass(frozen=True)
class FoundPlace:
    """A place somebody named. ``name`` is shown: "Bristol", "BS1, Bristol".

    ``is_rough`` where less is known than was typed, such as the area of a postcode; ``others`` are
    the other places of the same name.
    """

    name: str
    point: Point
    is_rough: bool = False
    others: tuple[FoundPlace, ...] = ()


@dataclass(frozen=True)
class Town:
    """A town on the map."""

    name: str
    point: Point
    population: int


class Gazetteer(Protocol):
    """``credit`` and ``credit_url`` name the source where its license asks for it."""

    credit: str
    credit_url: str

    def find(self, text: str) -> FoundPlace | None:
        """The place that ``text`` names (a town or a postcode, whole or begun), in one query."""
        ...

    def towns_in(self, box: Box, *, limit: int) -> tuple[Town, ...]:
        """The largest towns in ``box``, in one query; may be empty."""
        ...
