"""Files as answers: believed by content, stripped on arrival, kept in private, then marked."""

import datetime as dt
import io
import json
import resource
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pillow_heif
import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from assessments.answer_files import FileRefused, clean_name, prepare
from assessments.models import AnswerFile, Attempt
from assessments.models.append_only import HistoryIsFixed
from assessments.services.answer_files import MOST_UPLOADS
from lms.core import clock
from tests.assessments.test_budgets import exactly
from tests.assessments.test_craft_screens import raw, start, url
from tests.factories.courses import make_user

pytestmark = pytest.mark.django_db
ALL = ("jpg", "png", "heic", "pdf", "docx", "odt", "txt")
MEGABYTE = 1024 * 1024


def picture(kind: str = "JPEG", *, size: tuple[int, int] = (60, 40), place: bool = True) -> bytes:
    """A photograph with the place where it was taken, lying on its side."""
    exif = Image.Exif()
    exif[0x0110] = "SECRETCAM"
    exif[0x0112] = 6
    if place:
        exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 0.0), 29: "SECRETPLACE"})
    image = Image.new("RGB", size, (120, 80, 60))
    out = io.BytesIO()
    if kind == "HEIF":
        heif = pillow_heif.from_pillow(image)
        heif.save(out, exif=exif.tobytes(), quality=60)
    else:
        image.save(out, kind, exif=exif, **({"comment": b"SECRETNOTE"} if kind == "JPEG" else {}))
    return out.getvalue()


def document(*, extra: str = "", core: str = "<x>SECRETNAME</x>") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w>Text</w>")
        archive.writestr("docProps/core.xml", core)
        if extra:
            archive.writestr(extra, "x")
    return out.getvalue()


PDF = b"%PDF-1.4\n1 0 obj<</Author (SECRETNAME \\(me\\))/Title (Plan)>>endobj\n%%EOF\n"


def taken(data: bytes, *, extensions: tuple[str, ...] = ALL, megabytes: int = 1) -> Any:
    return prepare(io.BytesIO(data), size=len(data), extensions=extensions, megabytes=megabytes)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_photograph_loses_place_and_camera_and_stands_upright(kind: str) -> None:
    found = taken(picture(kind))
    assert b"SECRET" not in found.data
    assert found.extension == ("png" if kind == "PNG" else "jpg")
    kept = Image.open(io.BytesIO(found.data))
    assert not dict(kept.getexif())
    assert set(kept.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}
    assert kept.size == (found.width, found.height) == (40, 60)


def test_a_large_photograph_is_kept_smaller_and_a_transparent_one_on_white() -> None:
    out = io.BytesIO()
    Image.new("RGB", (6000, 3000)).save(out, "JPEG", quality=10)
    found = taken(out.getvalue())
    assert (found.width, found.height) == (4096, 2048)
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(out, "PNG")
    found = taken(out.getvalue(), extensions=("jpg",))
    assert Image.open(io.BytesIO(found.data)).getpixel((0, 0)) == (255, 255, 255)


def test_documents_lose_the_name_of_their_author() -> None:
    for data in (PDF, document()):
        assert b"SECRET" not in taken(data).data
    assert len(taken(PDF).data) == len(PDF)
    with zipfile.ZipFile(io.BytesIO(taken(document()).data)) as archive:
        assert archive.read("word/document.xml") == b"<w>Text</w>"
        assert archive.testzip() is None
        assert b"SECRET" not in archive.read("docProps/core.xml")
    assert taken("\ufeffÄ plain text".encode()).data == "Ä plain text".encode()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (101 * MEGABYTE))
    return out.getvalue()


