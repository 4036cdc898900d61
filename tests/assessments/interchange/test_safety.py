"""Files that mean harm are refused in words, quickly, and touch nothing outside themselves."""

import io
import stat
import struct
import time
import zipfile
import zlib

import pytest

from assessments.interchange import ImportRefused, parse
from assessments.interchange import packages as packages_module
from assessments.interchange import reader as reader_module
from assessments.interchange.images import PictureRefused, check_picture
from tests.assessments.interchange import samples
from tests.assessments.interchange.generated import picture


def package(entries: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in entries.items():
            archive.writestr(path, content)
    return buffer.getvalue()


ITEM_WITH_PICTURE = samples.CHOICE_QTI3.replace(
    "<p>The tray is open.</p>",
    '<p>The tray is open. <img src="../images/tray.png" alt="Tray"/></p>',
)


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE quiz [<!ENTITY % a SYSTEM "http://127.0.0.1/x"> %a;]>',
        '<!DOCTYPE quiz [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>',
    ],
)
def test_entity_declarations_are_refused(declared: str) -> None:
    with pytest.raises(ImportRefused, match="entities"):
        parse(f"<?xml version='1.0'?>{declared}<quiz><question/></quiz>".encode())


def test_an_external_dtd_is_not_read() -> None:
    document = samples.QTI12.replace(
        "<questestinterop",
        '<!DOCTYPE questestinterop SYSTEM "http://127.0.0.1:9/none.dtd"><questestinterop',
        1,
    )
    assert len(parse(document.encode()).questions) == 9


def test_unknown_entities_stay_letters() -> None:
    xml = (
        "<quiz><question type='truefalse'><questiontext><text>a &nbsp;&eacute; &madeup; &amp; b"
        "</text></questiontext><answer fraction='100'><text>true</text></answer></question></quiz>"
    )
    assert parse(xml.encode()).questions[0].raw["stem"] == "<p>a \xa0é &amp;madeup; &amp; b</p>"


def test_absurd_nesting_is_refused() -> None:
    with pytest.raises(ImportRefused, match="nests"):
        parse(b"<quiz>" + b"<question>" * 5000 + b"</question>" * 5000 + b"</quiz>")


@pytest.mark.parametrize(
    "path",
    ["../evil.gift", "/etc/evil.gift", "a/../../evil.gift", "C:\\evil.gift", "..\\evil.gift"],
)
def test_paths_that_lead_outside_are_refused(path: str) -> None:
    with pytest.raises(ImportRefused, match="outside"):
        parse(package({"good.gift": "Q{T}", path: "Q{T}"}))


def test_links_in_packages_are_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("bank.gift")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(ImportRefused, match="link"):
        parse(buffer.getvalue())


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(ImportRefused, match="bomb"):
        parse(package({"bank.gift": b" " * 20_000_000}))


def test_a_directory_that_lies_about_sizes_is_not_believed() -> None:
    data = bytearray(package({"bank.gift": b"0123456789" * 300_000}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.index(mark)
        data[place + offset : place + offset + 4] = struct.pack("<I", 10)
    with pytest.raises(ImportRefused):
        parse(bytes(data))


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages_module, "MAX_ENTRIES", 20)
    count = packages_module.MAX_ENTRIES + 1
    with pytest.raises(ImportRefused, match="more than"):
        parse(package({f"{place}.txt": "" for place in range(count)}))


def test_a_damaged_package_is_refused() -> None:
    with pytest.raises(ImportRefused, match="damaged"):
        parse(package({"bank.gift": "Q{T}"})[:-30])


def test_pictures_of_a_package_come_along() -> None:
    result = parse(package({"items/a.xml": ITEM_WITH_PICTURE, "images/tray.png": picture()}))
    (question,) = result.questions
    assert list(question.assets.values()) == [picture()]
    assert question.where == "items/a.xml"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "SVG"),
        (b"MZ this is a program", "not a picture"),
        (picture()[:60], "damaged"),
    ],
)
def test_what_is_no_picture_is_left_out_aloud(content: bytes, why: str) -> None:
    result = parse(package({"items/a.xml": ITEM_WITH_PICTURE, "images/tray.png": content}))
    (question,) = result.questions
    assert question.assets == {}
    assert any(why in note.message for note in question.notes)


