"""A sealed file of nobody, and ways to tamper with one."""

import datetime as dt
import io
import re
import zlib
from functools import cache

from pypdf import PdfReader, PdfWriter

from certificates.credentials.material import read_private, self_signed, signer_of
from certificates.documents.faces import load_faces
from certificates.documents.page import render_certificate
from certificates.documents.seal import HOLE, SealKey, seal
from certificates.documents.wording import SealWords, word_snapshot
from certificates.enums import KeyPurpose
from tests.certificates.keyring import PEMS
from tests.certificates.samples import make_snapshot

MOMENT = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


@cache
def seal_key():
    private = read_private(KeyPurpose.SEAL, PEMS[KeyPurpose.SEAL])
    made = self_signed(private, issuer="Kestrel Lane Academy", is_development=False, since=MOMENT)
    from cryptography.hazmat.primitives.serialization import Encoding

    return SealKey(made.public_bytes(Encoding.DER), (), signer_of(KeyPurpose.SEAL, private))


def sealed_file(paper="A4", **changes):
    words = word_snapshot(make_snapshot(**changes), seal=SealWords.SEALED)
    return seal(render_certificate(words, load_faces(), paper, sealed_at=MOMENT), seal_key())


def _hole(data):
    start = data.index(b"/Contents<") + len(b"/Contents<")
    return start, start + HOLE


def flip_a_byte(data):
    place = data.index(b"stream") + 40
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def revise(data, mark=b"(FORGED)"):
    """An incremental update with another title, as an editor appends it."""
    number = len(re.findall(rb"\d+ 0 obj", data)) + 1
    root = re.search(rb"/Root (\d+ 0 R)", data)[1]
    before = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    place = len(data) + 1
    return data + (
        b"\n%d 0 obj\n<</Title%s>>\nendobj\nxref\n%d 1\n%010d 00000 n \n"
        % (number, mark, number, place)
        + b"trailer\n<</Size %d/Root %s/Info %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            number + 1,
            root,
            number,
            before,
            place + len(b"%d 0 obj\n<</Title%s>>\nendobj\n" % (number, mark)),
        )
    )


def edit_title(data):
    """The same length, inside what is sealed."""
    place = data.index(b"/Title<FEFF") + 30
    return data[:place] + (b"1" if data[place : place + 1] != b"1" else b"2") + data[place + 1 :]


def swap_picture(data, *, room=0):
    """Another picture in the place of the first, with ``room`` more bytes than it took."""
    start = data.index(b"stream\n", data.index(b"/Subtype/Image")) + len(b"stream\n")
    end = data.index(b"\nendstream", start)
    length = end - start
    width, height = (
        int(re.search(rb"/%b (\d+)" % name, data)[1]) for name in (b"Width", b"Height")
    )
    other = zlib.compress(bytes([200, 30, 30]) * width * height, 9)
    assert len(other) <= length + room
    head = data[:start].replace(
        b"/Length %d>>\nstream" % length, b"/Length %d>>\nstream" % (length + room)
    )
    return head + other.ljust(length + room, b"\0") + data[end:]


def append(data):
    return data + b"%invisible"


def save_anew(data):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def fill_padding(data):
    _start, end = _hole(data)
    return data[: end - 2] + b"41" + data[end:]


def borrow_seal(data, other):
    """The signature of another file in place of the own one."""
    start, end = _hole(data)
    other_start, other_end = _hole(other)
    return data[:start] + other[other_start:other_end] + data[end:]
