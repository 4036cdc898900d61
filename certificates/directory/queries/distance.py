"""Distance inside the database: a box by an index, then haversines, the same on every database."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from django.db.models import F, FloatField, Q, QuerySet, Value
from django.db.models.functions import ASin, Cos, Least, Power, Radians, Sin, Sqrt

from certificates.directory.gazetteer import get_gazetteer
from certificates.directory.geo import EARTH_KM, Point, box_around
from certificates.directory.search import Search


@dataclass(frozen=True)
class Origin:
    """Where distances are measured from. ``name`` is empty for the place a person shared."""

    point: Point
    name: str = ""


def find_origin(search: Search) -> Origin | None:
    """Where ``search`` measures from, in at most one query; None without a place that is known."""
    if search.town:
        place = get_gazetteer().find(search.town)
        return Origin(place.point, place.name) if place else None
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
