"""Distance inside the database: a box by an index, then haversines, the same on every database."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from django.db.models import F, FloatField, Q, QuerySet, Value
from django.db.models.functions import ASin, Cos, Least, Power, Radians, Sin, Sqrt

from certificates.directory.gazetteer import FoundPlace, get_gazetteer
from certificates.directory.geo import EARTH_KM, Point, box_around, distance_km
from certificates.directory.search import Search

# a point in an address is rounded to a kilometer
SAME_PLACE_KM = 2


@dataclass(frozen=True)
class Origin:
    """Where distances are measured from. ``name`` is empty for the place a person shared.

    ``is_rough`` where only the surroundings of what was typed are known; ``others`` are places of
    the same name.
    """

    point: Point
    name: str = ""
    is_rough: bool = False
    others: tuple[FoundPlace, ...] = ()


def find_origin(search: Search) -> Origin | None:
    """Where ``search`` measures from, in at most one query; None without a place that is known.

    Of several towns of one name it is the one at ``search.which``, else the gazetteer's first.
    """
    if search.town:
        place = get_gazetteer().find(search.town)
        if place is None:
            return None
        every = [place, *place.others]
        which = Point.read(search.which) if search.which else None
        chosen = place
        if which is not None:
            nearest = min(every, key=lambda one: distance_km(one.point, which))
            if distance_km(nearest.point, which) < SAME_PLACE_KM:
                chosen = nearest
        others = tuple(one for one in every if one is not chosen)
        return Origin(chosen.point, chosen.name, chosen.is_rough, others)
    point = Point.read(search.near) if search.near else None
    return Origin(point) if point else None


def with_distance(rows: QuerySet[Any], origin: Origin, *, prefix: str = "") -> QuerySet[Any]:
    """``rows`` with ``distance`` in kilometers from ``origin``; None where no position is known."""
    point = origin.point
    latitude, longitude = F(f"{prefix}latitude"), F(f"{prefix}longitude")
    north = Sin((Radians(latitude) - math.radians(point.latitude)) / 2.0)
    east = Sin((Radians(longitude) - math.radians(point.longitude)) / 2.0)
    haversine = Power(north, 2.0) + Power(east, 2.0) * Cos(Radians(latitude)) * math.cos(
        math.radians(point.latitude)
    )
    one = Value(1.0, output_field=FloatField())
    angle = ASin(Least(Sqrt(haversine, output_field=FloatField()), one))
    return rows.annotate(distance=angle * (2.0 * EARTH_KM))


def is_near(origin: Origin, km: float, *, prefix: str = "") -> Q:
    """A condition on rows with ``distance``: within ``km`` of ``origin``."""
    box = box_around(origin.point, km)
    return Q(
        **{
            f"{prefix}latitude__range": (box.south, box.north),
            f"{prefix}longitude__range": (box.west, box.east),
            "distance__lte": km,
        }
    )
