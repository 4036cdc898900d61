"""Files are served a part at a time, so that a video can be moved through."""

import pytest
from django.core.files.base import ContentFile
from django.http import FileResponse, HttpResponse
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from wagtail.documents import get_document_model

from lms.site.middleware import FilePartsMiddleware
from lms.site.ranges import RangeNotSatisfiable, read_range

FILM = bytes(range(256)) * 1000


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-99", (0, 99)),
        ("bytes=0-", (0, 999)),
        ("bytes=500-", (500, 999)),
        ("Bytes = 5-6", None),
        ("bytes=-1", (999, 999)),
        ("bytes=-5000", (0, 999)),
        ("bytes=990-5000", (990, 999)),
        ("bytes=" + "9" * 400 + "-", RangeNotSatisfiable),
        ("bytes=1000-", RangeNotSatisfiable),
        ("bytes=-0", RangeNotSatisfiable),
        ("bytes=9-5", None),
        ("bytes=0-1,5-6", None),
        ("bytes=-", None),
        ("lines=1-2", None),
        ("", None),
        (None, None),
    ],
)
def test_a_range_names_the_bytes_it_asks_for(header, expected):
    if expected is RangeNotSatisfiable:
        with pytest.raises(RangeNotSatisfiable):
            read_range(header, size=1000)
    else:
        assert read_range(header, size=1000) == expected


@given(header=st.from_regex(r"bytes=\d{0,30}-\d{0,30}", fullmatch=True), size=st.integers(0, 10**6))
def test_a_range_never_leaves_the_file(header, size):
    try:
        part = read_range(header, size=size)
    except RangeNotSatisfiable:
        return
    assert part is None or 0 <= part[0] <= part[1] < size


@pytest.fixture
def film(db):
    made = get_document_model().objects.create(
        title="A film", file=ContentFile(FILM, name="film.mp4"), file_hash="5e1f"
    )
    yield made
    made.file.delete(save=False)


@pytest.mark.parametrize("way", ["document", "media"])
def test_the_parts_of_a_film_are_its_bytes(film, client: Client, way):
    url = film.url if way == "document" else film.file.url
    whole = client.get(url)
    assert (whole.status_code, whole["Accept-Ranges"]) == (200, "bytes")
    assert whole.getvalue() == FILM
    first = client.get(url, headers={"Range": "bytes=0-1"})
    assert (first.status_code, first.getvalue()) == (206, FILM[:2])
    assert first["Content-Range"] == "bytes 0-1/256000"
    assert first["Content-Length"] == "2"
    assert first["Content-Type"] == "video/mp4"
    rest = client.get(url, headers={"Range": "bytes=100000-"})
    assert (rest.status_code, rest["Content-Length"]) == (206, "156000")
    assert rest.getvalue() == FILM[100000:]
    beyond = client.get(url, headers={"Range": "bytes=256000-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, "bytes */256000")


def test_who_holds_another_edition_gets_the_whole_film(film, client: Client):
    whole = client.get(film.url)
    assert whole.getvalue() == FILM
    now = whole["ETag"]
    same = client.get(film.url, headers={"Range": "bytes=5-9", "If-Range": now})
    assert (same.status_code, same.getvalue()) == (206, FILM[5:10])
    other = client.get(film.url, headers={"Range": "bytes=5-9", "If-Range": '"older"'})
    assert (other.status_code, other.getvalue()) == (200, FILM)
    known = client.get(film.url, headers={"If-None-Match": now})
    assert known.status_code == 304


@pytest.mark.parametrize(
    "response",
    [
        pytest.param(lambda: HttpResponse(b"a page"), id="a page"),
        pytest.param(lambda: FileResponse([b"a ", b"stream"]), id="a stream without a length"),
        pytest.param(
            lambda: FileResponse(ContentFile(b"zip"), headers={"Content-Encoding": "gzip"}),
            id="a compressed file",
        ),
    ],
)
def test_what_is_no_plain_file_is_left_whole(response):
    request = RequestFactory().get("/", headers={"Range": "bytes=0-1"})
    answer = FilePartsMiddleware(lambda _request: response())(request)
    assert answer.status_code == 200
    assert not answer.has_header("Accept-Ranges")
