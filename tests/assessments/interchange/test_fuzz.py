"""Whatever bytes arrive, a reader answers or refuses: it raises nothing else and never hangs."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.interchange import FORMAT_NAMES, ImportRefused, ImportResult, parse
from assessments.interchange.html import clean_markup, words_of
from assessments.interchange.model import QuestionRefused
from tests.assessments.interchange import samples

CALMLY = settings(max_examples=60, deadline=8000, suppress_health_check=list(HealthCheck))
FORMATS = sorted(FORMAT_NAMES)


def _answers_or_refuses(data: bytes, form: str, filename: str = "") -> None:
    refusal = ""
    try:
        result = parse(data, filename=filename, format=form)
    except ImportRefused as error:
        refusal = str(error)
        result = ImportResult(form)
    # the last resort hides mistakes of ours; nothing may come to it
    assert "may be damaged" not in refusal
    for found in result.refused:
        assert found.reason
    for question in result.questions:
        assert isinstance(question.raw["stem"], str)
        assert question.raw["stem"]


@CALMLY
@given(st.binary(max_size=2000), st.sampled_from(FORMATS))
def test_arbitrary_bytes_are_answered_or_refused(data: bytes, form: str) -> None:
    _answers_or_refuses(data, form)


@CALMLY
@given(st.text(max_size=1500), st.sampled_from(FORMATS))
def test_arbitrary_text_is_answered_or_refused(text: str, form: str) -> None:
    _answers_or_refuses(text.encode("utf-8", "surrogatepass"), form)


_SPLICES = st.sampled_from(
    [
        *("{", "}", "<", ">", "&", "&nbsp;", "]]>", "<![CDATA[", "<!--", "::", "->", "=", "~", "#"),
        *("\\", "\0", "%50%", "####", "-1", "1e99", "[[b1]]", "</item>", "<item>", "", '"', "'"),
        *("NaN", "ANSWER: Z", "\n\n", "𝒳", "</text>", "{1:NM:=1:x}", ",", ";", "inf", "٣"),
    ]
)


@pytest.mark.parametrize("name", sorted(samples.ALL))
def test_damaged_samples_are_answered_or_refused(name: str) -> None:
    sample = samples.ALL[name]

    @settings(max_examples=25, deadline=8000, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), _SPLICES), max_size=6))
    def holds(cuts: list[tuple[float, int, str]]) -> None:
        text = sample
        for share, length, splice in cuts:
            place = int(share * len(text))
            text = text[:place] + splice + text[place + length :]
        _answers_or_refuses(text.encode("utf-8", "replace"), "auto", name)

    holds()


@CALMLY
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_damaged_packages_are_answered_or_refused(changes: list[tuple[float, int]]) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("items/choice.xml", samples.ALL["choice.qti3.xml"])
        archive.writestr("bank.gift", samples.ALL["everyday.gift"])
    data = bytearray(buffer.getvalue())
    for share, value in changes:
        data[min(int(share * len(data)), len(data) - 1)] = value
    _answers_or_refuses(bytes(data), "auto")


@CALMLY
@given(st.text(max_size=400))
def test_any_markup_becomes_clean_markup_and_stays_so(text: str) -> None:
    def clean(markup: str) -> str:
        return clean_markup(markup, picture=lambda source, alt: None, lost=lambda message: None)

    once = clean(text)
    assert "<script" not in once.lower()
    assert clean(once) == once


@pytest.mark.parametrize(
    "markup",
    [
        "<" * 50_000,
        "<!--" * 20_000,
        "<p a='" * 20_000,
        "<b>" * 50_000,
        "<div>" * 30_000 + "x",
        "<table><tr><td>" * 10_000,
        "&" * 50_000,
        "<![CDATA[" * 10_000,
        '<p a="1" ' + 'b="2" ' * 20_000 + ">",
        "</p>" * 40_000,
        "<svg>" * 30_000,
        "[" * 50_000,
    ],
    ids=range(12),
)
def test_hostile_markup_is_cleaned_in_a_moment(markup: str) -> None:
    import time

    start = time.process_time()
    try:
        clean_markup(markup, picture=lambda s, a: None, lost=lambda m: None)
        words_of(markup, picture=lambda s, a: None, lost=lambda m: None)
    except QuestionRefused:
        pass
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "data",
    [
        b"{" * 100_000,
        b"::a::" * 50_000,
        b"a{=b}\n\n" * 3000,
        b"{" + b"=a~b" * 30_000 + b"}",
        b"q\nA) x\n" * 20_000,
        b"question,answer\n" + b'"' * 100_000,
        b"<quiz>" + b"<question type='multichoice'>" * 5_000,
        b"<a>" * 100_000,
        b"<questestinterop>" + b"<item><presentation>" * 40,
        b"x " * 200_000 + b"{T}",
        b"<?xml version='1.0'?>" + b"&" * 200_000,
        b"q{" + b"\\" * 100_000 + b"}",
    ],
    ids=range(12),
)
def test_hostile_files_are_answered_or_refused_in_a_moment(data: bytes) -> None:
    import time

    start = time.process_time()
    for form in FORMATS:
        _answers_or_refuses(data, form)
    assert time.process_time() - start < 40