def test_a_picture_of_absurd_size_is_refused_by_its_header() -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + check

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    with pytest.raises(PictureRefused, match="pixels"):
        check_picture(bomb)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"\x00\x01\xfe\x03" * 50, "not text"),
        (b"<html><body>hello</body></html>", "none of the formats"),
        (b"Just a letter to my aunt.", "none of the formats"),
        (b"<manifest/>", "whole package"),
    ],
)
def test_what_is_no_question_file_is_refused_in_words(data: bytes, why: str) -> None:
    with pytest.raises(ImportRefused, match=why):
        parse(data)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ImportRefused, match="no format"):
        parse(b"Q{T}", format="word")


@pytest.mark.parametrize(
    "text",
    [
        "Q{" + "=a " * 300_000 + "}",
        "Q{" + "=a->b " * 500 + "}",
        "Q{" + "x" * 500_000 + "}",
        "Q {1:SHORTANSWER:" + "=a~" * 300_000 + "=b}",
        "{1:SHORTANSWER:=a} " * 100_000,
        "<quiz><question type='shortanswer'><questiontext><text>Q</text></questiontext>"
        + "<answer fraction='100'><text>a</text></answer>" * 20_000
        + "</question></quiz>",
        "Q{=a" + "\n" * 200_000 + "x\n" * 300_000 + "}\n",
        "Q?\n" + "A. a\n" * 300_000 + "ANSWER: A\n",
        "Q?\nA. a\nB. b\n" + "x\n" * 300_000 + "ANSWER: A\n",
        'question,type,options\nQ,single,"' + "[ ] no\n" * 20_000 + '"\n',
        samples.QTI12.split("<item", 1)[0]
        + "<item ident='i'><presentation><response_lid ident='r'><render_choice>"
        + "<response_label ident='a'/>" * 20_000
        + "</render_choice></response_lid></presentation></item></section></assessment>"
        + "</questestinterop>",
        samples.CHOICE_QTI3.replace(
            "</qti-choice-interaction>",
            "<qti-simple-choice identifier='z'>no</qti-simple-choice>" * 20_000
            + "</qti-choice-interaction>",
        ),
    ],
    ids=[
        *("gift", "pairs", "long", "cloze", "blanks", "moodlexml"),
        *("lines", "aiken", "aiken-lines", "csv", "qti12", "qti3"),
    ],
)
def test_a_question_of_absurd_size_is_refused_before_it_is_read(text: str) -> None:
    started = time.process_time()
    result = parse(text.encode(), filename="bank.gift")
    refused = result.refused[0].reason
    assert "more than" in refused or "longer" in refused
    assert len(result.refused) + len(result.questions) <= 2
    assert len(str(result.questions)) < 1000
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"Q{T}\n\n" * 4_500_000, "more than 24 MB"),
        (b"<quiz>" + b"<a/>" * 2_100_000 + b"</quiz>", "more elements"),
        (b"question,type\n" + b"a," * 1_000_000, "more columns"),
        (b'question,type\n"' + b"a" * 300_000 + b'",b\n', "more than 200000 letters"),
    ],
    ids=["bytes", "elements", "columns", "cell"],
)
def test_a_file_that_is_larger_than_we_can_read_is_refused_in_words(data: bytes, why: str) -> None:
    started = time.process_time()
    with pytest.raises(ImportRefused, match=why):
        parse(data)
    assert time.process_time() - started < 5


def test_questions_of_a_package_are_bounded_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_module, "MAX_FILE_BYTES", 2000)
    data = package({f"{place}.gift": f"Statement {place}{{T}}\n" * 60 for place in range(3)})
    assert len(data) < 2000
    with pytest.raises(ImportRefused, match="split it"):
        parse(data)


@pytest.mark.parametrize("mark", ["<![CDATA[", "<!--"])
def test_marks_that_are_never_closed_cost_no_more_than_others(mark: str) -> None:
    started = time.process_time()
    assert not parse(f"<quiz>{mark * 200_000}</quiz>".encode()).questions
    assert time.process_time() - started < 5


def test_a_long_run_of_blanks_is_gone_through_once() -> None:
    started = time.process_time()
    text = "Q {" + " " * 390_000 + "1 :SHORTANSWER:=a}"
    (question,) = parse(text.encode(), filename="bank.txt").questions
    assert question.type == "blanks"
    assert time.process_time() - started < 5


def test_questions_lost_in_each_other_are_lifted_out_quickly() -> None:
    inner = "<question type='truefalse'><questiontext><text>Q</text></questiontext></question>"
    started = time.process_time()
    result = parse(f"<quiz><question>{inner * 5000}</question></quiz>".encode())
    assert len(result.refused) == 5001
    assert time.process_time() - started < 8
