"""What a clinic says line by line: hours, prices, languages, pigments, access, photos."""

import datetime as dt
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from certificates.directory.enums import Currency, PriceUnit, Weekday
from certificates.directory.hours import Stretch, read_hours
from certificates.directory.languages import LANGUAGES, language_names, read_languages
from certificates.directory.models import (
    ClinicAccess,
    ClinicHours,
    ClinicLanguage,
    ClinicPhoto,
    ClinicPigment,
    ClinicService,
)
from certificates.directory.prices import price_words
from tests.factories.directory import make_clinic

TEN, SIX = dt.time(10), dt.time(18)
stretches = st.builds(
    Stretch,
    day=st.sampled_from(Weekday.values),
    opens=st.just(TEN),
    closes=st.just(SIX),
    by_appointment=st.booleans(),
)


def test_days_with_the_same_hours_stand_together():
    week = [Stretch(day, TEN, SIX) for day in (1, 2, 3, 5)]
    lines = read_hours([*week, Stretch(6, by_appointment=True)])
    assert [(line.days, line.hours) for line in lines] == [
        ("Monday to Wednesday", "10:00 to 18:00"),
        ("Thursday", "Closed"),
        ("Friday", "10:00 to 18:00"),
        ("Saturday", "By appointment"),
        ("Sunday", "Closed"),
    ]
    assert [line.is_closed for line in lines] == [False, True, False, False, True]


def test_a_break_makes_two_stretches_in_the_order_of_the_day():
    lines = read_hours([Stretch(1, dt.time(14), SIX), Stretch(1, TEN, dt.time(13))])
    assert lines[0].hours == "10:00 to 13:00, 14:00 to 18:00"


def test_no_hours_say_nothing_rather_than_closed():
    assert read_hours([]) == ()


@given(st.lists(stretches, min_size=1, max_size=20))
def test_each_day_stands_on_exactly_one_line_and_neighbors_differ(rows):
    lines = read_hours(rows)
    assert all(a.hours != b.hours for a, b in pairwise(lines))
    assert lines == read_hours(reversed(rows))
    assert lines[0].days.startswith("Monday")
    assert lines[-1].days.endswith("Sunday")


def test_a_price_is_a_range_with_its_currency_and_what_it_is_for():
    assert price_words(900, 1400, "GBP", "treatment") == "£900 to £1,400 for all sessions together"
    assert price_words(300, 300, "EUR", "session") == "€300 for one session"
    assert price_words(None, None, "GBP", "treatment") == ""


@pytest.mark.parametrize("currency", Currency.values)
@pytest.mark.parametrize("unit", PriceUnit.values)
def test_every_currency_and_unit_has_words(currency, unit):
    assert str(PriceUnit(unit).label) in price_words(1, 2, currency, unit)


NAMES = [(code, str(name)) for code, name in LANGUAGES]


@given(st.lists(st.sampled_from([code for code, _name in LANGUAGES]), unique=True))
def test_languages_are_read_back_from_their_names(codes):
    assert read_languages(language_names(codes), NAMES) == (codes, [])


def test_words_that_name_no_language_are_kept_apart():
    assert read_languages("English, english and Klingon; Welsh.", NAMES) == (
        ["en", "cy"],
        ["Klingon"],
    )


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (ClinicHours(day=1), "Give both times"),
        (ClinicHours(day=1, opens=TEN), "Give both times"),
        (ClinicHours(day=1, opens=SIX, closes=TEN), "closes before it opens"),
        (ClinicService(technique="scar", price_from=5), "A price is a range"),
        (ClinicService(technique="scar", price_from=5, price_to=4), "below its lower end"),
    ],
)
def test_a_line_that_cannot_be_says_what_is_wrong(row, words):
    with pytest.raises(ValidationError, match=words):
        row.clean()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "row",
    [
        ClinicHours(day=1),
        ClinicHours(day=1, opens=SIX, closes=TEN),
        ClinicService(technique="scar", price_from=5),
        ClinicService(technique="scar", price_from=5, price_to=4),
    ],
)
def test_the_database_refuses_it_too(row):
    row.clinic = make_clinic()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


# Wagtail leaves the temporary file of a new rendition to the garbage collector.
@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")
@pytest.mark.django_db
def test_the_page_shows_every_line_as_something_the_clinic_says(client, make_image):
    clinic = make_clinic(
        email="hello@studio.example.org", sterilization_statement="All single-use."
    )
    clinic.services = [ClinicService(technique="scar", price_from=600, price_to=900)]
    clinic.hours = [ClinicHours(day=2, opens=TEN, closes=SIX)]
    clinic.spoken = [ClinicLanguage(code="pl"), ClinicLanguage(code="en")]
    clinic.access = [ClinicAccess(feature="step_free")]
    clinic.pigments = [ClinicPigment(brand="Graphite", statement="Batch on request.")]
    clinic.photos = [ClinicPhoto(image=make_image(), alt="The chair by the window")]
    clinic.save()
    text = " ".join(client.get(clinic.get_absolute_url()).content.decode().split())
    for words in (
        "£600 to £900 for all sessions together",
        "<dt>Tuesday</dt><dd>10:00 to 18:00</dd>",
        "Polish, English",
        "About getting in and around, the clinic says",
        "Step-free from the street to the chair",
        "<b>Graphite</b>: Batch on request.",
        "About sterilization, the clinic says",
        'alt="The chair by the window"',
    ):
        assert words in text
    assert "hello@studio.example.org" not in text
