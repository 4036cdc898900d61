"""Towns and postcodes out of files, and clinics placed by them."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from certificates.directory.gazetteer import FoundPlace, get_gazetteer
from certificates.directory.geo import Box, Point
from certificates.directory.models import Clinic, Place
from tests.factories.directory import make_clinic

pytestmark = pytest.mark.django_db

POSTCODES = (
    "GB\tBS1\tBristol\tEngland\tENG\t\t\t\t\t51.4500\t-2.5900\t4\n"
    "GB\tBS16\tFishponds\tEngland\tENG\t\t\t\t\t51.4920\t-2.5040\t4\n"
    "DE\t61348\tBad Homburg\tHessen\tHE\t\t\t\t\t50.2268\t8.6182\t6\n"
)


@pytest.fixture
def postcodes(tmp_path):
    path = tmp_path / "codes.txt"
    path.write_text(POSTCODES, encoding="utf-8")
    return str(path)


@pytest.fixture
def towns():
    def town(name, latitude, longitude, population):
        return Place(
            kind="town",
            country="GB",
            key=name.casefold(),
            name=name,
            population=population,
            latitude=latitude,
            longitude=longitude,
        )

    Place.objects.bulk_create(
        [
            town("Bristol", 51.4552, -2.5966, 617000),
            town("Newport", 51.5877, -2.9984, 128000),
            town("Newport", 52.7692, -2.3787, 11000),
            town("Newport Pagnell", 52.0873, -0.7218, 15000),
        ]
    )


def test_towns_of_a_country_come_from_the_declared_package_and_again_without_doubles():
    call_command("load_gazetteer", country=["GB"], population=15000, verbosity=0)
    count = Place.objects.count()
    assert count > 500
    assert get_gazetteer().find("bristol").name == "Bristol"
    call_command("load_gazetteer", country=["GB"], population=15000, verbosity=0)
    assert Place.objects.count() == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bristol", ("Bristol", 51.4552)),
        ("  bristol ", ("Bristol", 51.4552)),
        ("bris", ("Bristol", 51.4552)),
        ("bri", None),
        ("Newport", ("Newport", 51.5877)),
        ("newport p", ("Newport Pagnell", 52.0873)),
        ("Atlantis", None),
        ("''", None),
    ],
)
def test_a_town_is_found_by_its_name_or_its_beginning_the_largest_first(towns, text, expected):
    found = get_gazetteer().find(text)
    assert (found and (found.name, found.point.latitude)) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("BS1 4XX", "BS1, Bristol"),
        ("BS16 1AA", "BS16, Fishponds"),
        ("bs161aa", "BS16, Fishponds"),
        ("BS9", "BS, Bristol"),
        ("61348", "61348, Bad Homburg"),
        ("99999", None),
    ],
)
def test_a_postcode_is_found_by_its_longest_known_beginning(postcodes, text, name):
    call_command("load_gazetteer", postcodes, verbosity=0)
    found = get_gazetteer().find(text)
    assert (found and found.name) == name


def test_a_file_of_whole_postcodes_finds_their_districts_too(tmp_path):
    path = tmp_path / "full.txt"
    row = "GB\t{}\t{}\tEngland\tENG\t\t\t\t\t{}\t{}\t6\n"
    units = [
        ("BS6 5AA", "Redland", 51.47, -2.60),
        ("BS6 5AB", "Redland", 51.47, -2.59),
        ("BS6 6XY", "Cotham", 51.46, -2.58),
        ("BS60 1AA", "Elsewhere", 50.0, -1.0),
    ]
    path.write_text("".join(row.format(*unit) for unit in units), encoding="utf-8")
    assert get_gazetteer().find("BS6").is_rough
    call_command("load_gazetteer", str(path), verbosity=0)
    found = get_gazetteer().find("bs6")
    assert (found.name, found.is_rough) == ("BS6, Redland", False)
    assert found.point.latitude == pytest.approx(51.4667, abs=0.0001)
    assert found.point.longitude == pytest.approx(-2.59, abs=0.0001)
    assert get_gazetteer().find("BS6 6XY").name == "BS6 6XY, Cotham"
    assert get_gazetteer().find("BS").name == "BS, Bristol"


def test_where_only_the_area_of_a_postcode_is_known_the_page_says_so(client):
    page = client.get("/directory/", {"town": "BS6 5AA"}).content.decode()
    assert "we know only the postcode area (BS, Bristol)" in page
    assert "we know only" not in client.get("/directory/", {"town": "BS"}).content.decode()


def test_the_page_offers_the_other_towns_of_the_same_name(client, towns):
    results = client.get("/directory/", {"town": "Newport", "radius": "10"}).context["results"]
    assert results.origin.point.latitude == 51.5877
    [other] = results.namesakes
    assert (other.name, other.direction) == ("Newport", "north")
    assert other.distance == pytest.approx(138, abs=1)
    chosen = client.get("/directory/?" + other.query).context["results"]
    assert chosen.origin.point.latitude == 52.7692
    assert chosen.search.town == "Newport"
    assert [one.direction for one in chosen.namesakes] == ["south"]
    # an address that points at neither is the largest again
    lost = client.get("/directory/", {"town": "Newport", "which": "10.00,10.00"}).context["results"]
    assert lost.origin.point.latitude == 51.5877
    assert client.get("/directory/", {"town": "Bristol"}).context["results"].namesakes == ()


def test_a_place_costs_one_query(towns, django_assert_num_queries):
    gazetteer = get_gazetteer()
    for text in ("Newport", "BS1 4XX", "Atlantis"):
        with django_assert_num_queries(1):
            gazetteer.find(text)
    with django_assert_num_queries(1):
        found = gazetteer.towns_in(Box(51, 52, -3.5, -2), limit=10)
    assert [town.name for town in found] == ["Bristol", "Newport"]


def test_a_file_that_is_something_else_is_refused_and_changes_nothing(postcodes, tmp_path):
    call_command("load_gazetteer", postcodes, verbosity=0)
    bad = tmp_path / "bad.txt"
    bad.write_text("name,latitude\nBristol,51\n", encoding="utf-8")
    with pytest.raises(CommandError, match="tenth and eleventh column"):
        call_command("load_gazetteer", str(bad), verbosity=0)
    (tmp_path / "picture.txt").write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_gazetteer", str(tmp_path / "picture.txt"), verbosity=0)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_gazetteer", str(tmp_path / "missing.txt"), verbosity=0)
    assert Place.objects.count() == 3


def test_a_clinic_is_placed_by_its_postcode_and_again_when_it_moves():
    clinic = make_clinic(town="Bristol", postcode="BS1 4XX")
    bristol = clinic.point
    assert bristol is not None
    clinic.town, clinic.postcode = "Bath", "BA1 1AA"
    clinic.save()
    assert clinic.point not in (None, bristol)


def test_a_position_set_by_hand_stays():
    clinic = make_clinic(postcode="BS1 4XX", latitude=51.44, longitude=-2.61)
    clinic.postcode = "BA1 1AA"
    clinic.save()
    assert clinic.point == Point(51.44, -2.61)
    looked_up = make_clinic(postcode="BS1 4XX")
    looked_up.latitude = 51.0
    looked_up.save()
    looked_up.postcode = "BA1 1AA"
    looked_up.save()
    assert looked_up.latitude == 51.0


def test_loading_places_moves_clinics_that_were_looked_up_and_no_others(postcodes):
    found, fixed = make_clinic(postcode="BS16 1AA"), make_clinic(latitude=1.0, longitude=2.0)
    call_command("load_gazetteer", postcodes, verbosity=0)
    assert Clinic.objects.get(pk=found.pk).point == Point(51.492, -2.504)
    assert Clinic.objects.get(pk=fixed.pk).point == Point(1.0, 2.0)


def test_half_a_position_is_refused_and_an_unknown_address_has_none():
    with pytest.raises(ValidationError, match="both"):
        Clinic(name="A", slug="a", type="smp", town="B", latitude=1.0).full_clean()
    assert make_clinic(town="Atlantis", postcode="").point is None


class OtherGazetteer:
    credit, credit_url = "Ordnance of the moon", "https://example.org/"

    def find(self, text):
        return FoundPlace("Tycho", Point(-43.31, -11.36)) if text == "Tycho" else None

    def towns_in(self, box, *, limit):
        return ()


def test_a_site_brings_its_own_gazetteer(client, settings):
    settings.LMS_GAZETTEER = f"{__name__}.OtherGazetteer"
    assert make_clinic(town="Tycho", postcode="").point == Point(-43.31, -11.36)
    page = client.get("/directory/", {"town": "Tycho"}).content.decode()
    assert "within 25 km of Tycho" in page
    assert "Ordnance of the moon" in page
