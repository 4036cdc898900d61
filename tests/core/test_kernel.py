"""The ground floor: clock, digests, sanitizing, limits, policies, checks."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

import lms.settings
from lms.core import chance, clock
from lms.core.conf import lms_settings
from lms.core.digest import digest
from lms.core.fields import OpenStreamField
from lms.core.ratelimit import allow, client_key
from lms.core.sanitize import clean_html, clean_text

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), JSON, max_size=5))
def test_the_order_of_keys_does_not_change_a_digest(value: dict) -> None:
    assert digest(value) == digest(dict(reversed(value.items())))


def test_equal_decimals_have_one_digest_and_other_objects_have_none() -> None:
    assert digest({"a": Decimal("1.50")}) == digest({"a": Decimal("1.5")})
    with pytest.raises(TypeError, match="no canonical form"):
        digest({"a": object()})


def test_a_seed_gives_the_same_draws_inside_its_block_and_only_there() -> None:
    def draw() -> tuple[str, object]:
        return chance.token_hex(8), chance.new_uuid()

    with chance.seeded("one"):
        first = draw()
    with chance.seeded("one"):
        assert draw() == first
    assert draw() != first
    assert draw() != draw()


def test_a_seed_is_refused_where_certificates_count(settings: Any) -> None:
    assert "lms_core.E004" in {found.id for found in run_checks(include_deployment_checks=True)}
    settings.LMS_SEEDED_CHANCE = False
    with pytest.raises(ImproperlyConfigured, match="foretold"), chance.seeded("one"):
        pass
    found = {one.id for one in run_checks(include_deployment_checks=True)}
    assert "lms_core.E004" not in found


def test_settings_of_production_allow_no_seed() -> None:
    folder = Path(lms.settings.__file__ or "").parent
    for name in ("base.py", "production.py"):
        assert "LMS_SEEDED_CHANCE" not in (folder / name).read_text(encoding="utf-8")


def test_the_clock_can_be_set_for_a_block_and_only_there() -> None:
    then = dt.datetime(2020, 5, 4, 12, tzinfo=dt.UTC)
    with clock.at(then):
        assert clock.now() == then
        assert clock.today() == dt.date(2020, 5, 4)
    assert clock.now() > then
    with pytest.raises(ValueError, match="timezone-aware"), clock.at(dt.datetime(2020, 1, 1)):
        pass


@pytest.mark.parametrize(
    "dirty",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        '<a href="javascript:alert(1)">x</a>',
        '<p style="background:url(//evil.example)">x</p>',
        "<iframe src='//evil.example'></iframe>",
    ],
)
def test_untrusted_markup_loses_what_could_act(dirty: str) -> None:
    cleaned = clean_html(dirty).lower()
    assert not any(bad in cleaned for bad in ("<script", "onerror", "javascript:", "url(", "<ifr"))


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean_html(text)
    assert clean_html(once) == once
    assert clean_text(clean_text(text)) == clean_text(text)


def test_names_lose_direction_tricks_and_keep_their_letters() -> None:
    assert clean_text(" Zo\u0065\u0308\u202e  Smith\u200b ") == "Zoë Smith"


def test_a_rate_counts_each_key_for_itself() -> None:
    cache.clear()
    assert [allow("a", "2/h") for _ in range(3)] == [True, True, False]
    assert allow("b", "2/h")
    with pytest.raises(ValueError, match="not a rate"):
        allow("a", "many")


@pytest.mark.parametrize(
    ("trusted", "peer", "forwarded", "expected"),
    [
        ([], "10.0.0.9", "6.6.6.6", "10.0.0.9"),
        (["10.0.0.9"], "10.0.0.9", "6.6.6.6, 192.0.2.7", "192.0.2.7"),
        (["10.0.0.9", "10.0.0.8"], "10.0.0.9", "6.6.6.6, 192.0.2.7, 10.0.0.8", "192.0.2.7"),
        (["10.0.0.9"], "10.0.0.9", "", "10.0.0.9"),
        (["10.0.0.9"], "198.51.100.1", "6.6.6.6", "198.51.100.1"),
    ],
)
def test_a_forwarded_address_is_believed_only_from_trusted_proxies(
    settings, trusted: list[str], peer: str, forwarded: str, expected: str
) -> None:
    settings.LMS_TRUSTED_PROXIES = trusted
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)
    assert client_key(request) == expected


def test_a_mistyped_setting_is_an_error_and_not_a_missing_value() -> None:
    with pytest.raises(AttributeError, match="not a setting"):
        _ = lms_settings.LMS_ISUER_NAME


@pytest.mark.parametrize(
    ("name", "value", "identifier"),
    [
        ("LMS_VERIFY_BASE_URL", "verify.example.org", "lms_core.E001"),
        ("LMS_LESSON_BLOCKS", {"x": "nowhere.Block"}, "lms_core.E002"),
        ("LMS_VERIFY_RATE", "often", "lms_core.E003"),
        ("LMS_UNHEARD_OF", 1, "lms_core.W001"),
    ],
)
def test_a_misconfiguration_is_said_with_a_hint(settings, name, value, identifier) -> None:
    assert identifier not in {message.id for message in run_checks()}
    setattr(settings, name, value)
    found = {message.id: message for message in run_checks()}
    assert found[identifier].hint


def test_block_lists_never_enter_a_migration() -> None:
    field = OpenStreamField([], blank=True)
    field.set_attributes_from_name("body")
    _name, path, args, kwargs = field.deconstruct()
    assert (path, args) == ("django.db.models.JSONField", [])
    assert "block_lookup" not in kwargs


@pytest.mark.parametrize(
    ("markup", "cleaned"),
    [
        ("<p>Clean the “tray” &amp; wait.</p><p>x\n<b>y</b> &lt; 3</p>", None),
        ("<p>H<sub>2</sub>O <em>it's</em></p>", None),
        ("<p>a & b</p>", "<p>a &amp; b</p>"),
        ("<p onclick='x()'>a</p>", "<p>a</p>"),
        ("<p>a<script>x()</script></p>", "<p>ax()</p>"),
        ("<p>a", "<p>a</p>"),
        ("<p>a</p>\x00", "<p>a</p>"),
        ("<p>&#60;script&#62;</p>", "<p>&#60;script&#62;</p>"),
        ("<p>a</p><img src=x onerror=y()>", '<p>a</p><img src="x">'),
    ],
)
def test_plain_paragraphs_stay_and_all_else_is_cleaned(markup: str, cleaned: str | None) -> None:
    assert clean_html(markup) == (markup if cleaned is None else cleaned)