def wide() -> bytes:
    """A PNG whose header promises 2.5 thousand million pixels."""
    data = bytearray(picture("PNG", place=False))
    data[16:24] = (50_000).to_bytes(4, "big") * 2
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00\x03\x00\xff\xfe", "not a file of a kind"),
        (b"<html><script>alert(1)</script>", "not a file of a kind"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "not a file of a kind"),
        (b"#!/bin/sh\nrm -rf /", "not a file of a kind"),
        (b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isommp41", "not a file of a kind"),
        (picture()[:60], "damaged"),
        (wide(), "picture"),
        (PDF[:-7], "cut off"),
        (PDF.replace(b"/Title", b"/JavaScript"), "scripts"),
        (PDF.replace(b"/Title", b"/Encrypt"), "password"),
        (document(extra="word/vbaProject.bin"), "macros"),
        (document()[:-40], "damaged"),
        (bomb(), "unpacks"),
        (picture() + b"\0" * MEGABYTE, "larger than 1 MB"),
        (b"PK\x03\x04" + b"\0" * 200, "damaged"),
        ("Ä".encode("latin-1") + b"x" * 3000, "UTF-8"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused_with_a_reason(data: bytes, said: str) -> None:
    with pytest.raises(FileRefused, match=said):
        taken(data)


def test_only_what_the_author_asks_for_is_taken() -> None:
    with pytest.raises(FileRefused, match="pdf"):
        taken(picture(), extensions=("pdf",))
    with pytest.raises(FileRefused, match="jpg"):
        taken(PDF, extensions=("jpg",))
    # whatever a phone takes becomes the JPEG that was asked for
    for kind in ("HEIF", "PNG", "WEBP"):
        assert taken(picture(kind), extensions=("jpg",)).extension == "jpg"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("IMG_1.HEIC", "IMG_1.jpg"), ("C:\\me\\a.b.jpeg", "a.b.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("", "file.jpg"), ("نور" * 40 + ".png", ("نور" * 40)[:80] + ".jpg"), ("x.exe", "x.exe.jpg"),
    ],
)  # fmt: skip
def test_a_name_has_no_path_and_the_right_ending(name: str, kept: str) -> None:
    assert clean_name(name, "jpg") == kept


# --- in an exam


@pytest.fixture
def sitting(signed_in: Callable[[Any], Client]) -> tuple[Client, Attempt]:
    return start(signed_in, ["file_answer"], feedback="after_submit")


def place(attempt: Attempt) -> str:
    return reverse("lms_assessments:files", args=[attempt.uuid, 1])


def send(client: Client, attempt: Attempt, data: bytes | None = None, **headers: str) -> Any:
    file = SimpleUploadedFile("Noor Haddad.jpg", picture() if data is None else data)
    return client.post(place(attempt), {"file": file}, headers={**headers})


def send_json(client: Client, attempt: Attempt, data: bytes | None = None) -> Any:
    return send(client, attempt, data, accept="application/json")


def test_a_script_sends_a_file_and_goes_on_saving(sitting: tuple[Client, Attempt]) -> None:
    client, attempt = sitting
    first, second = send_json(client, attempt).json(), send_json(client, attempt).json()
    assert (first["sequence"], second["sequence"]) == (1, 2)
    assert second["html"].count('type="checkbox"') == 2
    one, two = AnswerFile.objects.all()
    assert [row.name for row in (one, two)] == ["Noor Haddad.jpg"] * 2
    # the other file is left out, a foreign one named, and neither gets in
    answer = [str(two.token), str(attempt.uuid), "nonsense"]
    body = json.dumps({"position": 1, "sequence": 2, "answer": answer})
    saved = client.post(url("save", attempt), body, content_type="application/json").json()
    assert (saved["sequence"], saved["answered"]) == (3, True)
    (held,) = attempt.responses.get().answer["files"]
    assert held == two.entry
    assert [event.sequence for event in attempt.events.filter(kind="answered")] == [1, 2, 3]
    assert AnswerFile.objects.count() == 2
    with pytest.raises(HistoryIsFixed):
        one.delete()


def test_without_javascript_a_form_of_its_own_takes_the_file(
    sitting: tuple[Client, Attempt],
) -> None:
    client, attempt = sitting
    page = client.post(url("take", attempt), {"s1": "0", "do": "files-q1"})
    assert page["Location"] == place(attempt)
    assert 'enctype="multipart/form-data"' in client.get(place(attempt)).content.decode()
    assert send(client, attempt)["Location"] == place(attempt)
    assert "Noor Haddad.jpg" in client.get(place(attempt)).content.decode()
    token = str(AnswerFile.objects.get().token)
    assert token in client.get(url("take", attempt)).content.decode()
    # the whole form keeps what is ticked, and unticking leaves it out
    client.post(url("take", attempt), {"s1": "1", "q1": token})
    assert attempt.responses.get().sequence == 1
    client.post(url("take", attempt), {"s1": "1"})
    assert attempt.responses.get().answer == {}
    refused = send(client, attempt, b"MZ\x00\xff\xfe")
    assert refused.status_code == 422
    assert "Send one of these: jpg, png, pdf." in refused.content.decode()
    assert "Choose a file first." in client.post(place(attempt), {}).content.decode()


def test_a_handed_in_file_waits_for_a_marker_and_nothing_is_added_later(
    sitting: tuple[Client, Attempt],
) -> None:
    client, attempt = sitting
    send_json(client, attempt)
    client.post(url("submit", attempt))
    attempt.refresh_from_db()
    assert attempt.state == "submitted"
    assert send_json(client, attempt).status_code == 409
    assert send(client, attempt)["Location"] == url("result", attempt)
    assert AnswerFile.objects.count() == 1


def test_a_late_file_is_refused(
    sitting: tuple[Client, Attempt], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, attempt = sitting
    Attempt.objects.update(deadline_at=clock.now() - dt.timedelta(hours=1))
    assert send_json(client, attempt).status_code == 409
    assert not AnswerFile.objects.exists()


def test_there_is_room_for_so_many_and_no_more(sitting: tuple[Client, Attempt]) -> None:
    client, attempt = sitting
    for _n in range(2):
        assert send_json(client, attempt).status_code == 200
    answer = send_json(client, attempt)
    assert answer.status_code == 422
    assert "Leave one out first" in answer.json()["message"]
    row = AnswerFile.objects.first()
    AnswerFile.objects.bulk_create(
        AnswerFile(attempt=attempt, position=1, name="x", extension="jpg", size=1, file=row.file)
        for _n in range(MOST_UPLOADS - 2)
    )
    client.post(url("take", attempt), {"s1": "2"})
    assert "Talk to your instructor" in send_json(client, attempt).json()["message"]


def test_a_file_is_kept_in_private_under_a_name_that_tells_nothing(
    sitting: tuple[Client, Attempt], signed_in: Callable[[Any], Client]
) -> None:
    client, attempt = sitting
    send_json(client, attempt)
    row = AnswerFile.objects.get()
    path = Path(row.file.path)
    assert path.is_file()
    assert not path.is_relative_to(django_settings.MEDIA_ROOT)
    assert "Haddad" not in row.file.name
    assert client.get(django_settings.MEDIA_URL + row.file.name).status_code == 404
    own = reverse("lms_assessments:file", args=[row.token])
    page = client.get(own)
    body = b"".join(page.streaming_content)
    assert Image.open(io.BytesIO(body)).size == (40, 60)
    assert page["Content-Type"] == "image/jpeg"
    assert page["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in page["Content-Security-Policy"]
    assert "Haddad" not in str(page.headers)
    assert "no-store" in page["Cache-Control"]
    stranger = signed_in(make_user())
    assert stranger.get(own).status_code == 404
    assert stranger.get(place(attempt)).status_code == 404
    assert Client().get(own).status_code == 302


def test_a_document_is_only_handed_out_as_a_download(sitting: tuple[Client, Attempt]) -> None:
    client, attempt = sitting
    send_json(client, attempt, PDF)
    page = client.get(reverse("lms_assessments:file", args=[AnswerFile.objects.get().token]))
    assert page["Content-Disposition"].startswith("attachment")
    assert b"".join(page.streaming_content)


class Long(io.RawIOBase):
    """A request body of ``size`` bytes that nobody has to hold in memory."""

    def __init__(self, head: bytes, size: int, tail: bytes) -> None:
        self.head, self.left, self.tail = head, size, tail
        self.length = len(head) + size + len(tail)

    def read(self, size: int = -1) -> bytes:
        assert size > 0
        if self.head:
            found, self.head = self.head[:size], self.head[size:]
        elif self.left:
            found = b"x" * min(size, self.left)
            self.left -= len(found)
        else:
            found, self.tail = self.tail[:size], self.tail[size:]
        return found


def test_200_megabytes_are_refused_before_they_fill_memory_or_disk(
    sitting: tuple[Client, Attempt], tmp_path: Path, settings: Any
) -> None:
    client, attempt = sitting
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    head = (
        b'--edge\r\nContent-Disposition: form-data; name="file"; filename="big.jpg"\r\n'
        b"Content-Type: image/jpeg\r\n\r\n"
    )
    body = Long(head, 200 * MEGABYTE, b"\r\n--edge--\r\n")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answer = client.generic(
        "POST", place(attempt), b"-", content_type="multipart/form-data; boundary=edge",
        headers={"accept": "application/json"},
        **{"wsgi.input": body, "CONTENT_LENGTH": str(body.length)},
    )  # fmt: skip
    assert answer.status_code == 422
    assert "larger than 1 MB" in answer.json()["message"]
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 40 * 1024
    assert list(tmp_path.iterdir()) == []
    assert not AnswerFile.objects.exists()


def test_saving_other_answers_costs_no_query_more(signed_in: Callable[[Any], Client]) -> None:
    from assessments.queries.answer_files import read_answer

    _client, attempt = start(signed_in, ["essay", "file_answer"])
    by_type = {item.type: item for item in attempt.read_paper().items}
    with exactly(0):
        read_answer("Words", attempt_id=attempt.pk, item=by_type["essay"])
        read_answer([], attempt_id=attempt.pk, item=by_type["file_answer"])
    with exactly(1):
        ids = [str(attempt.uuid)] * 3
        assert read_answer(ids, attempt_id=attempt.pk, item=by_type["file_answer"]) == {}


def test_a_self_check_takes_no_files() -> None:
    from django.core.exceptions import ValidationError

    from tests.factories.assessments import make_question

    question = make_question("file_answer", raw=raw("file_answer"), live=False)
    question.use = "practice"
    with pytest.raises(ValidationError, match="keeps no files"):
        question.clean()
