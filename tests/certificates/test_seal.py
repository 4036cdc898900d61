"""The seal of a file: judged by programs that nobody here wrote, and by tampering with it."""

import io
import shutil
import subprocess

import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import load_der_x509_certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader

from certificates.documents.seal import NotSealable, seal
from certificates.documents.seal_check import Change, find_numbers, find_seal
from certificates.documents.wording import SealWords, word_snapshot
from certificates.enums import AwardKind, Paper
from tests.certificates import sealing
from tests.certificates.samples import make_snapshot

# other programs judge where they are installed
PDFSIG = [shutil.which("pdfsig")] if shutil.which("pdfsig") else []
QPDF = [shutil.which("qpdf")] if shutil.which("qpdf") else []


@pytest.fixture(scope="module")
def sealed():
    return sealing.sealed_file()


def judge(data):
    root = x509.Certificate.load(sealing.seal_key().certificate)
    (signature,) = PdfFileReader(io.BytesIO(data)).embedded_signatures
    return validate_pdf_signature(
        signature, ValidationContext(trust_roots=[root], allow_fetching=False)
    )


@pytest.mark.parametrize("paper", Paper.values)
@pytest.mark.parametrize("kind", list(AwardKind))
def test_another_implementation_finds_the_whole_file_certified(paper, kind):
    from dataclasses import replace

    from tests.certificates.samples import AWARD

    status = judge(sealing.sealed_file(paper, award=replace(AWARD, kind=kind)))
    assert status.bottom_line
    assert status.trusted
    assert status.docmdp_ok
    assert status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    assert status.modification_level == ModificationLevel.NONE
    assert status.signer_reported_dt == sealing.MOMENT


@pytest.mark.parametrize("program", PDFSIG)
def test_a_reader_finds_the_signature_valid_and_the_document_whole(program, sealed, tmp_path):
    path = tmp_path / "sealed.pdf"
    path.write_bytes(sealed)
    said = subprocess.run([program, path], capture_output=True, check=True, text=True).stdout  # noqa: S603
    assert "Signature is Valid" in said
    assert "Total document signed" in said


@pytest.mark.parametrize("program", QPDF)
def test_the_sealed_file_is_sound(program, sealed, tmp_path):
    path = tmp_path / "sealed.pdf"
    path.write_bytes(sealed)
    subprocess.run([program, "--check", path], capture_output=True, check=True)  # noqa: S603


def test_the_same_page_moment_and_key_give_the_same_bytes(sealed):
    assert sealing.sealed_file() == sealed


def test_the_seal_on_the_page_is_the_signature_itself(sealed):
    page = PdfReader(io.BytesIO(sealed)).pages[0]
    (widget,) = page["/Annots"]
    field = widget.get_object()
    assert field["/FT"] == "/Sig"
    assert "/N" in field["/AP"]
    left, bottom, right, top = field["/Rect"]
    assert (round(float(right - left)), round(float(top - bottom))) == (66, 66)


def test_the_page_says_what_its_seal_is_worth():
    snapshot = make_snapshot()
    assert "The file is sealed against changes" in (
        word_snapshot(snapshot, seal=SealWords.SEALED).register
    )
    assert "Development seal: it proves nothing" in (
        word_snapshot(snapshot, seal=SealWords.DEVELOPMENT).register
    )
    assert len(word_snapshot(snapshot).register) == 3


def test_an_untouched_file_shows_no_change(sealed):
    found = find_seal(sealed)
    assert found.change == Change.NONE
    public = load_der_x509_certificate(sealing.seal_key().certificate).public_key()
    assert found.is_by(public)
    assert not found.is_by(ec.generate_private_key(ec.SECP256R1()).public_key())
    assert find_numbers(sealed) == ("7K3M9QXW4T2HR",)


TAMPERED = {
    "a flipped byte": (sealing.flip_a_byte, Change.CONTENT),
    "an edited title": (sealing.edit_title, Change.CONTENT),
    "an incremental update": (sealing.revise, Change.REVISED),
    "appended bytes": (sealing.append, Change.APPENDED),
    "saved by another program": (sealing.save_anew, Change.SAVED_ANEW),
    "filled padding": (sealing.fill_padding, Change.PADDED),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_every_kind_of_tampering_is_told_apart(name, sealed):
    tamper, change = TAMPERED[name]
    forged = tamper(sealed)
    assert forged != sealed
    found = find_seal(forged)
    assert found.change == change
    assert found.signed_digest == find_seal(sealed).signed_digest


def test_a_borrowed_seal_leads_to_where_it_came_from(sealed):
    other = sealing.sealed_file(name="Somebody Else")
    found = find_seal(sealing.borrow_seal(sealed, other))
    assert found.change == Change.CONTENT
    assert found.signed_digest == find_seal(other).signed_digest


def test_a_file_without_an_empty_place_cannot_be_sealed(sealed):
    with pytest.raises(NotSealable):
        seal(sealed, sealing.seal_key())


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"/Contents<" + b"30" * 400 + b">"])
def test_other_files_have_no_seal(data):
    assert find_seal(data) is None
    assert find_numbers(data) == ()
