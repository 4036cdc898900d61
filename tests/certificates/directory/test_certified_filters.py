"""Filters that certificates decide: what they cover now, whatever a clinic says it offers."""

import datetime as dt

import pytest
from django.http import QueryDict
from django.utils import timezone

from certificates.api import revoke
from certificates.directory.api import Search, search_directory
from certificates.directory.enums import ConsentKind
from certificates.models import AwardScope
from lms.core import clock
from tests.factories.directory import School, make_clinic, make_practitioner

pytestmark = pytest.mark.django_db
BOTH = ("hairline", "scar")


@pytest.fixture
def hairlines():
    """Certifies hairlines on pattern loss."""
    return School(scope=[AwardScope(technique="hairline", condition="pattern_loss")])


@pytest.fixture
def scars():
    """Certifies scars on any skin but keloid."""
    keloid = AwardScope(technique="scar", condition="keloid", is_covered=False)
    return School(scope=[AwardScope(technique="scar", condition="any"), keloid])


@pytest.fixture
def clinics(hairlines, scars):
    """Three clinics that offer both: one has somebody for each, and one has both people."""
    one = make_clinic(slug="hairlines", name="A", techniques=BOTH)
    two = make_clinic(slug="scars", name="B", techniques=BOTH)
    three = make_clinic(slug="both", name="C", techniques=BOTH)
    hairlines.certify(make_practitioner(one, name="Ann"))
    scars.certify(make_practitioner(two, name="Bea"))
    hairlines.certify(make_practitioner(three, name="Cleo"))
    return scars.certify(make_practitioner(three, name="Dora"))


def find(query):
    results = search_directory(Search.read(QueryDict(query)), now=clock.now())
    return [card.clinic.slug for card in results.cards] or [p.name for p in results.people]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # what a clinic says needs no certificate until somebody asks for one
        ("technique=hairline", ["hairlines", "scars", "both"]),
        ("technique=hairline&certified=1", ["hairlines", "both"]),
        ("technique=scar&certified=1", ["scars", "both"]),
        # different people may cover what is asked of a clinic, one person has to cover all
        ("technique=hairline&technique=scar&certified=1", ["both"]),
        ("technique=hairline&technique=scar&certified=1&show=people", []),
        ("technique=scar&certified=1&show=people", ["Bea", "Dora"]),
        # certified alone asks nothing: everybody here holds a certificate
        ("certified=1", ["hairlines", "scars", "both"]),
        # a condition is covered on the technique that is asked for, or on any
        ("condition=pattern_loss", ["hairlines", "scars", "both"]),
        ("condition=keloid", []),
        ("technique=scar&condition=keloid", []),
        ("technique=scar&condition=pattern_loss", ["scars", "both"]),
        ("technique=hairline&condition=pattern_loss&show=people", ["Ann", "Cleo"]),
        ("technique=hairline&condition=keloid", []),
        ("condition=keloid&show=people", []),
    ],
)
def test_the_register_decides_and_not_the_clinic(clinics, query, expected):
    assert find(query) == expected


def test_a_certificate_that_ends_is_no_answer_any_more(clinics):
    query = "technique=hairline&technique=scar&certified=1"
    with clock.at(timezone.now() + dt.timedelta(days=3 * 366)):
        assert find(query) == []
    revoke(clinics, actor=None, reason="deception")
    assert find(query) == []
    assert find("technique=scar&certified=1") == ["scars"]


def test_somebody_without_a_name_counts_for_the_clinic_and_is_not_found_themselves(scars):
    quiet = make_clinic(slug="quiet", techniques=("scar",))
    scars.certify(make_practitioner(quiet, name="Abena", consents=(ConsentKind.LISTED,)))
    assert find("technique=scar&certified=1") == ["quiet"]
    assert find("technique=scar&certified=1&show=people") == []


def test_what_no_award_covers_is_answered_with_less(clinics):
    search = Search.read(QueryDict("technique=scar&condition=keloid"))
    wider = search_directory(search, now=clock.now()).wider
    assert [(one.query, one.count) for one in wider] == [("technique=scar", 3)]
