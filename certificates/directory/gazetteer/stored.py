"""The gazetteer that comes with the directory: the table of places, and British postcode areas."""

from __future__ import annotations

from django.db.models import Case, IntegerField, Q, Value, When

from certificates.directory.enums import PlaceKind
from certificates.directory.gazetteer.postcodes import begins_of, find_area
from certificates.directory.gazetteer.values import FoundPlace, Town
from certificates.directory.geo import Box, Point, place_key
from certificates.directory.models.places import Place

# a shorter beginning of a name would jump from town to town while somebody types
_SHORTEST_BEGINNING = 4
# more towns of one name are not offered
MOST_OF_ONE_NAME = 8


class StoredGazetteer:
    """Places that ``manage.py load_gazetteer`` has put into the database."""

    credit = "GeoNames, CC BY 4.0"
    credit_url = "https://www.geonames.org/"

    def find(self, text: str) -> FoundPlace | None:
        """Find a postcode by its longest known beginning, a town by its name or its beginning.

        Of several towns of one name it is the largest, with the others beside it.
        """
        if codes := begins_of(text):
            rows = Place.objects.filter(kind=PlaceKind.POSTCODE, key__in=codes)
            row = max(rows, key=lambda place: (len(place.key), -place.pk), default=None)
            if row is None:
                return find_area(text)
            return FoundPlace(", ".join(filter(None, (row.code, row.name))), row.point)
        if area := find_area(text):
            return area
        key = place_key(text)
        if not key:
            return None
        wanted = Q(key=key)
        if len(key) >= _SHORTEST_BEGINNING:
            wanted |= Q(key__startswith=key)
        exact_first = Case(When(key=key, then=Value(0)), default=1, output_field=IntegerField())
        towns = list(
            Place.objects.filter(wanted, kind=PlaceKind.TOWN).order_by(
                exact_first, "-population", "pk"
            )[:MOST_OF_ONE_NAME]
        )
        if not towns:
            return None
        first, *rest = towns
        others = tuple(FoundPlace(p.name, p.point) for p in rest if p.key == first.key)
        return FoundPlace(first.name, first.point, others=others)

    def towns_in(self, box: Box, *, limit: int) -> tuple[Town, ...]:
        rows = Place.objects.filter(
            kind=PlaceKind.TOWN,
            latitude__range=(box.south, box.north),
            longitude__range=(box.west, box.east),
        ).order_by("-population", "pk")[:limit]
        return tuple(Town(p.name, Point(p.latitude, p.longitude), p.population) for p in rows)
