"""Distances and boxes, and names made comparable."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.directory.gazetteer.postcodes import begins_of, find_area
from certificates.directory.geo import Point, box_around, distance_km, place_key, words_of

points = st.builds(
    Point, st.floats(-90, 90, allow_nan=False), st.floats(-180, 180, allow_nan=False)
)
BRISTOL, BATH = Point(51.4552, -2.5966), Point(51.3751, -2.3617)


def test_distances_are_those_of_an_atlas():
    assert distance_km(BRISTOL, BATH) == pytest.approx(18.6, abs=0.3)
    assert distance_km(Point(51.5074, -0.1278), Point(48.8566, 2.3522)) == pytest.approx(344, abs=2)


@given(points, points)
def test_distance_is_the_same_both_ways_and_never_beyond_half_the_earth(one, other):
    there = distance_km(one, other)
    assert there == pytest.approx(distance_km(other, one), abs=1e-6)
    assert 0 <= there <= math.pi * 6371.01


@given(points, points, st.sampled_from([5, 25, 100, 900]))
def test_whatever_is_within_a_distance_is_within_the_box(center, other, km):
    if distance_km(center, other) <= km:
        assert box_around(center, km).holds(other)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_point_in_an_address_reads_back_within_a_kilometer(latitude, longitude):
    point = Point.read(f"{latitude:.6f},{longitude:.6f}")
    assert Point.read(str(point)) == point
    assert distance_km(point, Point(latitude, longitude)) < 0.8


@pytest.mark.parametrize("text", ["", "51", "51,", "nan,0", "1e3,2", "91,0", "0,181", "51.45;2"])
def test_what_is_no_point_is_none(text):
    assert Point.read(text) is None


def test_words_are_compared_without_capitals_accents_and_apostrophes():
    assert words_of("Zoë O’Brien-Smith", "ZOE") == ("zoe", "obrien", "smith")
    assert words_of("عبد الرحمن") == ("عبد", "الرحمن")
    assert words_of("...") == ()
    assert place_key("Saint Albans") == place_key("st. albans") == "st albans"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BS1 4XX", ("BS14XX", "BS1")),
        ("bs14xx", ("BS14XX", "BS1")),
        ("BS1 4", ("BS14", "BS1")),
        ("SW1A 1AA", ("SW1A1AA", "SW1A")),
        ("BS1", ("BS1",)),
        ("61348", ("61348",)),
        ("Bristol", ()),
        ("BS", ()),
    ],
)
def test_a_postcode_is_looked_for_by_its_beginnings(text, expected):
    assert begins_of(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("BS1 4XX", "BS, Bristol"),
        ("ba1", "BA, Bath"),
        ("SW1A 1AA", "SW, London SW"),
        ("EH", "EH, Edinburgh"),
        ("eh", None),
        ("ZZ1", None),
        ("Bath", None),
        ("B1'; --", None),
    ],
)
def test_the_letters_of_a_british_postcode_name_its_area(text, name):
    found = find_area(text)
    assert (found and found.name) == name
