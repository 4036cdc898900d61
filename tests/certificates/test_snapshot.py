"""Snapshots: a value that survives JSON, keeps its digest, and can lose its name."""

import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.snapshot import Snapshot, add_months, hash_name
from tests.certificates.samples import make_snapshot


def test_a_snapshot_survives_json():
    snapshot = make_snapshot()
    stored = json.loads(json.dumps(snapshot.as_json()))
    assert Snapshot.from_json(stored, name=snapshot.name) == snapshot


def test_the_name_is_not_in_the_json_but_changes_the_digest():
    snapshot = make_snapshot()
    assert snapshot.name not in json.dumps(snapshot.as_json())
    assert replace(snapshot, name="Somebody Else").digest() != snapshot.digest()


def test_the_digest_changes_with_every_fact():
    snapshot = make_snapshot()
    changed = replace(snapshot, valid_until=dt.date(2030, 1, 1))
    assert changed.digest() != snapshot.digest()


def test_a_name_is_confirmed_by_its_hash_in_either_form_of_accents():
    assert hash_name("Zoë", "s") == hash_name("Zoe\u0308", "s") != hash_name("Zoe", "s")


def test_a_snapshot_of_an_unknown_schema_is_refused():
    with pytest.raises(ValueError, match="schema 99"):
        Snapshot.from_json({**make_snapshot().as_json(), "schema": 99}, name="")


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (dt.date(2026, 11, 22), 24, dt.date(2028, 11, 22)),
        (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2024, 2, 29), 12, dt.date(2025, 2, 28)),
        (dt.date(2026, 12, 31), 2, dt.date(2027, 2, 28)),
        (dt.date(2026, 10, 31), 2, dt.date(2026, 12, 31)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(day, months, end):
    assert add_months(day, months) == end


@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), st.integers(0, 240))
def test_months_are_counted_exactly(day, months):
    end = add_months(day, months)
    assert (end.year - day.year) * 12 + end.month - day.month == months
    assert end.day <= day.day
